"""Workbooks that leave: templates, the data of today, files with comments, rows that were not right."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render

from sinho.accounts.gate import requires
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.imports.returned import commented_bytes
from sinho.imports.views.asked import BRING, IMPORT, known_kind, read, root_asked, roots_of
from sinho.imports.workbooks import left_out_bytes, template_bytes
from sinho.web import clock
from sinho.web.answers import file_to_keep
from sinho.web.fields import ReasonForm


@requires(IMPORT)
def template(request, code):
    """The empty workbook with lists and explanations."""
    kind = known_kind(request, code)
    reach = uploads.reach_of(kind, request.scope, root_asked(request))
    return file_to_keep(template_bytes(kind, reach=reach, day=clock.today()), f"mau-{kind.file_word}.xlsx")


@requires(IMPORT)
def export(request, code):
    """The data of today in the same workbook; for people a reason is asked first."""
    kind = known_kind(request, code)
    root, reason = root_asked(request), ""
    if kind.export_needs:
        if not all(request.scope.has(permission) for permission in kind.export_needs):
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        if not form.is_valid():
            context = {"form": form, "kind": kind, "organization_name": dict(roots_of(request))[root]}
            return render(request, "imports/export.html", context, status=422 if form.is_bound else 200)
        reason = form.cleaned_data["reason"]
    content = uploads.export(kind=kind, scope=request.scope, by=request.user, organization_id=root, reason=reason)
    return file_to_keep(content, f"{kind.file_word}-{clock.today():%Y%m%d}.xlsx")


@requires(*BRING)
def commented(request, pk):
    """The very file that came, with a comment in each cell that has to be looked at."""
    found = read(request, pk)
    if not found.can_return:
        raise Http404
    content = commented_bytes(bytes(found.content), found.file_name, found.trial)
    return file_to_keep(content, f"{kind_of(found.kind).file_word}-ghi-chu-{found.pk}.xlsx")


@requires(*BRING)
def left_out(request, pk):
    """The rows that were not right, each with the reason."""
    found = read(request, pk)
    if not found.stopped:
        raise Http404
    content = left_out_bytes(kind_of(found.kind), bytes(found.content), found.file_name, found.trial)
    return file_to_keep(content, f"{kind_of(found.kind).file_word}-dong-sai-{found.pk}.xlsx")
