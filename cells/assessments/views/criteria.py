"""The pages on which a committee adapts the criteria of its own units before a campaign is opened."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from cells.assessments import schemes
from cells.assessments.actions import criteria as actions
from cells.assessments.criteria_forms import NewTreeForm, TreeForm
from cells.assessments.models import CriteriaTree
from cells.assessments.rules.adapting import adapted, frames_for, why_not_adapted
from cells.assessments.rules.scheme import read
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lookup import get_in_scope_or_404

MANAGE, RECORD = Permission.MANAGE_CAMPAIGNS, Permission.RECORD_CELLS


def owners(scope) -> list[int]:
    """Organisations whose own criteria the person writes: the district's, or those of his committee."""
    return list(dict.fromkeys([*scope.roots(MANAGE), *scope.roots(RECORD)]))


def new_form(request, data=None) -> NewTreeForm:
    """The form over one's organisations and the frames of every scheme."""
    mine = owners(request.scope)
    states = OrganizationState.objects.on(clock.today()).filter(organization__in=mine)
    names = list(states.values_list("organization_id", "name"))
    offered = []
    for code, content in reversed(schemes.files().items()):
        scheme = read(content)
        frames = frames_for(scheme.frames, cells_only=not request.scope.has(MANAGE))
        offered += [(f"{code}/{frame.code}", f"{frame.label}, {scheme.title}") for frame in frames]
    return NewTreeForm(data, owners=names, frames=offered, initial={"year": clock.today().year + 1})


@requires(MANAGE, RECORD)
def trees(request):
    """The committee's own criteria by year; a new copy."""
    form = new_form(request, request.POST or None)

    def act(data):
        scheme_code, _, frame_code = data["frame"].partition("/")
        asked = {"year": data["year"], "scheme_code": scheme_code, "frame_code": frame_code, "source": data["source"]}
        owner = Organization.objects.get(pk=data["organization"])
        return actions.adapt(organization=owner, **asked, by=request.user)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, "Đã chép bộ tiêu chí; đồng chí sửa điểm, xem trước rồi lưu.")
        return redirect("assessments:tree", done.pk)
    found = CriteriaTree.objects.filter(organization__in=owners(request.scope)).select_related("changed_by")
    context = {"rows": [(tree, frame_label(tree)) for tree in found], "form": form, "reasons": reasons}
    status = status_of(form, reasons)
    return render(request, "cells/assessments/trees.html", context, status=status)


def frame_label(tree: CriteriaTree) -> str:
    return actions.frame_of(tree.scheme_code, tree.frame_code).label


@requires(MANAGE, RECORD)
def tree(request, pk):
    """One tree: shown, tried, or saved when its points add up."""
    one = get_in_scope_or_404(CriteriaTree.objects.select_related("organization"), request.scope, pk=pk)
    if one.organization_id not in owners(request.scope):
        raise Http404
    original = actions.frame_of(one.scheme_code, one.frame_code)
    form = TreeForm(request.POST or None, frame=adapted(original, one.groups), initial={"source": one.source})
    preview, problems = None, []
    if request.method == "POST" and request.POST.get("do") == "preview" and form.is_valid():
        problems = why_not_adapted(original, form.groups())
        preview = adapted(original, form.groups())

    def act(data):
        return actions.change(tree=one, groups=form.groups(), source=data["source"], by=request.user)

    done, reasons = (None, []) if preview else attempt(request, form, act, hold=lambda: version_of(one))
    if done:
        messages.success(request, "Đã lưu bộ tiêu chí; đợt của năm mở sau đây dùng bộ này.")
        return redirect("assessments:tree", pk)
    status = 200 if preview else status_of(form, reasons)
    context = {"tree": one, "frame": original, "form": form, "reasons": reasons, "preview": preview}
    context |= {"problems": problems, "seen": str(one.version)}
    return render(request, "cells/assessments/tree.html", context, status=status)


def version_of(tree: CriteriaTree) -> str:
    """The version of the tree, which nobody else changes until the act is over."""
    return str(CriteriaTree.objects.select_for_update().values_list("version", flat=True).get(pk=tree.pk))
