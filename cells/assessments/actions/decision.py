"""The decision of the body directly above (A11)."""

import datetime as dt
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied

from cells.assessments.actions.judging import hold_caps, keep_answer, refuse_closed_level, refuse_over_cap
from cells.assessments.actions.steps import add_step, hold, name_of, note
from cells.assessments.actions.submission import refuse_unknown_level
from cells.assessments.enums import SheetState
from cells.assessments.models import Campaign, Sheet
from cells.assessments.models.facts import OpenSheet, open_sheet
from cells.assessments.models.standing import body_above, weighed
from cells.assessments.rules import hands
from cells.assessments.rules.gates import needed_for
from cells.assessments.rules.grades import why_not_without_grade
from cells.assessments.rules.hands import Hand
from cells.organizations.models import Organization
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Grade:
    """What is decided: a level (with its flag), or why the organisation is not evaluated."""

    level: str = ""
    exemplary: bool = False
    not_evaluated: str = ""


@dataclass(frozen=True)
class DecisionPaper:
    """The paper behind it; a grade needs its number and day."""

    number: str
    date: dt.date | None
    note: str = ""


def check_grade(opened: OpenSheet, grade: Grade, paper: DecisionPaper) -> None:
    """Refuse a grade that is no grade, without its paper, or that a gate closes."""
    if bool(grade.level) == bool(grade.not_evaluated):
        raise Refused("Chọn một mức xếp loại, hoặc một lý do chưa đánh giá.")
    if paper.date is not None and paper.date > clock.today():
        raise Refused(f"Ngày quyết định {format_date(paper.date)} chưa đến.")
    if grade.not_evaluated:
        first = opened.sheet.organization.states.order_by("valid").first()
        since, year = first.since if first else None, opened.sheet.campaign.year
        if reasons := why_not_without_grade(
            opened.scheme, grade.not_evaluated, note=paper.note, since=since, year=year
        ):
            raise Refused(reasons)
        return
    refuse_unknown_level(opened, grade.level, grade.exemplary)
    refuse_closed_level(opened, grade.level)
    if not paper.number.strip() or paper.date is None:
        raise Refused("Ghi số và ngày của quyết định xếp loại.")


@atomic_or_refused()
def decide(*, sheet: Sheet, grade: Grade, paper: DecisionPaper, hand: Hand, by) -> None:
    """Decide the grade on behalf of the standing committee (grassroots) or the grassroots committee (cells)."""
    hold_caps(sheet.campaign)
    opened = _decide(sheet=sheet, grade=grade, paper=paper, hand=hand, by=by)
    refuse_over_cap(sheet.campaign, body_above(opened), {grade.level})


def _decide(*, sheet: Sheet, grade: Grade, paper: DecisionPaper, hand: Hand, by) -> OpenSheet:
    """Write the decision; the caps are asked by who calls, when all that is decided together is written."""
    if not hand.decides:
        raise PermissionDenied
    sheet = hold(sheet)
    opened = open_sheet(sheet, clock.today())
    level = hands.level_of(opened.state.kind)
    if reasons := hands.why_not_decide(
        sheet.state, level="" if grade.not_evaluated else level, closed=sheet.campaign.closed
    ):
        raise Refused(reasons)
    if by.pk in (sheet.submitted_by_id, sheet.registered_by_id):
        raise Refused("Không ai được quyết định bản đánh giá do chính mình lập hoặc nộp.")
    check_grade(opened, grade, paper)
    set_grade(sheet, grade, paper)
    sheet.decided_at, sheet.decided_by = clock.now(), by
    sheet.state = SheetState.DECIDED
    sheet.version += 1
    sheet.save()
    add_step(sheet, SheetState.DECIDED, by=by, comment=sheet.decision_note)
    said = said_grade(opened, grade)
    if paper.number.strip():
        said += f" (quyết định {paper.number.strip()})"
    note(sheet, "assessment.decided", said, by=by)
    return opened


def set_grade(sheet: Sheet, grade: Grade, paper: DecisionPaper) -> None:
    """Put the grade and its paper on the sheet."""
    sheet.decided_level, sheet.decided_exemplary = grade.level, grade.exemplary
    sheet.not_evaluated_reason = grade.not_evaluated
    sheet.decision_number, sheet.decision_date = paper.number.strip(), paper.date
    sheet.decision_note = paper.note.strip()


def said_grade(opened: OpenSheet, grade: Grade) -> str:
    """The grade as the log says it."""
    if grade.level:
        return f"Xếp loại: {opened.scheme.label(grade.level, grade.exemplary)}"
    return f"Chưa đánh giá: {opened.scheme.reasons[grade.not_evaluated]}"


@atomic_or_refused()
def record_cells(
    *,
    campaign: Campaign,
    grades: dict[int, Grade],
    paper: DecisionPaper,
    hands_of: dict[int, Hand],
    by,
    ground: str = "",
    within_caps: bool = True,
) -> int:
    """Write down what a grassroots committee decided on its cells on paper: all of them or none. Returns how many.

    The note of the paper is for the cells whose reason must be told in words. `ground`: on what the committee found
    that the conditions hold which the system does not know; without it they must have been answered before.
    `within_caps` is given up only to try one of many cells.
    """
    if not grades:
        raise Refused("Chọn mức xếp loại cho ít nhất một chi bộ.")
    hold_caps(campaign)
    bodies = {}
    for organization_id, grade in grades.items():
        if organization_id not in hands_of:
            raise PermissionDenied
        sheet = sheet_for(campaign=campaign, organization=Organization.objects.get(pk=organization_id), by=by)
        told = grade.not_evaluated in campaign.rules.reasons_in_words
        own_paper, hand = paper if told else replace(paper, note=""), hands_of[organization_id]
        try:
            if ground.strip() and grade.level:
                answer_open(sheet, grade.level, ground, hand, by=by)
            opened = _decide(sheet=sheet, grade=grade, paper=own_paper, hand=hand, by=by)
        except Refused as refused:
            name = name_of(sheet.organization, clock.today())
            raise Refused([f"{name}: {reason}" for reason in refused.reasons]) from refused
        bodies.setdefault(body_above(opened), set()).add(grade.level)
    for body, levels in bodies.items() if within_caps else ():
        refuse_over_cap(campaign, body, levels)
    return len(grades)


def answer_open(sheet: Sheet, level: str, ground: str, hand: Hand, *, by) -> None:
    """Answer every open question so that the level may be given, on one ground."""
    if not hand.decides:
        raise PermissionDenied
    sheet = hold(sheet)
    opened = open_sheet(sheet, clock.today())
    for condition, holds in needed_for(weighed(opened), level):
        keep_answer(sheet, condition, holds, ground, by=by)


@atomic_or_refused()
def sheet_for(*, campaign: Campaign, organization: Organization, by) -> Sheet:
    """The sheet of the organisation in the campaign; made when the organisation begins to work in it."""
    sheet, made = Sheet.objects.get_or_create(campaign=campaign, organization=organization)
    if made:
        note(sheet, "assessment.begun", f"Lập bản đánh giá năm {campaign.year}", by=by)
    return sheet
