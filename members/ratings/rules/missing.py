"""What a cell still has to do before it may hand its ratings in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cells.assessments.rules.member_scheme import MemberScheme
from members.ratings.rules.ballot import Ballot, Slips, ballot_problem, may_second, slips_problem

NAMES = 5
NO_BALLOT = Ballot()


@dataclass(frozen=True)
class RatedFacts:
    """A member as his row stands. `fact`: what the roll says (exempted …), as a code of the scheme; "" for nothing;
    `closed`: why his level cannot be given."""

    name: str
    self_level: str = ""
    ballot: Ballot = NO_BALLOT
    level: str = ""
    sub_reason: str = ""
    reason: str = ""
    words: str = ""
    fact: str = ""
    closed: tuple[str, ...] = ()


def row_problems(one: RatedFacts, slips: Slips, scheme: MemberScheme) -> list[str]:
    """What is wrong or missing with one member."""
    if one.reason:
        reason = scheme.reason(one.reason)
        if reason and reason.words and not one.words:
            return ["ghi lý do chưa đánh giá bằng lời"]
        return []
    if not one.level:
        return [] if one.fact and scheme.reason_of_fact(one.fact) else ["chọn mức đề nghị"]
    found = []
    if not one.ballot.counted:
        found.append("ghi số phiếu")
    elif problem := ballot_problem(one.ballot, slips):
        found.append(problem[:1].lower() + problem[1:].rstrip("."))
    if problem := best_problem(one, slips, scheme):
        found.append(problem)
    if one.sub_reason and not scheme.may_have(one.level, one.sub_reason):
        found.append("dòng chi tiết không thuộc mức đề nghị")
    if scheme.level(one.level).lowest and scheme.sub_reasons.get(one.level) and not one.sub_reason:
        found.append(f"chọn dòng chi tiết của mức {scheme.short(one.level)}")
    return [*found, *one.closed]


def best_problem(one: RatedFacts, slips: Slips, scheme: MemberScheme) -> str:
    """Why the best level cannot be proposed of him; "" when it can, or is not."""
    best = scheme.levels[0]
    second = scheme.procedure.second_ballot
    if one.ballot.second_total and not may_second(one.ballot, slips, scheme):
        return f"chỉ bỏ phiếu lần hai cho người lần một đạt {scheme.levels[1].short}"
    if one.level == best.code and second and not one.ballot.second_total:
        return f"đề nghị {best.short} thì ghi số phiếu lần hai"
    return ""


def missing(rows: Sequence[RatedFacts], slips: Slips, meeting_known: bool, scheme: MemberScheme) -> list[str]:
    """Sentences; an empty list means that the cell may hand in."""
    if not rows:
        return ["Chi bộ không có đảng viên nào để đánh giá."]
    found = []
    voted = any(one.level for one in rows)
    if voted and not meeting_known:
        found.append("Ghi ngày họp chi bộ.")
    if voted and slips.valid is None:
        found.append("Ghi số phiếu hợp lệ.")
    if problem := slips_problem(slips):
        found.append(problem)
    return found + grouped((one.name, problem) for one in rows for problem in row_problems(one, slips, scheme))


def grouped(problems: Iterable[tuple[str, str]]) -> list[str]:
    """Name and what is wrong with him, as one sentence for all of whom it is said."""
    names_of: dict[str, list[str]] = {}
    for name, problem in problems:
        names_of.setdefault(problem, []).append(name)
    found = []
    for problem, names in names_of.items():
        more = f" và {len(names) - NAMES} đồng chí khác" if len(names) > NAMES else ""
        found.append(f"{', '.join(names[:NAMES])}{more}: {problem[:1].lower()}{problem[1:].rstrip('.')}.")
    return found
