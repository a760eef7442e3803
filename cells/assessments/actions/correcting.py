"""A decided grade is changed only by a later decision: both grades stay, with the paper and the reason (A11)."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from cells.assessments.actions.decision import DecisionPaper, Grade, answer_open, check_grade, said_grade, set_grade
from cells.assessments.actions.judging import hold_caps, refuse_over_cap
from cells.assessments.actions.steps import hold, note
from cells.assessments.enums import SheetState
from cells.assessments.models import Correction, Sheet
from cells.assessments.models.facts import open_sheet
from cells.assessments.models.standing import body_above
from cells.assessments.rules.hands import CLOSED, Hand
from sinho.audit.actions import plain
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class CorrectionPaper:
    """The decision that corrects, and why."""

    number: str
    date: dt.date | None
    reason: str


def grade_of(sheet: Sheet) -> dict:
    """What is decided on the sheet now, as it is kept."""
    return plain(
        {
            "level": sheet.decided_level,
            "exemplary": sheet.decided_exemplary,
            "not_evaluated": sheet.not_evaluated_reason,
            "number": sheet.decision_number,
            "date": sheet.decision_date,
            "note": sheet.decision_note,
        }
    )


@atomic_or_refused()
def correct(*, sheet: Sheet, grade: Grade, paper: CorrectionPaper, hand: Hand, by, ground: str = "") -> Correction:
    """Replace the decided grade by that of a later decision. The first one stays beside it, for any earlier day too.

    `ground`: on what the decision found that the conditions of the new level hold which nobody answered before.
    """
    if not hand.decides:
        raise PermissionDenied
    hold_caps(sheet.campaign)
    sheet = hold(sheet)
    _refuse_unfounded(sheet, paper, by)
    if ground.strip() and grade.level:
        answer_open(sheet, grade.level, ground, hand, by=by)
    opened, before = open_sheet(sheet, clock.today()), grade_of(sheet)
    new = DecisionPaper(paper.number, paper.date, paper.reason)
    check_grade(opened, grade, new)
    set_grade(sheet, grade, new)
    after = grade_of(sheet)
    if all(after[name] == before[name] for name in ("level", "exemplary", "not_evaluated")):
        raise Refused("Kết quả chọn giống kết quả đang ghi; không có gì để sửa.")
    made = Correction.objects.create(
        sheet=sheet,
        version=sheet.version,
        before=before,
        after=after,
        number=paper.number.strip(),
        date=paper.date,
        reason=paper.reason.strip(),
        by=by,
        at=clock.now(),
    )
    sheet.version += 1
    sheet.save()
    refuse_over_cap(sheet.campaign, body_above(opened), {grade.level})
    was = said_grade(opened, Grade(before["level"], before["exemplary"], before["not_evaluated"]))
    said = f"Sửa kết quả theo quyết định {made.number}: {was} → {said_grade(opened, grade)}. Lý do: {made.reason}"
    note(sheet, "assessment.corrected", said, by=by, before=before, after=after)
    return made


def _refuse_unfounded(sheet: Sheet, paper: CorrectionPaper, author) -> None:
    """Only what is decided, while the campaign is open, not on his own sheet, with a later decision and a reason."""
    if sheet.campaign.closed:
        raise Refused(CLOSED)
    if sheet.state != SheetState.DECIDED:
        raise Refused("Bản này chưa có quyết định xếp loại; chưa có gì để sửa.")
    if author.pk in (sheet.submitted_by_id, sheet.registered_by_id):
        raise Refused("Không ai được quyết định bản đánh giá do chính mình lập hoặc nộp.")
    if not paper.number.strip() or paper.date is None:
        raise Refused("Ghi số và ngày của quyết định sửa kết quả.")
    if not paper.reason.strip():
        raise Refused("Ghi lý do sửa kết quả đã quyết định.")
    if sheet.decision_date and paper.date < sheet.decision_date:
        raise Refused(f"Quyết định sửa phải từ ngày {format_date(sheet.decision_date)} của quyết định trước trở đi.")
