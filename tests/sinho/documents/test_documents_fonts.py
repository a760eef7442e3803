"""The typeface is found by its letters, not by its name alone."""

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from sinho.documents.fonts import (
    INSTALLED_FAMILY,
    PAPER_FAMILY,
    VIETNAMESE_LETTERS,
    FontMissing,
    choose_faces,
    font_face_css,
    paper_fonts,
)
from sinho.refusal import Refused

FACES = ("Regular", "Bold", "Italic", "Bold Italic")


def font_file(folder: Path, face: str, *, revision: float, letters=VIETNAMESE_LETTERS, family=INSTALLED_FAMILY) -> Path:
    """A tiny font file that has the given letters, all of them empty."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "letter"])
    builder.setupCharacterMap({ord(letter): "letter" for letter in letters})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in (".notdef", "letter")})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "letter": (500, 0)})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": family, "styleName": face})
    builder.font["head"].fontRevision = revision
    path = folder / f"{family}-{face}-{revision}.ttf".replace(" ", "")
    builder.save(path)
    return path


def test_all_letters_of_the_alphabet_are_asked_for():
    assert len(VIETNAMESE_LETTERS) == 2 * (29 + 60) + 2 * 4
    assert set("ạếởẨỖỹđĐẶỵ") <= VIETNAMESE_LETTERS


def test_the_installed_faces_have_every_letter():
    fonts = paper_fonts()
    assert [(font.weight, font.style) for font in fonts] == [
        ("normal", "normal"),
        ("bold", "normal"),
        ("normal", "italic"),
        ("bold", "italic"),
    ]
    for font in fonts:
        with TTFont(font.path) as opened:
            assert {ord(letter) for letter in VIETNAMESE_LETTERS} <= set(opened.getBestCmap())


def test_the_newest_complete_file_is_taken(tmp_path):
    old = [font_file(tmp_path, face, revision=2.0) for face in FACES]
    new = [font_file(tmp_path, face, revision=2.5) for face in FACES]
    incomplete = [font_file(tmp_path, face, revision=9.0, letters="abc") for face in FACES]
    other = [font_file(tmp_path, face, revision=9.5, family="Other Serif") for face in FACES]
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    faces = choose_faces([*new, *old, *incomplete, *other, broken, tmp_path / "gone.ttf"])
    assert [face.path for face in faces] == new


def test_a_typeface_without_all_letters_is_refused_in_words_that_help(tmp_path):
    complete = [font_file(tmp_path, face, revision=2.0) for face in FACES[:3]]
    with pytest.raises(Refused) as refused:
        choose_faces([*complete, font_file(tmp_path, "Bold Italic", revision=1.07, letters="aăâbc")])
    assert isinstance(refused.value, FontMissing)
    assert len(refused.value.reasons) == 1
    assert "fonts-liberation2" in refused.value.reasons[0]


def test_the_style_sheet_names_one_family_and_four_files():
    css = font_face_css()
    assert css.count("@font-face") == 4
    assert css.count(f'font-family: "{PAPER_FAMILY}"') == 4
    assert all(f'url("{font.url}")' in css for font in paper_fonts())
