"""Giving work to the members of a cell, and judging it: one page for the whole cell, saved together (A7)."""

from collections import defaultdict

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from cells.organizations.models import Organization
from members.assignments import actions
from members.assignments.catalogue import ratings_note
from members.assignments.forms import AssignForm, JudgeForm, RowAsked, suggested
from members.assignments.models import Line, WorkAssignment, left_open, lines_of
from members.assignments.rules import last_day
from members.assignments.views.asked import ASSIGN, WorkAsked
from sinho.accounts.gate import requires
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import STALE, attempt, status_of
from sinho.web.lists import row_asked
from sinho.web.seen import mark_of


def mark(asked: WorkAsked) -> str:
    """The mark of all work of the cell in the year."""
    return mark_of(WorkAssignment.objects.filter(organization=asked.cell.organization_id, year=asked.year))


def hold(asked: WorkAsked) -> str:
    """The same, once nobody else writes about the cell."""
    Organization.objects.select_for_update(of=("self",)).get(pk=asked.cell.organization_id)
    return mark(asked)


def last_act(cell_id: int) -> str:
    """The sentence on a stale page: who wrote what last about work in the cell."""
    written = AuditEntry.objects.filter(organization_id=cell_id, did__startswith="assignment.")
    return f"{STALE} {written.last_words()}".strip()


def back(asked: WorkAsked) -> str:
    return f"{reverse('assignments:list')}?{asked.query}"


@requires(ASSIGN)
def assign(request):
    """A row for everybody without work, or for one member; with last year's work as a suggestion when asked."""
    asked = WorkAsked.of(request)
    cell = asked.cell_or_404(ASSIGN)
    lines = lines_of(cell.organization_id, asked.year, clock.today())
    like_before, roll = request.GET.get("nhu") == "nam-truoc", [line.member for line in lines]
    rows = rows_posted(request, lines) if request.method == "POST" else rows_asked(request, asked, lines, like_before)
    initial = {"on": min(clock.today(), last_day(asked.year))}
    form = AssignForm(request.POST or None, rows=rows, roll=roll, initial=initial)
    give = {"cell": cell.organization, "year": asked.year, "by": request.user}
    done, reasons = attempt(
        request,
        form,
        lambda data: actions.assign(on=data["on"], tasks=form.tasks(), **give),
        hold=lambda: hold(asked),
        stale=last_act(cell.organization_id),
    )
    if done:
        messages.success(request, f"Đã giao {done} công tác năm {asked.year}.")
        return redirect(back(asked))
    more = {"one": row_asked(request, "dang-vien"), "like_before": like_before}
    return form_page(request, asked, form, reasons, "members/assignments/assign.html", **more)


def form_page(request, asked: WorkAsked, form, reasons, template: str, **more):
    """The page of a cell with its rows."""
    context = {
        "asked": asked,
        "cell": asked.cell,
        "form": form,
        "reasons": reasons,
        "back": back(asked),
        "seen": mark(asked),
        **more,
    }
    return render(request, template, context, status=status_of(form, reasons))


def rows_asked(request, asked: WorkAsked, lines: list[Line], like_before: bool) -> list[RowAsked]:
    """Rows of a page that is opened."""
    one = row_asked(request, "dang-vien")
    chosen = [line for line in lines if (line.member.pk == one if one else line.state == "missing")]
    before, due = defaultdict(list), last_day(asked.year)
    if like_before:
        year = asked.year - 1
        old = WorkAssignment.objects.of_year(year, last_day(year)).filter(organization=asked.cell.organization_id)
        for work in old.filter(member__in=[line.member for line in chosen]).order_by("pk"):
            before[work.member_id].append(suggested(work, due))
    found = []
    for line in chosen:
        for number, initial in enumerate(before[line.member.pk] or [{"due": due}]):
            found.append(RowAsked(f"{line.member.pk}-{number}", line.member, note_of(line), initial))
    return found


def rows_posted(request, lines: list[Line]) -> list[RowAsked]:
    """The rows that were sent, of members on the roll: what somebody else gave meanwhile takes no row away."""
    keys = [name.removeprefix("content-") for name in request.POST if name.startswith("content-")]
    by_member = {str(line.member.pk): line for line in lines}
    known = [(key, by_member.get(key.partition("-")[0])) for key in keys]
    return [RowAsked(key, line.member, note_of(line)) for key, line in known if line]


def note_of(line: Line) -> str:
    """What the member has already."""
    if line.pause:
        return line.pause.get_kind_display()
    return f"Đã có: {'; '.join(one.content for one in line.work)}" if line.work else ""


@requires(ASSIGN)
def judge(request):
    """How the work of the cell went, all on one page."""
    asked = WorkAsked.of(request)
    cell = asked.cell_or_404(ASSIGN)
    rows = rows_to_judge(request, asked)
    form = JudgeForm(request.POST or None, rows=rows, initial={"on": clock.today()})
    give = {"cell": cell.organization, "year": asked.year, "by": request.user}
    done, reasons = attempt(
        request,
        form,
        lambda data: actions.judge(on=data["on"], judgements=form.judgements(), **give),
        hold=lambda: hold(asked),
        stale=last_act(cell.organization_id),
    )
    if done:
        messages.success(request, f"Đã ghi kết quả {done} công tác năm {asked.year}.")
        return redirect(back(asked))
    return form_page(request, asked, form, reasons, "members/assignments/judge.html", note=ratings_note())


def rows_to_judge(request, asked: WorkAsked) -> list[WorkAssignment]:
    """What waits for a result, in the order of names; and what was sent and has its result by now."""
    lines = lines_of(asked.cell.organization_id, asked.year, clock.today())
    sent = {name.removeprefix("rating-") for name in request.POST if name.startswith("rating-")}
    found = [(line.member, one) for line in lines for one in line.work if one.is_open or str(one.pk) in sent]
    for member, one in found:
        one.member = member
    left = left_open(asked.cell.organization_id, asked.year, clock.today())
    return sorted([*(one for _, one in found), *left], key=lambda one: (one.member.sort_key, one.pk))
