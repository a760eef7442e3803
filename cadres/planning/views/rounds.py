"""The plan of a commune: its page, its decision, the yearly review."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.planning import catalogue, forms
from cadres.planning.actions import rounds
from cadres.planning.models import (
    PlannedPerson,
    PlanningEntry,
    PlanningReview,
    PlanningRound,
    StepVote,
    TrainingNeed,
)
from cadres.planning.report.coverage import mark_openable, view_of
from cadres.staff.views.changing import communes_managed
from cells.organizations.forms import suggestion
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lists import past_day_asked, row_asked
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

VIEW, MANAGE = Permission.VIEW_STAFF, Permission.MANAGE_STAFF


def managed_round(request, pk) -> PlanningRound:
    """The plan, if the person may write in it; else 404 outside his reach, 403 inside."""
    found = get_in_scope_or_404(PlanningRound.objects.select_related("organization"), request.scope, VIEW, pk=pk)
    request.scope.require(MANAGE, found.organization_id)
    return found


def mark(round: PlanningRound) -> str:
    """The mark of all that is written in a plan."""
    hanging = (
        PlanningReview.objects.filter(round=round),
        PlannedPerson.objects.filter(round=round),
        PlanningEntry.objects.filter(person__round=round),
        TrainingNeed.objects.filter(person__round=round),
        StepVote.objects.filter(entry__person__round=round),
    )
    return mark_of(PlanningRound.objects.filter(pk=round.pk), *hanging)


def try_it(request, round: PlanningRound, form, act):
    """Let the action try what the form holds, from a page that shows the plan as it is now."""

    def hold() -> str:
        PlanningRound.objects.select_for_update().get(pk=round.pk)
        return mark(round)

    return attempt(request, form, act, hold=hold)


def form_page(request, form, *, title, button, round=None, reasons=(), hint="", back=""):
    """A form of this theme, with the reasons of a refusal."""
    home = reverse("planning:round", args=[round.pk]) if round else reverse("planning:overview")
    context = {"form": form, "title": title, "button": button, "round": round, "back": back or home, "reasons": reasons}
    context |= {"hint": hint, "seen": mark(round) if round else ""}
    context["commune"] = round.organization.named(clock.today())[1] if round else ""
    status = status_of(form, reasons)
    return render(request, "cadres/planning/form.html", context, status=status)


@requires(VIEW)
def round(request, pk):
    """Posts and people of a plan on a day."""
    found = get_in_scope_or_404(PlanningRound.objects.select_related("organization"), request.scope, VIEW, pk=pk)
    as_of = past_day_asked(request)
    view = view_of(found, as_of.day)
    mark_openable(request.scope, view.plan.people)
    context = {
        "view": view,
        "round": found,
        "as_of": as_of,
        "reviews": [one for one in found.reviews.all() if one.decided_on <= as_of.day],
        "limits_source": catalogue.said(view.limits),
        "steps": catalogue.steps_on(as_of.day),
        "may_manage": request.scope.may(MANAGE, found.organization_id),
        "day_query": f"?ngay={as_of.text}" if as_of.given else "",
    }
    return render(request, "cadres/planning/round.html", context)


@requires(MANAGE)
def open_round(request):
    """The plan of a commune for a term."""
    communes = communes_managed(request)
    asked = communes.filter(organization=row_asked(request, "don-vi") or 0).first()
    first = clock.today().year // 5 * 5
    first = first if first > clock.today().year else first + 5
    initial = {"organization": suggestion(asked), "first_year": first, "last_year": first + 5}
    form = forms.RoundForm(request.POST or None, communes=communes, initial=initial)
    done, reasons = attempt(request, form, lambda _: rounds.open_round(**form.values(), by=request.user))
    if done:
        messages.success(request, "Đã ghi quy hoạch; đồng chí đưa người vào từng chức danh.")
        return redirect("planning:round", done.pk)
    hint = "Mỗi đảng bộ một quy hoạch cho một nhiệm kỳ; hằng năm rà soát, bổ sung."
    return form_page(request, form, title="Quy hoạch mới", button="Ghi quy hoạch", reasons=reasons, hint=hint)


@requires(MANAGE)
def correct(request, pk):
    """Number and seats of a plan, mended."""
    found = managed_round(request, pk)
    initial = {name: getattr(found, name) for name in ("decision_number", *forms.SeatFields.SEATS)}
    form = forms.CorrectRoundForm(request.POST or None, initial=initial)

    def act(_):
        return rounds.correct_round(round=found, **form.values(), by=request.user) or True

    done, reasons = try_it(request, found, form, act)
    if done:
        messages.success(request, "Đã đính chính quy hoạch.")
        return redirect("planning:round", found.pk)
    title, hint = "Đính chính quy hoạch", "Ngày quyết định không sửa: các chức danh tính từ ngày ấy."
    return form_page(request, form, title=title, button="Đính chính", round=found, reasons=reasons, hint=hint)


@requires(MANAGE)
def review(request, pk):
    """The yearly review: everybody stays of whom no reason to leave is written."""
    found, today = managed_round(request, pk), clock.today()
    view = view_of(found, today)
    form = forms.ReviewForm(request.POST or None, turns=view.plan.turns, initial={"year": today.year})
    done, reasons = try_it(request, found, form, lambda _: rounds.review(round=found, **form.values(), by=request.user))
    if done:
        messages.success(request, f"Đã ghi {done}; đồng chí bổ sung người mới theo quyết định này.")
        return redirect("planning:round", found.pk)
    context = {"form": form, "view": view, "round": found, "reasons": reasons, "seen": mark(found)}
    status = status_of(form, reasons)
    return render(request, "cadres/planning/review.html", context, status=status)
