"""The grassroots committee decides the levels of the members of its cells, within the cap (evaluation 3, 5)."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from cells.assessments.models import Campaign
from cells.assessments.rules.hands import CLOSED
from cells.organizations.models import Organization
from members.ratings.actions.answering import refuse_closed_levels
from members.ratings.actions.holding import enter, hold_cell, note, step_of
from members.ratings.enums import CellState
from members.ratings.enums import RatingStep as Kind
from members.ratings.models import MemberCapException, RatedCell, Rating, RatingStep
from members.ratings.models.whole import caps_for, cells_below, decided_numbers
from members.ratings.rules.hands import NO_RULES, Hand, why_not_decide
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

DECISION = ("decided_level", "decision_number", "decision_date", "decided_at", "decided_by")
MOST_NUMBER, MOST_REASON = 40, 300


@dataclass(frozen=True)
class Paper:
    """The decision of the committee: its number and day."""

    number: str
    date: dt.date | None

    @property
    def tidy(self) -> str:
        return " ".join(self.number.split())

    def problems(self, campaign: Campaign) -> list[str]:
        if not self.tidy or self.date is None:
            return ["Ghi số và ngày của quyết định xếp loại."]
        if len(self.tidy) > MOST_NUMBER:
            return [f"Số quyết định dài quá {MOST_NUMBER} ký tự."]
        if self.date > clock.today():
            return [f"Ngày quyết định {format_date(self.date)} chưa đến."]
        if self.date.year < campaign.year:
            return [f"Ngày quyết định {format_date(self.date)} trước năm đánh giá {campaign.year}."]
        return []


@atomic_or_refused()
def decide_cells(
    *, campaign: Campaign, base: Organization, cells: Collection[Organization], paper: Paper, hands_of, by
) -> int:
    """Decide the levels in these cells as they stand, all of them or none. Returns how many members.

    `hands_of`: cell → what the person may do with it. Refused when the level of a cap would be given too often among
    all that is decided in the organisation.
    """
    if campaign.member_rules is None:
        raise Refused(NO_RULES)
    if not cells:
        raise Refused("Chọn ít nhất một chi bộ đã nộp.")
    if problems := paper.problems(campaign):
        raise Refused(problems)
    Organization.objects.select_for_update(of=("self",)).get(pk=base.pk)
    held = [held_for_decision(campaign, cell, hands_of, by) for cell in sorted(cells, key=lambda one: one.pk)]
    ratings = Rating.objects.filter(campaign=campaign, organization__in=[one.organization_id for one in held])
    ratings = [one for one in ratings.select_related("member") if one.settled_level or one.not_evaluated]
    refuse_over_cap(campaign, base, [one.organization_id for one in held], ratings)
    refuse_unfit(campaign, ratings)
    settled = [(one.member_id, one.member.full_name, one.settled_level) for one in ratings if one.settled_level]
    refuse_closed_levels(campaign, settled)
    moment = clock.now()
    for one in ratings:
        one.decided_level = one.settled_level
        one.decision_number, one.decision_date = paper.tidy, paper.date
        one.decided_at, one.decided_by = moment, by
        one.version += 1
    Rating.objects.bulk_update(ratings, [*DECISION, "version"], batch_size=500)
    RatingStep.objects.bulk_create(
        step_of(one, Kind.DECIDED, level=one.decided_level, author=by, words=one.words) for one in ratings
    )
    for rated in held:
        enter(rated, CellState.DECIDED, author=by, decided_at=moment, decided_by=by)
        own = {str(one.member_id): one.decided_level for one in ratings if one.organization_id == rated.organization_id}
        said = f"Quyết định xếp loại {len(own)} đảng viên năm {campaign.year} (quyết định {paper.tidy})"
        note(rated.organization, rated, "rating.decided", said, by=by, after=own)
    return len(ratings)


def held_for_decision(campaign: Campaign, cell: Organization, hands_of, author) -> RatedCell:
    """The cell's row, held, when the person may decide and it waits for a decision."""
    hand: Hand = hands_of.get(cell.pk, Hand())
    if not hand.decides:
        raise PermissionDenied
    rated = hold_cell(campaign, cell)
    name = cell.named(clock.today())[1]
    if reasons := why_not_decide(rated.state, closed=campaign.closed):
        raise Refused([f"{name}: {reason}" for reason in reasons])
    refuse_own(rated, name, author)
    return rated


def refuse_own(rated: RatedCell, name: str, author) -> None:
    """Nobody decides, or decides anew, on what he handed in for his own cell."""
    if rated.submitted_by_id == author.pk and not rated.on_behalf:
        raise Refused(f"{name}: không ai được quyết định kết quả của chi bộ do chính mình nộp.")


def refuse_over_cap(campaign: Campaign, base: Organization, cell_ids: Collection[int], ratings) -> None:
    """What is decided now, with what was decided in the other cells, must stay within the caps."""
    below = cells_below(base.pk, campaign.reference_day(clock.today())).values_list("organization_id", flat=True)
    numbers = decided_numbers(campaign, [*below, *cell_ids], excluding=cell_ids)
    numbers += Counter(one.settled_level for one in ratings if one.settled_level)
    if reasons := [state.sentence for state in caps_for(campaign, base.pk, numbers) if state.over]:
        raise Refused(reasons)


def refuse_unfit(campaign: Campaign, ratings: Collection[Rating]) -> None:
    """A row of form 7B that does not stand under the level that the committee gives; a lowest level without one."""
    rules, reasons = campaign.member_rules, []
    for one in ratings:
        level = one.settled_level
        if not level:
            continue
        if one.sub_reason and not rules.may_have(level, one.sub_reason):
            reasons.append(f"{one.member.full_name}: dòng chi tiết không thuộc mức {rules.short(level)}.")
        elif not one.sub_reason and rules.level(level).lowest and rules.sub_reasons.get(level):
            reasons.append(f"{one.member.full_name}: chọn dòng chi tiết của mức {rules.short(level)}.")
    if reasons:
        raise Refused(reasons)


@dataclass(frozen=True)
class Verdict:
    """What is decided anew, or later, on one member: a level with its row, or why he is not evaluated."""

    level: str = ""
    sub_reason: str = ""
    not_evaluated: str = ""
    reason: str = ""

    def problems(self, rules) -> list[str]:
        found = []
        if bool(self.level) == bool(self.not_evaluated):
            found.append("Chọn một mức xếp loại, hoặc một lý do không đánh giá.")
        elif self.level and not rules.has_level(self.level):
            found.append("Mức này không có trong bộ quy tắc của đợt.")
        elif self.not_evaluated and rules.reason(self.not_evaluated) is None:
            found.append("Chọn lý do không đánh giá trong danh mục.")
        elif self.sub_reason and not rules.may_have(self.level, self.sub_reason):
            found.append("Dòng chi tiết không thuộc mức đã chọn.")
        elif (
            self.level and not self.sub_reason and rules.level(self.level).lowest and rules.sub_reasons.get(self.level)
        ):
            found.append(f"Chọn dòng chi tiết của mức {rules.short(self.level)}.")
        if not self.reason.strip():
            found.append("Ghi lý do quyết định lại.")
        elif len(self.reason) > MOST_REASON:
            found.append(f"Lý do dài quá {MOST_REASON} ký tự.")
        return found


@atomic_or_refused()
def decide_anew(*, rating: Rating, base: Organization, verdict: Verdict, paper: Paper, hand: Hand, by) -> Rating:
    """Another decision on a member of a cell that was decided, or one on him who was not evaluated then, or came after.

    `rating` says which cell rates him; it may be new.
    """
    if not hand.decides:
        raise PermissionDenied
    Organization.objects.select_for_update(of=("self",)).get(pk=base.pk)
    rating = held_rating(rating, by)
    campaign = rating.campaign
    if problems := [*verdict.problems(campaign.member_rules), *paper.problems(campaign), *not_later(rating, paper)]:
        raise Refused(problems)
    decided = (rating.decided_level, rating.sub_reason, rating.not_evaluated)
    if rating.decided and decided == (verdict.level, verdict.sub_reason, verdict.not_evaluated):
        raise Refused("Kết quả chọn giống kết quả đang ghi; không có gì để sửa.")
    if verdict.level:
        refuse_closed_levels(campaign, [(rating.member_id, rating.member.full_name, verdict.level)])
    before = {"level": rating.decided_level, "not_evaluated": rating.not_evaluated, "number": rating.decision_number}
    refuse_over_cap_with(campaign, base, rating, verdict.level)
    rating.not_evaluated, rating.sub_reason = verdict.not_evaluated, verdict.sub_reason
    rating.decided_level = verdict.level
    if verdict.not_evaluated:
        rating.proposed_level = rating.committee_level = ""
    rating.decision_number, rating.decision_date = paper.tidy, paper.date
    rating.decided_at, rating.decided_by, rating.version = clock.now(), by, rating.version + 1
    rating.save()
    step_of(rating, Kind.CORRECTED, level=verdict.level, author=by, words=" ".join(verdict.reason.split())).save()
    rules = campaign.member_rules
    words = rules.label(verdict.level) or f"Không đánh giá: {rules.reason(verdict.not_evaluated).label}"
    said = f"Quyết định lại xếp loại năm {campaign.year} của {rating.member.full_name}: {words} ({paper.tidy})"
    after = {"level": verdict.level, "not_evaluated": verdict.not_evaluated, "number": paper.tidy}
    note(rating.organization, rating, "rating.corrected", said, by=by, before=before, after=after)
    return rating


def held_rating(rating: Rating, author) -> Rating:
    """His row, held; made, or brought to the cell that was decided, when he has no decision yet."""
    if rating.campaign.closed:
        raise Refused(CLOSED)
    cell = rating.organization
    rated = RatedCell.objects.filter(campaign=rating.campaign, organization=cell, state=CellState.DECIDED).first()
    if rating.pk is None and rated:
        rating.save()
    held = Rating.objects.select_for_update(of=("self",)).select_related("campaign", "organization", "member")
    held = held.filter(pk=rating.pk).first()
    if held is None or not (held.decided or rated):
        raise Refused("Đồng chí này chưa có quyết định; chi bộ nộp rồi đảng ủy quyết định như các đồng chí khác.")
    if not held.decided:
        held.organization = cell
    if rated:
        refuse_own(rated, cell.named(clock.today())[1], author)
    return held


def not_later(rating: Rating, paper: Paper) -> list[str]:
    """Another decision is not older than the one that it changes."""
    if rating.decision_date and paper.date and paper.date < rating.decision_date:
        return [f"Quyết định lại phải từ ngày {format_date(rating.decision_date)} của quyết định trước trở đi."]
    return []


def refuse_over_cap_with(campaign: Campaign, base: Organization, rating: Rating, level: str) -> None:
    """Only a member who comes to the level of a cap can break it."""
    below = cells_below(base.pk, campaign.reference_day(clock.today())).values_list("organization_id", flat=True)
    numbers = decided_numbers(campaign, {*below, rating.organization_id})
    if rating.decided_level:
        numbers[rating.decided_level] -= 1
    if level:
        numbers[level] += 1
    states = caps_for(campaign, base.pk, numbers)
    if reasons := [one.sentence for one in states if one.over and one.cap.level == level]:
        raise Refused(reasons)


@atomic_or_refused()
def allow_more(
    *, campaign: Campaign, base: Organization, level: str, allowed: int, paper: Paper, reason: str, may: bool, by
) -> MemberCapException:
    """More of a level than the cap allows, by a decision of the level above, with its reason."""
    if not may:
        raise PermissionDenied
    if campaign.member_rules is None:
        raise Refused(NO_RULES)
    Organization.objects.select_for_update(of=("self",)).get(pk=base.pk)
    reasons = [CLOSED] if campaign.closed else paper.problems(campaign)
    if campaign.member_rules.cap_on(level) is None:
        reasons = [*reasons, "Mức này không có tỷ lệ tối đa."]
    if not reason.strip():
        reasons = [*reasons, "Ghi lý do của ngoại lệ."]
    if reasons := reasons or why_not_allow(campaign, base, level, allowed, paper):
        raise Refused(reasons)
    made = MemberCapException.objects.create(
        campaign=campaign,
        organization=base,
        level=level,
        allowed=allowed,
        decision_number=paper.tidy,
        decision_date=paper.date,
        reason=" ".join(reason.split()),
        by=by,
        at=clock.now(),
    )
    short = campaign.member_rules.short(level)
    said = f"Ngoại lệ năm {campaign.year}: được {allowed} đảng viên {short} ({paper.tidy}): {made.reason}"
    note(base, made, "rating.cap_exception", said, by=by)
    return made


def why_not_allow(campaign: Campaign, base: Organization, level: str, allowed: int, paper: Paper) -> list[str]:
    """Fewer than were decided, or the same exception once more."""
    below = cells_below(base.pk, campaign.reference_day(clock.today())).values_list("organization_id", flat=True)
    used = decided_numbers(campaign, below)[level]
    if allowed < used:
        return [f"Đã quyết định {used} đồng chí; số được phép không được ít hơn."]
    last = MemberCapException.objects.filter(campaign=campaign, organization=base, level=level).order_by("id").last()
    if last and (last.allowed, last.decision_number, last.decision_date) == (allowed, paper.tidy, paper.date):
        return ["Ngoại lệ này đã ghi rồi."]
    return []
