"""Praise on the record of a member, and discipline for who may see it."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cells.oversight.actions.reading import note_read
from cells.oversight.views.conduct_asked import PRAISE, READ, RECORD
from cells.oversight.views.conduct_organization import PRAISE_COLUMNS
from cells.oversight.views.discipline import COLUMNS as DISCIPLINE_COLUMNS
from cells.oversight.views.discipline import row_of as discipline_row
from cells.oversight.views.pages import Part
from cells.oversight.views.praise import row_of as praise_row
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
    praised = MemberCommendation.objects.filter(member=found, decision_date__lte=as_of.day)
    rows = [praise_row(one, one.level_label, "") for one in praised]
    parts = [Part("khen-thuong", "Khen thưởng", PRAISE_COLUMNS, rows, "Chưa ghi khen thưởng nào.")]
    if request.scope.may(READ, cell):
        note_read(what=f"kỷ luật của {found.full_name}", by=request.user, on=found, organization=place_of(found))
        parts.append(disciplines_of(found, as_of.day))
    context |= {
        "parts": parts,
        "may_discipline": request.scope.may(RECORD, cell),
        "may_praise": request.scope.may(PRAISE, cell),
    }
    return render(request, "members/conduct/member.html", context)


def disciplines_of(found, day) -> Part:
    rows = [
        discipline_row(
            one,
            day,
            format_date(one.decision_date),
            reverse("conduct:discipline", args=[one.pk]),
            one.get_side_display(),
        )
        for one in MemberDiscipline.objects.filter(member=found, decision_date__lte=day).prefetch_related("steps")
    ]
    return Part("ky-luat", "Kỷ luật", ("Ngày", *DISCIPLINE_COLUMNS), rows, "Chưa ghi kỷ luật nào.")
