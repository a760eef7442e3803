"""The register of statistical forms, and the totals of forms held against each other."""

from functools import wraps
from typing import NamedTuple

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.documents import statistics as register
from sinho.documents.checks import Run
from sinho.documents.statistics_forms import RegisterForm
from sinho.documents.views import opened_together
from sinho.text.dates import format_date
from sinho.web import clock

EXPORT = Permission.EXPORT
# So many of those who stand on one side only are named; the lists have them all.
MOST_NAMES = 20


class FormsAsked(NamedTuple):
    """What is asked of the register, understood."""

    form: RegisterForm
    time: register.Time
    generation: register.Generation
    reporter: register.Reporter

    @property
    def query(self) -> str:
        """The same question in an address, on any later day."""
        time = self.time
        asked = {"nam": time.year, "ky": time.part, "bo": self.generation.code}
        return urlencode(asked | {"don_vi": self.reporter.organization_id, "ngay": format_date(time.on)})


def of_register(view):
    """A page of the register: what cannot be understood becomes the form again with reasons (422)."""

    @wraps(view)
    def understanding(request):
        form = RegisterForm(request.GET)
        if not form.is_valid():
            return render(request, "documents/statistics_not.html", {"form": form, "address": request.path}, status=422)
        time = form.time(clock.today())
        organization_id = form.cleaned_data["don_vi"] or request.scope.roots(EXPORT)[0]
        if not request.scope.may(Permission.VIEW, organization_id):
            raise Http404
        request.scope.require(EXPORT, organization_id)
        form.show(time, organization_id, request.scope)
        reporter = register.reporter_of(organization_id, time.last)
        if reporter is None or time.since > time.on:
            said = (
                f"Kỳ báo cáo {time.words} chưa bắt đầu vào ngày {format_date(time.on)}; đồng chí chọn kỳ khác."
                if time.since > time.on
                else f"Tổ chức được chọn không tồn tại vào ngày {format_date(time.last)}; đồng chí chọn kỳ khác."
            )
            context = {"form": form, "address": request.path, "reasons": [said]}
            return render(request, "documents/statistics_not.html", context, status=409)
        return view(request, FormsAsked(form, time, form.generation(time), reporter))

    return requires(EXPORT)(require_safe(understanding))


@of_register
def forms(request, asked: FormsAsked):
    """All forms of the set in the period, with recipient and deadline."""
    due = register.due_forms(request.scope, asked.reporter, asked.generation, asked.time, clock.today())
    context = {
        "form": asked.form,
        "asked": asked,
        "rule": asked.generation.deadline(asked.reporter.level),
        "filled": [one for one in due if one.entry.kind and one.now],
        "other": [one for one in due if one.entry.kind and not one.now],
        "unfilled": [one for one in due if not one.entry.kind],
        "late": sum(one.late for one in due),
        "address": reverse("reports:statistics"),
    }
    return render(request, "documents/statistics.html", context)


@of_register
def crosscheck(request, asked: FormsAsked):
    """The checks of the set in the period: what differs first, then what was not made, what agrees in brief."""
    run = Run(request.scope, asked.reporter, asked.generation, asked.time)
    outcomes = run.outcomes()
    reporter, said = run.reporter, f"Đối chiếu các biểu thống kê {asked.time.words}"
    opened_together(request, run.opened, said, (reporter.organization_id, reporter.name))
    context = {
        "form": asked.form,
        "asked": asked,
        "differing": [one for one in outcomes if not one.reason and not one.holds],
        "unmade": [one for one in outcomes if one.reason],
        "holding": [one for one in outcomes if one.holds],
        "most": MOST_NAMES,
        "address": reverse("reports:crosscheck"),
    }
    return render(request, "documents/crosscheck.html", context)
