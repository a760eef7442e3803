"""Widths of columns, found as a browser finds them: no word is cut, the longest texts get the most."""

from collections.abc import Iterable

from sinho.documents.word.elements import mm
from sinho.documents.word.measure import text_width, widest_word

# Widths that the style sheet gives by class: in millimetres, or as a part of the table.
_MILLIMETRES = {"to-sign": 26, "form-w": 38, "form-m": 25, "form-n": 17, "form-s": 12, "form-no": 7}
_PARTS = {"half": 0.52, "third": 0.33}


class Needs:
    """The least and the most that each column can use, in points."""

    def __init__(self, count: int):
        self.least = [0.0] * count
        self.most = [0.0] * count
        self.fixed: dict[int, float] = {}
        self.parts: dict[int, float] = {}

    def take(
        self, column: int, span: int, lines: Iterable[str], size: float, bold: bool, stays: bool, sides: float
    ) -> None:
        """A cell: `stays` when its text is never broken, `sides` its padding and indent."""
        lines = list(lines)
        most = max(text_width(line, size, bold) for line in lines) + sides
        least = most if stays else max(widest_word(line, size, bold) for line in lines) + sides
        for asked, value in ((self.least, least), (self.most, most)):
            lacking = value - sum(asked[column : column + span])
            for place in range(column, min(column + span, len(asked))):
                asked[place] += max(lacking, 0) / span

    def fix(self, column: int, names: Iterable[str]) -> None:
        """A width that the classes of a column or its header give."""
        for name in names:
            if name in _MILLIMETRES:
                self.fixed[column] = mm(_MILLIMETRES[name])
            elif name in _PARTS:
                self.parts[column] = _PARTS[name]

    def shared(self, available: float, *, fixed: bool) -> list[float]:
        """Widths that fill the table. `fixed`: columns without a width of their own share what is left evenly."""
        given = {**self.fixed, **{column: part * available for column, part in self.parts.items()}}
        if fixed and given:
            rest = [column for column in range(len(self.least)) if column not in given]
            left = max(available - sum(given.values()), 0)
            given |= {column: left / len(rest) for column in rest}
            return _fitted([given[column] for column in range(len(self.least))], available)
        least = [max(value, given.get(column, 0)) for column, value in enumerate(self.least)]
        most = [given.get(column, value) for column, value in enumerate(self.most)]
        most = [max(pair) for pair in zip(least, most, strict=True)]
        if sum(most) <= available:
            return _fitted(most, available)
        if sum(least) >= available:
            return _fitted(least, available)
        slack = sum(most) - sum(least)
        spare = (available - sum(least)) / slack if slack else 0
        return [low + (high - low) * spare for low, high in zip(least, most, strict=True)]


def _fitted(widths: list[float], available: float) -> list[float]:
    """The same proportions over the whole width."""
    total = sum(widths)
    return [width * available / total for width in widths] if total else [available / len(widths)] * len(widths)
