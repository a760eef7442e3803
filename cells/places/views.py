"""Villages of a day: which have a cell of their own, which share one, which have none (A2)."""

from collections import Counter

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cells.organizations.enums import CELLS
from cells.organizations.models import OrganizationState
from cells.places import actions
from cells.places.enums import ServiceKind
from cells.places.forms import ServeForm
from cells.places.models import Village, VillageState
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lists import (
    day_asked,
    holding_words,
    order_asked,
    page_asked,
    query_without,
    row_asked,
    words_asked,
)
from sinho.web.seen import mark_of

VIEW, MANAGE = Permission.VIEW, Permission.MANAGE_ORGANIZATIONS
SERVED = {"co": ServiceKind.OWN, "ghep": ServiceKind.SHARED, "chua": None}
LABELS = {"co": "Có chi bộ của bản", "ghep": "Sinh hoạt ghép", "chua": "Chưa có chi bộ"}
ORDERS = {
    "xa": ("commune__sort_key", "sort_key", "id"),
    "ten": ("sort_key", "commune__sort_key", "id"),
    "so-ho": ("households", "sort_key", "id"),
}


@requires(VIEW)
def villages(request):
    """Villages on the day by commune and by how they are served."""
    as_of, words = day_asked(request), words_asked(request)
    served, commune = request.GET.get("chi-bo", ""), row_asked(request, "xa")
    everything = VillageState.objects.on(as_of.day).in_scope(request.scope)
    communes = everything.order_by("commune__sort_key").values_list("commune_id", "commune__name").distinct()
    fitting = holding_words(everything.with_service(as_of.day), words)
    fitting = fitting.filter(commune_id=commune) if commune else fitting
    order = order_asked(request, ORDERS, "xa")
    context = {
        "as_of": as_of,
        "words": words,
        "served": served if served in SERVED else "",
        "commune": commune,
        "communes": list(communes),
        "chips": chips(fitting),
        "page": page_asked(request, order.apply(of_service(fitting, served).select_related("commune", "village"))),
        "order": order,
        "query": query_without(request, "trang"),
        "chip_query": query_without(request, "trang", "chi-bo"),
        "may_import": request.scope.has(Permission.IMPORT) and request.scope.has(Permission.MANAGE_ORGANIZATIONS),
        "may_see_members": request.scope.has(Permission.VIEW_MEMBERS),
        "visible": request.scope.organization_ids(VIEW),
    }
    return render(request, "cells/places/list.html", context)


def of_service(rows, served: str):
    """Rows served as the address asks: by a cell of their own, by a shared one, by none."""
    if served not in SERVED:
        return rows
    return rows.filter(service_kind=SERVED[served]) if SERVED[served] else rows.filter(service_kind__isnull=True)


def chips(rows) -> list[tuple[str, str, int]]:
    """Filters by service with their counts; the first one is all of them."""
    kinds = Counter(rows.values_list("service_kind", flat=True))
    parts = [(code, LABELS[code], kinds[SERVED[code]]) for code in SERVED]
    return [("", "Tất cả", kinds.total()), *parts]


def opened(request, pk) -> tuple[Village, VillageState]:
    """The village and its state today, or the last one before, or its first one."""
    states = VillageState.objects.in_scope(request.scope).filter(village_id=pk)
    states = list(states.select_related("commune", "village").order_by("valid"))
    if not states:
        raise Http404
    state = ([state for state in states if state.valid.lower <= clock.today()] or states[:1])[-1]
    return state.village, state


def hold(village: Village) -> str:
    """One person at a time writes about a village; the mark of what is written."""
    Village.objects.select_for_update().get(pk=village.pk)
    return mark(village)


def mark(village: Village) -> str:
    """The mark of all that is written about the village."""
    return mark_of(village.services.all(), village.states.all())


def village_page(request, village, state, form, reasons=(), status=200):
    """One village: its names and communes, the cells that served it."""
    services = list(village.services.order_by("-valid"))
    cells = dict(
        OrganizationState.objects.filter(organization__in=[s.cell_id for s in services])
        .order_by("valid")
        .values_list("organization_id", "name")
    )
    serving = next((service for service in services if clock.today() in service.valid), None)
    context = {
        "village": village,
        "state": state,
        "states": village.states.select_related("commune").order_by("-valid"),
        "services": [(service, cells.get(service.cell_id, "")) for service in services],
        "serving": serving,
        "cell_name": cells.get(serving.cell_id, "") if serving else "",
        "form": form,
        "reasons": reasons,
        "seen": mark(village),
        "may_manage": request.scope.may(MANAGE, state.committee_id),
        "visible": request.scope.organization_ids(VIEW),
    }
    return render(request, "cells/places/village.html", context, status=status)


def serve_form(request, state, data=None) -> ServeForm:
    """Cells of the village's committee (or the cell that is the grassroots organisation itself)."""
    day = clock.today()
    below = OrganizationState.objects.on(day).in_scope(request.scope).filter(kind__in=CELLS)
    below = below.filter(Q(commune=state.commune) | Q(parent=state.committee) | Q(organization=state.committee))
    return ServeForm(data, cells=below, initial={"since": day})


@requires(VIEW)
def village(request, pk):
    found, state = opened(request, pk)
    return village_page(request, found, state, serve_form(request, state))


@requires(MANAGE)
@require_POST
def serve(request, pk):
    """Write which cell serves the village from a day on."""
    found, state = opened(request, pk)
    request.scope.require(MANAGE, state.committee_id)
    form = serve_form(request, state, request.POST)
    done, reasons = attempt(
        request, form, lambda data: actions.serve(village=found, **data, by=request.user), hold=lambda: hold(found)
    )
    if done:
        messages.success(request, "Đã ghi chi bộ phụ trách bản.")
        return redirect("places:village", pk)
    return village_page(request, found, state, form, reasons, status_of(form, reasons))
