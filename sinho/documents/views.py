"""Reports on the screen, their lists, and as files."""

import datetime as dt
from collections.abc import Iterable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.actions import record
from sinho.documents import reports as kit
from sinho.documents.formats import file_name, format_of
from sinho.documents.forms import AskForm, PaperForm
from sinho.documents.issued import address_to_issue
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import kept_as
from sinho.web.lists import page_asked, query_without

EXPORT = Permission.EXPORT


class NotUnderstood(Exception):
    """The address asks for something that is no report; `form` says what is wrong."""

    def __init__(self, kind: kit.ReportKind, form: AskForm):
        self.kind, self.form = kind, form


def understood(view):
    """What cannot be understood of the address becomes the form again, with reasons (422)."""

    @wraps(view)
    def understanding(request, code, **named):
        try:
            return view(request, code, **named)
        except NotUnderstood as wrong:
            context = {"kind": wrong.kind, "form": wrong.form}
            return render(request, "documents/not_built.html", context, status=422)

    return understanding


def answered(view):
    """Let a view of one report ask freely."""
    return requires(EXPORT)(require_safe(understood(view)))


def asked(request, code, latest: dt.date = dt.date.max) -> tuple[kit.ReportKind, kit.Asked, AskForm]:
    """The kind, the question in the address, and its form; the organisation must be within one's reach."""
    try:
        kind = kit.kind_of(code)
    except Refused as refused:
        raise Http404 from refused
    if not request.scope.has(EXPORT):
        raise PermissionDenied(EXPORT)
    form = AskForm(request.GET, kind)
    question = form.question(request.scope.roots(EXPORT)[0], clock.today(), latest)
    if question is None:
        raise NotUnderstood(kind, form)
    if not request.scope.may(Permission.VIEW, question.organization_id):
        raise Http404
    for permission in filter(None, (EXPORT, kind.needs)):
        request.scope.require(permission, question.organization_id)
    return kind, question, form


@requires(EXPORT)
@require_safe
def reports(request):
    """The reports there are: those of the work by name, then the statistical forms by number."""
    found = [kind for kind in kit.all_kinds() if not kind.needs or request.scope.has(kind.needs)]
    return render(
        request,
        "documents/list.html",
        {"kinds": sorted(found, key=lambda kind: kit.in_list(kind.title))},
    )


@answered
def report(request, code):
    """The report on the screen; every figure is a link to its rows."""
    kind, question, form = asked(request, code)
    form.show(question, request.scope)
    context = {"kind": kind, "asked": question, "form": form}
    try:
        built = kind.build(request.scope, question)
    except kit.NothingToReport as nothing:
        return render(request, "documents/not_built.html", {**context, "nothing": nothing})
    except Refused as refused:
        return render(request, "documents/not_built.html", {**context, "reasons": refused.reasons}, status=409)
    opened(request, built, kind, question)
    context |= {
        "beside": kit.kinds_beside(kind, request.scope),
        "report": built,
        "issue": address_to_issue(request.scope, kind, question),
        "paper_form": PaperForm(bodies=kit.bodies_of(question)),
    }
    return render(request, kind.screen, context)


@answered
def figure_rows(request, code):
    """The rows behind one figure (`?so=key`)."""
    kind, question, _ = asked(request, code)
    key = request.GET.get("so", "")
    built = kind.holding(request.scope, question, key)
    try:
        figure = built.figure(key)
    except KeyError as error:
        raise Http404 from error
    opened(request, built, kind, question)
    page, columns = page_asked(request, figure.rows), figure.columns or built.columns
    context = {
        "kind": kind,
        "asked": question,
        "report": built,
        "figure": figure,
        "page": page,
        "lines": [(row, zip(columns, row.texts, strict=True)) for row in page],
        "columns": columns,
        "thing": figure.thing or built.thing,
        "query": query_without(request, "trang"),
    }
    return render(request, "documents/rows.html", context)


def handed_over(request, built: kit.Report, kind: kit.ReportKind, question: kit.Asked, form: str) -> None:
    """A file that leaves the system leaves a trace."""
    said = f"Xuất báo cáo “{kind.title}” {question.words}, {form}"
    organization = (question.organization_id, built.organization_name)
    record(by=request.user, did="report.exported", said=said, organization=organization, after={"asks": question.query})


def opened(request, built: kit.Report, kind: kit.ReportKind, question: kit.Asked) -> None:
    """Reading a report on what is sensitive leaves a trace, on the screen as well."""
    if kind.reads:
        said = f"Xem báo cáo “{kind.title}” {question.words}"
        organization = (question.organization_id, built.organization_name)
        record(by=request.user, did=kind.reads, said=said, organization=organization, after={"asks": question.query})


def opened_together(request, read: Iterable[tuple[kit.ReportKind, kit.Asked]], why: str, organization) -> None:
    """Several of them read for one purpose leave one trace, which names them all."""
    acts: dict[str, list] = {}
    for kind, question in read:
        acts.setdefault(kind.reads, []).append((kind, question))
    for act, few in acts.items():
        said = f"{why}, xem {', '.join(f'“{kind.title}”' for kind, _ in few)}"
        asks = {kind.code: question.query for kind, question in few}
        record(by=request.user, did=act, said=said, organization=organization, after={"asks": asks})


@answered
def as_file(request, code, form):
    """The report in one of its formats. A wrong number or date brings the small form back with its errors."""
    kind, question, _ = asked(request, code)
    written, details = format_of(form), kit.PaperDetails()
    if written.signed:
        paper_form = PaperForm(request.GET, bodies=kit.bodies_of(question))
        if not paper_form.is_valid():
            context = {"kind": kind, "asked": question, "paper_form": paper_form}
            return render(request, "documents/paper.html", context, status=422)
        details = paper_form.details()
    built = kind.build(request.scope, question)
    content = written.write(kind, built, details)
    handed_over(request, built, kind, question, written.said)
    headers = kept_as(file_name(built, kind, question, written.ending))
    return HttpResponse(content, content_type=written.content_type, headers=headers)
