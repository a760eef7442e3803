"""Who is in charge of which organisation, on any day; the own page of somebody in charge (A13)."""

from django.shortcuts import render
from django.urls import reverse

from cells.organizations.models import OrganizationState
from cells.oversight.actions import in_charge as actions
from cells.oversight.enums.difficulty import DifficultyStanding as S
from cells.oversight.forms.in_charge import AssignForm, EndChargeForm
from cells.oversight.models import Difficulty, InCharge, Visit
from cells.oversight.report.charges import Charged, charged
from cells.oversight.report.difficulties import read_difficulties
from cells.oversight.report.facts import facts_of
from cells.oversight.views.asked import LEAD, VIEW, choices, chosen
from cells.oversight.views.pages import Asking, form_page
from sinho.accounts.gate import requires
from sinho.accounts.roles import Role
from sinho.web import clock
from sinho.web.lists import day_asked, past_day_asked, query_without
from sinho.web.lookup import get_in_scope_or_404

# Word of the address → label, which organisations.
PARTS = {
    "trong": ("Chưa có người phụ trách", lambda one: one.missing),
    "trung": ("Nhiều người phụ trách chính", lambda one: one.twice),
    "tai-khoan": ("Tài khoản không khớp phân công", lambda one: bool(one.granted)),
}


@requires(VIEW)
def in_charge(request):
    """Communes and whatever else has somebody in charge, with gaps and overlaps on the day."""
    as_of, part = day_asked(request), request.GET.get("xem", "")
    states = OrganizationState.objects.on(as_of.day).in_scope(request.scope).in_order()
    rows = sorted(charged(states.select_related("organization"), as_of.day), key=lambda row: not row.urgent)
    wanted = PARTS[part][1] if part in PARTS else None
    context = {
        "as_of": as_of,
        "part": part if part in PARTS else "",
        "rows": [row for row in rows if wanted is None or wanted(row)],
        "total": len(rows),
        "counts": [(word, label, sum(map(fits, rows))) for word, (label, fits) in PARTS.items()],
        "query": query_without(request, "xem"),
        "may_lead": request.scope.has(LEAD),
    }
    return render(request, "cells/oversight/in_charge.html", context)


def mine_of(scope) -> list[int]:
    """Organisations that the person follows by his account."""
    reaches = [reach for reach in scope.reaches if reach.role == Role.MEMBER_IN_CHARGE]
    return [reach.organization_id for reach in reaches]


@requires(VIEW)
def mine(request):
    """What somebody in charge sees first: figures of his communes, what is overdue there."""
    as_of = past_day_asked(request)
    states = OrganizationState.objects.on(as_of.day).in_scope(request.scope)
    states = states.filter(organization_id__in=mine_of(request.scope)).select_related("organization")
    rows = charged(states.in_order(), as_of.day)
    context = {"as_of": as_of, "places": [place_of(request, row, as_of.day) for row in rows]}
    return render(request, "cells/oversight/mine.html", context)


def place_of(request, row: Charged, day) -> dict:
    """One organisation on that page."""
    pk = row.state.organization_id
    visits = Visit.objects.standing().in_scope(request.scope).until(day).filter(organization=pk)
    open_ones = read_difficulties(Difficulty.objects.in_scope(request.scope).filter(organization=pk), day)
    return {
        "row": row,
        "facts": facts_of(pk, day, request.scope),
        "last_visit": visits.first(),
        "difficulties": [one for one in open_ones if one.stand.open],
        "late": sum(one.stand.standing == S.LATE for one in open_ones),
    }


@requires(LEAD)
def assign(request):
    """Somebody is put in charge."""
    states = choices(request, LEAD)
    initial = chosen(request, states, since=clock.today())
    form = AssignForm(request.POST or None, states=states, initial=initial)

    def act(**values):
        return actions.put_in_charge(**values, scope=request.scope, by=request.user)

    back = reverse("oversight:in_charge")
    asking = Asking("Phân công phụ trách", back, "Phụ trách", done="Đã ghi phân công.")
    return form_page(request, form, asking, act)


@requires(LEAD)
def end_charge(request, pk):
    """Somebody ends."""
    rows = InCharge.objects.right().select_related("organization")
    charge = get_in_scope_or_404(rows, request.scope, LEAD, pk=pk)
    form = EndChargeForm(request.POST or None, initial={"last_day": clock.today()})

    def act(**values):
        return actions.end_charge(charge=charge, **values, scope=request.scope, by=request.user)

    place = charge.organization.named(clock.today())[1]
    back = reverse("oversight:organization", args=[charge.organization_id])
    asking = Asking(f"Thôi phụ trách: đồng chí {charge.person_name}", back, place)
    return form_page(request, form, asking, act)
