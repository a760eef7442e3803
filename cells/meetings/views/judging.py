"""The committee above decides the levels of many meetings on one page, after a preview; one of them again."""

from collections import Counter

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from cells.meetings.actions import judging as actions
from cells.meetings.actions.judging import Judged
from cells.meetings.forms import JudgeAgainForm, JudgeForm
from cells.meetings.models import Meeting
from cells.meetings.models.judging import judged_cells, judges
from cells.meetings.models.reading import meetings_of
from cells.meetings.rules import months
from cells.meetings.views.asked import JUDGE, VIEW, MeetingsAsked
from cells.meetings.views.recording import act_page
from cells.organizations.views.reading import names_of
from sinho.accounts.gate import requires
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lookup import get_in_scope_or_404


def waiting(asked: MeetingsAsked, sent: set[str]) -> list[Meeting]:
    """Meetings of the month of the cells that the person judges, not decided yet, or sent with the form."""
    ids = asked.ids & judged_cells(asked.scope, asked.day)
    rows = meetings_of(ids, asked.month, months.last_of(asked.month), asked.day).select_related("organization")
    found = [row for row in rows if not row.decided_level or str(row.pk) in sent]
    named = names_of({row.organization_id for row in found})
    for row in found:
        row.cell_name = named(row.organization_id, row.held_on)
    return sorted(found, key=lambda row: (row.cell_name, row.held_on))


@requires(JUDGE)
def judge(request):
    """Levels as the cells proposed them, to be confirmed or changed; nothing is written before the preview is seen."""
    asked = MeetingsAsked.of(request)
    sent = {name.removeprefix("level-") for name in request.POST if name.startswith("level-")}
    rows = waiting(asked, sent)
    form = JudgeForm(request.POST or None, rows=rows, initial={"on": clock.today()})
    sure = "sure" in request.POST
    done, reasons = attempt(request, form, lambda data: decided(request, form, data) if sure else "preview")
    if done and sure:
        messages.success(request, f"Đã duyệt mức {done} buổi sinh hoạt.")
        return redirect(f"{reverse('meetings:list')}?thang={asked.month_text}&{asked.rest}")
    context = {"asked": asked, "form": form, "reasons": reasons, "previewed": bool(done)}
    context |= preview(form) if done else {"chosen": [], "numbers": []}
    status = 200 if done else status_of(form, reasons)
    return render(request, "cells/meetings/judge.html", context, status=status)


def given(form: JudgeForm) -> list[Judged]:
    data = form.cleaned_data
    return [
        Judged(row.pk, data[f"level-{row.pk}"], data[f"score-{row.pk}"], data[f"note-{row.pk}"])
        for row in form.chosen()
    ]


def decided(request, form: JudgeForm, data: dict) -> int:
    return actions.judge_meetings(judged=given(form), on=data["on"], scope=request.scope, by=request.user)


def preview(form: JudgeForm) -> dict:
    """What would be decided: row by row, and how many of each level."""
    by_key = {row.pk: row for row in form.asked}
    chosen = [(by_key[one.meeting], one, by_key[one.meeting].frame.name(one.level)) for one in given(form)]
    return {"chosen": chosen, "numbers": list(Counter(name for _, _, name in chosen).items())}


@requires(JUDGE)
def judge_again(request, pk):
    """Another level for a decided meeting, with its reason."""
    found = get_in_scope_or_404(Meeting.objects.select_related("organization"), request.scope, VIEW, pk=pk)
    if not judges(request.scope, found.organization_id, clock.today()):
        raise Refused(actions.NOT_YOURS)
    form = JudgeAgainForm(request.POST or None, frame=found.frame, initial={"on": clock.today()})

    def act(data):
        one = Judged(found.pk, data["level"], data["score"], data["note"])
        by = {"scope": request.scope, "by": request.user}
        return actions.judge_meetings(judged=[one], on=data["on"], reason=data["reason"], **by)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, "Đã sửa mức buổi sinh hoạt.")
        return redirect("meetings:meeting", found.pk)
    return act_page(request, form, reasons, found, title="Duyệt lại mức", button="Ghi mức mới")
