"""What the address of a page about meetings asks for: the day, the month or year, the organisation, which part."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from cells.meetings.rules import months
from cells.meetings.rules.meeting import EARLIEST
from cells.organizations.enums import CELLS, OrganizationKind
from cells.organizations.models import OrganizationState, subtree_ids
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope
from sinho.web.lists import AsOf, past_day_asked, row_asked, year_asked

VIEW, RECORD, JUDGE = Permission.VIEW, Permission.RECORD_MEETINGS, Permission.JUDGE_MEETINGS
K = OrganizationKind
ABOVE_CELLS = (K.DISTRICT_COMMITTEE, K.GRASSROOTS_COMMITTEE, K.SECTION_COMMITTEE)


@dataclass(frozen=True)
class MeetingsAsked:
    """What cannot be read is as if it were not asked; `problem` says so of the month."""

    scope: Scope
    as_of: AsOf
    month: dt.date
    problem: str
    year: int
    organization_id: int | None
    view: str

    @classmethod
    def of(cls, request, views=("",)) -> "MeetingsAsked":
        as_of, view = past_day_asked(request), request.GET.get("xem", "")
        month, problem = month_asked(request.GET.get("thang", ""), as_of.day)
        year = year_asked(request, EARLIEST.year, as_of.day.year) or as_of.day.year
        view = view if view in views else ""
        return cls(request.scope, as_of, month, problem, year, row_asked(request, "don-vi"), view)

    @property
    def day(self) -> dt.date:
        return self.as_of.day

    @property
    def month_text(self) -> str:
        return months.month_words(self.month)

    @cached_property
    def ids(self) -> frozenset[int]:
        """Ids of what is asked for within reach; all that is within reach when nothing, or something else, is asked."""
        ids = self.scope.organization_ids(VIEW)
        return ids & subtree_ids(self.organization_id, self.day) if self.organization_id else ids

    @cached_property
    def organization(self) -> OrganizationState | None:
        rows = OrganizationState.objects.on(self.day).in_scope(self.scope, VIEW)
        return rows.filter(organization=self.organization_id).first() if self.organization_id else None

    def offered(self) -> list[tuple[int, str]]:
        """Organisations above cells that one may choose."""
        rows = OrganizationState.objects.on(self.day).in_scope(self.scope, VIEW).filter(kind__in=ABOVE_CELLS)
        return list(rows.in_order().values_list("organization_id", "name"))

    @property
    def rest(self) -> str:
        """Organisation and day, for links to another page of the theme."""
        parts = [f"don-vi={self.organization_id}"] if self.organization_id else []
        return "&".join([*parts, *([f"ngay={self.as_of.text}"] if self.as_of.given else [])])


def month_asked(typed: str, day: dt.date) -> tuple[dt.date, str]:
    """The month in the address, else the last one that is over; one that has not come is answered with that one."""
    over = months.first_of(day) if day == months.last_of(day) else months.before(day)
    if not typed.strip():
        return over, ""
    try:
        month = months.read_month(typed)
    except ValueError as error:
        return over, str(error)
    if month > day or month < EARLIEST:
        return over, f"Tháng {months.month_words(month)} chưa đến hoặc quá xa."
    return month, ""


def cells_to_record(scope: Scope, day: dt.date) -> list[tuple[int, str, str]]:
    """Cells of the day whose meetings the person writes down: id, name, name of what is above."""
    ids = scope.organization_ids(RECORD)
    rows = OrganizationState.objects.on(day).filter(organization__among=Ids(ids), kind__in=CELLS)
    rows = list(rows.order_by("sort_key", "organization_id").values_list("organization_id", "name", "parent_id"))
    above = OrganizationState.objects.on(day).filter(organization__in={parent for _, _, parent in rows})
    names = dict(above.values_list("organization_id", "short_name"))
    return sorted(((pk, name, names.get(parent, "")) for pk, name, parent in rows), key=lambda one: one[2])
