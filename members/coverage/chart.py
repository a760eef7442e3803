"""The curve of villages without members month by month: points of a line, read in black and white."""

from collections.abc import Sequence
from dataclasses import dataclass

from members.coverage.rules import Numbers

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 180, 34, 24, 16


@dataclass(frozen=True)
class Mark:
    """A text of the axis."""

    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Curve:
    """`line` for the polyline; `years` and `levels` along the axes; the last point with its number."""

    line: str
    years: tuple[Mark, ...]
    levels: tuple[Mark, ...]
    last: Mark
    first: Mark


def curve(numbers: Sequence[Numbers]) -> Curve:
    """The curve of `without_members`, from the first number to the last."""
    most = max((one.without_members for one in numbers), default=0) or 1
    step = (WIDTH - LEFT - 30) / max(len(numbers) - 1, 1)

    def x(place: int) -> float:
        return round(LEFT + place * step, 1)

    def y(count: int) -> float:
        return round(HEIGHT - BOTTOM - count * (HEIGHT - BOTTOM - TOP) / most, 1)

    points = [(x(place), y(one.without_members)) for place, one in enumerate(numbers)]
    years = [
        Mark(x(place), HEIGHT - 6, str(one.day.year + 1))
        for place, one in enumerate(numbers)
        if one.day.month == 12 and place + 1 < len(numbers)
    ]
    levels = [Mark(LEFT - 6, y(count) + 4, str(count)) for count in sorted({0, most // 2, most})]
    return Curve(
        line=" ".join(f"{px},{py}" for px, py in points),
        years=tuple(years),
        levels=tuple(levels),
        last=Mark(points[-1][0], points[-1][1], str(numbers[-1].without_members)),
        first=Mark(points[0][0], points[0][1], str(numbers[0].without_members)),
    )
