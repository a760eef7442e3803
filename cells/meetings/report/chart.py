"""The curve of a year: three lines told apart by their strokes and marks, readable in black and white."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cells.meetings.models.reading import MonthTotal

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 290, 40, 14, 14, 106
KEY_ROW = 26
GRID = (0, 25, 50, 75, 100)
# Name of the value → words of the legend, dashes of the stroke.
SERIES = (
    ("share", "Chi bộ có họp thường kỳ", ""),
    ("attendance", "Đảng viên dự họp", "7 4"),
    ("good", "Buổi họp mức Tốt, Khá", "2 3"),
)


@dataclass(frozen=True)
class Mark:
    x: float
    y: float
    words: str = ""


@dataclass(frozen=True)
class Line:
    """One value through the year; months without it interrupt nothing. `key_y`: the row of its legend."""

    label: str
    dashes: str
    points: tuple[Mark, ...]
    key_y: int

    @property
    def path(self) -> str:
        return " ".join(f"{one.x},{one.y}" for one in self.points)


@dataclass(frozen=True)
class Chart:
    lines: tuple[Line, ...]
    months: tuple[Mark, ...]
    grid: tuple[Mark, ...]
    left: int = LEFT
    right: int = WIDTH - RIGHT
    key_end: int = LEFT + 40
    key_text: int = LEFT + 50


def draw(totals: Sequence[MonthTotal]) -> Chart | None:
    """All three lines; None while no month has anything to show."""
    if not any(one.meetings for one in totals):
        return None
    step = (WIDTH - LEFT - RIGHT - 20) / 11

    def x(total: MonthTotal) -> float:
        return round(LEFT + 10 + (total.month.month - 1) * step, 1)

    lines = []
    for number, (name, label, dashes) in enumerate(SERIES):
        known = [(one, getattr(one, name)) for one in totals if getattr(one, name) is not None]
        points = tuple(Mark(x(one), y_of(value), f"{one.words}: {value}") for one, value in known)
        lines.append(Line(label, dashes, points, HEIGHT - 8 - (len(SERIES) - 1 - number) * KEY_ROW))
    months = tuple(Mark(x(one), HEIGHT - BOTTOM + 16, str(one.month.month)) for one in totals)
    return Chart(tuple(lines), months, tuple(Mark(LEFT - 6, y_of(Decimal(value)), str(value)) for value in GRID))


def y_of(value: Decimal) -> float:
    return round(float(HEIGHT - BOTTOM - value * (HEIGHT - BOTTOM - TOP) / 100), 1)
