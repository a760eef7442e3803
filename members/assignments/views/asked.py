"""What the address of a page about work asks for: the year, the day, the cell or the organisation above cells."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Min
from django.http import Http404

from cells.organizations.models import OrganizationState
from members.assignments.models import CELLS, WorkAssignment
from members.assignments.rules import EARLIEST_YEAR, day_within
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.web.lists import AsOf, past_day_asked, row_asked, year_asked

VIEW, ASSIGN = Permission.VIEW_MEMBERS, Permission.ASSIGN_WORK
MOST_YEARS = 10


@dataclass(frozen=True)
class WorkAsked:
    """A year that cannot be read, or has not come on the day, is that of the day."""

    scope: Scope
    as_of: AsOf
    year: int
    organization_id: int | None

    @classmethod
    def of(cls, request) -> "WorkAsked":
        as_of = past_day_asked(request)
        year = year_asked(request, EARLIEST_YEAR, as_of.day.year) or as_of.day.year
        return cls(request.scope, as_of, year, row_asked(request, "don-vi"))

    @property
    def day(self) -> dt.date:
        """The day on which the roll is looked at."""
        return day_within(self.year, self.as_of.day)

    @property
    def states(self):
        """Organisations of the day within reach."""
        return OrganizationState.objects.on(self.day).in_scope(self.scope, VIEW)

    @cached_property
    def cell(self) -> OrganizationState | None:
        """The cell asked for; without any the only one within reach."""
        cells = self.states.filter(kind__in=CELLS)
        if self.organization_id:
            return cells.filter(organization=self.organization_id).first()
        two = list(cells[:2])
        return two[0] if len(two) == 1 else None

    def cell_or_404(self, permission: Permission) -> OrganizationState:
        """The cell asked for; 404 outside one's reach, 403 inside it without the permission."""
        if self.cell is None:
            raise Http404
        self.scope.require(permission, self.cell.organization_id)
        return self.cell

    @cached_property
    def organization(self) -> OrganizationState | None:
        """What is asked for above the cells."""
        return self.states.filter(organization=self.organization_id).first() if self.organization_id else None

    def years(self) -> list[int]:
        """The years to choose from, the newest first."""
        last = self.as_of.day.year
        first = WorkAssignment.objects.in_scope(self.scope).aggregate(Min("year"))["year__min"] or last
        return list(range(last, min(max(first, last - MOST_YEARS), self.year) - 1, -1))

    @property
    def rest(self) -> str:
        """Year and day, for links to another cell."""
        return f"nam={self.year}{f'&ngay={self.as_of.text}' if self.as_of.given else ''}"

    @property
    def query(self) -> str:
        """For links to the same cell, year and day."""
        return f"don-vi={self.cell.organization_id}&{self.rest}" if self.cell else self.rest
