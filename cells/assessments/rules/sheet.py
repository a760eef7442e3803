"""What a sheet holds and what it still lacks; how a registered task turned out (A10, A11)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cells.assessments.enums import Direction, Outcome, RegistrationState
from cells.assessments.rules.criteria import Criterion, Frame, Group
from cells.assessments.rules.findings import TaskTally
from cells.assessments.rules.scheme import Scheme
from sinho.text.numbers import format_number

GENERAL, RESULTS, LEVEL, HAND_IN = "chung", "ket-qua", "xep-loai", "nop"


@dataclass(frozen=True)
class TaskFacts:
    """A registered task: what was planned, what was reached."""

    id: int
    group: str
    content: str = ""
    measure: str = ""
    unit: str = ""
    planned: Decimal | None = None
    deadline: dt.date | None = None
    direction: str = Direction.UP
    actual: Decimal | None = None
    why_missed: str = ""
    done_on: dt.date | None = None

    @property
    def blank(self) -> bool:
        """A line of the form in which nothing has been written."""
        return not (self.content or self.measure or self.unit) and self.planned is None and self.deadline is None


@dataclass(frozen=True)
class ScoreFacts:
    points: Decimal | None = None
    evidence: str = ""


@dataclass(frozen=True)
class ResultFacts:
    value: Decimal | None = None
    source: str = ""
    source_date: dt.date | None = None


@dataclass(frozen=True)
class SheetFacts:
    """Everything that the organisation itself enters, as plain values."""

    frame: Frame
    scheme: Scheme
    tasks: tuple[TaskFacts, ...]
    scores: dict[str, ScoreFacts]
    results: dict[str, ResultFacts]
    registration_state: str = RegistrationState.NONE
    aimed_level: str = ""
    self_level: str = ""
    meeting_on: dt.date | None = None


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: the sentence, the part of the sheet, the field that it is about."""

    text: str
    part: str
    field: str = ""


@dataclass(frozen=True)
class Part:
    """A section of the sheet: `key` in the address, `number` as people count, the criteria group if it has one."""

    key: str
    number: int
    label: str
    group: Group | None = None


def parts_of(frame: Frame) -> tuple[Part, ...]:
    """Sections of the sheet of an organisation with this frame, in the order of filling in."""
    labels = [(GENERAL, "Thông tin chung", None)]
    labels += [(group.code, group.label, group) for group in frame.groups]
    if frame.indicators:
        labels.append((RESULTS, "Kết quả của xã", None))
    labels += [(LEVEL, "Tự xếp loại", None), (HAND_IN, "Xem lại và nộp", None)]
    return tuple(Part(key, number, label, group) for number, (key, label, group) in enumerate(labels, start=1))


def outcome(task: TaskFacts) -> Outcome:
    """How the task turned out: not entered, missed, met or exceeded."""
    if task.actual is None or task.planned is None:
        return Outcome.OPEN
    if task.actual == task.planned:
        return Outcome.MET
    better = task.actual > task.planned if task.direction == Direction.UP else task.actual < task.planned
    return Outcome.EXCEEDED if better else Outcome.MISSED


def achieved_percent(task: TaskFacts) -> Decimal | None:
    """Reached against registered in per cent, one decimal: actual/planned, turned round where less is better.

    None when nothing was entered, or when the quotient has no meaning (division by zero).
    """
    if task.actual is None or task.planned is None:
        return None
    above, below = (task.actual, task.planned) if task.direction == Direction.UP else (task.planned, task.actual)
    if below == 0:
        return None
    return (above * 100 / below).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def points_problem(criterion: Criterion, points: Decimal) -> str:
    """Why so many points cannot be given; "" when they can."""
    if criterion.scale and (points < 0 or points > criterion.max or points % 1):
        return f"Tiêu chí {criterion.code} đánh giá bằng các mức: {', '.join(criterion.scale)}."
    if points < 0 or points > criterion.max:
        return f"Điểm tiêu chí {criterion.code} từ 0 đến {format_number(criterion.max)}."
    if points % criterion.step:
        return f"Điểm tiêu chí {criterion.code} theo bước {format_number(criterion.step)}, ví dụ {_example(criterion)}."
    return ""


def _example(criterion: Criterion) -> str:
    return format_number(criterion.max - criterion.step)


def total(scores: dict[str, ScoreFacts], criteria: Iterable[Criterion]) -> Decimal:
    """Points given so far: with what stands on top, without what is taken off."""
    return sum((c.counted(scores[c.code].points) for c in criteria if c.code in scores), Decimal(0))


def points_given(scores: dict[str, ScoreFacts], criteria: Iterable[Criterion]) -> bool:
    """Whether every criterion that must have points has them."""
    asked = [criterion for criterion in criteria if not criterion.optional]
    return all(c.code in scores and scores[c.code].points is not None for c in asked)


def tally(tasks: Iterable[TaskFacts]) -> TaskTally | None:
    """How the registered tasks turned out; None without tasks, or while one has no result.

    Late: done after its deadline. One with a deadline and without the day on which it was done leaves that unknown.
    """
    tasks = [task for task in tasks if not task.blank]
    outcomes = [outcome(task) for task in tasks]
    if not tasks or Outcome.OPEN in outcomes:
        return None
    done = [task for task, turned_out in zip(tasks, outcomes, strict=True) if turned_out != Outcome.MISSED]
    timed = [task for task in done if task.deadline]
    known = all(task.done_on for task in timed)
    late = sum(task.done_on > task.deadline for task in timed) if known else None
    return TaskTally(len(tasks), len(done), outcomes.count(Outcome.EXCEEDED), late)


def missing_before_registration(facts: SheetFacts) -> list[Missing]:
    """What the registration of the year still lacks; an empty list means it may be sent (A10)."""
    missing = []
    if not facts.aimed_level:
        missing.append(Missing("Chọn mức phấn đấu", "dang-ky", "sheet::aimed_level"))
    written = [task for task in facts.tasks if not task.blank]
    if not written:
        first = facts.tasks[0] if facts.tasks else None
        missing.append(Missing("Ghi ít nhất một nhiệm vụ", "dang-ky", f"task:{first.id}:content" if first else ""))
    for task in written:
        name = f"“{task.content}”" if task.content else "nhiệm vụ chưa có tên"
        if not task.content:
            missing.append(Missing("Ghi tên nhiệm vụ", "dang-ky", f"task:{task.id}:content"))
        if task.planned is None:
            missing.append(Missing(f"Ghi mức đăng ký của {name}", "dang-ky", f"task:{task.id}:planned"))
        if not task.unit:
            missing.append(Missing(f"Ghi đơn vị tính của {name}", "dang-ky", f"task:{task.id}:unit"))
    return missing


def missing_before_submission(facts: SheetFacts) -> list[Missing]:
    """What the secretary still has to do; an empty list means the sheet may be handed in (A11)."""
    return [
        *_missing_general(facts),
        *(missing for group in facts.frame.groups for missing in _missing_in_group(facts, group)),
        *_missing_results(facts),
        *([] if facts.self_level else [Missing("Chọn mức tự xếp loại", LEVEL, "sheet::self_level")]),
    ]


def _missing_general(facts: SheetFacts) -> list[Missing]:
    missing = []
    if facts.registration_state not in (RegistrationState.SENT, RegistrationState.ACCEPTED):
        missing.append(Missing("Gửi bản đăng ký đầu năm", "dang-ky"))
    if facts.meeting_on is None:
        missing.append(Missing("Ghi ngày họp thông qua", GENERAL, "sheet::meeting_on"))
    return missing


def _missing_in_group(facts: SheetFacts, group: Group) -> list[Missing]:
    missing = []
    for task in (task for task in facts.tasks if task.group == group.key and not task.blank):
        if task.actual is None:
            missing.append(Missing(f"Nhập kết quả “{task.content}”", group.code, f"task:{task.id}:actual"))
        elif outcome(task) == Outcome.MISSED and not task.why_missed:
            missing.append(Missing(f"Ghi lý do chưa đạt “{task.content}”", group.code, f"task:{task.id}:why_missed"))
    for criterion in group.criteria:
        score = facts.scores.get(criterion.code, ScoreFacts())
        if score.points is None and criterion.optional:
            continue
        if score.points is None:
            missing.append(Missing(f"Chấm tiêu chí {criterion.code}", group.code, f"score:{criterion.code}:points"))
        if criterion.evidence and not score.evidence:
            field = f"score:{criterion.code}:evidence"
            missing.append(Missing(f"Ghi minh chứng tiêu chí {criterion.code}", group.code, field))
    return missing


def _missing_results(facts: SheetFacts) -> list[Missing]:
    missing = []
    for indicator in facts.frame.indicators:
        result = facts.results.get(indicator.code, ResultFacts())
        name = f"“{indicator.label}”"
        for value, words, attribute in (
            (result.value, f"Nhập {name}", "value"),
            (result.source or None, f"Ghi nguồn số liệu {name}", "source"),
            (result.source_date, f"Ghi ngày số liệu {name}", "source_date"),
        ):
            if value is None:
                missing.append(Missing(words, RESULTS, f"result:{indicator.code}:{attribute}"))
    return missing


def unexplained(own: dict[str, ScoreFacts], given: dict[str, ScoreFacts]) -> list[str]:
    """Criteria on which the level above gives other points than the organisation, without saying why."""
    return sorted(
        code
        for code, score in given.items()
        if score.points is not None and not score.evidence and score.points != own.get(code, ScoreFacts()).points
    )


def needs_reason(scheme: Scheme, level: str, points: Decimal, *, complete: bool) -> str:
    """Why a level must be explained in words: the points suggest another one. "" when they agree or say nothing."""
    suggested = scheme.level_for_points(points) if complete else None
    if suggested is None or suggested.code == level:
        return ""
    return (
        f"{format_number(points)} điểm ứng với mức “{suggested.label}”; chọn mức “{scheme.label(level)}” "
        "thì phải ghi lý do ở phần ý kiến."
    )
