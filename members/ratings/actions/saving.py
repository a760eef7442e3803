"""Single fields of a cell's ratings saved one by one: nobody overwrites another unseen, nothing is done twice."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from cells.assessments.actions.filling import Conflict, NotAValue, changed_by
from cells.assessments.models import Campaign
from cells.organizations.models import Organization
from members.ratings.actions.holding import hold_cell, note
from members.ratings.enums import FILLING
from members.ratings.models import RatedCell, Rating, RatingOpinion
from members.ratings.models.reading import CellBook, cell_book
from members.ratings.rules.ballot import ballot_problem, slips_problem
from members.ratings.rules.fields import (
    CELL,
    OF_COMMITTEE,
    OF_REGISTRATION,
    OPINION,
    RATING,
    Field,
    value_in_words,
    value_shown,
    value_typed,
)
from members.ratings.rules.hands import Hand, why_not_decide, why_not_fill
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Saved:
    """The field as it now stands; `changed` is False when it already held the value."""

    version: int
    shown: str
    changed: bool


class NotThere(NotAValue):
    """A value of a row that is none; `at` is its attribute."""

    def __init__(self, sentence: str, at: str):
        self.at = at
        super().__init__(sentence)


VOTES = {"vote_1", "vote_2", "vote_3", "vote_4", "second_agree", "second_disagree"}
LOOSE = "Ghi mức đề nghị trước, rồi chọn dòng chi tiết của mức đó."


@atomic_or_refused()
def save_field(
    *, campaign: Campaign, cell: Organization, field: Field, typed: str, version: int, was: str | None, hand: Hand, by
) -> Saved:
    """Save one field.

    `version` is the row's version and `was` the field's text when the page was filled; a later version is no conflict
    as long as this field still held `was`. Sending the same value again changes nothing.
    Raises Refused (not now), Conflict, NotAValue, PermissionDenied.
    """
    rated = hold_cell(campaign, cell)
    refuse_unless_open(rated, field, hand, closed=campaign.closed)
    rules = campaign.member_rules
    try:
        value = value_typed(field, typed, scheme=rules, year=campaign.year, today=clock.today())
    except ValueError as error:
        raise NotAValue(str(error)) from error
    book = cell_book(campaign, cell.pk, clock.today(), rated)
    row = row_of(book, field)
    present = getattr(row, field.attribute)
    if present == value:
        return Saved(row.version, value_shown(present), changed=False)
    if row.version != version and value_shown(present) != was:
        raise Conflict(theirs=value_shown(present), by=changed_by(row), version=row.version)
    write(book, row, field, value, by)
    name = book.line(field.member_id).member.full_name if field.member_id else ""
    note(
        cell,
        row.rating if field.kind == OPINION else row,
        "rating.saved",
        f"Ghi {field.words}{f' của {name}' if name else ''}: {value_in_words(field, value, rules)}",
        by=by,
        before={str(field): value_shown(present)},
        after={str(field): value_shown(value)},
    )
    return Saved(row.version, value_shown(value), changed=True)


def refuse_unless_open(rated: RatedCell, field: Field, hand: Hand, *, closed: bool) -> None:
    """Whether this person may change the field, and whether the state allows it now."""
    weighs = field.attribute in OF_COMMITTEE or (
        field.attribute == "sub_reason" and hand.decides and rated.state not in FILLING
    )
    if not (hand.decides if weighs else hand.fills):
        raise PermissionDenied
    reasons = (why_not_decide if weighs else why_not_fill)(rated.state, closed=closed)
    if reasons:
        raise Refused(reasons)


def row_of(book: CellBook, field: Field):
    """The row that holds the field; a new one (version 0) where nothing has been written yet."""
    if field.kind == CELL:
        return book.rated
    line = book.line(field.member_id)
    if line is None:
        other = any(one.member_id == field.member_id for one in book.elsewhere)
        raise Refused(
            "Đồng chí này đã được chi bộ khác đánh giá trong đợt."
            if other
            else "Đồng chí này không sinh hoạt ở chi bộ vào ngày tính của đợt; tải lại trang để xem danh sách mới."
        )
    if field.kind != OPINION:
        return line.rating
    if line.rating.pk is None:
        line.rating.save()
    found = RatingOpinion.objects.filter(rating=line.rating, body=field.body).select_related("changed_by").first()
    return found or RatingOpinion(rating=line.rating, body=field.body)


def write(book: CellBook, row, field: Field, value, author) -> None:
    """Set the attribute; the row's version grows. A rating moves to the cell that writes it."""
    setattr(row, field.attribute, value)
    if problem := problem_of(book, row, field):
        raise NotAValue(problem)
    if isinstance(row, Rating):
        row.organization_id = book.cell_id
        if field.attribute in OF_REGISTRATION and row.registered_on is None and value:
            row.registered_on = max(min(clock.today(), book.day), book.day.replace(month=1, day=1))
        level = row.committee_level or row.proposed_level
        if not book.rules.may_have(level, row.sub_reason):
            row.sub_reason = ""
    row.version += 1
    row.changed_at, row.changed_by = clock.now(), author
    row.save()


def problem_of(book: CellBook, row, field: Field) -> str:
    """Why the value does not go with the others; "" when it does."""
    if field.kind == CELL:
        problem = slips_problem(row.slips)
        clashes = (f"{one.member.full_name}: {ballot_problem(one.rating.ballot, row.slips)}" for one in book.lines)
        wrong = (said for said in clashes if not said.endswith(": "))
        return problem or (next(wrong, "") if field.attribute in ("valid", "second_valid") else "")
    if field.attribute in VOTES:
        return ballot_problem(row.ballot, book.rated.slips)
    if field.attribute == "sub_reason" and row.sub_reason:
        level = row.committee_level or row.proposed_level
        if not level:
            return LOOSE
        if not book.rules.may_have(level, row.sub_reason):
            return f"Dòng này không thuộc mức {book.rules.short(level)}."
    if field.attribute == "committee_level" and row.not_evaluated:
        return "Chi bộ ghi không đánh giá đồng chí này; trả lại chi bộ nếu cần đánh giá."
    return ""


@atomic_or_refused()
def save_member(
    *, campaign: Campaign, cell: Organization, member_id: int, typed: dict[str, str], hand: Hand, by
) -> int:
    """Save several fields of one member at once, as a workbook tells them; all of them or none.

    `typed`: attribute → text. Returns how many changed. Raises Refused, PermissionDenied, NotThere.
    """
    rated = hold_cell(campaign, cell)
    book, changed = cell_book(campaign, cell.pk, clock.today(), rated), {}
    for attribute, text in typed.items():
        field = Field(RATING, str(member_id), attribute)
        refuse_unless_open(rated, field, hand, closed=campaign.closed)
        row = row_of(book, field)
        try:
            value = value_typed(field, text, scheme=campaign.member_rules, year=campaign.year, today=clock.today())
            before = getattr(row, attribute)
            if before != value:
                write(book, row, field, value, by)
                changed[str(field)] = (value_shown(before), value_shown(value))
        except (ValueError, NotAValue) as error:
            raise NotThere(str(error), attribute) from error
    if changed:
        name = book.line(member_id).member.full_name
        note(
            cell,
            book.line(member_id).rating,
            "rating.saved",
            f"Ghi {len(changed)} ô đánh giá năm {campaign.year} của {name}",
            by=by,
            before={key: old for key, (old, _) in changed.items()},
            after={key: new for key, (_, new) in changed.items()},
        )
    return len(changed)
