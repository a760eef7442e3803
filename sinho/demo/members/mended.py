"""Among the cases on the way: a vote struck out and written anew, a consent of the province, a case handed over."""

import datetime as dt
from collections import defaultdict

from members.admissions.models import Case, CaseHandover, CaseStep
from sinho.accounts.models import User

OLD = {"birth_year": 1946, "birth_month": 3, "birth_day": 12, "union_on": None}


def mend(cases: list[Case], steps: list[CaseStep], staff: User) -> list[CaseHandover]:
    """Change the rows before they are written; gives the handovers, which are written after them."""
    of_case = defaultdict(list)
    for step in steps:
        of_case[id(step.case)].append(step)
    waiting = [(case, of_case[id(case)][-1]) for case in cases if case.member is None]
    strike_a_vote(next(last for _, last in waiting if last.step == "cell_vote"), steps, staff)
    consent(*next(pair for pair in waiting if pair[1].step == "opinions"), steps)
    return [hand_over(waiting, staff)]


def strike_a_vote(right: CaseStep, steps: list[CaseStep], staff: User) -> None:
    """The vote stands a second time before the right one, with another number of votes, crossed out."""
    wrong = CaseStep(
        **{name: getattr(right, name) for name in ("case", "step", "on", "number", "counted", "by", "at")},
        agreed=right.counted,
        struck_at=right.at + dt.timedelta(minutes=20),
        struck_by=staff,
        struck_reason=f"Ghi nhầm số phiếu; theo biên bản là {right.votes_words}",
    )
    right.at = wrong.struck_at + dt.timedelta(minutes=2)
    steps.insert(steps.index(right), wrong)


def consent(case: Case, last: CaseStep, steps: list[CaseStep]) -> None:
    """A man over sixty, whom the province has agreed to."""
    for name, value in OLD.items():
        setattr(case, name, value)
    more = {"step": "province_consent", "number": "112-CV/TU"}
    steps.append(CaseStep(case=case, on=last.on, by=last.by, at=last.at, **more))


def hand_over(waiting: list[tuple[Case, CaseStep]], staff: User) -> CaseHandover:
    """Chosen by one cell of a commune, now with another one of the same commune."""
    pairs = (
        (case, last, other)
        for case, last in waiting
        for other, _ in waiting
        if last.step == "awareness_class" and other.organization != case.organization
        if other.organization.code.rpartition("-")[0] == case.organization.code.rpartition("-")[0]
        if other.opened_on <= case.opened_on and len(other.path["steps"]) == len(case.path["steps"])
    )
    case, last, other = next(pairs)
    to, case.organization = case.organization, other.organization
    reason = "Người vào Đảng chuyển đến ở bản khác trong xã"
    at = last.at + dt.timedelta(hours=1)
    return CaseHandover(case=case, from_cell=other.organization, to_cell=to, on=last.on, reason=reason, by=staff, at=at)
