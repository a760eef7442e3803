"""The tree and the page of an organisation, on any day."""

import datetime as dt
from collections import Counter

from django.db.models import Count, F
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from cells.organizations import rules
from cells.organizations.enums import EventKind, Office, OrganizationKind
from cells.organizations.life import life_of, newest_first, told_by_others
from cells.organizations.models import Officer, Organization, OrganizationEvent, OrganizationState, path_to, subtree_ids
from cells.organizations.tabs import organization_tabs
from cells.organizations.tree import COUNTED, counted, grow, steps
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.web.lists import (
    AsOf,
    day_asked,
    holding_words,
    order_asked,
    page_asked,
    query_without,
    row_asked,
    words_asked,
)
from sinho.web.lookup import get_in_scope_or_404

VIEW, MANAGE = Permission.VIEW, Permission.MANAGE_ORGANIZATIONS
ORDERS = {
    "ten": ("sort_key", "organization_id"),
    "hinh-thuc": ("kind_rank", "sort_key", "organization_id"),
    "ma": ("organization__code",),
    "tu-ngay": ("valid__startswith", "sort_key"),
}


@requires(VIEW)
def tree(request):
    """The tree on a day, or, with words, a kind or `?duoi=`, the organisations that fit."""
    as_of, words, kind = day_asked(request), words_asked(request), request.GET.get("hinh-thuc", "")
    states = OrganizationState.objects.on(as_of.day).in_scope(request.scope)
    above = asked_above(request, as_of.day)
    if above:
        states = states.filter(organization__in=subtree_ids(above.organization_id, as_of.day))
        states = states.exclude(organization=above.organization_id)
    rows = list(states.outline())
    numbers = Counter(row.kind for row in rows)
    context = {
        "as_of": as_of,
        "words": words,
        "kind": kind if kind in OrganizationKind else "",
        "above": above,
        "counts": [(numbers[code], label, code.value) for code, label in COUNTED],
        "total": len(rows),
        "query": query_without(request, "trang"),
        "chip_query": query_without(request, "trang", "hinh-thuc"),
        "may_found": request.scope.has(MANAGE),
    }
    if words or above or context["kind"]:
        return found_list(request, states, context)
    context |= {"steps": steps(grow(rows)), "day_query": day_query(as_of)}
    return render(request, "cells/organizations/tree.html", context)


def day_query(as_of: AsOf) -> str:
    """What keeps the day in the links of a page."""
    return f"?ngay={as_of.text}" if as_of.given else ""


def asked_above(request, day: dt.date) -> OrganizationState | None:
    """The organisation whose subtree is asked for (`?duoi=`), when one sees it on the day."""
    asked = row_asked(request, "duoi")
    return OrganizationState.objects.on(day).in_scope(request.scope).filter(organization=asked).first()


def found_list(request, states, context: dict):
    """The organisations that fit, as a table that sorts."""
    order = order_asked(request, ORDERS, "hinh-thuc")
    found = holding_words(states, context["words"]).select_related("organization", "commune").in_order()
    found = found.filter(kind=context["kind"]) if context["kind"] else found
    page = page_asked(request, order.apply(found))
    parents = OrganizationState.objects.on(context["as_of"].day).filter(organization__in=[s.parent_id for s in page])
    names = dict(parents.values_list("organization_id", "name"))
    context |= {"page": page, "order": order, "rows": [(s, names.get(s.parent_id, "")) for s in page]}
    return render(request, "cells/organizations/list.html", context)


def opened(request, pk) -> dict:
    """The organisation and what it is on the day asked: its state then, or the last one before, or its first."""
    organization = get_in_scope_or_404(Organization.objects, request.scope, pk=pk)
    as_of = day_asked(request)
    states = list(organization.states.select_related("organization", "commune").order_by("valid"))
    if not states:
        raise Http404
    before = [state for state in states if state.since <= as_of.day]
    state = before[-1] if before else states[0]
    exists = as_of.day in state.valid
    shown = as_of.day if exists else (state.last_day if before else state.since)
    return {
        "organization": organization,
        "state": state,
        "states": states,
        "as_of": as_of,
        "exists": exists,
        "shown_day": shown,
        "not_yet": not before,
    }


def frame(request, pk, tab: str) -> dict:
    """What all tabs of an organisation's page share: path, state, counts, whether it exists on the day."""
    context = opened(request, pk)
    as_of, visible = context["as_of"], request.scope.organization_ids(VIEW)
    path = path_to(pk, context["shown_day"])
    below = OrganizationState.objects.under(pk, context["shown_day"]).in_scope(request.scope)
    numbers = Counter(dict(below.order_by().values_list("kind").annotate(Count("id"))))
    return context | {
        "path": [(above, name, above in visible) for above, name in path],
        "counts": counted(numbers),
        "tab": tab,
        "day_query": day_query(as_of),
        "may_manage": request.scope.may(MANAGE, pk),
        "may_see_members": request.scope.may(Permission.VIEW_MEMBERS, pk),
        "latest": context["states"][-1],
        "more_tabs": organization_tabs(request.scope, pk),
    }


def children_on(request, pk: int, day: dt.date) -> list[tuple]:
    """States directly under the organisation with the secretary of the day, the founding day, and how many below."""
    rows = OrganizationState.objects.on(day).filter(parent_id=pk).in_scope(request.scope).in_order()
    children = list(rows.select_related("organization"))
    ids = [state.organization_id for state in children]
    secretaries = dict(
        Officer.objects.filter(organization__in=ids, office=Office.SECRETARY, held__contains=day).values_list(
            "organization_id", "person_name"
        )
    )
    founded = dict(
        OrganizationEvent.objects.filter(organization__in=ids, kind=EventKind.ESTABLISH).values_list(
            "organization_id", "on"
        )
    )
    under = OrganizationState.objects.on(day).filter(parent__in=ids).in_scope(request.scope).order_by()
    below = dict(under.values_list("parent_id").annotate(Count("id")))
    return [
        (s, secretaries.get(s.organization_id, ""), founded.get(s.organization_id), below.get(s.organization_id, 0))
        for s in children
    ]


@requires(VIEW)
def organization(request, pk):
    """First tab: what it is on the day, what stands under it, who leads it."""
    context = frame(request, pk, "overview")
    day, here = context["shown_day"], context["organization"]
    officers = here.officers.filter(held__contains=day)
    context["officers"] = sorted(officers, key=lambda officer: (officer.rank, officer.sort_key))
    context["may_record_offices"] = request.scope.may(Permission.RECORD_OFFICES, pk)
    context["term"] = here.terms.filter(starts_on__lte=day).first()
    context["founding"] = here.events.filter(kind=EventKind.ESTABLISH).first()
    context["children"] = children_on(request, pk, day)
    context["any_below"] = any(below for _, _, _, below in context["children"])
    context["standards"] = rules.standards_on(day, context["state"].kind)
    return render(request, "cells/organizations/overview.html", context)


def names_of(ids) -> callable:
    """A function that names an organisation of these on a day (or by its last known name before, or its first)."""
    known: dict[int, list] = {}
    rows = OrganizationState.objects.filter(organization__in=ids).order_by("valid")
    for pk, name, valid in rows.values_list("organization_id", "name", "valid"):
        known.setdefault(pk, []).append((valid.lower, name))

    def named(pk: int | None, day: dt.date) -> str:
        names = known.get(pk, [])
        held = [name for since, name in names if since <= day] or [name for _, name in names[:1]]
        return held[-1] if held else ""

    return named


@requires(VIEW)
def history(request, pk):
    """Second tab: the dated life with its decisions, all officers, and what was done in the system."""
    context = frame(request, pk, "history")
    here, states = context["organization"], context["states"]
    events = list(here.events.all())
    elsewhere = list(OrganizationEvent.objects.filter(related=here).exclude(organization=here))
    ids = {s.parent_id for s in states} | {e.related_id for e in events} | {e.organization_id for e in elsewhere}
    named = names_of(ids - {None})
    others = [(event, named(event.organization_id, event.on)) for event in elsewhere]
    told = told_by_others(here, context["as_of"].day, request.scope)
    context["life"] = newest_first([*life_of(states, events, others, named), *told])
    context["officers"] = here.officers.order_by(F("held").desc(), "sort_key")
    context["terms"] = here.terms.all()
    log = AuditEntry.objects.in_scope(request.scope, Permission.VIEW_AUDIT).filter(organization_id=pk)
    context["log"] = log[:15]
    context["log_url"] = f"{reverse('audit:list')}?{urlencode({'q': context['state'].name})}"
    context["may_see_log"] = request.scope.may(Permission.VIEW_AUDIT, pk)
    context["visible"] = request.scope.organization_ids(VIEW)
    return render(request, "cells/organizations/history.html", context)
