"""The work of a member year by year, on his record."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.shortcuts import render
from django.views.decorators.cache import never_cache

from members.assignments.models import WorkAssignment
from members.assignments.views.asked import ASSIGN, VIEW
from members.roll.actions.reading import note_viewed
from members.roll.life import CellNames
from members.roll.views.record import frame
from members.roll.views.record import opened as opened_record
from sinho.accounts.gate import requires


@dataclass(frozen=True)
class Piece:
    """A piece of work as it stood on the day."""

    work: WorkAssignment
    day: dt.date
    cell: str

    @property
    def judged(self) -> bool:
        return self.work.judged_on is not None and self.work.judged_on <= self.day

    @property
    def ended(self) -> bool:
        return self.work.ended_on is not None and self.work.ended_on < self.day


@requires(VIEW)
@never_cache
def member(request, pk):
    """All work that was given to the member by the day, the newest year first. Opening it is written down."""
    found, row, as_of = opened_record(request, pk)
    note_viewed(member=found, by=request.user)
    rows = WorkAssignment.objects.filter(member=found, valid__startswith__lte=as_of.day).select_related("supervisor")
    rows = list(rows.order_by("-year", "valid", "pk"))
    names = CellNames({one.organization_id for one in rows})
    pieces = [Piece(one, as_of.day, names.on(one.organization_id, one.assigned_on)) for one in rows]
    context = frame(request, found, row, as_of, "assignments")
    cell_id, year = row.membership.organization_id, as_of.day.year
    has_work = any(one.year == year and one.organization_id == cell_id and not one.ended_reason for one in rows)
    context |= {
        "years": [(number, list(group)) for number, group in groupby(pieces, lambda piece: piece.work.year)],
        "year": year,
        "missing": context["on_roll"] and not row.pause and not has_work,
        "may_assign": context["on_roll"] and request.scope.may(ASSIGN, cell_id) and not as_of.given,
    }
    return render(request, "members/assignments/member.html", context)
