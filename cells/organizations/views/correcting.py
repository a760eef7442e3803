"""Mending what was typed wrongly about an organisation."""

from django.urls import reverse

from cells.organizations import actions
from cells.organizations.enums import EventKind
from cells.organizations.forms import CorrectEventForm, CorrectFoundingForm, CorrectStateForm, ReopenForm
from cells.organizations.models import OrganizationEvent, OrganizationState
from cells.organizations.views.changing import as_typed
from cells.organizations.views.forming import MANAGE, choices, form_page, managed, settled, tried
from sinho.accounts.gate import requires
from sinho.web.lookup import get_in_scope_or_404

HISTORY = "organizations:history"


@requires(MANAGE)
def correct_state(request, pk):
    """Rewrite a period that was typed wrongly."""
    state = get_in_scope_or_404(OrganizationState.objects, request.scope, pk=pk)
    organization, _ = managed(request, state.organization_id)
    initial = as_typed(state) | {"since": state.since}
    form = CorrectStateForm(request.POST or None, initial=initial, **choices(request, state.since))

    done, reasons = tried(request, organization, form, actions.correct_state, state=state)
    if done:
        return settled(request, organization, "Đã sửa giai đoạn.", to=HISTORY)
    return form_page(
        request,
        form,
        title=f"Sửa giai đoạn ghi nhầm: {state.name}",
        button="Sửa giai đoạn",
        back=reverse(HISTORY, args=[organization.pk]),
        reasons=reasons,
        organization=state,
        hint="Chỉ dùng khi ghi sai. Tổ chức đổi tên, đổi cấp trên thật thì dùng “Ghi thay đổi”.",
    )


@requires(MANAGE)
def correct_event(request, pk):
    """Rewrite what is known of a decision."""
    event = get_in_scope_or_404(OrganizationEvent.objects, request.scope, pk=pk)
    organization, state = managed(request, event.organization_id)
    kind = CorrectFoundingForm if event.kind == EventKind.ESTABLISH else CorrectEventForm
    form = kind(
        request.POST or None, initial={name: getattr(event, name) for name in kind.base_fields if name != "why"}
    )

    done, reasons = tried(request, organization, form, actions.correct_event, event=event)
    if done:
        return settled(request, organization, "Đã sửa quyết định.", to=HISTORY)
    return form_page(
        request,
        form,
        title=f"Sửa quyết định {event.get_kind_display().lower()}: {state.name}",
        button="Sửa quyết định",
        back=reverse(HISTORY, args=[organization.pk]),
        reasons=reasons,
        organization=state,
    )


@requires(MANAGE)
def reopen(request, pk):
    """Take back an end that was recorded by mistake."""
    organization, state = managed(request, pk)
    form = ReopenForm(request.POST or None)
    done, reasons = tried(request, organization, form, actions.reopen, organization=organization)
    if done:
        return settled(request, organization, "Tổ chức hoạt động tiếp như trước.", to=HISTORY)
    return form_page(
        request,
        form,
        title=f"Hủy kết thúc ghi nhầm: {state.name}",
        button="Hủy kết thúc ghi nhầm",
        back=reverse(HISTORY, args=[organization.pk]),
        reasons=reasons,
        organization=state,
        hint="Chức vụ đã kết thúc cùng ngày không tự mở lại; đồng chí ghi lại nếu cần.",
    )
