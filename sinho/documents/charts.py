"""Charts as plain values, drawn as SVG that stands in a page and on paper: black and white, no style, no script.

A chart is drawn by pygal (`sinho/documents/drawing.py`). It never stands alone: `{% chart %}` and `{% paper_chart %}`
(`templatetags/charts.py`) show its table beside it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.safestring import SafeString

from sinho.documents import drawing
from sinho.text.numbers import format_number

Value = int | Decimal | float | None
Kind = Literal["bars", "lines", "stacked", "pyramid"]
BARS, LINES, STACKED, PYRAMID = KINDS = ("bars", "lines", "stacked", "pyramid")
# Letters of the heads of a table that fit beside one another on paper.
MOST_LETTERS = 64
MOST_ROWS = 12
_KEY = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Series:
    """Numbers of one thing under the labels of the chart; None where it is not known.

    `figures`: the figure of a report behind each number, so that the table opens its list; empty when there are none.
    """

    label: str
    values: tuple[Value, ...]
    figures: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Chart:
    """What is drawn. `key` is the chart's name in the page: small letters, digits, hyphens; one chart, one key.

    `kind`: bars side by side, lines, stacked bars, or a pyramid of two series whose first label stands at the bottom.
    """

    key: str
    title: str
    kind: Kind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    decimals: int = 0

    def __post_init__(self):
        if self.kind not in KINDS or not _KEY.fullmatch(self.key):
            raise ValueError(f"chart {self.key!r} of kind {self.kind!r}")
        if self.kind == PYRAMID and len(self.series) != 2:
            raise ValueError(f"chart {self.key}: a pyramid has two sides")
        for one in self.series:
            if len(one.values) != len(self.labels) or len(one.figures) not in (0, len(self.labels)):
                raise ValueError(f"chart {self.key}: {one.label} has not one value for each label")
            if any(value is not None and not (Decimal(str(value)).is_finite() and value >= 0) for value in one.values):
                raise ValueError(f"chart {self.key}: {one.label} holds what is no amount")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is above zero, so that there is nothing to draw."""
        return not any(value for one in self.series for value in one.values)

    def words(self, value: Value) -> str:
        """A number as Vietnamese papers write it; "" when it is not known."""
        return format_number(value, self.decimals)

    @property
    def heading(self) -> str:
        """Đảng viên mới kết nạp (người)."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    @property
    def described(self) -> str:
        """All numbers in one sentence, for who hears the page."""
        lines = []
        for one in self.series:
            known = zip(self.labels, one.values, strict=True)
            said = ", ".join(f"{label}: {self.words(value) or 'chưa rõ'}" for label, value in known)
            lines.append(f"{one.label}: {said}" if one.label else said)
        return "; ".join(lines) + "."

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, Any]]]]:
        """The table: each label with the words and the figure of every series."""
        found = []
        for place, label in enumerate(self.labels):
            cells = [
                (self.words(one.values[place]), one.figures[place] if one.figures else None) for one in self.series
            ]
            found.append((label, cells))
        return found[::-1] if self.kind == PYRAMID else found

    @property
    def lines(self) -> list[tuple[str, list[str]]]:
        """The table lying, for paper: each series with its words under the labels."""
        return [(one.label, [self.words(value) for value in one.values]) for one in self.series]

    @property
    def lies(self) -> bool:
        """Whether the table on paper has a column for each label, as long as they fit beside one another."""
        return self.kind != PYRAMID and sum(max(len(label), 6) for label in self.labels) <= MOST_LETTERS

    @property
    def is_long(self) -> bool:
        """Whether its table has more rows than one wants to see beside it at once."""
        return len(self.labels) > MOST_ROWS

    @property
    def named_series(self) -> bool:
        return any(one.label for one in self.series)


def svg(chart: Chart, look: drawing.Look = drawing.SCREEN) -> SafeString:
    """The chart as an SVG element. The same chart gives the same bytes; "" when there is nothing to draw."""
    return drawing.draw(chart, look) if chart.labels and not chart.is_empty else SafeString("")


def spark(values: Iterable[Value]) -> SafeString:
    """A small line without axes, for beside a number; what it shows is said in words next to it. "" for one value."""
    values = tuple(values)
    return drawing.draw_spark(values) if sum(value is not None for value in values) > 1 else SafeString("")
