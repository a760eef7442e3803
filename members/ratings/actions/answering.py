"""Answers to what the system does not know of members, the wall of their gates (A11)."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied

from cells.assessments.models import Campaign
from cells.assessments.rules.findings import Condition
from cells.assessments.rules.gates import questions, why_not_level
from cells.organizations.models import Organization
from members.ratings.actions.holding import hold_cell, note
from members.ratings.models import RatingGateAnswer
from members.ratings.models.gates import weighed_members
from members.ratings.models.reading import CellBook, Line, cell_book
from members.ratings.rules.hands import Hand, why_not_answer
from members.ratings.rules.missing import grouped
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

Answers = dict[str, tuple[bool, str]]
MOST_GROUND = 500


@atomic_or_refused()
def answer(
    *, campaign: Campaign, cell: Organization, member_ids: Collection[int], answers: Answers, hand: Hand, by
) -> int:
    """Say of these members whether conditions hold that the system does not know, each on its ground.

    All of them or none; the last answer counts. Returns how many answers were written.
    """
    if not (hand.fills or hand.decides):
        raise PermissionDenied
    if not answers or not member_ids:
        raise Refused("Chọn ít nhất một đồng chí và trả lời ít nhất một điều kiện.")
    rated = hold_cell(campaign, cell)
    if reasons := why_not_answer(hand, rated.state, closed=campaign.closed):
        raise Refused(reasons)
    book = cell_book(campaign, cell.pk, clock.today(), rated)
    lines = [book.line(pk) for pk in sorted(set(member_ids))]
    if None in lines:
        raise Refused("Có đồng chí không do chi bộ này đánh giá trong đợt; tải lại trang để xem danh sách mới.")
    written = 0
    for code, (holds, ground) in answers.items():
        condition, of = asked_of(book, lines, code)
        keep(book, of, condition, holds, " ".join(ground.split()), by=by)
        written += len(of)
    return written


def asked_of(book: CellBook, lines: Collection[Line], code: str) -> tuple[Condition, list[Line]]:
    """The condition, and of whom among these members a person is to answer it; refused when of nobody."""
    found, condition = [], None
    for line in lines:
        asked = {one.condition.code: one.condition for one in questions(book.gates.get(line.member.pk, ()))}
        if code in asked:
            condition = asked[code]
            found.append(line)
    if condition is None:
        raise Refused("Có điều kiện không cần trả lời: hệ thống tính được, hoặc không có trong bộ quy tắc của đợt.")
    return condition, found


def keep(book: CellBook, lines: Collection[Line], condition: Condition, holds: bool, ground: str, *, by) -> None:
    """Write the answer down for each of them, and one line of the log."""
    if not ground:
        raise Refused("Ghi căn cứ của câu trả lời.")
    if len(ground) > MOST_GROUND:
        raise Refused(f"Căn cứ dài quá {MOST_GROUND} ký tự.")
    for line in lines:
        if line.rating.pk is None:
            line.rating.save()
    RatingGateAnswer.objects.bulk_create(
        RatingGateAnswer(rating=line.rating, condition=condition.code, holds=holds, note=ground, by=by, at=clock.now())
        for line in lines
    )
    names = ", ".join(line.member.full_name for line in lines)
    said = f"Điều kiện “{condition.label}”: {'đúng' if holds else 'không'} ({ground}), của {names}"
    on = lines[0].rating if len(lines) == 1 else book.rated
    after = {"condition": condition.code, "holds": holds, "note": ground, "members": [one.member.pk for one in lines]}
    note(book.rated.organization, on, "rating.gate_answered", said, by=by, after=after)


def refuse_closed_levels(campaign: Campaign, levels: Collection[tuple[int, str, str]]) -> None:
    """Member, name, level that is decided: a level that a gate closes, or beside a forced one, is refused."""
    found = weighed_members(campaign, [pk for pk, _, _ in levels])
    label = campaign.member_rules.label
    closed = [(name, said) for pk, name, level in levels for said in why_not_level(found.get(pk, ()), level, label)]
    if closed:
        raise Refused(grouped(closed))
