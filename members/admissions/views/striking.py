"""A step that was written down wrongly is struck out, with all that were written after it (A4)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from members.admissions import actions
from members.admissions.actions.striking import chain_from, may_strike
from members.admissions.forms import StrikeForm
from members.admissions.models import Case, CaseStep
from members.admissions.views.case import RECORD, held, mark, opened, stale
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web.answers import attempt, status_of


def step_numbered(case: Case, number: int) -> CaseStep:
    """The step of the case with this number, in the order of writing; struck ones keep theirs."""
    found = list(case.steps.order_by("pk"))
    if not 0 < number <= len(found):
        raise Http404
    return found[number - 1]


@requires(RECORD, Permission.DECIDE_ADMISSIONS)
@never_cache
def strike(request, pk, number):
    """What would be struck out, and why; then it is done."""
    case = opened(request, pk)
    step = step_numbered(case, number)
    chain = chain_from(case, step)
    if not may_strike(case, chain or [step], request.scope):
        raise PermissionDenied(RECORD)
    form = StrikeForm(request.POST or None)

    def act(_):
        return actions.strike_steps(case=case, step=step, **form.values(), scope=request.scope, by=request.user)

    done, reasons = attempt(request, form, act, hold=lambda: held(case), stale=stale(case))
    if done:
        messages.success(request, f"Đã gạch bỏ {len(done)} bước; đồng chí ghi lại bước đúng.")
        return redirect("admissions:case", pk)
    return strike_page(request, case, chain, form, reasons)


def strike_page(request, case: Case, chain: list[CaseStep], form, reasons):
    """The steps that go, in the order of writing, and the form."""
    context = {
        "case": case,
        "steps": [(case.rule_of(one.step), one) for one in reversed(chain)],
        "form": form,
        "reasons": reasons,
        "seen": mark(case),
        "back": reverse("admissions:case", args=[case.pk]),
    }
    status = status_of(form, reasons)
    return render(request, "members/admissions/strike.html", context, status=status)
