"""A tab of every organisation: who is in charge, visits, difficulties, years on the list of the weak, opinions."""

from django.shortcuts import render

from cells.organizations.models import subtree_ids
from cells.organizations.views.reading import frame
from cells.oversight.models import Difficulty, InCharge, PeopleOpinion, Visit
from cells.oversight.report.charges import gaps_of
from cells.oversight.report.difficulties import read_difficulties, with_places
from cells.oversight.report.opinions import read_opinions
from cells.oversight.report.weak_list import read_weak
from cells.oversight.views.asked import LEAD, RAISE, VIEW
from sinho.accounts.gate import requires

CODE, LATEST = "oversight", 5


@requires(VIEW)
def organization(request, pk):
    """As of the day; difficulties and weak organisations also of what stands below it."""
    context = frame(request, pk, CODE)
    day, scope = context["as_of"].day, request.scope
    below = subtree_ids(pk, context["shown_day"]) | {pk}
    charges = InCharge.objects.right().in_scope(scope).filter(organization=pk, valid__startswith__lte=day)
    rows = list(charges.order_by("-valid", "sort_key"))
    troubles = Difficulty.objects.in_scope(scope).filter(organization_id__among=below)
    visits = Visit.objects.standing().in_scope(scope).until(day).filter(organization=pk)
    found = read_weak(below & scope.organization_ids(VIEW), day)
    context |= {
        "charges": [(one, day in one.valid) for one in rows],
        "gaps": gaps_of(rows, day) if rows or context["state"].commune_id else [],
        "visits": visits[:LATEST],
        "difficulties": with_places(read_difficulties(troubles, day), day),
        "weak": found,
        "opinions": read_opinions(PeopleOpinion.objects.standing().in_scope(scope).filter(organization=pk), day),
        "may_lead": scope.may(LEAD, pk),
        "may_raise": scope.may(RAISE, pk),
    }
    return render(request, "cells/oversight/organization.html", context)
