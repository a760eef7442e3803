"""What the books of the year say of an organisation, so that nobody types it again into the sheet (A6, A11)."""

from dataclasses import dataclass
from decimal import Decimal

from cells.assessments.models.facts import OpenSheet
from cells.assessments.models.units import units_of
from cells.meetings.models.reading import year_of
from cells.organizations.enums import CELLS
from sinho.web import clock


@dataclass(frozen=True)
class MeetingBook:
    """Regular meetings of the cell, or of the cells below a committee, in the months that are over.

    `due`: how many there had to be; `attendance` in per cent; `good`: of `levelled` meetings those of the best level.
    """

    cells: int
    due: int
    held: int
    themes: int
    attendance: Decimal | None
    good: int
    levelled: int


def meeting_book(opened: OpenSheet) -> MeetingBook | None:
    """None when nothing was written into the book: three queries, however many cells."""
    campaign, state = opened.sheet.campaign, opened.state
    day = campaign.reference_day(clock.today())
    ids = {state.organization_id}
    if state.kind not in CELLS:
        below = units_of(campaign, day, state.organization_id).filter(kind__in=CELLS)
        ids = set(below.values_list("organization_id", flat=True))
    totals = year_of(ids, campaign.year, day) if ids else []
    if not any(one.meetings for one in totals):
        return None
    came = [(one.attendance, one.meetings) for one in totals if one.attendance is not None]
    whole = sum(number for _, number in came)
    return MeetingBook(
        cells=len(ids),
        due=sum(one.expected for one in totals),
        held=sum(one.met for one in totals),
        themes=sum(one.themes for one in totals),
        attendance=(sum(share * number for share, number in came) / whole).quantize(Decimal("0.1")) if whole else None,
        good=sum(one.levels["good"] for one in totals),
        levelled=sum(sum(one.levels.values()) for one in totals),
    )
