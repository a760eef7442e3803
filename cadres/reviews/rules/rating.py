"""Ratings of a year by the scale of that year (A16). Pure: scales and days are arguments."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sinho.text.dates import format_date
from sinho.text.numbers import format_number

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_POINTS = 100
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Level:
    """A level of a scale. `at_least`: the fewest points for it, where the scale counts points."""

    code: str
    name: str
    at_least: int | None = None


@dataclass(frozen=True)
class Twice:
    """What follows after two years running at the lowest level, with where that is written."""

    words: str
    source: str
    verified: bool = False


@dataclass(frozen=True)
class Scale:
    """The levels of a time, the best first, with where they come from."""

    code: str
    since_year: int
    source: str
    verified: bool
    levels: tuple[Level, ...]
    twice: Twice
    points: bool = False
    note: str = ""

    @property
    def lowest(self) -> Level:
        return self.levels[-1]

    def level(self, code: str) -> Level | None:
        return next((one for one in self.levels if one.code == code), None)

    def by_points(self, points: Decimal) -> Level:
        """The level that so many points give."""
        return next((one for one in self.levels if one.at_least is not None and points >= one.at_least), self.lowest)


def scale_of(scales: Collection[Scale], year: int) -> Scale:
    """The scale of the year; before the first one the first."""
    ordered = sorted(scales, key=lambda one: one.since_year)
    return [ordered[0], *(one for one in ordered if one.since_year <= year)][-1]


def counted_to(year: int, day: dt.date) -> dt.date:
    """The day whose staff is asked for the year when one looks on the day."""
    return min(day, dt.date(year, 12, 31))


def why_no_year(year: int, today: dt.date) -> list[str]:
    """Why nothing can be decided for the year."""
    if FIRST_YEAR <= year <= min(LAST_YEAR, today.year):
        return []
    return [f"Năm đánh giá phải từ {FIRST_YEAR} đến {today.year}."]


def why_no_decision(year: int, number: str, decided_on: dt.date | None, today: dt.date) -> list[str]:
    """Why this decision cannot rate the year: without a number or a day, before the year, or not yet there."""
    reasons = [] if number.strip() else ["Ghi số quyết định đánh giá."]
    if decided_on is None:
        return [*reasons, "Ghi ngày quyết định đánh giá."]
    if decided_on > today:
        reasons.append(f"Ngày quyết định {format_date(decided_on)} chưa đến.")
    elif decided_on.year < year:
        reasons.append(f"Ngày quyết định {format_date(decided_on)} trước năm được đánh giá, {year}.")
    return reasons


def why_no_level(scale: Scale, level: str, points: Decimal | None) -> list[str]:
    """Why the scale does not give this level. The lowest one may be given whatever the points are (335/2025)."""
    if scale.level(level) is None:
        return [f"Thang của năm này không có mức ấy ({scale.source})."]
    if not scale.points:
        return [] if points is None else ["Thang của năm này không chấm điểm."]
    if points is None or not 0 <= points <= MOST_POINTS:
        return [f"Thang của năm này chấm điểm: ghi điểm từ 0 đến {MOST_POINTS}."]
    if points != points.quantize(HUNDREDTH):
        # Kept with two: 89,999 would stand there as 90,00 beside the level below.
        return ["Điểm có nhiều nhất hai chữ số lẻ."]
    fitting = scale.by_points(points)
    if level in (fitting.code, scale.lowest.code):
        return []
    return [f"{format_number(points)} điểm là mức “{fitting.name}”."]


def lowest_twice(levels: Mapping[int, str], year: int, scales: Collection[Scale]) -> bool:
    """Whether the year and the one before are both at the lowest level of their own scale."""
    return all(levels.get(one) == scale_of(scales, one).lowest.code for one in (year - 1, year))


def lowest_running(levels: Mapping[int, str], years: int, scales: Collection[Scale]) -> bool:
    """Whether the last rated year and those before it, `years` running, are at the lowest level of their scale."""
    last = max(levels, default=None)
    return last is not None and all(
        levels.get(year) == scale_of(scales, year).lowest.code for year in range(last - years + 1, last + 1)
    )
