"""Handing the sheet in, and its way through the hands above (A11)."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from cells.assessments.actions.judging import refuse_closed_level
from cells.assessments.actions.steps import add_step, hold, note
from cells.assessments.enums import Body, SheetState
from cells.assessments.models import MendRequest, Proposal, Sheet
from cells.assessments.models.facts import OpenSheet, open_sheet
from cells.assessments.rules import hands
from cells.assessments.rules.hands import Hand
from cells.assessments.rules.scheme import CELL
from cells.assessments.rules.sheet import (
    ScoreFacts,
    missing_before_submission,
    needs_reason,
    points_given,
    total,
    unexplained,
)
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class ToMend:
    """What is asked to be mended: `place` is a criterion's code or a part's key, `text` the request."""

    place: str
    text: str


def _propose(sheet: Sheet, body: str, level: str, exemplary: bool, comment: str, by) -> Proposal:
    """The grade of a body in this round; proposing again in the same round replaces it (the log keeps the former)."""
    proposal, _ = Proposal.objects.update_or_create(
        sheet=sheet,
        round=sheet.round,
        body=body,
        defaults={"level": level, "exemplary": exemplary, "comment": comment, "by": by, "at": clock.now()},
    )
    return proposal


def refuse_unknown_level(opened: OpenSheet, level: str, exemplary: bool) -> None:
    """The level must be one of the scheme; the flag belongs to one level."""
    if not opened.scheme.has_level(level):
        raise Refused("Chọn một mức xếp loại.")
    if exemplary and not opened.scheme.may_be_exemplary(level):
        raise Refused(f"“Tiêu biểu” chỉ dành cho mức “{opened.scheme.level(opened.scheme.exemplary.level).label}”.")


@atomic_or_refused()
def submit(*, sheet: Sheet, hand: Hand, by) -> None:
    """Hand the sheet in to the next level up. Later changes need a send-back."""
    if not hand.fills:
        raise PermissionDenied
    sheet = hold(sheet)
    if reasons := hands.why_not_fill(sheet.state, closed=sheet.campaign.closed):
        raise Refused(reasons)
    opened = open_sheet(sheet, clock.today())
    if missing := missing_before_submission(opened.facts):
        raise Refused([item.text for item in missing])
    sheet.state, sheet.submitted_at, sheet.submitted_by = SheetState.SUBMITTED, clock.now(), by
    sheet.started_at = sheet.started_at or sheet.submitted_at
    sheet.version += 1
    sheet.save(update_fields=["state", "submitted_at", "submitted_by", "started_at", "version"])
    _propose(sheet, Body.SELF, sheet.self_level, sheet.self_exemplary, "", by)
    add_step(sheet, SheetState.SUBMITTED, by=by, content=opened.snapshot())
    label = opened.scheme.label(sheet.self_level, sheet.self_exemplary)
    note(sheet, "assessment.submitted", f"Nộp bản tự đánh giá lần {sheet.round}, tự xếp loại: {label}", by=by)


def _hold_for_appraisal(sheet: Sheet, hand: Hand, *states: str) -> Sheet:
    if not hand.appraises:
        raise PermissionDenied
    sheet = hold(sheet)
    if reasons := hands.why_not_appraise(sheet.state, closed=sheet.campaign.closed):
        raise Refused(reasons)
    if sheet.state not in states:
        raise Refused(f"Bản này đang ở bước “{sheet.get_state_display()}”; đồng chí tải lại trang.")
    return sheet


@atomic_or_refused()
def receive(*, sheet: Sheet, hand: Hand, by) -> None:
    """Take the sheet into appraisal."""
    sheet = _hold_for_appraisal(sheet, hand, SheetState.SUBMITTED)
    _enter(sheet, SheetState.IN_APPRAISAL)
    add_step(sheet, SheetState.IN_APPRAISAL, by=by)
    note(sheet, "assessment.received", f"Nhận thẩm định bản lần {sheet.round}", by=by)


def _enter(sheet: Sheet, state: str, **changes) -> None:
    """Move the sheet into a state."""
    sheet.state = state
    for name, value in changes.items():
        setattr(sheet, name, value)
    sheet.version += 1
    sheet.save(update_fields=["state", "version", *changes])


@atomic_or_refused()
def send_back(*, sheet: Sheet, asked: list[ToMend], comment: str, mend_by: dt.date, hand: Hand, by) -> None:
    """Send the sheet back to be mended: each request stands at its criterion, this round stays as it was."""
    sheet = _hold_for_appraisal(sheet, hand, SheetState.SUBMITTED, SheetState.IN_APPRAISAL)
    if not comment.strip() and not asked:
        raise Refused("Đồng chí ghi yêu cầu sửa.")
    if mend_by < clock.today():
        raise Refused("Hạn sửa phải từ hôm nay trở đi.")
    words = [f"{one.place}: {one.text}" for one in asked]
    comment = comment.strip() or "; ".join(words)
    step = add_step(sheet, SheetState.SENT_BACK, by=by, comment=comment)
    MendRequest.objects.bulk_create([MendRequest(step=step, place=one.place, text=one.text) for one in asked])
    _enter(sheet, SheetState.SENT_BACK, mend_by=mend_by, round=sheet.round + 1)
    said = f"Trả lại để sửa, hạn {format_date(mend_by)}: {'; '.join(words) or comment}"
    note(sheet, "assessment.sent_back", said, by=by)


@atomic_or_refused()
def give_opinion(*, sheet: Sheet, body: str, level: str, exemplary: bool, comment: str, hand: Hand, by) -> Proposal:
    """Write down the grade that another board proposes, beside the others."""
    if body not in hand.opinions:
        raise PermissionDenied
    sheet = hold(sheet)
    if reasons := hands.why_not_appraise(sheet.state, closed=sheet.campaign.closed):
        raise Refused(reasons)
    opened = open_sheet(sheet, clock.today())
    refuse_unknown_level(opened, level, exemplary)
    proposal = _propose(sheet, body, level, exemplary, comment.strip(), by)
    said = f"{Body(body).label} cho ý kiến: {opened.scheme.label(level, exemplary)}"
    note(sheet, "assessment.opinion_given", said, by=by)
    return proposal


@atomic_or_refused()
def propose(*, sheet: Sheet, level: str, exemplary: bool, comment: str, hand: Hand, by) -> None:
    """Propose the grade to the body that decides. A grade that the points do not suggest needs words."""
    sheet = _hold_for_appraisal(sheet, hand, SheetState.IN_APPRAISAL, SheetState.PROPOSED)
    opened = open_sheet(sheet, clock.today())
    if hands.level_of(opened.state.kind) == CELL:
        raise Refused("Chi bộ do đảng ủy cơ sở quyết định ngay, không phải trình.")
    refuse_unknown_level(opened, level, exemplary)
    if by.pk == sheet.submitted_by_id:
        raise Refused("Đồng chí đã nộp bản này nên không đề nghị xếp loại được.")
    given = {code: ScoreFacts(s.points, s.evidence) for code, s in opened.scores_of(opened.procedure.proposes).items()}
    refuse_closed_level(opened, level)
    if codes := unexplained(opened.facts.scores, given):
        raise Refused(f"Ghi “Vì sao khác” ở tiêu chí {', '.join(codes)}: điểm thẩm định khác điểm tự chấm.")
    if not comment.strip() and (reason := reason_asked(opened, level)):
        raise Refused(reason)
    _propose(sheet, opened.procedure.proposes, level, exemplary, comment.strip(), by)
    _enter(sheet, SheetState.PROPOSED)
    add_step(sheet, SheetState.PROPOSED, by=by, comment=comment.strip())
    said = f"Đề nghị xếp loại: {opened.scheme.label(level, exemplary)}"
    note(sheet, "assessment.proposed", said, by=by)


def reason_asked(opened: OpenSheet, level: str) -> str:
    """Why this level must be explained, by the points of the proposing body."""
    points, criteria = opened.board_facts(), list(opened.frame.criteria.values())
    return needs_reason(opened.scheme, level, total(points, criteria), complete=points_given(points, criteria))


@atomic_or_refused()
def return_to_board(*, sheet: Sheet, comment: str, hand: Hand, by) -> None:
    """The deciding body wants the proposal looked at again."""
    if not hand.decides:
        raise PermissionDenied
    sheet = hold(sheet)
    if sheet.campaign.closed or sheet.state != SheetState.PROPOSED:
        raise Refused("Bản này không còn chờ quyết định; đồng chí tải lại trang.")
    if not comment.strip():
        raise Refused("Đồng chí ghi vì sao cần thẩm định lại.")
    _enter(sheet, SheetState.IN_APPRAISAL)
    add_step(sheet, SheetState.IN_APPRAISAL, by=by, comment=comment.strip())
    note(sheet, "assessment.returned", f"Yêu cầu thẩm định lại: {comment.strip()}", by=by)
