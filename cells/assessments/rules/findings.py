"""Conditions of a gate as questions to facts, and what the system finds for each (A11)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from cells.assessments.rules.criteria import Frame
from sinho.text.numbers import format_number

ASKED = "asked"


@dataclass(frozen=True)
class Condition:
    """One condition: `fact` names what the system is asked, with its threshold (a share), level or grade.

    `of`: only criteria of these groups; `kinds`: only of these organisations; `confirm`: when it holds by the figures,
    a person says whether an exception applies.
    """

    code: str
    label: str
    fact: str
    threshold: Fraction | None = None
    level: str = ""
    grade: str = ""
    of: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    confirm: bool = False


@dataclass(frozen=True)
class TaskTally:
    """Registered tasks: how many, done, exceeded; late: None when the day of one is not known."""

    whole: int
    done: int
    exceeded: int
    late: int | None


@dataclass(frozen=True)
class LevelTally:
    """Organisations or members by the rank of their level, best first; `undecided` have none yet."""

    ranks: tuple[int, ...]
    undecided: int = 0

    @property
    def whole(self) -> int:
        return sum(self.ranks)


@dataclass(frozen=True)
class StaffRating:
    """The yearly rating of a member as a cadre or civil servant: its words, whether it is the best or the lowest."""

    words: str
    best: bool
    lowest: bool


@dataclass(frozen=True)
class Discipline:
    """What the register of discipline says of the year.

    `own`: how many decisions on the organisation itself, or the member; `below`: how many of its `units` were
    disciplined; `leaders`: how many who hold an office in its committee. What they were for stands in the register
    alone, for who may read it.
    """

    own: int = 0
    below: int = 0
    units: int = 0
    leaders: int = 0


@dataclass(frozen=True)
class MeetingTally:
    """Regular meetings of the year: months in which there had to be one, and in how many there was."""

    due: int
    held: int


@dataclass(frozen=True)
class Known:
    """What the system knows of an organisation's, or a member's, year. None: nothing is known, a person must say."""

    frame: Frame
    levels: tuple[str, ...]
    points: Decimal | None = None
    grades: Mapping[str, Decimal] = field(default_factory=dict)
    tasks: TaskTally | None = None
    below: LevelTally | None = None
    members: LevelTally | None = None
    staff: StaffRating | None = None
    discipline: Discipline | None = None
    meetings: MeetingTally | None = None


@dataclass(frozen=True)
class Finding:
    """What the system finds: whether the condition holds (None: not known), with the figures in words."""

    holds: bool | None
    words: str = ""


NOT_KNOWN = Finding(None)


def _share(count: int, whole: int, words: str) -> tuple[Fraction, str]:
    share = Fraction(count, whole)
    percent = format_number((Decimal(share.numerator * 100) / share.denominator).quantize(Decimal("0.1")))
    return share, f"{words} {count}/{whole} ({percent} %)"


def _points(known: Known, condition: Condition, below: bool) -> Finding:
    if known.points is None:
        return Finding(None, "chưa chấm đủ điểm")
    holds = known.points < condition.threshold if below else known.points >= condition.threshold
    return Finding(holds, f"{format_number(known.points)} điểm")


def _tasks_done(known: Known, condition: Condition, below: bool) -> Finding:
    if known.tasks is None:
        return Finding(None, "chưa có kết quả nhiệm vụ đăng ký")
    share, words = _share(known.tasks.done, known.tasks.whole, "hoàn thành")
    return Finding(share < condition.threshold if below else share >= condition.threshold, f"{words} nhiệm vụ")


def _tasks_on_time(known: Known, condition: Condition) -> Finding:
    done = _tasks_done(known, condition, below=False)
    if not done.holds:
        return done
    if known.tasks.late is None:
        return Finding(None, f"{done.words}, chưa ghi đủ ngày hoàn thành")
    share, words = _share(known.tasks.done - known.tasks.late, known.tasks.whole, "hoàn thành đúng hạn")
    return Finding(share >= condition.threshold, f"{words} nhiệm vụ")


def _tasks_exceeded(known: Known, condition: Condition) -> Finding:
    if known.tasks is None:
        return Finding(None, "chưa có kết quả nhiệm vụ đăng ký")
    share, words = _share(known.tasks.exceeded, known.tasks.whole, "vượt")
    return Finding(share >= condition.threshold, f"{words} nhiệm vụ")


def _tasks_late(known: Known, condition: Condition) -> Finding:
    if known.tasks is None or known.tasks.late is None:
        return Finding(None, "chưa ghi đủ ngày hoàn thành của nhiệm vụ")
    share, words = _share(known.tasks.late, known.tasks.whole, "chậm")
    return Finding(share <= condition.threshold, f"{words} nhiệm vụ")


def _scales_at_least(known: Known, condition: Condition) -> Finding:
    groups = [group for group in known.frame.groups if not condition.of or group.key in condition.of]
    criteria = [one for group in groups for one in group.criteria if one.scale]
    below = [
        one for one in criteria if one.code in known.grades and known.grades[one.code] < _kept(one, condition.grade)
    ]
    if below:
        said = ", ".join(f"{one.code} “{one.words(known.grades[one.code])}”" for one in below)
        return Finding(False, f"tiêu chí {said}")
    if not criteria or any(one.code not in known.grades for one in criteria):
        return Finding(None, "chưa đánh giá đủ tiêu chí")
    return Finding(True, f"{len(criteria)} tiêu chí từ “{condition.grade}” trở lên")


def _scales_any(known: Known, condition: Condition) -> Finding:
    criteria = [one for one in known.frame.criteria.values() if one.scale]
    found = [one.code for one in criteria if known.grades.get(one.code) == _kept(one, condition.grade)]
    if found:
        return Finding(True, f"tiêu chí {', '.join(found)}")
    if not criteria or any(one.code not in known.grades for one in criteria):
        return Finding(None, "chưa đánh giá đủ tiêu chí")
    return Finding(False, f"không có tiêu chí nào “{condition.grade}”")


def _kept(criterion, grade: str) -> Decimal:
    return Decimal(len(criterion.scale) - 1 - criterion.scale.index(grade))


def _at_least(tally: LevelTally | None, known: Known, condition: Condition, what: str) -> Finding:
    if tally is None or not tally.whole or tally.undecided:
        return Finding(None, _lacking(tally, what))
    best = tally.ranks[: known.levels.index(condition.level) + 1]
    share, words = _share(sum(best), tally.whole, "đạt")
    return Finding(share >= condition.threshold, f"{words} {what}")


def _lowest_above(tally: LevelTally | None, condition: Condition, what: str) -> Finding:
    if tally is None or not tally.whole or tally.undecided:
        return Finding(None, _lacking(tally, what))
    share, words = _share(tally.ranks[-1], tally.whole, "xếp loại thấp nhất")
    return Finding(share > condition.threshold, f"{words} {what}")


def _staff(known: Known, end: str) -> Finding:
    if known.staff is None:
        return Finding(None, "chưa có kết quả đánh giá cán bộ, công chức của năm")
    return Finding(getattr(known.staff, end), f"kết quả đánh giá cán bộ: {known.staff.words}")


def _in_register(told: Discipline) -> list[str]:
    """How much the register holds, without what it was for."""
    words = [f"sổ kỷ luật ghi {told.own} quyết định"] if told.own else []
    words += [f"{told.below} {UNITS} bị kỷ luật"] if told.below else []
    words += [f"{told.leaders} đồng chí trong cấp ủy bị kỷ luật"] if told.leaders else []
    return words


NOTHING_IN_REGISTER = "sổ kỷ luật không ghi trong năm"


def _disciplined(known: Known, condition: Condition) -> Finding:
    told = known.discipline
    if told is None:
        return NOT_KNOWN
    words = _in_register(Discipline(own=told.own))
    return Finding(bool(told.own), "; ".join(words) or NOTHING_IN_REGISTER)


def _collective_disciplined(known: Known, condition: Condition) -> Finding:
    told = known.discipline
    if told is None or told.own or not told.units:
        return _disciplined(known, condition)
    share, words = _share(told.below, told.units, "bị kỷ luật")
    return Finding(share > condition.threshold, f"{words} {UNITS}")


def _nobody_disciplined(known: Known, condition: Condition) -> Finding:
    told = known.discipline
    if told is None:
        return NOT_KNOWN
    words = _in_register(told)
    return Finding(not words, "; ".join(words) or NOTHING_IN_REGISTER)


def _meetings_held(known: Known, condition: Condition) -> Finding:
    if known.meetings is None or not known.meetings.due:
        return Finding(None, "chưa có sổ sinh hoạt của năm")
    share, words = _share(known.meetings.held, known.meetings.due, "họp")
    return Finding(share >= condition.threshold, f"{words} tháng")


def _lacking(tally: LevelTally | None, what: str) -> str:
    return f"còn {tally.undecided} {what} chưa có kết quả" if tally and tally.undecided else f"chưa có kết quả {what}"


UNITS, MEMBERS = "tổ chức đảng trực thuộc", "đảng viên"
FACTS: dict[str, Callable[[Known, Condition], Finding]] = {
    ASKED: lambda known, condition: NOT_KNOWN,
    "points_below": lambda known, condition: _points(known, condition, below=True),
    "points_at_least": lambda known, condition: _points(known, condition, below=False),
    "tasks_done_at_least": lambda known, condition: _tasks_done(known, condition, below=False),
    "tasks_done_below": lambda known, condition: _tasks_done(known, condition, below=True),
    "tasks_on_time_at_least": _tasks_on_time,
    "tasks_exceeded_at_least": _tasks_exceeded,
    "tasks_late_at_most": _tasks_late,
    "scales_at_least": _scales_at_least,
    "scales_any": _scales_any,
    "orgs_at_least": lambda known, condition: _at_least(known.below, known, condition, UNITS),
    "orgs_lowest_above": lambda known, condition: _lowest_above(known.below, condition, UNITS),
    "members_at_least": lambda known, condition: _at_least(known.members, known, condition, MEMBERS),
    "members_lowest_above": lambda known, condition: _lowest_above(known.members, condition, MEMBERS),
    "staff_best": lambda known, condition: _staff(known, "best"),
    "staff_lowest": lambda known, condition: _staff(known, "lowest"),
    "disciplined": _disciplined,
    "collective_disciplined": _collective_disciplined,
    "nobody_disciplined": _nobody_disciplined,
    "meetings_held_at_least": _meetings_held,
}
# Facts that have no threshold.
WHOLE = (ASKED, "staff_best", "staff_lowest", "disciplined", "nobody_disciplined")
# Facts that are asked for in points, not in shares.
IN_POINTS = ("points_below", "points_at_least")
