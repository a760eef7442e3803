"""Villages with and without members over time, from plain periods (A2)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From `since`; `until` is the first day no longer, None while it goes on."""

    since: dt.date
    until: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class VillageLife:
    """A village: when it existed, when members lived there, when a cell served it, when that cell was its own."""

    village_id: int
    exists: tuple[Period, ...]
    members: tuple[Period, ...] = ()
    served: tuple[Period, ...] = ()
    own_cell: tuple[Period, ...] = ()

    def is_there(self, day: dt.date) -> bool:
        return any(one.holds(day) for one in self.exists)

    def has_members(self, day: dt.date) -> bool:
        return any(one.holds(day) for one in self.members)

    def is_served(self, day: dt.date) -> bool:
        return any(one.holds(day) for one in self.served)

    def has_own_cell(self, day: dt.date) -> bool:
        return any(one.holds(day) for one in self.own_cell)

    def without_members_since(self, day: dt.date) -> dt.date | None:
        """The first day of the time without members that holds on the day; None when there never was one before."""
        ended = [one.until for one in self.members if one.until and one.until <= day]
        return max(ended, default=None)

    def reached_on(self, day: dt.date) -> dt.date | None:
        """The day on which the village got the members that it has on the day; None without any."""
        return next((one.since for one in self.members if one.holds(day)), None)


@dataclass(frozen=True)
class Numbers:
    """Villages on a day: all, without a member, without any cell, without a cell of their own."""

    day: dt.date
    villages: int
    without_members: int
    without_cell: int
    without_own_cell: int


def numbers_on(lives: Iterable[VillageLife], day: dt.date) -> Numbers:
    there = [life for life in lives if life.is_there(day)]
    return Numbers(
        day,
        len(there),
        sum(not life.has_members(day) for life in there),
        sum(not life.is_served(day) for life in there),
        sum(not life.has_own_cell(day) for life in there),
    )


def month_ends(day: dt.date, months: int) -> list[dt.date]:
    """The last days of so many months up to the one of the day, and the day itself in place of the last."""
    found, first = [day], day.replace(day=1)
    for _ in range(months - 1):
        last = first - ONE_DAY
        found.append(last)
        first = last.replace(day=1)
    return found[::-1]


def solved_on(lives: Iterable[VillageLife], day: dt.date) -> dt.date | None:
    """The day on which the last village got its member; None while a village is without one, or when none ever was."""
    there = [life for life in lives if life.is_there(day)]
    if not there or any(not life.has_members(day) for life in there):
        return None
    late = [life.reached_on(day) for life in there if life.reached_on(day) > min(one.since for one in life.exists)]
    return max(late, default=None)
