"""Which steps can be taken now, where a case stands, why a step cannot be written down."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from members.admissions.rules.eligibility import why_consent, why_not_eligible
from members.admissions.rules.path import CaseFacts, Done, Path, Step, Votes
from members.roll.rules import months_later
from sinho.text.dates import format_date

# The stage whose papers come in any order.
FILE = "file"


def open_steps(path: Path, facts: CaseFacts, day: dt.date) -> list[Step]:
    """Steps that can be taken on the day: not passed yet, or with a paper that has expired; all before them passed."""
    return [
        step
        for step in path.steps
        if (not facts.passed(step.code) or has_expired(path, facts, step, day))
        and all(facts.passed(code) for code in step.after)
        and not later_passed(path, facts, step)
        and (not step.consent or why_consent(path, facts, day))
    ]


def has_expired(path: Path, facts: CaseFacts, step: Step, day: dt.date) -> bool:
    """Whether the paper of the step is too old on the day for a step that has still to be taken."""
    done = facts.passed(step.code)
    limits = [one for one in path.limits if one.since == step.code and one.paper and not facts.passed(one.step)]
    return done is not None and any(day > limit.due(done.on) for limit in limits)


def later_passed(path: Path, facts: CaseFacts, step: Step) -> bool:
    """Whether an optional step has been left out: a vote that stands after it in the path has been carried."""
    following = path.steps[path.steps.index(step) + 1 :]
    return step.optional and any(one.votes and facts.passed(one.code) for one in following)


def stage_of(path: Path, facts: CaseFacts, day: dt.date) -> str:
    """Where the case stands on the day: the stage of the first required step that is not passed; "" when all are.

    While that step cannot be taken for months yet, the case still stands in the stage before.
    """
    step = next((step for step in path.steps if not step.optional and not facts.passed(step.code)), None)
    if step is None:
        return ""
    stages = list(path.stages)
    earliest = earliest_day(path, facts, step)
    return stages[stages.index(step.stage) - 1] if earliest and day < earliest else step.stage


def earliest_day(path: Path, facts: CaseFacts, step: Step) -> dt.date | None:
    """The first day on which the step may be taken, when it must wait for months; None when it need not."""
    if step.months_after is None:
        return None
    code, months = step.months_after
    done = facts.passed(code)
    return months_later(done.on, months) if done else None


def checklist(path: Path, facts: CaseFacts, needed: Collection[str] = ()) -> list[tuple[Step, Done | None]]:
    """Papers of the dossier: each step with its document and when it was done; optional ones when there or needed."""
    rows = [(step, facts.passed(step.code)) for step in path.steps]
    return [(step, done) for step, done in rows if done or not step.optional or step.code in needed]


@dataclass(frozen=True)
class Attempt:
    """What somebody wants to write down about a step."""

    step: str
    on: dt.date
    number: str = ""
    mentor: str = ""
    referrers: str = ""
    votes: Votes | None = None


def why_not(path: Path, facts: CaseFacts, attempt: Attempt, today: dt.date) -> list[str]:
    """Why the step cannot be written down like this; an empty list when it can."""
    step = path.step(attempt.step)
    if step not in open_steps(path, facts, max(attempt.on, today)):
        return [_why_not_open(path, facts, step)]
    reasons = _wrong_day(path, facts, step, attempt, today)
    if step.eligible:
        reasons += why_not_eligible(path, facts, attempt.on)
        reasons += _expired(path, facts, step, attempt.on)
    given = {"number": attempt.number, "mentor": attempt.mentor, "referrers": attempt.referrers}
    reasons += [NEEDS[name].format(document=step.document.lower()) for name in step.needs if not given[name].strip()]
    return reasons + _wrong_votes(step, attempt.votes)


NEEDS = {
    "number": "Ghi số của {document}.",
    "mentor": "Ghi đảng viên chính thức được phân công giúp đỡ.",
    "referrers": "Ghi người giới thiệu.",
}


def _why_not_open(path: Path, facts: CaseFacts, step: Step) -> str:
    if facts.passed(step.code):
        return f"“{step.label}” đã ghi ngày {format_date(facts.passed(step.code).on)}."
    if step.consent:
        return "Người này không thuộc diện phải có văn bản đồng ý của Ban Thường vụ Tỉnh ủy, hoặc chi bộ đã xét xong."
    missing = [path.step(code).label for code in step.after if not facts.passed(code)]
    return f"Trước bước này còn thiếu: {'; '.join(missing)}." if missing else f"“{step.label}” đã bỏ qua."


def _wrong_day(path: Path, facts: CaseFacts, step: Step, attempt: Attempt, today: dt.date) -> list[str]:
    if attempt.on > today:
        return [f"Ngày {format_date(attempt.on)} chưa đến."]
    last = max((one.on for one in facts.done if one.step in _earlier(path, step)), default=None)
    if last and attempt.on < last:
        return [f"Ngày {format_date(attempt.on)} trước bước trước đó, {format_date(last)}."]
    earliest = earliest_day(path, facts, step)
    if earliest and attempt.on < earliest:
        code, months = step.months_after
        return [f"Sớm nhất là {months} tháng sau “{path.step(code).label}”: {format_date(earliest)}."]
    return []


def _earlier(path: Path, step: Step) -> set[str]:
    """Steps that must not lie after this one: in the papers of the file what it needs, later on all that stand before.

    An earlier try of the same step, a vote that was not carried, is among them.
    """
    if step.stage == FILE:
        return {step.code, *step.after}
    return {one.code for one in path.steps[: path.steps.index(step) + 1]}


def _expired(path: Path, facts: CaseFacts, step: Step, day: dt.date) -> list[str]:
    """Papers that are too old on the day of the step."""
    found = []
    for limit in path.limits:
        done = facts.passed(limit.since)
        if limit.step == step.code and limit.paper and done and day > limit.due(done.on):
            found.append(f"{path.step(limit.since).document} chỉ có giá trị đến {format_date(limit.due(done.on))}.")
    return found


def _wrong_votes(step: Step, votes: Votes | None) -> list[str]:
    if step.votes is None:
        return []
    if votes is None or votes.counted < 1:
        return ["Ghi số người được tính và số phiếu tán thành."]
    if not 0 <= votes.agreed <= votes.counted:
        return [f"Số phiếu tán thành phải từ 0 đến {votes.counted}."]
    return []


def passes(step: Step, votes: Votes | None) -> bool:
    """Whether the step is passed: every step but a vote that was not carried."""
    return step.votes is None or (votes is not None and votes.carried(step.votes))
