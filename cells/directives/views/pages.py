"""The page of every form of this theme, and what its views share."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from cells.directives.models import Directive
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lookup import get_in_scope_or_404

VIEW, MANAGE, RECORD = Permission.VIEW, Permission.MANAGE_DIRECTIVES, Permission.RECORD_BRIEFINGS
DOCUMENTS = ("Văn bản, quán triệt", "directives:list")
FORM = "cells/directives/form.html"
REGULATIONS = ("Quy chế làm việc", "directives:coverage")


def form_page(
    request,
    form,
    *,
    title,
    button,
    where=DOCUMENTS,
    back="",
    hint="",
    reasons=(),
    seen="",
    page=FORM,
):
    """A form with its reasons. `where`: label and name of the address above it."""
    address = reverse(where[1])
    context = {
        "form": form,
        "title": title,
        "button": button,
        "where": (where[0], address),
        "back": back or address,
        "hint": hint,
        "reasons": reasons,
        "seen": seen,
    }
    status = status_of(form, reasons)
    return render(request, page, context, status=status)


def carried_out(request, form, act, said: str, to: str, pk: int | None = None, **more):
    """Try the act; done, say so and go to the row that it made, or `pk`. Returns (answer, reasons)."""
    done, reasons = attempt(request, form, act, **more)
    if not done:
        return None, reasons
    messages.success(request, said)
    return redirect(to, pk or done.pk), []


def led(request, pk: int, permission: Permission = RECORD) -> Organization:
    """The organisation one writes for; outside one's reach it does not exist, without the right 403."""
    found = get_in_scope_or_404(Organization.objects, request.scope, pk=pk)
    request.scope.require(permission, pk)
    return found


def known_documents(scope: Scope):
    """Documents of today that one may brief on."""
    return Directive.objects.known_on(clock.today()).in_scope(scope).order_by("-issued_on", "-pk")


def entries_about(scope: Scope, *rows):
    """The log of these rows of one model, the newest first."""
    model = type(rows[0])._meta.label_lower
    return AuditEntry.objects.about(model, [row.pk for row in rows]).order_by("-at", "-pk")


def states_below(request, organization_id: int):
    """States of today of the organisation and of what is below it, within reach."""
    today = clock.today()
    below = OrganizationState.objects.under(organization_id, today).in_scope(request.scope)
    return below | OrganizationState.objects.on(today).filter(organization=organization_id)
