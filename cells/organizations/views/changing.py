"""Founding, changing and ending an organisation."""

from django.urls import reverse

from cells.organizations import actions
from cells.organizations.forms import ChangeForm, EndForm, FoundForm, suggestion
from cells.organizations.models import OrganizationState
from cells.organizations.views.forming import MANAGE, choices, form_page, managed, managed_states, settled, tried
from sinho.accounts.gate import requires
from sinho.web.answers import attempt


@requires(MANAGE)
def found(request):
    """Found an organisation; `?duoi=` suggests the parent."""
    asked = request.GET.get("duoi", "").replace("\x00", "")
    offered = choices(request)
    parents = offered["parents"].select_related("organization")
    parent = parents.filter(organization__code=asked).first() if asked else None
    initial = {"parent": suggestion(parent)}
    form = FoundForm(request.POST or None, initial=initial, others=managed_states(request), **offered)

    done, reasons = attempt(request, form, lambda _: actions.found(**form.values(), by=request.user))
    if done:
        return settled(request, done[0], "Đã ghi tổ chức mới thành lập.", done[1])
    back = reverse("organizations:tree")
    return form_page(
        request, form, title="Thành lập tổ chức đảng", button="Ghi tổ chức mới", back=back, reasons=reasons
    )


def as_typed(state: OrganizationState) -> dict:
    """A state as the fields of a form show it."""
    parent = OrganizationState.objects.filter(organization=state.parent_id).select_related("organization")
    shown = parent.on(state.since).first() or parent.order_by("valid").last()
    names = ("name", "short_name", "kind", "type", "commune")
    return {name: getattr(state, name) for name in names} | {"parent": suggestion(shown)}


@requires(MANAGE)
def change(request, pk):
    """Rename, move, change kind, type or commune from a day on."""
    organization, state = managed(request, pk)
    form = ChangeForm(request.POST or None, initial=as_typed(state), **choices(request))

    done, reasons = tried(request, organization, form, actions.change, organization=organization)
    if done:
        return settled(request, organization, "Đã ghi thay đổi.")
    return form_page(
        request,
        form,
        title=f"Ghi thay đổi: {state.name}",
        button="Ghi thay đổi",
        back=reverse("organizations:organization", args=[pk]),
        reasons=reasons,
        organization=state,
        hint="Thời gian trước ngày có hiệu lực giữ nguyên như cũ. Ghi nhầm lúc trước thì sửa ở trang “Quá trình”.",
    )


@requires(MANAGE)
def end(request, pk):
    """Dissolve the organisation or merge it into another."""
    organization, state = managed(request, pk)
    form = EndForm(request.POST or None, others=managed_states(request).exclude(organization=organization))

    done, reasons = tried(request, organization, form, actions.dissolve, organization=organization)
    if done:
        return settled(request, organization, "Đã ghi kết thúc hoạt động.")
    return form_page(
        request,
        form,
        title=f"Giải thể, sáp nhập: {state.name}",
        button="Ghi kết thúc hoạt động",
        back=reverse("organizations:organization", args=[pk]),
        reasons=reasons,
        organization=state,
        hint="Chuyển hết tổ chức trực thuộc và bản đang phụ trách trước. Chức vụ còn giữ sẽ kết thúc cùng ngày.",
    )
