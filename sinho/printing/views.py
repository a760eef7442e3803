"""Many papers at once: the kinds, what one has asked for, how far it is, the file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.printing import actions, background
from sinho.printing.enums import PartState
from sinho.printing.forms import RunForm
from sinho.printing.kinds import RunKind, all_kinds, kind_of
from sinho.printing.models import PrintRun, counts_of
from sinho.printing.zipped import file_name, pieces
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import attempt, kept_as, status_of
from sinho.web.lists import page_asked, query_without
from sinho.web.lookup import get_in_scope_or_404

EXPORT = Permission.EXPORT
SECONDS_BETWEEN_LOOKS = "2"
MOST_FAILED = 50


def known_kind(request, code: str) -> RunKind:
    """The kind in the address: unknown 404, not for this person 403."""
    try:
        kind = kind_of(code)
    except Refused as refused:
        raise Http404 from refused
    if not kind.offered(request.scope):
        raise PermissionDenied(kind.needs[-1])
    return kind


def own_run(request, pk: int) -> PrintRun:
    """A run of one's own: outside the reach 404; of a colleague, or no longer allowed, 403."""
    found = get_in_scope_or_404(PrintRun.objects.select_related("asked_by"), request.scope, pk=pk)
    if found.asked_by_id != request.user.pk or not found.run_kind.may(request.scope, found.organization_id):
        raise PermissionDenied(EXPORT)
    return found


@requires(EXPORT)
@require_safe
def index(request):
    """The kinds one may ask for, and what one has asked for so far."""
    page = page_asked(request, PrintRun.objects.in_scope(request.scope, EXPORT).filter(asked_by=request.user))
    counts, now = counts_of(page), clock.now()
    context = {
        "kinds": [kind for kind in all_kinds() if kind.offered(request.scope)],
        "page": page,
        "rows": [(row, counts[row.pk], row.is_kept(now)) for row in page],
        "query": query_without(request, "trang"),
    }
    return render(request, "printing/index.html", context)


@requires(EXPORT)
def ask(request, code):
    """What is to be printed."""
    kind = known_kind(request, code)
    initial = {"don_vi": request.GET.get("don_vi"), "nam": request.GET.get("nam")}
    given = {"kind": kind, "scope": request.scope, "today": clock.today(), "initial": initial}
    form = RunForm(request.POST if request.method == "POST" else None, **given)

    def act(_):
        asked = {"asked": form.asked(), "reason": form.reason}
        return background.begin(kind=kind, scope=request.scope, by=request.user, **asked)

    done, reasons = attempt(request, form, act)
    if done:
        begun, new = done
        if not new:
            messages.info(request, "Đồng chí đã yêu cầu in đúng như vậy; lần in đó đang làm.")
        return redirect("printing:run", begun.pk)
    context = {"kind": kind, "form": form, "reasons": reasons}
    return render(request, "printing/ask.html", context, status=status_of(form, reasons))


@requires(EXPORT)
def run(request, pk):
    """How far a run is; afterwards its file, and what could not be printed."""
    return run_page(request, own_run(request, pk))


def run_page(request, found: PrintRun, reasons=(), status=200):
    """The page of a run; while it is under way the browser asks again by itself."""
    failed = found.parts.filter(state=PartState.FAILED).order_by("position").values_list("title", "error")
    context = {
        "run": found,
        "counts": found.counts(),
        "failed": failed[:MOST_FAILED],
        "kept": found.is_kept(clock.now()),
        "file_name": file_name(found),
        "reasons": reasons,
    }
    response = render(request, "printing/run.html", context, status=status)
    if found.is_under_way:
        response["Refresh"] = SECONDS_BETWEEN_LOOKS
    return response


@requires(EXPORT)
@require_POST
def cancel(request, pk):
    """Stop printing."""
    found = own_run(request, pk)
    try:
        actions.cancel(run=found, by=request.user)
    except Refused as refused:
        return run_page(request, found, refused.reasons, status=409)
    messages.success(request, "Đã hủy; những bản đã in không được giữ lại.")
    return redirect("printing:run", pk)


@requires(EXPORT)
def download(request, pk):
    """The file, sent paper after paper."""
    found = own_run(request, pk)
    if request.method == "HEAD":
        return run_page(request, found)
    try:
        found = actions.hand_out(run=found, scope=request.scope, by=request.user)
    except Refused as refused:
        return run_page(request, found, refused.reasons, status=409)
    # Papers are compressed already; said so, nobody tries again on the way, and the length is known.
    headers = {**kept_as(file_name(found)), "Content-Length": str(found.size), "Content-Encoding": "identity"}
    return StreamingHttpResponse(pieces(found), content_type="application/zip", headers=headers)
