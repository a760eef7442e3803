"""Geometry of the chart: one bar per group and year, its parts the levels, told apart by pattern and not by colour."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cells.assessments.report.compared import Group
from cells.assessments.report.graded import Tally, Year
from sinho.text.numbers import percent

WIDTH, LEFT, BAR = 640, 84, 340
STEP, HEAD, GAP, LEGEND = 34, 22, 14, 20
PLATE = 88  # room for “171 · 65,3 %” inside a part
LETTER = 7
# From the best level down; the lowest is always open.
FILLS = ("solid", "lines", "dots", "cross")
OPEN = "open"


@dataclass(frozen=True)
class Part:
    """A level in a bar; its number stands on a plate inside when there is room, else at the end of the bar."""

    x: int
    width: int
    fill: str
    short: str
    count: int
    share: Decimal

    @property
    def has_room(self) -> bool:
        return self.width >= PLATE

    @property
    def plate_x(self) -> int:
        return self.middle - PLATE // 2 + 2

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Bar:
    year: int
    whole: int
    y: int
    parts: tuple[Part, ...]

    @property
    def text_y(self) -> int:
        return self.y + 17

    @property
    def plate_y(self) -> int:
        return self.y + 4

    @property
    def beside(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.has_room)


@dataclass(frozen=True)
class Row:
    """A group with its bars."""

    label: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Key:
    """An entry of the legend."""

    x: int
    y: int
    fill: str
    words: str

    @property
    def text_x(self) -> int:
        return self.x + 24

    @property
    def text_y(self) -> int:
        return self.y + 11


@dataclass(frozen=True)
class Chart:
    rows: tuple[Row, ...]
    keys: tuple[Key, ...]

    @property
    def height(self) -> int:
        return self.keys[-1].y + 20


def fills(count: int) -> tuple[str, ...]:
    """Patterns of so many levels."""
    return (*(FILLS[at % len(FILLS)] for at in range(count - 1)), OPEN)


def draw(this: Year, last: Year | None, groups: Iterable[Group]) -> Chart | None:
    """The chart of all groups that have grades in either year; None when there are none."""
    rows, y = [], 0
    for group in groups:
        sides = [(this, group.now), *([(last, group.before)] if last and group.before else [])]
        sides = [(year, tally) for year, tally in sides if tally.evaluated.count]
        if sides:
            bars = tuple(bar(year, tally, y + HEAD + at * STEP) for at, (year, tally) in enumerate(sides))
            rows.append(Row(group.label, y + 14, bars))
            y += HEAD + len(sides) * STEP + GAP
    return Chart(tuple(rows), tuple(legend(this, last, y))) if rows else None


def bar(year: Year, tally: Tally, y: int) -> Bar:
    """Edges are rounded, not widths, so the parts fill the bar without gaps."""
    whole, before, parts = tally.evaluated.count, 0, []
    for level, figure, fill in zip(year.scheme.levels, tally.levels, fills(len(tally.levels)), strict=True):
        left, right = (LEFT + round(BAR * edge / whole) for edge in (before, before + figure.count))
        if figure.count:
            share = percent(figure.count, whole)
            parts.append(Part(left, right - left, fill, level.short, figure.count, share))
        before += figure.count
    return Bar(year.year, whole, y, tuple(parts))


def legend(this: Year, last: Year | None, y: int) -> Iterable[Key]:
    """Levels by rank, in as many lines as they need; where last year calls a rank otherwise, both words."""
    x = LEFT
    old = [level.short for level in last.scheme.levels] if last else []
    for rank, (level, fill) in enumerate(zip(this.scheme.levels, fills(len(this.scheme.levels)), strict=True)):
        before = old[rank] if rank < len(old) else level.short
        words = level.short if before == level.short else f"{level.short} ({last.year}: {before})"
        room = 40 + LETTER * len(words)
        if x + room > WIDTH and x > LEFT:
            x, y = LEFT, y + LEGEND
        yield Key(x, y, fill, words)
        x += room
