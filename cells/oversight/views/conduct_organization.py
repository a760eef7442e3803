"""Praise, and inspection with discipline, as tabs of an organisation."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cells.organizations.views.reading import frame
from cells.oversight.actions.reading import note_read
from cells.oversight.models import Commendation, Discipline, Practice
from cells.oversight.views.conduct_asked import READ, VIEW
from cells.oversight.views.discipline import COLUMNS as DISCIPLINE_COLUMNS
from cells.oversight.views.discipline import row_of as discipline_row
from cells.oversight.views.inspection import COLUMNS, inspections_until, rows_of
from cells.oversight.views.pages import Part, Row
from cells.oversight.views.praise import row_on_tab
from sinho.accounts.gate import requires
from sinho.text.dates import format_date

PRAISE_TAB, CONDUCT_TAB = "oversight-praise", "oversight-conduct"
PRAISE_COLUMNS = ("Cấp khen", "Hình thức", "Quyết định", "Cơ quan khen", "Năm", "Thành tích")


@requires(VIEW)
def praise(request, pk):
    """What it was praised for by the day, and its model practices."""
    context = frame(request, pk, PRAISE_TAB)
    day = context["as_of"].day
    rows = [
        row_on_tab(one, request.scope) for one in Commendation.objects.filter(organization=pk).until(day).in_sight()
    ]
    practices = Practice.objects.filter(organization=pk).until(day)
    models = [Row(one.title, [("Cách làm", one.text), ("Ngày", format_date(one.on))]) for one in practices]
    context["parts"] = [
        Part("khen-thuong", "Khen thưởng", PRAISE_COLUMNS, rows, "Chưa ghi khen thưởng nào."),
        Part("cach-lam-hay", "Điển hình, cách làm hay", ("Tên", "Cách làm", "Ngày"), models, "Chưa ghi cách làm nào."),
    ]
    return render(request, "cells/oversight/conduct_organization.html", context)


@requires(READ)
@never_cache
def conduct(request, pk):
    """Inspections and discipline of it by the day. Opening the page is written down."""
    context = frame(request, pk, CONDUCT_TAB)
    request.scope.require(READ, pk)
    day, here = context["as_of"].day, context["organization"]
    where = here.named(day)
    note_read(what=f"kiểm tra, kỷ luật của {where[1]}", by=request.user, on=here, organization=where)
    checks = inspections_until(request.scope, day).filter(organization=pk)
    decided = Discipline.objects.filter(organization=pk).until(day).in_sight().prefetch_related("steps")
    rows = [
        discipline_row(one, day, format_date(one.decision_date), reverse("oversight:discipline", args=[one.pk]))
        for one in decided
    ]
    context["parts"] = [
        Part("kiem-tra", "Kiểm tra, giám sát", COLUMNS, rows_of(list(checks), day), "Chưa ghi cuộc nào."),
        Part("ky-luat", "Kỷ luật", ("Ngày", *DISCIPLINE_COLUMNS), rows, "Chưa ghi kỷ luật nào."),
    ]
    return render(request, "cells/oversight/conduct_organization.html", context)
