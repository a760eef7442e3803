"""How wide text stands on paper, by the typeface of papers, whose letters are as wide as those of Times New Roman."""

from functools import lru_cache

from fontTools.ttLib import TTFont

from sinho.documents.fonts import paper_fonts


@lru_cache(maxsize=2)
def _widths(bold: bool) -> dict[int, float]:
    """Width of each letter as a part of the size."""
    face = next(font for font in paper_fonts() if font.style == "normal" and (font.weight == "bold") is bold)
    with TTFont(face.path, lazy=True) as font:
        per_em, advances = font["head"].unitsPerEm, font["hmtx"].metrics
        return {code: advances[name][0] / per_em for code, name in font.getBestCmap().items()}


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Points that a line takes."""
    widths = _widths(bold)
    return size * sum(widths.get(ord(letter), 0.5) for letter in text)


def widest_word(text: str, size: float, bold: bool = False) -> float:
    """Points that the longest word takes."""
    return max((text_width(word, size, bold) for word in text.split()), default=0.0)
