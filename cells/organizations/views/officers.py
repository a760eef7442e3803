"""Officers and terms of an organisation."""

from django.urls import reverse

from cells.organizations import actions
from cells.organizations.forms import OfficerForm, RelieveForm, TermForm
from cells.organizations.models import Officer
from cells.organizations.views.forming import MANAGE, form_page, managed, settled, tried
from sinho.accounts.gate import requires
from sinho.web.lookup import get_in_scope_or_404


@requires(MANAGE)
def appoint(request, pk):
    """Put a person into an office."""
    organization, state = managed(request, pk)
    form = OfficerForm(request.POST or None)
    done, reasons = tried(request, organization, form, actions.appoint, organization=organization)
    if done:
        return settled(request, organization, "Đã ghi chức vụ.")
    back = reverse("organizations:organization", args=[pk])
    title = f"Thêm cấp ủy viên: {state.name}"
    return form_page(request, form, title=title, button="Ghi chức vụ", back=back, reasons=reasons, organization=state)


@requires(MANAGE)
def relieve(request, pk):
    """End an office."""
    officer = get_in_scope_or_404(Officer.objects, request.scope, pk=pk)
    organization, state = managed(request, officer.organization_id)
    form = RelieveForm(request.POST or None)
    done, reasons = tried(request, organization, form, actions.relieve, officer=officer)
    if done:
        return settled(request, organization, "Đã ghi thôi giữ chức vụ.")
    back = reverse("organizations:organization", args=[organization.pk])
    title = f"{officer.person_name} thôi giữ chức {officer.get_office_display().lower()}"
    return form_page(
        request, form, title=title, button="Ghi thôi giữ chức vụ", back=back, reasons=reasons, organization=state
    )


@requires(MANAGE)
def add_term(request, pk):
    """Write down a term of the committee."""
    organization, state = managed(request, pk)
    form = TermForm(request.POST or None)
    done, reasons = tried(request, organization, form, actions.add_term, organization=organization)
    if done:
        return settled(request, organization, "Đã ghi nhiệm kỳ.", done[1])
    back = reverse("organizations:organization", args=[pk])
    title = f"Ghi nhiệm kỳ: {state.name}"
    return form_page(request, form, title=title, button="Ghi nhiệm kỳ", back=back, reasons=reasons, organization=state)
