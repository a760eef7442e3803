"""One file with its trial or its result, and what is done with it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sinho.accounts.gate import requires
from sinho.audit.models import AuditEntry
from sinho.imports import background
from sinho.imports.actions import answering, uploads
from sinho.imports.enums import Verdict, Work
from sinho.imports.forms import AnswerForm
from sinho.imports.kinds import kind_of
from sinho.imports.models import Upload
from sinho.imports.summaries import condensed
from sinho.imports.views.asked import BRING, home_of, opened, read
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.lists import page_asked, query_without

PREVIEW = 8
NOT_IMPORTED = "Chưa nhập được, chưa có gì thay đổi"
NOT_ANSWERED, NOT_TRIED = "Chưa ghi nhận câu trả lời, chưa có gì thay đổi", "Chưa thử lại được"
NOT_UNDONE = "Chưa hoàn tác được, chưa có gì thay đổi"
SECONDS_BETWEEN_LOOKS = "2"
# Word in the address → verdicts of the rows that are listed.
FILTERS = {
    "": tuple(Verdict.values),
    "se-ghi": (Verdict.NEW, Verdict.CHANGED),
    "chua-nhap": (Verdict.WRONG, Verdict.WAITING),
    **{verdict.value: (verdict,) for verdict in Verdict},
}


def offered_names(request, found: Upload) -> list[tuple[str, str]]:
    """What a name of the file may mean; nothing when no name has to be explained."""
    if not found.trial.get("questions"):
        return []
    kind = kind_of(found.kind)
    reach = uploads.reach_of(kind, request.scope, found.organization_id)
    return kind.resource.offered_names(reach, clock.today())


def file_page(request, found: Upload, reasons=(), status=200, partial_offered=False, refused=""):
    """One file: what the trial found, or what was written; of one that is not read yet, how far the background is.

    `refused`: what was not done because of the reasons; without it, the import itself.
    """
    kind = kind_of(found.kind)
    if found.under_way or not found.is_read:
        context = {"upload": found, "kind": kind, "progress": getattr(found, "progress", None), "reasons": reasons}
        context |= home_of(kind, found)
        response = render(request, "imports/under_way.html", context, status=status)
        if found.under_way:
            response["Refresh"] = SECONDS_BETWEEN_LOOKS
        return response
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
        "refused": refused or NOT_IMPORTED,
        "partial_offered": partial_offered,
        "answers": AnswerForm(upload=found, offered=offered_names(request, found)) if found.is_tried else None,
        **home_of(kind, found),
    }
    name = "imports/trial.html" if found.is_tried else "imports/result.html"
    return render(request, name, context, status=status)


@requires(*BRING)
def file(request, pk):
    """The trial of a file, or what was written; while the background is at work, how far it is."""
    found = opened(request, pk)
    return file_page(request, found, found.reasons, partial_offered=bool(found.reasons and found.right))


@requires(*BRING)
def rows(request, pk):
    """All rows of the file with the verdict on each, by verdict."""
    found = read(request, pk)
    asked = request.GET.get("loai", "")
    shown = FILTERS.get(asked, ())
    every = found.trial["rows"]
    context = {
        "upload": found,
        "kind": kind_of(found.kind),
        **home_of(kind_of(found.kind), found),
        "asked": asked,
        "verdicts": [(code, label, found.counts[code]) for code, label in Verdict.choices if found.counts[code]],
        "labels": Verdict.choices,
        "total": len(every),
        "page": page_asked(request, [row for row in every if row["verdict"] in shown]),
        "query": query_without(request, "trang"),
    }
    return render(request, "imports/rows.html", context)


@requires(*BRING)
@require_POST
def try_again(request, pk):
    """Try the stored file against the data of now."""
    found = opened(request, pk)
    try:
        if background.is_large(found.size, kind_of(found.kind)):
            background.send(upload=found, work=Work.TRY, by=request.user)
            return redirect("imports:file", pk)
        uploads.try_again(upload=found, scope=request.scope, by=request.user)
    except Refused as refused:
        return file_page(request, found, refused.reasons, status=409, refused=NOT_TRIED)
    messages.success(request, "Đã thử lại tệp theo số liệu hiện có.")
    return redirect("imports:file", pk)


@requires(*BRING)
@require_POST
def answer(request, pk):
    """Keep what the person says about the texts and names of the file, and try it again."""
    found = opened(request, pk)
    form = AnswerForm(request.POST, upload=found)
    try:
        answering.answer(upload=found, scope=request.scope, by=request.user, **form.given())
    except Refused as refused:
        return file_page(request, found, refused.reasons, status=409, refused=NOT_ANSWERED)
    messages.success(request, "Đã ghi nhận câu trả lời và thử lại tệp.")
    return redirect("imports:file", pk)


@requires(*BRING)
@require_POST
def confirm(request, pk):
    """Write the stored file, or only its right rows."""
    found = opened(request, pk)
    if found.is_confirmed:
        messages.info(request, "Tệp này đã nhập trước đó; không ghi thêm lần nữa.")
        return redirect("imports:file", pk)
    partial = request.POST.get("chi-dong-dung") == "1"
    seen = request.POST.get("da-xem") == "1"
    how = {"upload": found, "by": request.user, "acknowledged": seen}
    if background.is_large(found.size, kind_of(found.kind)):
        background.send(work=Work.CONFIRM, partial_only=partial, **how)
        return redirect("imports:file", pk)
    try:
        done = uploads.confirm(scope=request.scope, partial=partial, **how)
    except Refused as refused:
        stopped = isinstance(refused, uploads.RowsStopped)
        return file_page(request, found, refused.reasons, status=409, partial_offered=stopped)
    messages.success(request, f"Đã nhập {done.right} dòng.")
    return redirect("imports:file", pk)


@requires(*BRING)
@require_POST
def undo(request, pk):
    """Take the import back."""
    found = opened(request, pk)
    try:
        uploads.undo(upload=found, by=request.user)
    except Refused as refused:
        return file_page(request, found, refused.reasons, status=409, refused=NOT_UNDONE)
    messages.success(request, "Đã hoàn tác lần nhập này; số liệu trở lại như trước khi nhập.")
    return redirect("imports:file", pk)
