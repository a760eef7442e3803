"""Working regulations: who has none, whose are out of date; one of them, as a page and as a paper."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from cells.directives import forms
from cells.directives.actions import regulations as actions
from cells.directives.models import Regulation
from cells.directives.parts import outline
from cells.directives.report import regulation_paper
from cells.directives.report.coverage import WORDS, coverage_counts, read_coverage
from cells.directives.report.pairs import names_on
from cells.directives.views.pages import RECORD, REGULATIONS, VIEW, carried_out, entries_about, form_page, led
from cells.organizations.models import Organization, subtree_ids
from cells.organizations.papers import issuer_on
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.answers import file_to_keep
from sinho.web.lists import page_asked, past_day_asked, query_without, row_asked
from sinho.web.lookup import get_in_scope_or_404


@requires(VIEW)
def coverage(request):
    """Every committee and cell of the day with its regulations."""
    as_of, word, unit = past_day_asked(request), request.GET.get("xem", ""), row_asked(request, "don-vi")
    rows = read_coverage(request.scope, as_of.day, subtree_ids(unit, as_of.day) if unit else None)
    wanted = WORDS.get(word)
    page = page_asked(request, [row for row in rows if wanted in (None, row.state)])
    found = [(row, request.scope.may(RECORD, row.organization_id)) for row in page]
    context = {"as_of": as_of, "word": word, "page": page, "rows": found, "counts": coverage_counts(rows)}
    context |= {"query": query_without(request, "trang"), "chip_query": query_without(request, "trang", "xem")}
    return render(request, "cells/directives/coverage.html", context | {"total": len(rows), "source": outline().words})


def opened(request, pk) -> Regulation:
    rows = Regulation.objects.select_related("organization", "term", "replaces")
    return get_in_scope_or_404(rows, request.scope, pk=pk)


@requires(VIEW)
def regulation(request, pk):
    """The text, part by part."""
    found = opened(request, pk)
    later = Regulation.objects.filter(replaces=found).first()
    others = Regulation.objects.standing().filter(organization=found.organization).exclude(pk=pk)
    context = {
        "one": found,
        "place": names_on([found.organization_id], clock.today())[found.organization_id][1],
        "parts": list(found.parts.all()),
        "later": later,
        "others": others,
        "may_record": request.scope.may(RECORD, found.organization_id) and not found.struck and later is None,
        "entries": entries_about(request.scope, found, *([later] if later else [])),
    }
    return render(request, "cells/directives/regulation.html", context)


@requires(VIEW)
def paper(request, pk):
    """The regulations as a Party paper."""
    found = opened(request, pk)
    issuer = issuer_on(found.organization_id, found.issued_on)
    if issuer is None or found.struck:
        raise Http404
    return file_to_keep(regulation_paper.pdf(found, issuer), f"quy-che-{pk}.pdf")


def asked(request, organization: Organization, initial: dict, *, correcting: bool = False) -> forms.RegulationForm:
    terms = organization.terms.order_by("-starts_on")
    return forms.RegulationForm(request.POST or None, terms=terms, correcting=correcting, initial=initial)


@requires(RECORD)
def issue(request, pk):
    """New regulations of the organisation."""
    organization, today = led(request, pk), clock.today()
    term = organization.terms.filter(starts_on__lte=today).order_by("-starts_on").first()
    initial = {"issued_on": today, "term": term.pk if term else "", "title": title_of(organization, term)}
    form = asked(request, organization, initial)

    def act(_):
        told = {"organization": organization, "facts": form.facts()}
        return actions.issue_regulation(**told, scope=request.scope, by=request.user)

    answer, reasons = carried_out(request, form, act, "Đã ghi quy chế làm việc.", "directives:regulation")
    title = f"Ghi quy chế làm việc, {organization.named(today)[1]}"
    more = {"where": REGULATIONS, "hint": f"Các phần: {outline().words}.", "reasons": reasons}
    return answer or form_page(request, form, title=title, button="Ghi quy chế", **more)


def title_of(organization: Organization, term) -> str:
    """Làm việc của Đảng ủy xã Nậm Tăm nhiệm kỳ 2005–2010."""
    issuer = issuer_on(organization.pk, clock.today())
    if issuer is None:
        raise Http404
    return f"Làm việc của {issuer.organ}{f' nhiệm kỳ {term}' if term else ''}"


@requires(RECORD)
def correct(request, pk):
    """A row in its place, with the reason."""
    found = opened(request, pk)
    request.scope.require(RECORD, found.organization_id)
    initial = {name: getattr(found, name) for name in ("number", "issued_on", "next_review_on", "title")}
    initial |= {"term": found.term_id} | {f"part-{part.code}": part.text for part in found.parts.all()}
    form = asked(request, found.organization, initial, correcting=True)

    def act(data):
        told = {"regulation": found, "facts": form.facts(), "reason": data["reason"]}
        return actions.correct_regulation(**told, scope=request.scope, by=request.user)

    answer, reasons = carried_out(request, form, act, "Đã sửa quy chế.", "directives:regulation")
    more = {"where": REGULATIONS, "back": reverse("directives:regulation", args=[pk]), "reasons": reasons}
    hint = "Sửa điều ghi nhầm. Quy chế mới thì ghi quy chế mới."
    return answer or form_page(request, form, title=f"Sửa {found}", button="Ghi sửa đổi", hint=hint, **more)


@requires(RECORD)
def strike(request, pk):
    """Written down by mistake."""
    found = opened(request, pk)
    request.scope.require(RECORD, found.organization_id)
    form = forms.ReasonGivenForm(request.POST or None)

    def act(data):
        actions.strike_regulation(regulation=found, reason=data["reason"], scope=request.scope, by=request.user)
        return True

    answer, reasons = carried_out(request, form, act, "Đã bỏ quy chế ghi nhầm.", "directives:regulation", pk)
    more = {"where": REGULATIONS, "back": reverse("directives:regulation", args=[pk]), "reasons": reasons}
    return answer or form_page(request, form, title=f"Bỏ {found} ghi nhầm", button="Bỏ quy chế", **more)
