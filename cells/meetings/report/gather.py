"""Meetings of a period within reach with how lists show them, by the commune of each cell: few queries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from cells.meetings.models import Meeting
from cells.meetings.models.reading import existence, level_in_force, meetings_of
from cells.meetings.rules import months
from cells.organizations.models import DatedTree
from cells.organizations.models.dated_tree import Place
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Listed
from sinho.text.dates import format_date
from sinho.text.numbers import format_percent

MEETINGS = ("Thuộc", "Ngày họp", "Loại", "Dự họp", "Điểm", "Mức", "Ghi chú")
MONTHS = ("Thuộc", "Tháng không ghi họp")


@dataclass(frozen=True)
class Row:
    """A meeting in the roll-up: its cell, the grassroots organisation, score and level as decided, else proposed."""

    meeting: Meeting
    name: str
    base_id: int
    base: str

    @property
    def score(self) -> int | None:
        return self.meeting.decided_score if self.meeting.decided_level else self.meeting.score

    @property
    def level(self) -> str:
        return level_in_force(self.meeting)

    @property
    def note(self) -> str:
        """Why points were taken off; that nobody decided the level yet."""
        one = self.meeting
        words = one.decided_note if one.decided_level else one.score_note
        return "; ".join(part for part in (words, "" if one.decided_level or not one.level else "chưa duyệt") if part)

    def listed(self) -> Listed:
        """Made once: the same meeting stands behind several figures."""
        return self._listed

    @cached_property
    def _listed(self) -> Listed:
        one = self.meeting
        came = f"{one.present}/{one.total} ({format_percent(one.present, one.total - one.exempted, 1)})"
        score = "" if self.score is None else str(self.score)
        level = one.frame.name(self.level) if self.level else ""
        texts = (self.base, format_date(one.held_on), one.get_kind_display(), came, score, level, self.note)
        return Listed(one.organization_id, self.name, texts, "meetings:meeting", one.pk)


@dataclass(frozen=True)
class Gathered:
    """Meetings; months that a cell existed from first to last day, and of those the ones without a regular meeting.

    `bases`: grassroots organisation → (code, name); `due` and `missed` as pairs (grassroots organisation, row).
    """

    rows: tuple[Row, ...]
    bases: dict[int, tuple[str, str]]
    due: tuple[tuple[int, Listed], ...]
    missed: tuple[tuple[int, Listed], ...]


def gather(scope: Scope, asked: Asked) -> Gathered:
    """What the person sees of the organisation asked for and of what is below it."""
    tree, until = DatedTree(), asked.counted_on
    ids = {
        pk
        for pk in scope.organization_ids()
        if any(tree.stands_under(asked.organization_id, pk, day) for day in days_of(tree, pk, asked.since, until))
    }
    bases: dict[int, tuple[str, str]] = {}

    def base_of(pk: int, day: dt.date) -> Place:
        place = tree.last(pk, day) or tree.known(pk)[0]
        base = tree.base(place, min(day, place.last_day or day))
        bases[base.organization_id] = base.code, base.short_name
        return base

    rows, held = [], defaultdict(set)
    for one in meetings_of(ids, asked.since, until, asked.on):
        base, place = base_of(one.organization_id, one.held_on), tree.last(one.organization_id, one.held_on)
        rows.append(Row(one, place.short_name if place else "", base.organization_id, base.short_name))
        if one.kind == "regular":
            held[one.organization_id].add(months.first_of(one.held_on))
    due, missed = [], []
    for pk, periods in existence(ids).items():
        for month in months.months_between(asked.since, until):
            last = months.last_of(month)
            if not (any(month in one for one in periods) and any(last in one for one in periods)):
                continue
            base, place = base_of(pk, last), tree.last(pk, last)
            line = Listed(pk, place.short_name, (base.short_name, months.month_words(month)))
            due.append((base.organization_id, line))
            if month not in held[pk]:
                missed.append((base.organization_id, line))
    rows.sort(key=lambda row: (row.base, row.name, row.meeting.held_on))
    return Gathered(tuple(rows), bases, tuple(due), tuple(missed))


def days_of(tree: DatedTree, pk: int, since: dt.date, until: dt.date) -> list[dt.date]:
    """Days of the period on which it has to be asked where the organisation stood: the last of each of its states."""
    found = []
    for place in tree.known(pk):
        last = min(place.last_day or until, until)
        if place.since <= until and last >= since:
            found.append(last)
    return found
