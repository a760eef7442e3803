"""Units are told to brief on a document, or need not any more."""

from django.urls import reverse

from cells.directives import forms
from cells.directives.actions import documents as actions
from cells.directives.models import DirectiveUnit
from cells.directives.report.pairs import unit_states
from cells.directives.views.documents import managed
from cells.directives.views.pages import MANAGE, carried_out, form_page
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.lookup import get_in_scope_or_404


@requires(MANAGE)
def give(request, pk):
    """All grassroots organisations are ticked until some were told."""
    found, today = managed(request, pk), clock.today()
    states = unit_states(today, found.organization_id).in_scope(request.scope, MANAGE).select_related("organization")
    units = {one.organization: one.short_name for one in states}
    told = set(found.units.in_force_on(today).values_list("organization_id", flat=True))
    ticked = [one.pk for one in units if one.pk not in told]
    initial = {"given_on": found.known_since, "organizations": ticked}
    form = forms.GiveForm(request.POST or None, organizations=units, initial=initial)

    def act(_):
        return actions.give_to_units(directive=found, **form.values(), scope=request.scope, by=request.user)

    answer, reasons = carried_out(request, form, act, "Đã giao quán triệt.", "directives:directive", pk)
    hint = f"{len(told)} đơn vị đã được giao; giao lại đơn vị ấy với hạn khác là gia hạn."
    back = reverse("directives:directive", args=[pk])
    title = f"Giao quán triệt {found}"
    return answer or form_page(request, form, title=title, button="Giao", back=back, hint=hint, reasons=reasons)


@requires(MANAGE)
def release(request, pk):
    """One unit need not brief on the document any more."""
    rows = DirectiveUnit.objects.select_related("organization", "directive__organization")
    unit = get_in_scope_or_404(rows, request.scope, pk=pk)
    request.scope.require(MANAGE, unit.organization_id)
    form = forms.ReleaseForm(request.POST or None, initial={"on": clock.today()})

    def act(data):
        return actions.release_unit(unit=unit, **data, scope=request.scope, by=request.user)

    to, pk = "directives:directive", unit.directive_id
    answer, reasons = carried_out(request, form, act, "Đã thôi giao đơn vị.", to, pk)
    title = f"Thôi giao {unit.organization.named(clock.today())[1]} quán triệt {unit.directive}"
    back = reverse(to, args=[pk])
    return answer or form_page(request, form, title=title, button="Thôi giao", back=back, reasons=reasons)
