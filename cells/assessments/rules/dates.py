"""On time or late: the deadline that counts for one unit, and what is to be done next (A11)."""

import datetime as dt
from dataclasses import dataclass

from cells.assessments.enums import FILLING, SheetState
from sinho.text.dates import days_left_words, format_date

SOON = 7
MENDING = "sửa "


@dataclass(frozen=True)
class Timing:
    """What the dates say of one sheet: `late_days` > 0 when it is or was late; `css` is late, soon or ""."""

    due: dt.date | None
    late_days: int
    words: str
    css: str

    @property
    def left(self) -> str:
        """The days left or late alone, where the page has already said what they are for."""
        return self.words.removeprefix(MENDING)

    @property
    def late(self) -> bool:
        return self.late_days > 0


def timing(
    state: str,
    *,
    submit_by: dt.date,
    mend_by: dt.date | None,
    submitted_on: dt.date | None,
    today: dt.date,
    ended_on: dt.date | None = None,
) -> Timing:
    """Timing of a sheet: `submit_by` is the deadline of this unit (extended or not).

    Before handing in: the days left or late. Sent back: the days left to mend. Handed in: on time, or how late;
    a sheet that was sent back is measured by its own deadline to mend. Nobody waits for an organisation that has ended.
    """
    if ended_on and state in FILLING:
        return Timing(None, 0, f"kết thúc {format_date(ended_on)}", "")
    if state == SheetState.SENT_BACK:
        due = mend_by or submit_by
        return _running(due, today, MENDING)
    if state in (SheetState.NOT_STARTED, SheetState.DRAFT):
        return _running(submit_by, today, "")
    if submitted_on is None:
        return Timing(None, 0, "", "")
    due = mend_by or submit_by
    late = max((submitted_on - due).days, 0)
    on_time = "nộp lại đúng hạn" if mend_by else "đúng hạn"
    return Timing(due, late, f"nộp trễ {late} ngày" if late else on_time, "late" if late else "")


def _running(due: dt.date, today: dt.date, before: str) -> Timing:
    late = max((today - due).days, 0)
    left = (due - today).days
    return Timing(due, late, before + days_left_words(due, today), "late" if late else "soon" if left <= SOON else "")
