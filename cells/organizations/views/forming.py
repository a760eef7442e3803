"""What the pages that write about an organisation share."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import redirect, render

from cells.organizations.models import Officer, Organization, OrganizationEvent, OrganizationState, Term
from cells.organizations.rules import ABOVE_OTHERS
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import STALE, attempt, status_of
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

MANAGE = Permission.MANAGE_ORGANIZATIONS


def choices(request, day: dt.date | None = None) -> dict:
    """Parents and communes of the day (without one, of today) that the person may choose."""
    day = day or clock.today()
    communes = OrganizationState._meta.get_field("commune").related_model.objects.on(day)
    parents = managed_states(request, day).filter(kind__in=ABOVE_OTHERS)
    return {"parents": parents, "communes": communes}


def managed_states(request, day: dt.date | None = None):
    """States of the day (without one, of today) of the organisations that one manages."""
    return OrganizationState.objects.on(day or clock.today()).in_scope(request.scope, MANAGE)


def mark(organization_id: int) -> str:
    """The mark of all that is written about the organisation."""
    about = {"organization": organization_id}
    return mark_of(*(model.objects.filter(**about) for model in (OrganizationState, OrganizationEvent, Officer, Term)))


def tried(request, organization: Organization, form, action, /, **subject):
    """Let the action try what the form holds, from a page that shows the organisation as it is now."""

    def hold() -> str:
        Organization.objects.select_for_update().get(pk=organization.pk)
        return mark(organization.pk)

    def act(_):
        return action(**subject, **form.values(), by=request.user)

    return attempt(request, form, act, hold=hold, stale=f"{STALE} {last_act(organization)}".strip())


def last_act(organization: Organization) -> str:
    """Who wrote what about the organisation last, in words."""
    return AuditEntry.objects.filter(organization_id=organization.pk).last_words()


def form_page(request, form, *, title, button, back, reasons=(), organization=None, hint=""):
    """A form of this theme, with the reasons of a refusal above it."""
    status = status_of(form, reasons)
    context = {
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "reasons": reasons,
        "organization": organization,
        "hint": hint,
        "seen": mark(organization.organization_id) if organization else "",
    }
    return render(request, "cells/organizations/form.html", context, status=status)


def settled(request, organization: Organization, answer: str, warnings=(), to="organizations:organization"):
    """Back to the organisation with the answer and what an officer should still read."""
    messages.success(request, answer)
    for warning in warnings:
        messages.warning(request, warning.text)
    return redirect(to, organization.pk)


def managed(request, pk) -> tuple[Organization, OrganizationState]:
    """The organisation, if one manages it, and its state today or its last one (its first when it is yet to come)."""
    organization = get_in_scope_or_404(Organization.objects, request.scope, pk=pk)
    request.scope.require(MANAGE, organization.pk)
    states = organization.states.order_by("valid")
    return organization, states.filter(valid__startswith__lte=clock.today()).last() or states.first()
