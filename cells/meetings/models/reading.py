"""Meetings of many cells, month by month, on any day; the tally of a cell for its year."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from cells.meetings.enums import MeetingKind
from cells.meetings.models.conclusion import Conclusion
from cells.meetings.models.meeting import Meeting, MeetingLevel
from cells.meetings.rules import months
from cells.meetings.rules.quality import attendance, mean
from cells.organizations.enums import CELLS
from cells.organizations.models import OrganizationState
from sinho.accounts.scope import Ids


@dataclass(frozen=True)
class CellMonth:
    """A cell in a month: the regular meeting, the other ones; whether it had to meet (it existed the whole month)."""

    state: OrganizationState
    regular: Meeting | None
    others: tuple[Meeting, ...]
    expected: bool
    above: str = ""
    themes: int = 0

    @property
    def missed(self) -> bool:
        return self.expected and self.regular is None

    @property
    def meetings(self) -> list[Meeting]:
        return [*([self.regular] if self.regular else []), *self.others]

    @property
    def low(self) -> bool:
        return any(one.is_low for one in self.meetings)


def alive_throughout(since: dt.date, until: dt.date) -> set[int]:
    """Ids of the cells that existed on the first and on the last day."""
    first = OrganizationState.objects.on(since).filter(kind__in=CELLS).values_list("organization_id", flat=True)
    last = OrganizationState.objects.on(until).filter(kind__in=CELLS).values_list("organization_id", flat=True)
    return set(first) & set(last)


def meetings_of(ids: Collection[int], since: dt.date, until: dt.date, day: dt.date):
    """Meetings that stand, of these cells, held in the days and by the day, with their levels."""
    rows = Meeting.objects.in_force().filter(organization__among=Ids(ids))
    return rows.held_between(since, min(until, day)).with_level(day).order_by("held_on", "pk")


def month_of(ids: Collection[int], month: dt.date, day: dt.date) -> list[CellMonth]:
    """The cells within `ids` that exist at the end of the month, or on the day when it is not over: six queries."""
    last = min(months.last_of(month), day)
    found: dict[int, list[Meeting]] = defaultdict(list)
    for one in meetings_of(ids, month, last, day):
        found[one.organization_id].append(one)
    expected = alive_throughout(month, months.last_of(month)) if months.last_of(month) <= day else set()
    themed = themed_in_quarter(ids, month, day)
    states = OrganizationState.objects.on(last).filter(organization__among=Ids(ids), kind__in=CELLS)
    states = list(states.select_related("organization").order_by("sort_key", "organization_id"))
    names = dict(
        OrganizationState.objects.on(last)
        .filter(organization__in={state.parent_id for state in states})
        .values_list("organization_id", "short_name")
    )
    return [
        CellMonth(
            state,
            next((one for one in found[state.organization_id] if one.kind == MeetingKind.REGULAR), None),
            tuple(one for one in found[state.organization_id] if one.kind != MeetingKind.REGULAR),
            state.organization_id in expected,
            names.get(state.parent_id, ""),
            themed[state.organization_id],
        )
        for state in states
    ]


def themed_in_quarter(ids: Collection[int], month: dt.date, day: dt.date) -> Counter:
    """Cell → thematic meetings of the quarter of the month, by the day."""
    first, last = months.quarter_of(month)
    rows = Meeting.objects.in_force().filter(organization__among=Ids(ids), kind=MeetingKind.THEMATIC)
    return Counter(rows.held_between(first, min(last, day)).values_list("organization_id", flat=True))


@dataclass(frozen=True)
class MonthTotal:
    """A month of the curve: cells that had to meet, that met; attendance; levels (decided, else proposed)."""

    month: dt.date
    expected: int
    met: int
    meetings: int
    attendance: Decimal | None
    levels: Counter = field(default_factory=Counter)
    themes: int = 0

    @property
    def words(self) -> str:
        return months.month_words(self.month)

    @property
    def share(self) -> Decimal | None:
        """Cells that met, in per cent of those that had to."""
        return (Decimal(self.met * 100) / self.expected).quantize(Decimal("0.1")) if self.expected else None

    @property
    def good(self) -> Decimal | None:
        """Meetings at the highest two levels, in per cent of those that have a level."""
        whole = sum(self.levels.values())
        part = self.levels["good"] + self.levels["fair"]
        return (Decimal(part * 100) / whole).quantize(Decimal("0.1")) if whole else None


def level_in_force(one: "Meeting | Held") -> str:
    """The decided level, else the proposed one; of rows read `with_level`."""
    return one.decided_level or one.level


def year_of(ids: Collection[int], year: int, day: dt.date) -> list[MonthTotal]:
    """Every month of the year that is over by the day: two queries, whatever the number of cells."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    by_month: dict[dt.date, list[Held]] = defaultdict(list)
    for one in held_by(ids, first, min(last, day), day):
        by_month[months.first_of(one.held_on)].append(one)
    periods = existence(ids)
    found = []
    for month in months.months_between(first, min(last, day)):
        end = months.last_of(month)
        expected = {cell for cell, lives in periods.items() if covers(lives, month) and covers(lives, end)}
        found.append(total_of(month, expected, by_month[month]))
    return found


def existence(ids: Iterable[int]) -> dict[int, list]:
    """Cell → periods in which it was a cell."""
    found: dict[int, list] = defaultdict(list)
    rows = OrganizationState.objects.filter(organization__among=Ids(ids), kind__in=CELLS)
    for cell, valid in rows.values_list("organization_id", "valid"):
        found[cell].append(valid)
    return found


def covers(periods: list, day: dt.date) -> bool:
    return any(day in valid for valid in periods)


class Held(NamedTuple):
    """What the curve counts of a meeting."""

    organization_id: int
    kind: str
    held_on: dt.date
    present: int
    total: int
    exempted: int
    level: str
    decided_level: str | None

    @property
    def share(self) -> Decimal | None:
        return attendance(self.present, self.total, self.exempted)


def held_by(ids: Collection[int], since: dt.date, until: dt.date, day: dt.date) -> Iterable[Held]:
    """Meetings that stand, only with what is counted; the level as decided by the day."""
    decided = MeetingLevel.objects.filter(meeting=OuterRef("pk"), decided_on__lte=day).order_by("-decided_on", "-pk")
    rows = Meeting.objects.in_force().filter(organization__among=Ids(ids)).held_between(since, until).order_by()
    rows = rows.annotate(decided_level=Subquery(decided.values("level")[:1]))
    return map(Held._make, rows.values_list(*Held._fields))


def total_of(month: dt.date, expected: set[int], meetings: list[Held]) -> MonthTotal:
    met = {one.organization_id for one in meetings if one.kind == MeetingKind.REGULAR}
    shares = [one.share for one in meetings if one.share is not None]
    levels = Counter(level_in_force(one) for one in meetings if level_in_force(one))
    themes = sum(one.kind == MeetingKind.THEMATIC for one in meetings)
    return MonthTotal(month, len(expected), len(met & expected), len(meetings), mean(shares), levels, themes)


@dataclass(frozen=True)
class MeetingTally:
    """The year of a cell: months in which it existed from the first to the last day, those with a regular meeting,
    thematic meetings, mean attendance in per cent (None without a meeting), how many meetings got which level."""

    months: int
    held: int
    themes: int
    attendance: Decimal | None
    levels: dict[str, int]


def meeting_tally(organization_id: int, year: int, day: dt.date | None = None) -> MeetingTally:
    """For the conditions of the year; `day`: as of which, without it the end of the year."""
    totals = year_of([organization_id], year, day or dt.date(year, 12, 31))
    rows = meetings_of([organization_id], dt.date(year, 1, 1), dt.date(year, 12, 31), day or dt.date(year, 12, 31))
    shares = [one.share for one in rows if one.share is not None]
    return MeetingTally(
        months=sum(one.expected for one in totals),
        held=sum(one.met for one in totals),
        themes=sum(one.kind == MeetingKind.THEMATIC for one in rows),
        attendance=mean(shares),
        levels=dict(Counter(level_in_force(one) for one in rows if level_in_force(one))),
    )


def open_conclusions(organization_id: int, day: dt.date) -> list[Conclusion]:
    """What is carried into the next meeting, the nearest term first."""
    rows = Conclusion.objects.open_on(day).filter(meeting__organization=organization_id).with_last(day)
    return list(rows.select_related("meeting").order_by("due_on", "pk"))
