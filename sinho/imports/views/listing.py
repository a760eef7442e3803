"""The kinds of workbooks, the form for a file, the files so far."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sinho.accounts.gate import requires
from sinho.imports import background
from sinho.imports.actions import uploads
from sinho.imports.forms import UploadForm
from sinho.imports.kinds import kind_of
from sinho.imports.models import Upload
from sinho.imports.views.asked import IMPORT, kinds_of, roots_of
from sinho.refusal import Refused
from sinho.web.lists import page_asked, query_without


def index_page(request, form, status=200):
    """The kinds, the form for a file, the files so far."""
    kinds = {kind.code: kind for kind in kinds_of(request)}
    uploads = Upload.objects.in_scope(request.scope, IMPORT).filter(kind__in=kinds).light()
    page = page_asked(request, uploads.select_related("tried_by", "confirmed_by"))
    context = {
        "form": form,
        "kinds": list(kinds.values()),
        "roots": roots_of(request),
        "page": page,
        "rows": [(row, kinds[row.kind].title) for row in page],
        "query": query_without(request, "trang"),
    }
    return render(request, "imports/index.html", context, status=status)


@requires(IMPORT)
def index(request):
    return index_page(
        request, UploadForm(kinds=kinds_of(request), roots=roots_of(request), initial={"kind": request.GET.get("mau")})
    )


@requires(IMPORT)
@require_POST
def upload(request):
    """Try a file; nothing is written but the file itself."""
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    form = UploadForm(request.POST, request.FILES, kinds=kinds_of(request), roots=roots_of(request), sent=sent)
    if form.is_valid():
        data = form.cleaned_data
        try:
            kind = kind_of(data["kind"])
            act = background.try_later if background.is_large(data["file"].size, kind) else uploads.try_file
            tried = act(
                kind=kind,
                file_name=data["file"].name,
                content=data["file"].read(),
                scope=request.scope,
                organization_id=data.get("organization"),
                by=request.user,
            )
            return redirect("imports:file", tried.pk)
        except Refused as refused:
            form.add_error("file", refused.reasons)
    return index_page(request, form, status=422)
