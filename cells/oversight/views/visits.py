"""Visits to organisations, newest first; one is written down (A13)."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse

from cells.organizations.models import subtree_ids
from cells.oversight.actions import difficulty as actions
from cells.oversight.forms.in_charge import VisitForm
from cells.oversight.models import Visit
from cells.oversight.report.places import places_of
from cells.oversight.views.asked import RAISE, VIEW, choices, chosen
from cells.oversight.views.pages import Asking, form_page
from cells.oversight.views.striking import strike_url
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.lists import page_asked, past_day_asked, query_without, row_asked


@requires(VIEW)
def visits(request):
    """Those until the day, of everything one sees or of one organisation."""
    as_of, place = past_day_asked(request), row_asked(request, "don-vi")
    found = Visit.objects.standing().in_scope(request.scope).until(as_of.day)
    if place:
        found = found.filter(organization_id__among=subtree_ids(place, as_of.day))
    page = page_asked(request, found.prefetch_related("difficulties"))
    places = places_of({one.organization_id for one in page}, as_of.day)
    strike = partial(strike_url, request.scope)
    context = {
        "as_of": as_of,
        "place": place,
        "page": page,
        "rows": [(one, places[one.organization_id], list(one.difficulties.all()), strike(one)) for one in page],
        "query": query_without(request, "trang"),
        "may_raise": request.scope.has(RAISE),
    }
    return render(request, "cells/oversight/visits.html", context)


@requires(RAISE)
def record_visit(request):
    """A visit; difficulties raised in it are written next."""
    states = choices(request, RAISE)
    initial = chosen(request, states, on=clock.today(), visitors=request.user.full_name)
    form = VisitForm(request.POST or None, states=states, initial=initial)

    def act(**values):
        return actions.record_visit(**values, scope=request.scope, by=request.user)

    asking = Asking(
        title="Ghi lần xuống cơ sở",
        hint="Khó khăn cơ sở nêu trong lần này ghi tiếp ở danh sách khó khăn.",
        back=reverse("oversight:visits"),
        back_label="Xuống cơ sở",
        done="Đã ghi lần xuống cơ sở.",
    )

    def to(made):
        return reverse("oversight:organization", args=[made.organization_id])

    return form_page(request, form, asking, act, to)
