"""Criteria of a sheet: what points or grades are given for, in groups, per kind of organisation (A10, A11)."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sinho.text.numbers import format_number


class BadScheme(ValueError):
    """A scheme file that contradicts itself; the message says where."""


@dataclass(frozen=True)
class Criterion:
    """What points are given for: at most `max`, in steps of `step`; `evidence`: a paper must be named.

    `scale`: graded in these words, best first, in place of points; the worst is kept as 0. `bonus` stands on top of the
    points of the sheet, `deduction` takes off; both may stay empty. `under`: the criterion that this is a part of.
    """

    code: str
    label: str
    max: Decimal
    step: Decimal
    evidence: bool
    scale: tuple[str, ...] = ()
    bonus: bool = False
    deduction: bool = False
    under: str = ""

    @property
    def optional(self) -> bool:
        return self.bonus or self.deduction

    @property
    def full(self) -> Decimal:
        """What it adds to the most that a sheet can get."""
        return Decimal(0) if self.scale or self.optional else self.max

    @property
    def max_words(self) -> str:
        """15 · +5 · −5; "" of a scale."""
        sign = "−" if self.deduction else "+" if self.bonus else ""
        return "" if self.scale else f"{sign}{format_number(self.max)}"

    def counted(self, points: Decimal | None) -> Decimal:
        """What so many points add to the sum."""
        if points is None or self.scale:
            return Decimal(0)
        return -points if self.deduction else points

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Grades of the scale as they are kept, with their words, best first."""
        best = len(self.scale) - 1
        return [(str(best - place), word) for place, word in enumerate(self.scale)]

    def words(self, points: Decimal | None) -> str:
        """The grade in words, or the points as people read them."""
        if points is None:
            return ""
        place = len(self.scale) - 1 - int(points)
        return self.scale[place] if self.scale and 0 <= place < len(self.scale) else format_number(points)


@dataclass(frozen=True)
class Group:
    """A part of the sheet; `tasks`: registered tasks may belong to it."""

    code: str
    key: str
    label: str
    tasks: bool
    criteria: tuple[Criterion, ...]

    @property
    def max(self) -> Decimal:
        return sum((criterion.full for criterion in self.criteria), Decimal(0))


@dataclass(frozen=True)
class Indicator:
    """An economic, social, defence or security result of the commune; `hint` names who gives the figure."""

    code: str
    label: str
    unit: str
    hint: str


@dataclass(frozen=True)
class Frame:
    """Criteria and indicators for some kinds and types of organisations.

    `under`: only for what stands directly below this organisation, whose committee adapted the criteria; `source`: by
    which paper.
    """

    code: str
    label: str
    kinds: tuple[str, ...]
    types: tuple[str, ...]
    verified: bool
    groups: tuple[Group, ...]
    indicators: tuple[Indicator, ...]
    under: int | None = None
    source: str = ""

    def fits(self, kind: str, type: str, above: Collection[int] = ()) -> bool:
        mine = self.under is None or self.under in above
        return mine and (not self.kinds or kind in self.kinds) and (not self.types or type in self.types)

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        return {criterion.code: criterion for group in self.groups for criterion in group.criteria}

    @property
    def max(self) -> Decimal:
        return sum((group.max for group in self.groups), Decimal(0))

    @property
    def task_groups(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.tasks)


def read_criterion(data: dict, under: str = "") -> tuple[Criterion, ...]:
    """The criterion of a file, or its parts."""
    if "parts" in data:
        return tuple(one for part in data["parts"] for one in read_criterion(part, data["label"]))
    scale = tuple(data.get("scale", ()))
    most = Decimal(len(scale) - 1) if scale else Decimal(str(data["max"]))
    step = Decimal(1) if scale else Decimal(str(data["step"]))
    bonus = data.get("bonus", False)
    above = under or data.get("under", "")
    return (Criterion(data["code"], data["label"], abs(most), step, data["evidence"], scale, bonus, most < 0, above),)


def read_group(data: dict) -> Group:
    criteria = tuple(one for criterion in data["criteria"] for one in read_criterion(criterion))
    return Group(data["code"], data["key"], data["label"], data["tasks"], criteria)


def read_frame(data: dict) -> Frame:
    return Frame(
        data["code"],
        data["label"],
        tuple(data["kinds"]),
        tuple(data["types"]),
        data["verified"],
        tuple(read_group(group) for group in data["groups"]),
        tuple(Indicator(i["code"], i["label"], i["unit"], i["hint"]) for i in data["indicators"]),
        data.get("under"),
        data.get("source", ""),
    )


def check_frame(where: str, frame: Frame) -> None:
    """BadScheme when a criterion stands twice or its steps do not reach its maximum."""
    if len(frame.criteria) != sum(len(group.criteria) for group in frame.groups):
        raise BadScheme(f"{where}/{frame.code}: a criterion stands twice")
    for criterion in frame.criteria.values():
        if criterion.step <= 0 or criterion.max % criterion.step:
            raise BadScheme(f"{where}/{frame.code}/{criterion.code}: the step does not divide the maximum")
        if criterion.scale and len(set(criterion.scale)) < 2:
            raise BadScheme(f"{where}/{frame.code}/{criterion.code}: a scale needs two grades")
