"""The one typeface of Party papers: Liberation Serif 2, as wide as Times New Roman and with all Vietnamese letters.

Version 1.07, which some systems still install under the same name, lacks most letters with two marks; a paper would
then be printed in two typefaces. So a file counts only when its character table holds every Vietnamese letter.
"""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from sinho.refusal import Refused

INSTALLED_FAMILY = "Liberation Serif"
# Name inside the style sheet only, so that no other installed file of the same family is taken by chance.
PAPER_FAMILY = "Paper Serif"

_SMALL_LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
VIETNAMESE_LETTERS = frozenset(_SMALL_LETTERS + _SMALL_LETTERS.upper())
_FACES = {
    "Regular": ("normal", "normal"),
    "Bold": ("bold", "normal"),
    "Italic": ("normal", "italic"),
    "Bold Italic": ("bold", "italic"),
}
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/Library/Fonts")
_FAMILY_NAME, _FACE_NAME = 1, 2


class FontMissing(Refused):
    """No paper can be printed before the administrator installs the typeface."""

    def __init__(self):
        super().__init__(
            "Máy chủ chưa có phông chữ Liberation Serif bản 2 đủ chữ tiếng Việt nên chưa in được văn bản; "
            "hãy báo quản trị cài gói fonts-liberation2 (Debian 13 trở lên: fonts-liberation)."
        )


@dataclass(frozen=True)
class FontFile:
    """One face of the typeface: regular, bold, italic or bold italic; `weight` and `style` as CSS writes them."""

    path: Path
    weight: str
    style: str

    @property
    def url(self) -> str:
        return self.path.as_uri()


@lru_cache(maxsize=1)
def paper_fonts() -> tuple[FontFile, ...]:
    """The four faces, found once in the life of the process. FontMissing when one is not installed."""
    return choose_faces(_installed_files())


def choose_faces(paths: Iterator[Path] | list[Path]) -> tuple[FontFile, ...]:
    """Of all files the newest complete one for each face. FontMissing when a face has none."""
    newest: dict[str, tuple[float, Path]] = {}
    for path in paths:
        described = _describe(path)
        if described is None:
            continue
        face, revision = described
        newest[face] = max(newest.get(face, (0.0, path)), (revision, path))
    if set(newest) != set(_FACES):
        raise FontMissing
    return tuple(FontFile(newest[face][1], weight, style) for face, (weight, style) in _FACES.items())


def font_face_css() -> str:
    """@font-face rules of the four faces under the one family name PAPER_FAMILY."""
    return "\n".join(
        f'@font-face {{ font-family: "{PAPER_FAMILY}"; src: url("{font.url}");'
        f" font-weight: {font.weight}; font-style: {font.style}; }}"
        for font in paper_fonts()
    )


def _describe(path: Path) -> tuple[str, float] | None:
    """Face and revision of a usable file, otherwise None."""
    try:
        with TTFont(path, lazy=True) as font:
            family, face = font["name"].getDebugName(_FAMILY_NAME), font["name"].getDebugName(_FACE_NAME)
            complete = all(ord(letter) in font.getBestCmap() for letter in VIETNAMESE_LETTERS)
            revision = font["head"].fontRevision
    except (OSError, TTLibError):
        return None
    return (face, revision) if family == INSTALLED_FAMILY and face in _FACES and complete else None


def _installed_files() -> list[Path]:
    """Files that may hold the typeface, from fontconfig or else from the usual folders."""
    if program := shutil.which("fc-list"):
        listed = subprocess.run(
            [program, "--format=%{file}\n", INSTALLED_FAMILY], capture_output=True, text=True, timeout=30, check=False
        )
        if found := sorted({Path(line) for line in listed.stdout.splitlines() if line.strip()}):
            return found
    folders = [Path(folder).expanduser() for folder in _FOLDERS]
    return sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("LiberationSerif-*.ttf"))
