"""Offices as people read them: terms with who may hold them, and the offices of a member."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q

from cells.organizations.enums import OrganizationKind
from cells.organizations.models import Officer, OrganizationState
from members.roll.alike import Side, sides_of
from members.roll.models import Member, OfficeHolder, Standing
from members.roll.models.office import Place, days_of, inside, left_behind, open_offices
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.text.dates import format_date
from sinho.text.folding import fold


@dataclass
class TermRow:
    """A term of an officer: where, and who holds it or may hold it."""

    officer: Officer
    place: str
    day: dt.date
    link: OfficeHolder | None = None
    suggested: list[Side] = field(default_factory=list)

    @property
    def runs(self) -> bool:
        """Whether the office is held on the day."""
        return self.day in self.officer.held

    @property
    def until(self) -> dt.date | None:
        """The first day no longer in office, when it has come."""
        until = self.officer.held.upper
        return until if until and until <= self.day else None

    @property
    def only(self) -> Side | None:
        """The one who is suggested, when there is no other."""
        return self.suggested[0] if len(self.suggested) == 1 else None


def place_names(officers: Collection[Officer], day: dt.date) -> dict[int, str]:
    """Term → its organisation as it was called on the last day of the term up to the day, a cell with its commune."""
    states = defaultdict(list)
    ids = {officer.organization_id for officer in officers}
    for state in OrganizationState.objects.filter(organization__in=ids).select_related("commune").order_by("valid"):
        states[state.organization_id].append(state)
    found = {}
    for officer in officers:
        last = min(day, officer.held.upper - dt.timedelta(days=1) if officer.held.upper else day)
        known = states[officer.organization_id]
        state = ([one for one in known if one.since <= max(last, officer.held.lower)] or known[:1])[-1]
        village = state.kind == OrganizationKind.SUBORDINATE_CELL and state.commune
        more = f", {state.commune.name}" if village and state.commune.name not in state.name else ""
        found[officer.pk] = f"{state.name}{more}"
    return found


def term_rows(officers: Collection[Officer], day: dt.date) -> list[TermRow]:
    """The terms with the names of their organisations: one query."""
    places = place_names(officers, day)
    return [TermRow(officer, places[officer.pk], day) for officer in officers]


def suggest(rows: list[TermRow], people, today: dt.date) -> None:
    """Who of these people may hold each term: the same name without marks, in the Party when the term began, and in a
    cell below the organisation on the first day, the last one or today. Seven queries, however many rows."""
    wanted = {fold(row.officer.person_name) for row in rows} - {""}
    if not wanted:
        return
    named = reduce(or_, (Q(search_key__contains=name) for name in sorted(wanted)))
    by_name = defaultdict(list)
    for member in people.filter(named, joined_into=None).order_by("sort_key", "pk"):
        for name in {fold(member.full_name), fold(member.other_names)}:
            by_name[name].append(member.pk)
    pairs = [(row, pk) for row in rows for pk in by_name[fold(row.officer.person_name)]]
    fitting = fitting_pairs(pairs, today)
    sides = sides_of({pk for _, pk in fitting})
    for row, pk in fitting:
        row.suggested.append(sides[pk])


def fitting_pairs(pairs: list[tuple[TermRow, int]], today: dt.date) -> list[tuple[TermRow, int]]:
    """Those of whom the term could be."""
    in_party = defaultdict(list)
    for standing in Standing.objects.of({pk for _, pk in pairs}):
        in_party[standing.member_id].append(standing.valid)
    asked = {
        (row.officer.pk, pk): [Place(pk, row.officer.organization_id, day) for day in days_of(row.officer, today)]
        for row, pk in pairs
        if any(row.officer.held.lower in valid for valid in in_party[pk])
    }
    there = inside(place for places in asked.values() for place in places)
    return [(row, pk) for row, pk in pairs if not there.isdisjoint(asked.get((row.officer.pk, pk), ()))]


def linked_rows(links: Collection[OfficeHolder], day: dt.date) -> list[TermRow]:
    """Terms with their holders: one query."""
    links = list(links)
    rows = term_rows([one.officer for one in links], day)
    for row, one in zip(rows, links, strict=True):
        row.link = one
    return rows


def offices_of(member: Member, day: dt.date) -> list[TermRow]:
    """Offices that the member held up to the day, those of the day first, then the last ones: two queries."""
    links = [one for one in OfficeHolder.objects.of_member(member) if one.officer.held.lower <= day]
    rows = linked_rows(links, day)
    return sorted(rows, key=lambda row: (not row.runs, -row.officer.held.lower.toordinal(), row.officer.rank))


def warning_of(member: Member, day: dt.date) -> str:
    """What to see to before somebody with an office leaves or moves; "" for who has none."""
    links = open_offices(member, day)
    if not links:
        return ""
    rows = linked_rows(links, day)
    held = "; ".join(
        f"{row.officer.get_office_display()}, {row.place}, từ {format_date(row.officer.held.lower)}" for row in rows
    )
    return (
        f"Đồng chí {member.full_name} đang giữ chức vụ: {held}. Chức vụ không tự kết thúc; khi không giữ nữa thì "
        "phải ghi thôi giữ chức vụ ở trang của tổ chức ấy."
    )


def offices_to_end(scope: Scope, day: dt.date) -> list[OfficeHolder]:
    """Offices within reach that run on the day although their holder is in no cell of the organisation any more."""
    return left_behind(OfficeHolder.objects.in_scope(scope, Permission.RECORD_OFFICES), day)
