"""Who is weak for long, computed for any day; the plan that leads an organisation out of it (A8)."""

from django.shortcuts import render
from django.urls import reverse

from cells.oversight import weak_rules
from cells.oversight.actions import plan as actions
from cells.oversight.forms.plan import PlanForm
from cells.oversight.models import PlanMeasure, QuarterCheck, StrengtheningPlan
from cells.oversight.models.grades import spell_on
from cells.oversight.report.weak_list import ended, quarters_due, read_weak
from cells.oversight.views.asked import LEAD, VIEW, choices, chosen, entries_of
from cells.oversight.views.pages import Asking, form_page
from cells.oversight.views.striking import may_strike
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.lists import past_day_asked, query_without
from sinho.web.lookup import get_in_scope_or_404


@requires(VIEW)
def weak(request):
    """The list of the day: each with its years and its plan; plans to close; who has risen."""
    as_of = past_day_asked(request)
    found = read_weak(request.scope.organization_ids(VIEW), as_of.day)
    context = {
        "as_of": as_of,
        "found": found,
        "rule": weak_rules.on(as_of.day),
        "query": query_without(request, "ngay"),
        "may_lead": request.scope.has(LEAD),
    }
    return render(request, "cells/oversight/weak.html", context)


@requires(LEAD)
def open_plan(request):
    """A plan for one of the list."""
    on_list = [row.place.organization_id for row in read_weak(request.scope.organization_ids(LEAD), clock.today()).on]
    states = choices(request, LEAD).filter(organization_id__in=on_list)
    initial = chosen(request, states, resolution_date=clock.today(), issuer="Ban Thường vụ Huyện ủy")
    form = PlanForm(request.POST or None, states=states, initial=initial)

    def act(**values):
        return actions.open_plan(**values, scope=request.scope, by=request.user)

    asking = Asking(
        title="Mở kế hoạch củng cố",
        hint="Chỉ chọn được tổ chức đang có trong danh sách yếu kém kéo dài. Biện pháp, người cử xuống ghi tiếp sau.",
        back=reverse("oversight:weak"),
        back_label="Yếu kém kéo dài",
        done="Đã mở kế hoạch.",
    )
    return form_page(request, form, asking, act, lambda made: reverse("oversight:plan", args=[made.pk]))


@requires(VIEW)
def plan(request, pk):
    """One plan: measures, people, checks, how it ended, as they stood on the day."""
    rows = StrengtheningPlan.objects.with_parts().select_related("organization", "struck_by")
    found = get_in_scope_or_404(rows, request.scope, pk=pk)
    as_of = past_day_asked(request)
    over = ended(found, as_of.day)
    context = {
        "plan": found,
        "as_of": as_of,
        "place": found.organization.named(as_of.day)[1],
        "outcome": found.outcome if over else None,
        "measures": measures_of(found, as_of.day),
        "people": [one for one in found.people.all() if one.since <= as_of.day],
        "checks": [one for one in found.checks.all() if one.checked_on <= as_of.day],
        "quarters": quarters_due(found, as_of.day),
        "on_list": spell_on(found.organization_id, as_of.day),
        "may_write": may_strike(request.scope, found) and not hasattr(found, "outcome"),
        "may_strike": may_strike(request.scope, found),
        "gone": gone_of(found),
        "log": entries_of(found),
    }
    return render(request, "cells/oversight/plan.html", context)


def gone_of(found: StrengtheningPlan) -> list:
    """Measures and checks that were struck out."""
    return [*PlanMeasure.objects.struck().filter(plan=found), *QuarterCheck.objects.struck().filter(plan=found)]


def measures_of(found: StrengtheningPlan, day) -> list[tuple[PlanMeasure, str]]:
    """Measures with where they stand on the day: done, late or doing."""
    return [(one, state_of(one, day)) for one in found.measures.all() if one.on <= day]


def state_of(measure: PlanMeasure, day) -> str:
    if hasattr(measure, "result") and measure.result.on <= day:
        return "done"
    return "late" if measure.due_on < day else "doing"
