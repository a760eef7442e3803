"""Bringing data in: the kinds and the files so far, one file with its trial, and what is done with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.imports.actions import answering, uploads
from sinho.imports.enums import Verdict
from sinho.imports.forms import AnswerForm, ReasonForm, UploadForm
from sinho.imports.kinds import WorkbookKind, all_kinds, kind_of
from sinho.imports.models import Upload
from sinho.imports.returned import commented_bytes
from sinho.imports.summaries import condensed
from sinho.imports.workbooks import left_out_bytes, template_bytes
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.lists import page_asked, query_without
from sinho.web.lookup import get_in_scope_or_404

IMPORT = Permission.IMPORT
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PREVIEW = 8
# Word in the address → verdicts of the rows that are listed.
FILTERS = {
    "": tuple(Verdict.values),
    "se-ghi": (Verdict.NEW, Verdict.CHANGED),
    "chua-nhap": (Verdict.WRONG, Verdict.WAITING),
    **{verdict.value: (verdict,) for verdict in Verdict},
}


def roots_of(request) -> list[tuple[int, str]]:
    """Organisations from which the person imports, with their names today."""
    ids = list(dict.fromkeys(request.scope.roots(IMPORT)))
    names = all_kinds()[0].names(ids, clock.today())
    return [(pk, names.get(pk, "Tổ chức đã kết thúc")) for pk in ids]


def kinds_of(request) -> list[WorkbookKind]:
    """The kinds that the person may bring in."""
    return [kind for kind in all_kinds() if not kind.needs or request.scope.has(kind.needs)]


def known_kind(request, code: str) -> WorkbookKind:
    """The kind in the address, or 404."""
    kind = next((kind for kind in kinds_of(request) if kind.code == code), None)
    if kind is None:
        raise Http404
    return kind


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
            tried = uploads.try_file(
                kind=kind_of(data["kind"]),
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


def opened(request, pk) -> Upload:
    """The file, if it was imported from an organisation on which one may import; else 404."""
    kinds = [kind.code for kind in kinds_of(request)]
    uploads = Upload.objects.filter(kind__in=kinds).select_related("tried_by", "confirmed_by", "undone_by")
    return get_in_scope_or_404(uploads, request.scope, IMPORT, pk=pk)


def offered_names(request, found: Upload) -> list[tuple[str, str]]:
    """What a name of the file may mean; nothing when no name has to be explained."""
    if not found.trial.get("questions"):
        return []
    kind = kind_of(found.kind)
    reach = uploads.reach_of(kind, request.scope, found.organization_id)
    return kind.resource.offered_names(reach, clock.today())


def file_page(request, found: Upload, reasons=(), status=200, partial_offered=False):
    """One file: what the trial found, or what was written."""
    kind = kind_of(found.kind)
    told = [row for row in found.trial["rows"] if row["verdict"] in {Verdict.NEW, Verdict.CHANGED}]
    context = {
        "upload": found,
        "kind": kind,
        "trial": found.trial,
        **{level: condensed(found.trial[level]) for level in ("errors", "doubts", "notes")},
        "right": found.right,
        "stopped": found.stopped,
        "preview": told[:PREVIEW],
        "labels": Verdict.choices,
        "same_before": uploads.same_file_before(found, request.scope) if found.is_tried else None,
        "organization_name": kind.names([found.organization_id], clock.today()).get(found.organization_id, ""),
        "log": AuditEntry.objects.filter(object_type="imports.upload", object_id=str(found.pk))[:20],
        "reasons": reasons,
        "partial_offered": partial_offered,
        "answers": AnswerForm(upload=found, offered=offered_names(request, found)) if found.is_tried else None,
    }
    name = "imports/trial.html" if found.is_tried else "imports/result.html"
    return render(request, name, context, status=status)


@requires(IMPORT)
def file(request, pk):
    return file_page(request, opened(request, pk))


@requires(IMPORT)
def rows(request, pk):
    """All rows of the file with the verdict on each, by verdict."""
    found = opened(request, pk)
    asked = request.GET.get("loai", "")
    shown = FILTERS.get(asked, ())
    every = found.trial["rows"]
    context = {
        "upload": found,
        "kind": kind_of(found.kind),
        "asked": asked,
        "verdicts": [(code, label, found.counts[code]) for code, label in Verdict.choices if found.counts[code]],
        "labels": Verdict.choices,
        "total": len(every),
        "page": page_asked(request, [row for row in every if row["verdict"] in shown]),
        "query": query_without(request, "trang"),
    }
    return render(request, "imports/rows.html", context)


@requires(IMPORT)
@require_POST
def try_again(request, pk):
    """Try the stored file against the data of now."""
    found = opened(request, pk)
    try:
        uploads.try_again(upload=found, scope=request.scope, by=request.user)
    except Refused as refused:
        return file_page(request, found, refused.reasons, status=409)
    messages.success(request, "Đã thử lại tệp theo số liệu hiện có.")
    return redirect("imports:file", pk)


@requires(IMPORT)
@require_POST
def answer(request, pk):
    """Keep what the person says about the texts and names of the file, and try it again."""
    found = opened(request, pk)
    form = AnswerForm(request.POST, upload=found)
    try:
        answering.answer(upload=found, scope=request.scope, by=request.user, **form.given())
    except Refused as refused:
        return file_page(request, found, refused.reasons, status=409)
    messages.success(request, "Đã ghi nhận câu trả lời và thử lại tệp.")
    return redirect("imports:file", pk)


@requires(IMPORT)
@require_POST
def confirm(request, pk):
    """Write the stored file, or only its right rows."""
    found = opened(request, pk)
    if found.is_confirmed:
        messages.info(request, "Tệp này đã nhập trước đó; không ghi thêm lần nữa.")
        return redirect("imports:file", pk)
    partial = request.POST.get("chi-dong-dung") == "1"
    seen = request.POST.get("da-xem") == "1"
    try:
        done = uploads.confirm(upload=found, scope=request.scope, by=request.user, partial=partial, acknowledged=seen)
    except Refused as refused:
        stopped = isinstance(refused, uploads.RowsStopped)
        return file_page(request, found, refused.reasons, status=409, partial_offered=stopped)
    messages.success(request, f"Đã nhập {done.right} dòng.")
    return redirect("imports:file", pk)


@requires(IMPORT)
@require_POST
def undo(request, pk):
    """Take the import back."""
    found = opened(request, pk)
    try:
        uploads.undo(upload=found, by=request.user)
    except Refused as refused:
        return file_page(request, found, refused.reasons, status=409)
    messages.success(request, "Đã hoàn tác lần nhập này; số liệu trở lại như trước khi nhập.")
    return redirect("imports:file", pk)


def workbook_answer(content: bytes, name: str) -> HttpResponse:
    """A file to keep; names without marks, for old machines."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def root_asked(request) -> int:
    """The organisation in the address (`?don-vi=`), or the first from which the person imports; else 404."""
    roots = [pk for pk, _ in roots_of(request)]
    asked = request.GET.get("don-vi", str(roots[0]))
    if asked not in map(str, roots):
        raise Http404
    return int(asked)


@requires(IMPORT)
def template(request, code):
    """The empty workbook with lists and explanations."""
    kind = known_kind(request, code)
    reach = uploads.reach_of(kind, request.scope, root_asked(request))
    return workbook_answer(template_bytes(kind, reach=reach, day=clock.today()), f"mau-{kind.code}")


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
    return workbook_answer(content, f"{kind.code}-{clock.today():%Y%m%d}")


@requires(IMPORT)
def commented(request, pk):
    """The very file that came, with a comment in each cell that has to be looked at."""
    found = opened(request, pk)
    if not found.can_return:
        raise Http404
    content = commented_bytes(bytes(found.content), found.file_name, found.trial)
    return workbook_answer(content, f"{found.kind}-ghi-chu-{found.pk}")


@requires(IMPORT)
def left_out(request, pk):
    """The rows that were not right, each with the reason."""
    found = opened(request, pk)
    if not found.stopped:
        raise Http404
    content = left_out_bytes(kind_of(found.kind), bytes(found.content), found.file_name, found.trial)
    return workbook_answer(content, f"{found.kind}-dong-sai-{found.pk}")
