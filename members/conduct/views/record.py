"""Praise on the record of a member, and discipline for who may see it."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cells.oversight.actions.reading import note_read
from cells.oversight.views.conduct_asked import PRAISE, READ, RECORD, namer
from cells.oversight.views.conduct_organization import PRAISE_COLUMNS
from cells.oversight.views.discipline import COLUMNS as DISCIPLINE_COLUMNS
from cells.oversight.views.discipline import row_of as discipline_row
from cells.oversight.views.pages import Part
from cells.oversight.views.praise import row_on_tab
from members.conduct.models import MemberCommendation, MemberDiscipline
from members.roll.actions.reading import note_viewed, place_of
from members.roll.views.record import VIEW, frame, opened
from sinho.accounts.gate import requires
from sinho.text.dates import format_date


@requires(VIEW)
@never_cache
def member(request, pk):
    """Praise and discipline by the day. Opening it is written down, discipline by itself."""
    found, row, as_of = opened(request, pk)
    note_viewed(member=found, by=request.user)
    cell = row.membership.organization_id
    context = frame(request, found, row, as_of, "conduct")
    praised = MemberCommendation.objects.filter(member=found).until(as_of.day).in_sight()
    rows = [row_on_tab(one, request.scope) for one in praised]
    parts = [Part("khen-thuong", "Khen thưởng", PRAISE_COLUMNS, rows, "Chưa ghi khen thưởng nào.")]
    if request.scope.may(READ, cell):
        note_read(what=f"kỷ luật của {found.full_name}", by=request.user, on=found, organization=place_of(found))
        parts.append(disciplines_of(found, as_of.day, request.scope))
    context |= {
        "parts": parts,
        "may_discipline": request.scope.may(RECORD, cell),
        "may_praise": request.scope.may(PRAISE, cell),
    }
    return render(request, "members/conduct/member.html", context)


def disciplines_of(found, day, scope) -> Part:
    """Decisions on him, also those that another commune keeps: these are named, without a link."""
    decided = MemberDiscipline.objects.filter(member=found).until(day).in_sight().prefetch_related("steps")
    named, rows = namer(day), []
    for one in decided:
        here = scope.may(READ, one.organization_id)
        url = reverse("conduct:discipline", args=[one.pk]) if here else ""
        side = one.get_side_display()
        sub = side if here else f"{side}; hồ sơ ghi tại {named(one.organization_id)}"
        rows.append(discipline_row(one, day, format_date(one.decision_date), url, sub))
    return Part("ky-luat", "Kỷ luật", ("Ngày", *DISCIPLINE_COLUMNS), rows, "Chưa ghi kỷ luật nào.")
