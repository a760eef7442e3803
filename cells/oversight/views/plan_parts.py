"""What is written into a plan: measures and their results, people, checks, its end (A8)."""

from django.urls import reverse

from cells.oversight.actions import plan as actions
from cells.oversight.enums.weak import PlanEnd
from cells.oversight.forms.plan import BackForm, CheckForm, CloseForm, MeasureForm, ResultForm, SendForm
from cells.oversight.models import PlanMeasure, PlanPerson, StrengtheningPlan
from cells.oversight.models.dated import shortened
from cells.oversight.report.weak_list import quarters_due
from cells.oversight.views.asked import LEAD
from cells.oversight.views.pages import Asking, form_page
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.lookup import get_in_scope_or_404


def plan_asked(request, pk) -> StrengtheningPlan:
    rows = StrengtheningPlan.objects.with_parts().select_related("organization")
    return get_in_scope_or_404(rows, request.scope, LEAD, pk=pk)


def into_plan(request, plan: StrengtheningPlan, form, action, heading: str, /, **given):
    """A page with one form that writes into the plan."""

    def act(**values):
        return action(**given, **values, scope=request.scope, by=request.user)

    place = plan.organization.named(clock.today())[1]
    note = f"{place}, Nghị quyết {plan.resolution_number}"
    back = reverse("oversight:plan", args=[plan.pk])
    return form_page(request, form, Asking(heading, back, "Kế hoạch củng cố", hint=note), act)


@requires(LEAD)
def add_measure(request, pk):
    """One more thing to do."""
    plan = plan_asked(request, pk)
    form = MeasureForm(request.POST or None, initial={"on": clock.today()})
    return into_plan(request, plan, form, actions.add_measure, "Thêm biện pháp", plan=plan)


@requires(LEAD)
def finish_measure(request, pk):
    """What came of a measure."""
    rows = PlanMeasure.objects.select_related("plan__organization")
    measure = get_in_scope_or_404(rows, request.scope, LEAD, pk=pk)
    form = ResultForm(request.POST or None, initial={"on": clock.today()})
    heading = f"Kết quả: {shortened(measure.content, 80)}"
    return into_plan(request, measure.plan, form, actions.finish_measure, heading, measure=measure)


@requires(LEAD)
def send_person(request, pk):
    """Somebody goes there."""
    plan = plan_asked(request, pk)
    form = SendForm(request.POST or None, initial={"since": clock.today()})
    return into_plan(request, plan, form, actions.send_person, "Cử người xuống giúp", plan=plan)


@requires(LEAD)
def call_back(request, pk):
    """His last day there."""
    person = get_in_scope_or_404(PlanPerson.objects.select_related("plan__organization"), request.scope, LEAD, pk=pk)
    form = BackForm(request.POST or None, initial={"last_day": clock.today()})
    heading = f"Thôi giúp cơ sở: đồng chí {person.person_name}"
    return into_plan(request, person.plan, form, actions.call_back, heading, person=person)


@requires(LEAD)
def check_quarter(request, pk):
    """A quarterly check; the first quarter without one is proposed."""
    plan = plan_asked(request, pk)
    today = clock.today()
    year, quarter = next(iter(quarters_due(plan, today)), (today.year, (today.month + 2) // 3))
    initial = {"year": year, "quarter": quarter, "checked_on": today, "checked_by": request.user.full_name}
    form = CheckForm(request.POST or None, initial=initial)
    return into_plan(request, plan, form, actions.check_quarter, "Ghi kiểm tra quý", plan=plan)


@requires(LEAD)
def close_plan(request, pk):
    """How it ended."""
    plan = plan_asked(request, pk)
    form = CloseForm(request.POST or None, initial={"on": clock.today(), "kind": PlanEnd.RISEN})
    return into_plan(request, plan, form, actions.close_plan, "Kết thúc kế hoạch", plan=plan)
