"""A report is issued from its page: what it says, who signs, which earlier one it takes the place of."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render

from sinho.accounts.gate import requires
from sinho.documents.reports import bodies_of
from sinho.documents.views import asked, opened, understood
from sinho.filings import forms
from sinho.filings.actions.filing import issue_report
from sinho.filings.actions.numbers import require_issuing
from sinho.filings.frozen import Frozen, freeze
from sinho.filings.listed import forecast
from sinho.filings.models import Filing
from sinho.filings.rules import SIGNING
from sinho.web import clock
from sinho.web.answers import attempt, status_of


@requires(*SIGNING)
@understood
def issue(request, code):
    """Ask for the signature, then freeze and keep. The question stands in the address."""
    kind, question, _ = asked(request, code)
    require_issuing(request.scope, question.organization_id)
    standing = list(Filing.objects.light().of_question(kind.code, question).standing().seen_by(request.scope))
    given = {"standing": standing, "bodies": bodies_of(question), "initial": begin_with(question, standing)}
    form = forms.IssueForm(request.POST or None, **given)

    def act(data):
        sent = {"signing": form.signing(), "seen": data["seen"], "once": data["once"] or uuid.uuid4()}
        return issue_report(kind=kind, asked=question, **sent, scope=request.scope, by=request.user)

    made, reasons = attempt(request, form, act)
    if made:
        messages.success(request, f"Đã ban hành và lưu: {made.named}.")
        return redirect("filings:filing", made.pk)
    frozen = freeze(kind, question, kind.build(request.scope, question))
    return issuing_page(request, frozen, form, reasons)


def begin_with(question, standing) -> dict:
    """The day of today; the filing of the same question is what a second one takes the place of."""
    same = next((one for one in standing if one.query == question.query), None)
    return {"ngay_ky": clock.today(), "thay": str(same.pk) if same else ""}


def issuing_page(request, frozen: Frozen, form, reasons):
    """The form with what will be frozen, and its mark: what was refused can be looked at and sent again."""
    opened(request, frozen.report, frozen.kind, frozen.asked)
    once = form.cleaned_data.get("once") if form.is_bound else None
    paper = frozen.paper.paper
    numbers = forecast(frozen.asked, *paper.head.symbols) if paper else {}
    form.forecast(numbers)
    context = {
        "kind": frozen.kind,
        "asked": frozen.asked,
        "form": form,
        "reasons": reasons,
        "title": frozen.paper.title,
        "numbers": list(numbers.values()),
        "figures": len(frozen.lines),
        "seen": frozen.mark,
        "once": once or uuid.uuid4(),
    }
    return render(request, "filings/issue.html", context, status=status_of(form, reasons))
