"""Whom to lead to retire, and in which order the steps come (A19). The rule itself is data (`rulebook/`)."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from cadres.staff.enums import Measure
from cadres.staff.rules import LEVELS, Known, meets
from members.roll.enums import Sex, Subject


@dataclass(frozen=True)
class Criteria:
    """The rule in force from a day: ages by sex, what is too little, from which age nobody is sent to study.

    `weak`: which of schooling, trained, ratings count; one of them is enough. `insurance_least`: months that a pension
    asks for; who has fewer, or of whom it is not known, stays in the list and is told so.
    """

    since: dt.date
    source: str
    verified: bool
    ages: Mapping[str, tuple[int, int]]
    schooling_below: str
    untrainable_from: Mapping[str, int]
    weak: tuple[str, ...]
    low_years: int
    insurance_least: int


@dataclass(frozen=True)
class Older:
    """Of somebody on the staff, on the day: what the rule asks for. `low_rated`: lowest for as long as it asks.

    `months`: paid to the social insurance by the day; None when nobody wrote it down.
    """

    sex: str
    age: int
    known: Known
    low_rated: bool = False
    months: int | None = None


def why_candidate(criteria: Criteria, one: Older) -> list[str]:
    """The reasons why somebody is to be led to retire; an empty list when he is not."""
    youngest, oldest = criteria.ages[one.sex]
    if not youngest <= one.age <= oldest or one.age < criteria.untrainable_from[one.sex]:
        return []
    weak = weaknesses(criteria, one)
    if not weak:
        return []
    man = "nam" if one.sex == Sex.MALE else "nữ"
    first = f"{one.age} tuổi, trong khoảng {youngest} đến {oldest} tuổi của {man}"
    limit = criteria.untrainable_from[one.sex]
    return [first, *weak, f"từ {limit} tuổi không cử đi đào tạo được nữa"]


def weaknesses(criteria: Criteria, one: Older) -> list[str]:
    """What is too little."""
    found = []
    if "schooling" in criteria.weak and not one.known.has(Subject.GENERAL, criteria.schooling_below):
        level = dict(LEVELS[Subject.GENERAL])[criteria.schooling_below].lower()
        found.append(f"học vấn dưới {level}")
    if "trained" in criteria.weak and not meets(Measure.TRAINED, one.known):
        found.append("chưa được đào tạo, bồi dưỡng theo chức danh")
    if "ratings" in criteria.weak and one.low_rated:
        found.append(f"{criteria.low_years} năm liền xếp loại thấp nhất")
    return found


def insurance_words(criteria: Criteria, months: int | None) -> tuple[str, bool]:
    """How the time of social insurance stands in words, and whether it is enough for a pension."""
    if months is None:
        return "chưa ghi thời gian đóng bảo hiểm", False
    years, rest = divmod(months, 12)
    said = f"đóng bảo hiểm {years} năm" + (f" {rest} tháng" if rest else "")
    enough = months >= criteria.insurance_least
    return (said if enough else f"{said}, chưa đủ {criteria.insurance_least // 12} năm"), enough


def months_by(paid: int, counted_on: dt.date, day: dt.date) -> int:
    """Months paid by a day when so many were paid by an earlier one and he has stayed on the staff."""
    return paid + max((day.year - counted_on.year) * 12 + day.month - counted_on.month - (day.day < counted_on.day), 0)


@dataclass(frozen=True)
class Step:
    """A step of the path. `asks`: fields beside day, number and note; `needs`: those that may not be left empty.

    `after`: steps that must stand before; `repeat`: it may come several times; `medical`: seen by who keeps the staff
    alone; `leaves`: it ends the posts.
    """

    code: str
    label: str
    document: str
    after: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    optional: bool = False
    repeat: bool = False
    medical: bool = False
    leaves: bool = False


@dataclass(frozen=True)
class Path:
    """The steps in their order, with where they come from."""

    code: str
    source: str
    verified: bool
    steps: tuple[Step, ...] = field(default=())

    def step(self, code: str) -> Step:
        return next(one for one in self.steps if one.code == code)

    def has(self, code: str) -> bool:
        return any(one.code == code for one in self.steps)


def open_steps(path: Path, done: Collection[str]) -> list[Step]:
    """Steps that may be written down now; none after the last one."""
    if any(one.leaves and one.code in done for one in path.steps):
        return []
    ready = (one for one in path.steps if all(code in done for code in one.after))
    return [one for one in ready if one.repeat or one.code not in done]


def next_step(path: Path, done: Collection[str]) -> Step | None:
    """The step that the case waits for: the first one that must come and has not."""
    return next((one for one in open_steps(path, done) if not one.optional and one.code not in done), None)


@dataclass(frozen=True)
class Regime:
    """A regime under which somebody leaves; `exit`: how the post ends."""

    code: str
    label: str
    exit: str
    source: str
    verified: bool = False
    since: dt.date | None = None
    until: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
