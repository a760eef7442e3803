"""Conditions of the levels of members: what is closed and why, what a person is to answer (A11)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from cells.assessments.judging_forms import AnswersForm
from cells.assessments.rules.gates import Verdict, questions
from cells.assessments.views.gates import closed_levels, rows_of
from members.ratings.actions.answering import answer
from members.ratings.forms import MembersAnswersForm
from members.ratings.models import RatingGateAnswer
from members.ratings.models.reading import CellBook, Line
from members.ratings.rules.hands import why_not_answer
from members.ratings.rules.missing import grouped
from members.ratings.views.asked import VIEW, CellDesk, cell_desk, with_rules
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web.answers import attempt
from sinho.web.seen import mark_of

DONE = "Đã ghi câu trả lời về điều kiện xếp loại."


def answers_in(book: CellBook):
    """Every answer on the members of the cell."""
    return RatingGateAnswer.objects.filter(rating__campaign=book.campaign, rating__organization=book.cell_id)


def why_not(it: CellDesk) -> list[str]:
    return why_not_answer(it.hand, it.book.rated.state, closed=it.campaign.closed)


def closed_in(book: CellBook) -> list[str]:
    """Whose proposed level cannot be given, and why, as sentences."""
    return grouped((line.member.full_name, said) for line in book.lines for said in book.closed(line))


def asked_in(book: CellBook) -> list[tuple[Verdict, list[Line], int]]:
    """Each condition that people answer for the level proposed: of whom it is not answered, of how many it is."""
    found: dict[str, tuple[Verdict, list[Line], int]] = {}
    for line in book.lines:
        gates = book.gates.get(line.member.pk, ()) if line.level else ()
        for one in questions([one for one in gates if one.gate.forces or one.gate.level == line.level]):
            first, open_ones, answered = found.get(one.condition.code, (one, [], 0))
            open_ones += [line] if one.answered is None else []
            found[one.condition.code] = first, open_ones, answered + (one.answered is not None)
    return list(found.values())


def cell_form(it: CellDesk, data=None) -> MembersAnswersForm:
    """Every question, with everybody whose level is proposed."""
    people = [(line.member.pk, line.member.full_name) for line in it.book.lines if line.level]
    return MembersAnswersForm(data, asked=[one for one, _, _ in asked_in(it.book)], people=people, prefix="dk")


@requires(VIEW)
@never_cache
@with_rules
def of_cell(request, year, pk):
    """The conditions of a cell's members; one answer may be given for many of them at once."""
    it = cell_desk(request, year, pk)
    form, may = cell_form(it, request.POST or None), it.hand.fills or it.hand.decides
    if request.method == "POST" and not may:
        raise PermissionDenied(Permission.FILL_SHEET)

    def act(data):
        who = {"campaign": it.campaign, "cell": it.state.organization, "member_ids": data["members"]}
        return answer(**who, answers=form.answers(), hand=it.hand, by=request.user)

    done, reasons = attempt(request, form, act, hold=lambda: mark_of(answers_in(it.book)))
    if done:
        messages.success(request, DONE)
        return redirect("ratings:gates", year, pk)
    context = {"campaign": it.campaign, "cell": it.state, "book": it.book, "closed": closed_in(it.book)}
    context |= {"asked": asked_in(it.book), "form": None if why_not(it) or not may else form, "reasons": reasons}
    context |= {"why_not": why_not(it) if may else [], "seen": mark_of(answers_in(it.book))}
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "members/ratings/gates.html", context, status=status)


def person_gates(it: CellDesk, line: Line, form=None) -> dict:
    """What the page of a member says of his gates."""
    found, rules, book = it.book.gates.get(line.member.pk, ()), it.book.rules, it.book
    labels = {one.code: one.label for gate in rules.gates for one in gate.conditions}
    rows = line.rating.gate_answers.select_related("by").order_by("-id") if line.rating.pk and found else []
    may = found and (it.hand.fills or it.hand.decides) and not why_not(it)
    return {
        "gates": [rows_of(one, rules.label) for one in found],
        "closed": closed_levels(rules, found),
        "closed_now": book.closed(line),
        "gate_answers": [(labels.get(row.condition, row.condition), row) for row in rows],
        "answers_form": (form or AnswersForm(asked=questions(found), prefix="dk")) if may else None,
        "answers_seen": mark_of(answers_in(book)) if found else "",
    }
