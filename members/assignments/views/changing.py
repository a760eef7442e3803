"""One piece of work is adjusted during the year, or ended without another in its place."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from members.assignments import actions
from members.assignments.forms import AdjustForm, StopForm
from members.assignments.models import WorkAssignment
from members.assignments.rules import day_within
from members.assignments.views.asked import ASSIGN, VIEW
from members.assignments.views.giving import last_act
from members.roll.models import Member
from sinho.accounts.gate import requires
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of


def opened(request, pk: int) -> WorkAssignment:
    """The work, if the person may write about it; else 404 outside his reach, 403 inside, 409 when it is closed."""
    rows = WorkAssignment.objects.select_related("member", "supervisor", "organization")
    found = get_in_scope_or_404(rows, request.scope, VIEW, pk=pk)
    request.scope.require(ASSIGN, found.organization_id)
    if not found.is_open and request.method != "POST":
        raise Refused(actions.CLOSED)
    return found


def change(request, work: WorkAssignment, form, action, *, title: str, button: str, done: str):
    """Let the action try what the form holds, from a page that shows the work as it is now."""
    row = WorkAssignment.objects.filter(pk=work.pk)

    def hold() -> str:
        row.select_for_update().get()
        return mark_of(row)

    ok, reasons = attempt(
        request,
        form,
        lambda _: action(assignment=work, **form.values(), by=request.user),
        hold=hold,
        stale=last_act(work.organization_id),
    )
    back = f"{reverse('assignments:list')}?don-vi={work.organization_id}&nam={work.year}"
    if ok:
        messages.success(request, done)
        return redirect(back)
    context = {"work": work, "form": form, "reasons": reasons, "title": title, "button": button, "back": back}
    context["seen"] = mark_of(row)
    status = status_of(form, reasons)
    return render(request, "members/assignments/form.html", context, status=status)


@requires(ASSIGN)
def adjust(request, pk):
    """Other work, another term or supervisor from a day on."""
    work = opened(request, pk)
    day = day_within(work.year, clock.today())
    roll = Member.objects.filter(memberships__organization=work.organization_id, memberships__valid__contains=day)
    names = ("field", "content", "due_on", "supervisor_words")
    initial = {name: getattr(work, name) for name in names} | {"supervisor": work.supervisor_id, "on": day}
    form = AdjustForm(request.POST or None, member=work.member, roll=list(roll.distinct()), initial=initial)
    done, button = "Đã điều chỉnh công tác.", "Ghi điều chỉnh"
    return change(request, work, form, actions.adjust, title="Điều chỉnh công tác", button=button, done=done)


@requires(ASSIGN)
def stop(request, pk):
    """No longer this work, and nothing in its place."""
    work = opened(request, pk)
    form = StopForm(request.POST or None, initial={"on": day_within(work.year, clock.today())})
    done, button = "Đã ghi thôi giao công tác.", "Ghi thôi giao"
    return change(request, work, form, actions.stop, title="Thôi giao công tác", button=button, done=done)
