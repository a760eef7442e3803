"""A document comes into the register, is mended, struck."""

from django.urls import reverse

from cells.directives import forms
from cells.directives.actions import documents as actions
from cells.directives.models import Directive
from cells.directives.views.pages import MANAGE, carried_out, form_page
from cells.organizations.models import Organization
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of


def register_of(organization: Organization, but: int = 0):
    """Documents that a document of the register may carry out."""
    return organization.directives.filter(struck=False).exclude(pk=but).order_by("-issued_on", "-pk")


@requires(MANAGE)
def enter(request):
    """A new document in the register of the organisation one works for."""
    keeper = Organization.objects.get(pk=request.scope.roots(MANAGE)[0])
    initial = {"direction": "incoming", "received_on": clock.today(), "parent": request.GET.get("cha", "")}
    form = forms.DocumentForm(request.POST or None, register=register_of(keeper), initial=initial)

    def act(data):
        facts = {"direction": data["direction"], "facts": form.facts()}
        return actions.enter_document(organization=keeper, **facts, scope=request.scope, by=request.user)

    answer, reasons = carried_out(request, form, act, "Đã vào sổ văn bản.", "directives:directive")
    hint = "Sổ văn bản chỉ đạo của cấp ủy; văn bản phải thuộc loại được phép nhập vào hệ thống này."
    return answer or form_page(request, form, title="Vào sổ văn bản", button="Vào sổ", hint=hint, reasons=reasons)


def managed(request, pk) -> Directive:
    """The document, when it stands in a register that one keeps."""
    found = get_in_scope_or_404(Directive.objects.select_related("organization"), request.scope, pk=pk)
    request.scope.require(MANAGE, found.organization_id)
    return found


@requires(MANAGE)
def correct(request, pk):
    """Mend what was written down wrongly."""
    found = managed(request, pk)
    initial = vars(actions.facts_of(found)) | {"parent": found.parent_id}
    register = register_of(found.organization, but=pk)
    form = forms.DocumentForm(request.POST or None, register=register, correcting=True, initial=initial)

    def mark() -> str:
        return mark_of(Directive.objects.filter(pk=pk))

    def act(data):
        more = {"reason": data["reason"], "scope": request.scope, "by": request.user}
        return actions.correct_document(directive=found, facts=form.facts(), **more)

    back, to = reverse("directives:directive", args=[pk]), "directives:directive"
    answer, reasons = carried_out(request, form, act, "Đã sửa văn bản.", to, pk, hold=mark)
    return answer or form_page(
        request, form, title=f"Sửa {found}", button="Ghi sửa đổi", back=back, reasons=reasons, seen=mark()
    )


@requires(MANAGE)
def strike(request, pk):
    """Written down by mistake."""
    found = managed(request, pk)
    form = forms.ReasonGivenForm(request.POST or None)

    def act(data):
        actions.strike_document(directive=found, reason=data["reason"], scope=request.scope, by=request.user)
        return True

    answer, reasons = carried_out(request, form, act, "Đã bỏ văn bản ghi nhầm.", "directives:directive", pk)
    back = reverse("directives:directive", args=[pk])
    return answer or form_page(
        request, form, title=f"Bỏ {found} ghi nhầm", button="Bỏ văn bản", back=back, reasons=reasons
    )
