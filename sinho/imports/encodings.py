"""Texts typed with fonts of the time before Unicode (TCVN3: .VnTime; VNI: VNI-Times).

The encoding is found once for a workbook, from all its texts together: a single name says too little. What was typed
stays beside what was read, so that a cell that was Unicode all along is still found in a list.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

import viparse
from django.db.models import TextChoices

# Signs that texts in TCVN3 or VNI are full of and that Unicode Vietnamese never uses.
_OLD_FONT = re.compile("[¢£¤¥¦§¨ª«¬®¯°±²³´µ¶·¸¹º»¼½¾ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþÿ\ufffd]|[^\\W0-9_][?][^\\W0-9_]")
# Letters that only Unicode Vietnamese has.
_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u0300-\u0323\u1ea0-\u1ef9]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile(
    "(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|qu|r|s|t|th|tr|v|x)?[aăâeêioôơuưy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_WORD = re.compile(r"[^\s0-9.,;:()/–-]+")
# So many words must be syllables after conversion, and so many more than before it; fewer words say nothing.
ENOUGH, BETTER, FEWEST_WORDS, MOST_WORDS, SAMPLES = 0.9, 0.2, 3, 2000, 8


class Encoding(TextChoices):
    """How the texts of a workbook are written. An empty answer means: find out."""

    UNICODE = "unicode", "Unicode, giữ nguyên"
    TCVN3 = "tcvn3", "TCVN3 (phông .VnTime)"
    VNI = "vni", "VNI (phông VNI-Times)"


OLD = (Encoding.TCVN3, Encoding.VNI)


class Converted(str):
    """A text in Unicode that was typed otherwise."""

    __slots__ = ("typed",)

    def __new__(cls, text: str, typed: str):
        made = super().__new__(cls, text)
        made.typed = typed
        return made


def looks_like_old_font(text: str) -> bool:
    """Whether a text was probably typed with an old font, or lost its letters."""
    return bool(_OLD_FONT.search(text))


@cache
def is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable: its letters in their order, one tone at most."""
    parts = unicodedata.normalize("NFD", word.lower())
    letters = unicodedata.normalize("NFC", "".join(sign for sign in parts if sign not in _TONES))
    return sum(sign in _TONES for sign in parts) <= 1 and bool(_SYLLABLE.fullmatch(letters))


def share_of_syllables(words: list[str]) -> float:
    return sum(map(is_syllable, words)) / len(words)


def encoding_of(texts: set[str]) -> str:
    """The encoding in which these texts were typed; Unicode when no other reads clearly better."""
    words = [w for text in sorted(texts) if looks_like_old_font(text) for w in _WORD.findall(text)][:MOST_WORDS]
    if len(words) < FEWEST_WORDS:
        return Encoding.UNICODE
    shares = {old: share_of_syllables(_WORD.findall(viparse.fix(" ".join(words), encoding=old))) for old in OLD}
    best = max(OLD, key=lambda old: shares[old])
    other = max(share for old, share in shares.items() if old != best)
    clear = shares[best] >= ENOUGH and shares[best] - share_of_syllables(words) >= BETTER and shares[best] > other
    return best if clear else Encoding.UNICODE


@dataclass
class Texts:
    """Reads the texts of one workbook. `encoding`: how they are written; `found`: nobody said so, it was found out."""

    encoding: str
    found: bool = False
    converted: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, grids: list[list[list]], encoding: str = "") -> "Texts":
        """For the cells of all sheets; without an answer of a person the encoding is found out."""
        if encoding:
            return cls(encoding)
        texts = {cell for grid in grids for row in grid for cell in row if isinstance(cell, str) and not cell.isascii()}
        return cls(encoding_of(texts), found=True)

    def read(self, cell):
        """The cell in Unicode. Numbers, days and what is Unicode already stay as they are."""
        if self.encoding == Encoding.UNICODE or not isinstance(cell, str) or cell.isascii():
            return cell
        if cell not in self.converted:
            self.converted[cell] = cell if _UNICODE.search(cell) else self.convert(cell)
        return self.converted[cell]

    def convert(self, cell: str) -> str:
        text = viparse.fix(cell, encoding=self.encoding)
        return cell if text == cell else Converted(text, cell)

    @property
    def samples(self) -> list[tuple[str, str]]:
        """Texts as they were typed and as they were read; the last ones, as headings come first."""
        changed = [(typed, text) for typed, text in self.converted.items() if isinstance(text, Converted)]
        return [(typed, str(text)) for typed, text in changed if " " in text][-SAMPLES:] or changed[-SAMPLES:]
