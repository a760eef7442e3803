"""The page of those above: every body's grade side by side, sending back, proposing, deciding."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render

from cells.assessments.enums import AT_WORK, Body, SheetState
from cells.assessments.forms import CommentForm, DecideForm, GradeForm, SendBackForm
from cells.assessments.judging_forms import CorrectForm
from cells.assessments.models import Correction
from cells.assessments.models.books import meeting_book
from cells.assessments.models.units import units_of
from cells.assessments.rules import hands
from cells.assessments.rules.criteria import Group
from cells.assessments.rules.fields import BOARD
from cells.assessments.rules.scheme import CELL, CELL_KINDS
from cells.assessments.rules.sheet import points_given, total
from cells.assessments.views.desk import Desk, desk, shelf
from cells.assessments.views.entries import CriterionRow, Entries, criterion_rows, result_rows, task_rows
from cells.assessments.views.gates import answers_form, caps_for, gate_context
from cells.assessments.views.saving import save_form
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.text.dates import format_date, parse_date
from sinho.text.numbers import format_number
from sinho.web import clock

VIEW = Permission.VIEW
ABOVE = (Permission.APPRAISE, Permission.DECIDE, Permission.GIVE_OPINION, Permission.RECORD_CELLS)


@dataclass(frozen=True)
class OwnScore:
    """Points or grade of the organisation itself as people read it, with its evidence."""

    shown: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class GroupRows:
    """A part of the sheet in the appraisal: its tasks, its criteria with the points of both sides, the sums."""

    group: Group
    tasks: list
    criteria: list[tuple[CriterionRow, object, Decimal | None]]
    own: Decimal
    board: Decimal


def group_rows(it: Desk, entries: Entries) -> list[GroupRows]:
    """Every part with the organisation's points beside those of the proposing body."""
    own, board = it.opened.facts.scores, it.opened.board_facts()
    body_scores, own_scores = it.opened.scores_of(it.opened.procedure.proposes), it.opened.scores_of(Body.SELF)
    rows = []
    for group in it.opened.frame.groups:
        criteria = []
        for row in criterion_rows(entries, group, body_scores, it.asked, BOARD):
            code = row.criterion.code
            theirs = own_scores.get(code)
            given = body_scores.get(code)
            known = theirs is not None and theirs.points is not None and given is not None and given.points is not None
            own_said = OwnScore(row.criterion.words(theirs.points), theirs.evidence) if theirs else OwnScore()
            criteria.append((row, own_said, given.points - theirs.points if known else None))
        tasks = task_rows(Entries(it.opened), group, ())
        rows.append(GroupRows(group, tasks, criteria, total(own, group.criteria), total(board, group.criteria)))
    return rows


def review_context(it: Desk, troubles=None, **forms) -> dict:
    """What the page of appraisal shows."""
    entries = Entries(it.opened, troubles or {})
    groups = group_rows(it, entries)
    facts, scheme = it.opened.board_facts(), it.opened.scheme
    criteria = list(it.opened.frame.criteria.values())
    whole = total(facts, criteria)
    proposals = list(it.sheet.proposals.select_related("by").order_by("round", "at"))
    proposer = Body.SECTION_COMMITTEE if hands.level_of(it.opened.state.kind) == CELL else it.opened.procedure.proposes
    board = next((p for p in reversed(proposals) if p.body == proposer), None)
    return shelf(it, current="tham-dinh") | {
        "groups": groups,
        "base": entries.base(),
        "own_total": total(it.opened.facts.scores, criteria),
        "board_total": whole,
        "suggested": scheme.level_for_points(whole) if points_given(facts, criteria) else None,
        "proposals": proposals,
        "board_proposal": board,
        "rounds": sorted({step.round for step in it.steps if step.content and step.state == SheetState.SUBMITTED}),
        "results": result_rows(Entries(it.opened), it.results_before),
        "cells": cells_of(it),
        "last_year": last_year(it),
        "book": meeting_book(it.opened),
        "not_evaluated_label": scheme.reasons.get(it.sheet.not_evaluated_reason, ""),
        "refused_form": None,
        "may_score": it.hand.appraises and it.sheet.state == SheetState.IN_APPRAISAL and not it.campaign.closed,
        "is_cell": hands.level_of(it.opened.state.kind) == CELL,
        **gate_context(it.opened),
        "caps": caps_for(it.opened) if it.hand.reviews else [],
        "corrections": corrections_of(it),
        **forms_for(it, board),
        **forms,
    }


def forms_for(it: Desk, board) -> dict:
    """The forms of the acts that this person may do in this state."""
    scheme, state, closed = it.opened.scheme, it.sheet.state, it.campaign.closed
    is_cell = hands.level_of(it.opened.state.kind) == CELL
    made: dict = {"registration_form": None, "send_back_form": None, "propose_form": None, "decide_form": None}
    made |= {"opinion_forms": [], "return_form": None, "answers_form": None, "correct_form": None}
    if closed:
        return made
    if it.hand.judges and scheme.gates and state != SheetState.DECIDED:
        made["answers_form"] = answers_form(it.opened)
    if it.hand.decides and state == SheetState.DECIDED:
        made["correct_form"] = CorrectForm(scheme=scheme, prefix="sua")
    if it.hand.accepts and it.sheet.registration_state == "sent":
        made["registration_form"] = CommentForm(prefix="dk")
    if it.hand.appraises and state in (SheetState.SUBMITTED, SheetState.IN_APPRAISAL):
        made["send_back_form"] = SendBackForm(places=places_of(it), prefix="tra")
    if it.hand.appraises and not is_cell and state in (SheetState.IN_APPRAISAL, SheetState.PROPOSED):
        initial = {"level": board.level, "exemplary": board.exemplary, "comment": board.comment} if board else {}
        made["propose_form"] = GradeForm(scheme=scheme, prefix="dn", initial=initial)
    if state in hands.APPRAISING:
        made["opinion_forms"] = [
            (Body(body), GradeForm(scheme=scheme, prefix=f"yk-{body}")) for body in it.hand.opinions
        ]
    if it.hand.decides and not hands.why_not_decide(state, level=CELL, closed=closed):
        made["decide_form"] = DecideForm(
            scheme=scheme, at_work=state in AT_WORK, prefix="qd", initial=initial_decision(it, board)
        )
        if state == SheetState.PROPOSED:
            made["return_form"] = CommentForm(prefix="lai")
    return made


def corrections_of(it: Desk) -> list[tuple[Correction, str, str]]:
    """Decided grades that a later decision changed: the correction, the grade before and after in words."""
    scheme = it.opened.scheme

    def said(kept: dict) -> str:
        if kept["level"]:
            return scheme.label(kept["level"], kept["exemplary"])
        return f"Chưa đánh giá: {scheme.reasons[kept['not_evaluated']].lower()}"

    return [(row, said(row.before), said(row.after)) for row in it.sheet.corrections.select_related("by")]


def initial_decision(it: Desk, board) -> dict:
    """The decision form starts from the proposal; a cell's from its own wish."""
    source = board if board else None
    level = source.level if source else it.sheet.self_level
    exemplary = source.exemplary if source else it.sheet.self_exemplary
    return {"grade": f"{level}{'+' if exemplary else ''}"} if level else {}


def places_of(it: Desk) -> list[tuple[str, str]]:
    """Where something can be asked to be mended."""
    places = [(code, f"{code} {criterion.label}") for code, criterion in it.opened.frame.criteria.items()]
    return places + [(part.key, f"Phần {part.number}: {part.label}") for part in it.parts if part.key != "nop"]


def cells_of(it: Desk) -> list[tuple[str, int]]:
    """How the cells of the organisation were graded: label of the grade → how many."""
    day = it.campaign.reference_day(clock.today())
    below = units_of(it.campaign, day, it.sheet.organization_id).filter(kind__in=CELL_KINDS)
    ids = list(below.values_list("organization_id", flat=True))
    sheets = it.campaign.sheets.filter(organization__in=ids, state=SheetState.DECIDED)
    levels = Counter(sheets.values_list("decided_level", flat=True))
    lines = [(level.short, levels[level.code]) for level in it.opened.scheme.levels]
    lines += [("Chưa đánh giá", levels[""]), ("Chưa có quyết định", len(ids) - levels.total())]
    return [("Tổng số", len(ids)), *lines] if ids else []


def last_year(it: Desk) -> str:
    """The grade of the year before, in full words."""
    model = type(it.sheet)
    before = model.objects.select_related("campaign").filter(
        organization=it.sheet.organization_id,
        campaign__organization=it.campaign.organization_id,
        campaign__year=it.campaign.year - 1,
        state=SheetState.DECIDED,
    )
    sheet = before.first()
    return sheet.campaign.rules.label(sheet.decided_level, sheet.decided_exemplary) if sheet else ""


def above(request, pk) -> Desk:
    """The sheet on the desk of somebody who does not fill it."""
    it = desk(request, pk)
    if it.hand.fills:
        raise PermissionDenied(VIEW)
    return it


@requires(VIEW)
def review(request, pk):
    """The appraisal page; its form saves the points of the proposing body."""
    it = above(request, pk)
    if request.method != "POST":
        return render(request, "cells/assessments/review.html", review_context(it))
    if not it.hand.appraises:
        raise PermissionDenied(Permission.APPRAISE)
    troubles = save_form(request, it)
    if troubles:
        context = review_context(above(request, pk), troubles)
        return render(request, "cells/assessments/review.html", context, status=422)
    messages.success(request, "Đã lưu điểm thẩm định.")
    return redirect("assessments:review", pk)


@dataclass(frozen=True)
class Handed:
    """The content of a sheet as it was handed in, in the words of the page."""

    meeting_on: str
    self_level: str
    self_exemplary: bool
    tasks: list[dict]
    scores: list[tuple]
    results: list[tuple]


def handed(it: Desk, content: dict) -> Handed:
    """The snapshot of a step, with numbers and days written as people read them."""
    criteria = it.opened.frame.criteria
    indicators = {indicator.code: indicator for indicator in it.opened.frame.indicators}
    return Handed(
        shown_day(content["meeting_on"]),
        content["self_level"],
        content["self_exemplary"],
        [task | {name: shown_number(task[name]) for name in ("planned", "actual")} for task in content["tasks"]],
        [
            (criteria[row["criterion"]], shown_points(criteria[row["criterion"]], row["points"]), row["evidence"])
            for row in content["scores"]
            if row["criterion"] in criteria
        ],
        [
            (
                indicators[row["indicator"]],
                row | {"value": shown_number(row["value"]), "source_date": shown_day(row["source_date"])},
            )
            for row in content["results"]
            if row["indicator"] in indicators
        ],
    )


def shown_points(criterion, value: str | None) -> str:
    return "" if value is None else criterion.words(Decimal(str(value)))


def shown_number(value: str | None) -> str:
    return "" if value is None else format_number(Decimal(str(value)))


def shown_day(value: str | None) -> str:
    return "" if value is None else format_date(parse_date(value))


@requires(VIEW)
def handed_in(request, pk, number):
    """What was handed in in one round, as it was then."""
    it = desk(request, pk)
    step = next((s for s in it.steps if s.round == number and s.state == SheetState.SUBMITTED and s.content), None)
    if step is None:
        raise Http404
    context = shelf(it) | {"step": step, "handed": handed(it, step.content)}
    return render(request, "cells/assessments/round.html", context)
