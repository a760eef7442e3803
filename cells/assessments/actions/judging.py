"""Answers to what the system does not know, the wall of gates and caps, and more than a cap by a decision (A11)."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from cells.assessments.actions.steps import hold, note
from cells.assessments.enums import SheetState
from cells.assessments.models import Campaign, CapException, GateAnswer, Sheet
from cells.assessments.models.facts import OpenSheet, open_sheet
from cells.assessments.models.standing import places_of, weighed
from cells.assessments.rules.caps import Standing, why_over
from cells.assessments.rules.gates import questions, why_not_level
from cells.assessments.rules.hands import CLOSED, Hand
from cells.organizations.models import Organization
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def answer(*, sheet: Sheet, answers: dict[str, tuple[bool, str]], hand: Hand, by) -> list[GateAnswer]:
    """Say whether conditions hold that the system does not know, each on its ground. The last answer counts."""
    if not hand.judges:
        raise PermissionDenied
    if not answers:
        raise Refused("Trả lời ít nhất một điều kiện.")
    sheet = hold(sheet)
    if sheet.campaign.closed:
        raise Refused(CLOSED)
    if sheet.state == SheetState.DECIDED:
        raise Refused("Bản này đã có quyết định xếp loại.")
    asked = {one.condition.code: one for one in questions(weighed(open_sheet(sheet, clock.today())))}
    if answers.keys() - asked.keys():
        raise Refused("Có điều kiện không cần trả lời: hệ thống tính được, hoặc không có trong bộ quy tắc của đợt.")
    return [keep_answer(sheet, asked[code].condition, holds, why, by=by) for code, (holds, why) in answers.items()]


def keep_answer(sheet: Sheet, condition, holds: bool, ground: str, *, by) -> GateAnswer:
    """Write the answer down."""
    if not ground.strip():
        raise Refused("Ghi căn cứ của câu trả lời.")
    before = sheet.gate_answers.filter(condition=condition.code).order_by("id").last()
    if before and (before.holds, before.note, before.by_id) == (holds, ground.strip(), by.pk):
        return before
    made = GateAnswer.objects.create(
        sheet=sheet, condition=condition.code, holds=holds, note=ground.strip(), by=by, at=clock.now()
    )
    note(
        sheet,
        "assessment.gate_answered",
        f"Điều kiện “{condition.label}”: {'đúng' if holds else 'không'} ({ground.strip()})",
        by=by,
        before={"holds": before.holds, "note": before.note} if before else None,
        after={"holds": holds, "note": ground.strip()},
    )
    return made


def refuse_closed_level(opened: OpenSheet, level: str) -> None:
    """A level that a gate closes, or beside one that is forced, is neither proposed nor decided."""
    if reasons := why_not_level(weighed(opened), level, opened.scheme.label):
        raise Refused(reasons)


def hold_caps(campaign: Campaign) -> None:
    """Two who decide at once come one after the other where a cap is to be kept."""
    if campaign.rules.caps:
        Campaign.objects.select_for_update().get(pk=campaign.pk)


def refuse_over_cap(campaign: Campaign, body: int, levels: set[str]) -> None:
    """More of the level than this body may give is refused, after it was written and before it is kept."""
    place = places_of(campaign).get(body)
    for one in place.standings if place else ():
        words = why_over(one, campaign.rules.label(one.cap.level, one.cap.exemplary))
        if words and one.cap.level in levels:
            raise Refused(words)


def _standing(campaign: Campaign, organization: Organization, level: str, allowed: int) -> Standing:
    """How the cap of this body stands; refused when so many need no decision, or are fewer than already given."""
    place = places_of(campaign).get(organization.pk)
    one = next((one for one in place.standings if one.cap.level == level), None) if place else None
    if one is None or one.by_share is None:
        raise Refused("Đợt này không có tỷ lệ tối đa cho mức và cấp ủy đã chọn.")
    if allowed <= one.by_share:
        raise Refused(f"Theo tỷ lệ đã được {one.by_share}; số được phép phải lớn hơn.")
    if allowed < one.used:
        raise Refused(f"Đã quyết định {one.used}; số được phép không được ít hơn.")
    return one


@dataclass(frozen=True)
class CapPaper:
    """The decision that allows more, and why."""

    number: str
    date: dt.date
    reason: str


@atomic_or_refused()
def allow_more(
    *, campaign: Campaign, organization: Organization, level: str, allowed: int, paper: CapPaper, by
) -> CapException:
    """Write down that a body may give a level to more organisations than the cap."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.closed:
        raise Refused(CLOSED)
    one = _standing(campaign, organization, level, allowed)
    if paper.date > clock.today():
        raise Refused(f"Ngày quyết định {format_date(paper.date)} chưa đến.")
    made = CapException.objects.create(
        campaign=campaign,
        organization=organization,
        level=level,
        allowed=allowed,
        number=paper.number.strip(),
        date=paper.date,
        reason=paper.reason.strip(),
        by=by,
        at=clock.now(),
    )
    named = organization.named(clock.today())
    said = f"Cho {named[1]} được {allowed} “{campaign.rules.label(level)}” (quyết định {made.number}): {made.reason}"
    before = {"allowed": one.granted, "by_share": one.by_share}
    record(
        by=by,
        did="campaign.cap_raised",
        said=said,
        on=campaign,
        organization=named,
        before=before,
        after={"allowed": allowed, "number": made.number},
    )
    return made
