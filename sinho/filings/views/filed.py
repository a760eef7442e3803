"""Reports that were issued: the list, one of them with what changed since, its files as they were handed on."""

import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.documents.reports import all_kinds
from sinho.filings.actions.handing import note_file, note_reading
from sinho.filings.models import Filing, FilingFile
from sinho.filings.report import changed_since
from sinho.filings.rules import may_issue
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import kept_as
from sinho.web.lists import holding_words, page_asked, query_without, row_asked, words_asked, year_asked
from sinho.web.lookup import get_in_scope_or_404

EXPORT = Permission.EXPORT
NOT_THE_SAME = (
    "Tệp lưu không còn khớp mã băm ghi khi ban hành; đồng chí báo người quản trị hệ thống, không dùng tệp này."
)


@requires(EXPORT)
@require_safe
def filings(request):
    """By organisation, kind, year and words, the last first."""
    words, unit, year = words_asked(request), row_asked(request, "don-vi"), year_asked(request, 1990, 2100)
    seen = Filing.objects.seen_by(request.scope)
    places = dict(seen.order_by("organization_name").values_list("organization_id", "organization_name"))
    kinds = dict(seen.order_by("kind_title").values_list("kind", "kind_title"))
    kind = request.GET.get("loai", "") if request.GET.get("loai") in kinds else ""
    found = holding_words(seen.light(), words)
    found = found.filter(organization_id=unit) if unit else found
    found = found.filter(kind=kind) if kind else found
    found = found.filter(day__year=year) if year else found
    context = {
        "page": page_asked(request, found),
        "words": words,
        "chosen": {"unit": str(unit or ""), "kind": kind, "year": str(year or "")},
        "places": [(str(pk), name) for pk, name in places.items()],
        "kinds": list(kinds.items()),
        "years": [(str(one.year), str(one.year)) for one in seen.order_by().dates("day", "year", "DESC")],
        "query": query_without(request, "trang"),
    }
    return render(request, "filings/list.html", context)


def opened_filing(request, pk) -> Filing:
    """The filing, as protected as the report: outside one's reach 404, without the right 403."""
    rows = Filing.objects.select_related("paper", "by", "replaces__paper")
    found = get_in_scope_or_404(rows, request.scope, pk=pk)
    today = {one.code: one.needs_when_issued for one in all_kinds()}
    for permission in filter(None, (EXPORT, found.needs, *today.get(found.kind, ()))):
        request.scope.require(Permission(permission), found.organization_id)
    return found


@requires(EXPORT)
def filing(request, pk):
    """What was issued, its files, what changed since."""
    found = opened_filing(request, pk)
    note_reading(filing=found, by=request.user)
    known = any(kind.code == found.kind for kind in all_kinds())
    context = {
        "one": found,
        "known": known,
        "files": list(found.files.defer("content")),
        "successor": found.successor,
        "changed": changed_since(found, request.scope, clock.today()),
        "today": clock.today(),
        "may_issue": may_issue(request.scope, found.organization_id),
        "entries": AuditEntry.objects.about("filings.filing", [found.pk]).filter(did="report.filed"),
    }
    return render(request, "filings/filing.html", context)


@requires(EXPORT)
def kept_file(request, pk, form):
    """The same bytes as on the day of issue."""
    found = opened_filing(request, pk)
    file = FilingFile.objects.in_scope(request.scope, EXPORT).filter(filing=found, format=form).first()
    if file is None:
        raise Http404
    content = bytes(file.content)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise Refused(NOT_THE_SAME)
    note_file(filing=found, label=file.label, by=request.user)
    return HttpResponse(content, content_type=file.content_type, headers=kept_as(file.name))
