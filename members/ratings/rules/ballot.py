"""What the ballots of a cell say (evaluation 3, 5, 6).

The first ballot shares the valid slips among the levels. Where the scheme votes on the best level apart, those who
came out as good are voted on again: agree or disagree. Only totals are kept, never who voted how.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cells.assessments.rules.member_scheme import MemberScheme

HALF = 2


@dataclass(frozen=True)
class Ballot:
    """Totals of one member: `first` one number for each level of the scheme (None: not counted yet)."""

    first: tuple[int | None, ...] = ()
    agree: int | None = None
    disagree: int | None = None

    @property
    def counted(self) -> bool:
        return any(number is not None for number in self.first)

    @property
    def first_total(self) -> int:
        return sum(number or 0 for number in self.first)

    @property
    def second_total(self) -> int:
        return (self.agree or 0) + (self.disagree or 0)


@dataclass(frozen=True)
class Slips:
    """Of the meeting: who has the right to vote, who was present, slips given out, valid; the same of the second."""

    entitled: int | None = None
    present: int | None = None
    given: int | None = None
    valid: int | None = None
    second_given: int | None = None
    second_valid: int | None = None


ORDER = (
    ("entitled", "số đảng viên được biểu quyết"),
    ("present", "số có mặt"),
    ("given", "số phiếu phát ra"),
    ("valid", "số phiếu hợp lệ"),
)
SECOND = (
    ("present", "số có mặt"),
    ("second_given", "số phiếu phát ra lần hai"),
    ("second_valid", "số phiếu hợp lệ lần hai"),
)

SECOND_ORDER = (ORDER[0], *SECOND)


def slips_problem(slips: Slips) -> str:
    """Why the numbers of the meeting contradict each other; "" when they do not. Unknown ones are passed over."""
    for order in (ORDER, SECOND):
        known = [(getattr(slips, name), words) for name, words in order if getattr(slips, name) is not None]
        for (more, above), (fewer, below) in pairwise(known):
            if fewer > more:
                return f"{below[:1].upper()}{below[1:]} ({fewer}) không được lớn hơn {above} ({more})."
    return ""


def ballot_problem(ballot: Ballot, slips: Slips) -> str:
    """Why the totals of a member cannot be so; "" when they can."""
    counted = (("các mức", ballot.first_total, ORDER), ("lần hai", ballot.second_total, SECOND_ORDER))
    for which, total, order in counted:
        most, words = fewest(slips, order)
        if most is not None and total > most:
            return f"Tổng số phiếu {which} ({total}) lớn hơn {words} ({most})."
    return ""


def fewest(slips: Slips, order: Sequence[tuple[str, str]]) -> tuple[int | None, str]:
    """The last known number of the order, which no total can pass, and what it is called."""
    known = [(getattr(slips, name), words) for name, words in order if getattr(slips, name) is not None]
    return known[-1] if known else (None, "")


def outcome(ballot: Ballot, slips: Slips, scheme: MemberScheme) -> str:
    """The level that the ballots suggest, "" while they are not counted.

    The best level that more than half of the valid slips reach or pass. A suggestion: which majority counts is not in
    the texts that were read, so the cell decides on its proposal itself.
    """
    level = first_outcome(ballot.first, slips.valid, scheme)
    best = scheme.levels[0].code
    if not (scheme.procedure.second_ballot and level == scheme.levels[1].code):
        return level
    counted = slips.second_valid or ballot.second_total
    return best if counted and (ballot.agree or 0) * HALF > counted else level


def first_outcome(votes: Sequence[int | None], valid: int | None, scheme: MemberScheme) -> str:
    """What the first ballot alone suggests."""
    given = sum(number or 0 for number in votes)
    counted = valid or given
    if not given or not counted:
        return ""
    reached = 0
    for level, number in zip(scheme.levels, votes, strict=False):
        reached += number or 0
        if reached * HALF > counted:
            return level.code
    return ""


def may_second(ballot: Ballot, slips: Slips, scheme: MemberScheme) -> bool:
    """Whether the member may be voted on for the best level: those who came out of the first ballot as good."""
    if not scheme.procedure.second_ballot:
        return False
    return first_outcome(ballot.first, slips.valid, scheme) == scheme.levels[1].code
