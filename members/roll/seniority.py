"""Years in the Party and the badges for them: when a number of years is reached, on which day it is awarded (S1 28).

Pure: days are arguments. The numbers are data (`members/roll/guidance/badges.yaml`).
"""

import datetime as dt
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass, fields
from itertools import pairwise

from members.roll.rules import months_later
from sinho.text.dates import format_date

ONE_DAY = dt.timedelta(days=1)
Periods = list[tuple[dt.date, dt.date | None]]


def years_later(day: dt.date, years: int) -> dt.date:
    """The day from which so many years are full; for 29 February in other years 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)


def reached_on(decided_on: dt.date, periods: Periods, years: int) -> dt.date | None:
    """The first day in the Party on which the Party age is so many years; None when he left before.

    It agrees with `rules.party_age`: from the first admission decision, less the time outside (S1 4.5.1).
    """
    began, left = None, None
    for since, until in periods:
        if began is None:
            began = since = min(decided_on, since)
        else:
            began += since - left
        day = max(years_later(began, years), since)
        if until is None or day < until:
            return day
        left = until
    return None


@dataclass(frozen=True)
class AwardDay:
    """A day on which badges are awarded, and who is due then: who reaches the years from `first` to `last`."""

    day: dt.date
    first: dt.date
    last: dt.date

    @property
    def key(self) -> str:
        """As in the address: 03-02."""
        return f"{self.day:%d-%m}"


@dataclass(frozen=True)
class Levels:
    """The badges of an era by their years. `verified` is False while its text has not been compared."""

    code: str
    title: str
    verified: bool
    since: dt.date
    years: tuple[int, ...]


@dataclass(frozen=True)
class Award:
    """Award days as (month, day) with the (month, day) of the first and last day of who is due; months of early awards
    and of delays after discipline (S1 28.3).
    """

    windows_source: str
    windows_verified: bool
    days: tuple[tuple[tuple[int, int], tuple[int, int], tuple[int, int]], ...]
    early_months: int
    early_months_old: int
    old_from: int
    delays: dict[str, int]

    @classmethod
    def read(cls, data: dict) -> "Award":
        """From the file. ValueError when a part is missing or the periods leave a hole in the year."""
        if set(data) != {field.name for field in fields(cls)}:
            raise ValueError("badges: parts are missing or unknown")
        days = tuple((tuple(one["day"]), tuple(one["first"]), tuple(one["last"])) for one in data["days"])
        award = cls(**{**data, "days": days})
        known = (one for year in (2000, 2001, 2002) for one in award.days_of(year))
        periods = sorted(known, key=lambda one: one.first)
        for before, after in pairwise(periods):
            if after.first != before.last + ONE_DAY:
                raise ValueError(f"badges: the period of {after.key} does not follow that of {before.key}")
        return award

    def days_of(self, year: int) -> list[AwardDay]:
        """The award days of the year in order; a period may begin in the year before."""
        found = []
        for (month, day), first, last in self.days:
            begins = dt.date(year - (first > (month, day)), *first)
            ends = dt.date(year, last[0], min(last[1], monthrange(year, last[0])[1]))
            found.append(AwardDay(dt.date(year, month, day), begins, ends))
        return sorted(found, key=lambda one: one.day)

    def day_for(self, reached: dt.date) -> AwardDay:
        """The award day of who reaches the years on the day."""
        days = [*self.days_of(reached.year), *self.days_of(reached.year + 1)]
        return next(one for one in days if one.first <= reached <= one.last)

    def next_after(self, day: dt.date) -> AwardDay:
        """The first award day from the day on."""
        return next(one for one in (*self.days_of(day.year), *self.days_of(day.year + 1)) if one.day >= day)


def due_on(award: Award, reached: dt.date, *, delay: str = "") -> dt.date:
    """The day from which the badge may be awarded: later after a discipline, if there was one (S1 28.3)."""
    due = months_later(reached, award.delays[delay]) if delay else reached
    return min(due, award.day_for(due).day)


def why_not_awarded(
    award: Award, levels: Levels, years: int, reached: dt.date | None, on: dt.date, *, early: bool, delay: str
) -> list[str]:
    """Why the badge cannot be awarded on the day; an empty list when it can. `early`: gravely ill, or deceased."""
    if years not in levels.years:
        return [f"Ngày {format_date(on)} không có mức Huy hiệu {years} năm."]
    if reached is None:
        return [f"Chưa đủ {years} năm tuổi đảng."]
    earliest = due_on(award, reached, delay=delay)
    if early:
        months = award.early_months_old if years >= award.old_from else award.early_months
        earliest = months_later(reached, -months)
    if on < earliest:
        return [f"Đủ {years} năm tuổi đảng ngày {format_date(reached)}; trao sớm nhất ngày {format_date(earliest)}."]
    return []


@dataclass(frozen=True)
class DueBadge:
    """The badge that somebody should get: `missed` when he reached its years before the period."""

    years: int
    reached: dt.date
    missed: bool


def due_badge(
    levels: Levels, day: AwardDay, decided_on: dt.date, periods: Periods, given: Collection[int]
) -> DueBadge | None:
    """The highest badge reached by the end of the period, unless it or a higher one was given."""
    reached = {years: reached_on(decided_on, periods, years) for years in levels.years}
    known = [years for years, on in reached.items() if on and on <= day.last]
    if not known or max(given, default=0) >= max(known):
        return None
    top = max(known)
    return DueBadge(top, reached[top], reached[top] < day.first)
