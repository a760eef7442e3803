"""A campaign as it stood on an earlier day: sheets are wound back by their steps, which nobody can change (A11)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from cells.assessments.enums import (
    REGISTRATION_ACCEPTED,
    REGISTRATION_SENT,
    REGISTRATION_SENT_BACK,
    RegistrationState,
    SheetState,
)
from cells.assessments.models.judged import Correction
from cells.assessments.models.process import Step
from cells.assessments.models.sheet import Sheet

REGISTRATION = {
    REGISTRATION_SENT: RegistrationState.SENT,
    REGISTRATION_ACCEPTED: RegistrationState.ACCEPTED,
    REGISTRATION_SENT_BACK: RegistrationState.SENT_BACK,
}
UNDECIDED = {"decided_level": "", "decided_exemplary": False, "not_evaluated_reason": ""}


def wind_back(sheets: Collection[Sheet], moment: dt.datetime) -> None:
    """Let the sheets, which must not be saved, say what they said just before the moment: one query.

    A registration that was only being written counts as none: drafts leave no step. The deadline to mend of an earlier
    round is not kept; such a sheet is measured by the deadline of the campaign.
    """
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(sheet__in=[sheet.pk for sheet in sheets]).order_by("id").defer("content"):
        steps[step.sheet_id].append(step)
    for sheet in sheets:
        _wind_back(sheet, steps[sheet.pk], moment)
    uncorrect([sheet for sheet in sheets if sheet.state == SheetState.DECIDED], moment)


def uncorrect(sheets: Collection[Sheet], moment: dt.datetime) -> None:
    """Let decided sheets, which must not be saved, bear the grade that they had just before the moment: one query."""
    later = Correction.objects.filter(sheet__in=[sheet.pk for sheet in sheets], at__gte=moment).order_by("-id")
    first = {correction.sheet_id: correction.before for correction in later}
    for sheet in sheets:
        if before := first.get(sheet.pk):
            sheet.decided_level, sheet.decided_exemplary = before["level"], before["exemplary"]
            sheet.not_evaluated_reason, sheet.decision_number = before["not_evaluated"], before["number"]
            sheet.decision_date = dt.date.fromisoformat(before["date"]) if before["date"] else None


def _wind_back(sheet: Sheet, steps: list[Step], moment: dt.datetime) -> None:
    then = [step for step in steps if step.at < moment]
    registered = [step for step in then if step.state in REGISTRATION]
    worked = [step for step in then if step.state not in REGISTRATION]
    sheet.registration_state = REGISTRATION[registered[-1].state] if registered else RegistrationState.NONE
    sheet.accepted_at = _last(registered, REGISTRATION_ACCEPTED)
    sheet.state = worked[-1].state if worked else SheetState.NOT_STARTED
    sheet.submitted_at = _last(worked, SheetState.SUBMITTED)
    if _rounds(then) != _rounds(steps):
        sheet.mend_by = None
    if sheet.state != SheetState.DECIDED:
        for name, value in UNDECIDED.items():
            setattr(sheet, name, value)


def _last(steps: list[Step], state: str) -> dt.datetime | None:
    return next((step.at for step in reversed(steps) if step.state == state), None)


def _rounds(steps: list[Step]) -> int:
    return sum(step.state == SheetState.SENT_BACK for step in steps)
