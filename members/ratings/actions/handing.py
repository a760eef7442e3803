"""The cell takes over what its ballots say, and hands its ratings in; the committee sends them back."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied

from cells.assessments.models import Campaign
from cells.organizations.models import Organization
from members.ratings.actions.holding import enter, hold_cell, note, step_of
from members.ratings.enums import CellState
from members.ratings.enums import RatingStep as Kind
from members.ratings.models import RatedCell, Rating, RatingStep
from members.ratings.models.reading import CellBook, Line, cell_book
from members.ratings.rules.fields import NOT, tidied
from members.ratings.rules.hands import Hand, why_not_decide, why_not_fill
from members.ratings.rules.missing import missing
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

LONGEST_COMMENT = 1000


def _opened(campaign: Campaign, cell: Organization, may: bool, why_not: Callable) -> CellBook:
    """The book of the cell, held, when the person may and the state allows it."""
    if not may:
        raise PermissionDenied
    rated = hold_cell(campaign, cell)
    if reasons := why_not(rated.state, closed=campaign.closed):
        raise Refused(reasons)
    return cell_book(campaign, cell.pk, clock.today(), rated)


@atomic_or_refused()
def take_ballots(*, campaign: Campaign, cell: Organization, hand: Hand, by) -> int:
    """Propose what the ballots say, or the reason that the roll knows, of everybody without a proposal. How many."""
    book = _opened(campaign, cell, hand.fills, why_not_fill)
    done = [line for line in book.lines if not line.rating.proposal and _propose(book, line)]
    for line in done:
        write_line(book, line, by)
    if not done:
        raise Refused("Không còn đồng chí nào có kết quả bỏ phiếu mà chưa ghi mức đề nghị.")
    said = f"Ghi mức đề nghị theo kết quả bỏ phiếu cho {len(done)} đảng viên"
    note(cell, book.rated, "rating.taken", said, by=by, after=proposals(done))
    return len(done)


def _propose(book: CellBook, line: Line) -> bool:
    """Set what is suggested of him; False when nothing is."""
    reason = book.rules.reason_of_fact(line.fact)
    suggested = book.outcome(line) or (f"{NOT}{reason.code}" if reason else "")
    if suggested:
        line.rating.proposal = suggested
    return bool(suggested)


def write_line(book: CellBook, line: Line, author) -> None:
    one = line.rating
    one.organization_id = book.cell_id
    one.version += 1
    one.changed_at, one.changed_by = clock.now(), author
    one.save()


def leave_out(book: CellBook, author) -> None:
    """Who is no longer on the roll of the cell is not proposed by it."""
    for one in book.gone:
        if one.proposal:
            one.proposal = ""
            one.sub_reason = one.committee_level = ""
            one.version += 1
            one.changed_at, one.changed_by = clock.now(), author
            one.save()


def proposals(lines: list[Line]) -> dict:
    """Member → what is proposed, for the log."""
    return {str(line.member.pk): line.rating.proposal for line in lines}


@atomic_or_refused()
def submit(*, campaign: Campaign, cell: Organization, hand: Hand, by) -> RatedCell:
    """Hand the ratings of the cell in to its committee. Who need not be evaluated by the roll is written down so; who
    was written down in the cell that he left is handed in, and decided, with this one."""
    book = _opened(campaign, cell, hand.fills, why_not_fill)
    if reasons := missing(book.facts(), book.rated.slips, book.rated.meeting_on is not None, book.rules):
        raise Refused(reasons)
    for line in book.lines:
        if line.rating.proposal and line.rating.organization_id == book.cell_id:
            continue
        line.rating.proposal = line.rating.proposal or f"{NOT}{book.rules.reason_of_fact(line.fact).code}"
        write_line(book, line, by)
    leave_out(book, by)
    # The committee weighs anew what comes in anew.
    changed = [line.rating for line in book.lines if line.rating.committee_level]
    for one in changed:
        one.committee_level = ""
    Rating.objects.bulk_update(changed, ["committee_level"])
    RatingStep.objects.bulk_create(
        step_of(line.rating, Kind.PROPOSED, level=line.rating.proposed_level, author=by, words=line.rating.words)
        for line in book.lines
    )
    rated = book.rated
    enter(rated, CellState.SUBMITTED, author=by, submitted_at=clock.now(), submitted_by=by, on_behalf=hand.on_behalf)
    said = f"Nộp kết quả đánh giá {len(book.lines)} đảng viên năm {campaign.year}, lần {rated.round}"
    note(cell, rated, "rating.submitted", said, by=by, after=proposals(book.lines))
    return rated


@atomic_or_refused()
def send_back(*, campaign: Campaign, cell: Organization, comment: str, hand: Hand, by) -> None:
    """Let the cell mend its ratings; the round that was handed in stays in the steps."""
    book = _opened(campaign, cell, hand.decides, why_not_decide)
    comment = tidied(comment, one_line=True)
    if not comment:
        raise Refused("Đồng chí ghi yêu cầu sửa.")
    if len(comment) > LONGEST_COMMENT:
        raise Refused(f"Yêu cầu sửa dài {len(comment)} ký tự, tối đa {LONGEST_COMMENT}; đồng chí rút gọn.")
    enter(book.rated, CellState.SENT_BACK, author=by, comment=comment, round=book.rated.round + 1)
    said = f"Trả lại kết quả đánh giá đảng viên năm {campaign.year} để sửa: {comment}"
    note(cell, book.rated, "rating.sent_back", said, by=by)
