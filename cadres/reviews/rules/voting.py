"""Votes of confidence by the rule of their day (A15): what is counted of what, and what follows. Pure."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cadres.reviews.enums import Base, Option
from sinho.text.numbers import percent

MOST = 5000
AT_LEAST, MORE_THAN, BELOW = "at_least", "more_than", "below"
HALF = (1, 2)


@dataclass(frozen=True)
class Outcome:
    """What follows when the slips for an option reach a share: `how` is at_least, more_than or below.

    `twice`: only when the vote before had more than half low already.
    """

    code: str
    option: str
    how: str
    share: tuple[int, int]
    words: str
    verified: bool = False
    twice: bool = False

    def follows(self, part: int, whole: int) -> bool:
        """Whether so many of the whole reach the share, counted in whole numbers."""
        left, right = part * self.share[1], whole * self.share[0]
        return {AT_LEAST: left >= right, MORE_THAN: left > right, BELOW: left < right}[self.how]


@dataclass(frozen=True)
class VoteRule:
    """The rule of a time. `outcomes`: the gravest first; `quorum`: the least share of the invited who are present."""

    code: str
    since: dt.date
    name: str
    source: str
    verified: bool
    options: tuple[str, ...]
    base: str
    titles: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    quorum: tuple[int, int] | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    def label(self, option: str) -> str:
        return self.labels.get(option) or Option(option).label

    @property
    def base_words(self) -> str:
        return Base(self.base).label


@dataclass(frozen=True)
class Slips:
    """A round in numbers: who was invited, who came, how many slips are valid."""

    invited: int
    present: int
    valid: int

    def whole(self, rule: VoteRule) -> int:
        """Of what percentages are taken."""
        return self.valid if rule.base == Base.VALID else self.invited


@dataclass(frozen=True)
class Count:
    """The slips for somebody; `high` is None where there are two options."""

    high: int | None
    trust: int
    low: int

    def of(self, option: str) -> int:
        return {Option.HIGH: self.high, Option.TRUST: self.trust, Option.LOW: self.low}[option] or 0

    @property
    def total(self) -> int:
        return (self.high or 0) + self.trust + self.low


def rule_on(rules: Collection[VoteRule], day: dt.date) -> VoteRule | None:
    """The rule in force on the day; None before the first one."""
    return next((one for one in sorted(rules, key=lambda one: one.since, reverse=True) if one.since <= day), None)


def share_of(rule: VoteRule, slips: Slips, count: Count, option: str) -> Decimal | None:
    return percent(count.of(option), slips.whole(rule))


def mostly_low(rule: VoteRule, slips: Slips, count: Count) -> bool:
    """Whether more than half is low."""
    return Outcome("", Option.LOW, MORE_THAN, HALF, "").follows(count.low, slips.whole(rule))


def outcome_of(rule: VoteRule, slips: Slips, count: Count, low_before: bool = False) -> Outcome | None:
    """What follows by the rule; `low_before`: the vote before had more than half low."""
    whole = slips.whole(rule)
    fitting = (one for one in rule.outcomes if low_before or not one.twice)
    return next((one for one in fitting if one.follows(count.of(one.option), whole)), None)


def why_no_round(rule: VoteRule, slips: Slips) -> list[str]:
    """Why these numbers cannot be a round under the rule."""
    if not 0 < slips.invited <= MOST:
        return [f"Số người được mời phải từ 1 đến {MOST}."]
    if slips.present > slips.invited:
        return [f"Có mặt {slips.present} người, nhiều hơn số được mời, {slips.invited}."]
    if not 0 < slips.valid <= slips.present:
        return [f"Số phiếu hợp lệ phải từ 1 đến số người có mặt, {slips.present}; đồng chí ghi {slips.valid}."]
    if rule.quorum and slips.present * rule.quorum[1] < slips.invited * rule.quorum[0]:
        share = f"{rule.quorum[0]}/{rule.quorum[1]}"
        return [f"Phải có ít nhất {share} số được mời có mặt; mới có {slips.present} trên {slips.invited} người."]
    return []


def why_no_count(rule: VoteRule, slips: Slips, count: Count) -> list[str]:
    """Why these cannot be the slips for somebody."""
    if (Option.HIGH in rule.options) != (count.high is not None):
        options = ", ".join(rule.label(one).lower() for one in rule.options)
        return [f"quy định của ngày này chỉ có các mức: {options}."]
    if min(count.high or 0, count.trust, count.low) < 0:
        return ["số phiếu không được nhỏ hơn 0."]
    if count.total != slips.valid:
        return [f"cộng các mức được {count.total} phiếu, phải bằng số phiếu hợp lệ, {slips.valid}."]
    return []


def why_not_covered(rule: VoteRule, title: str, held: bool) -> list[str]:
    """Why somebody is not voted on: he did not hold the post that day, or the rule does not name it."""
    if not held:
        return ["không giữ chức danh này vào ngày lấy phiếu."]
    if title not in rule.titles:
        return [f"chức danh này không thuộc diện lấy phiếu theo {rule.name}."]
    return []
