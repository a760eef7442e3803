"""Totals of statistical forms held against each other: which figures must agree, and who stands on one side only.

A theme tells its checks from a file. Each report is built once for all checks; a check that does not apply says why.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import cached_property

from sinho.accounts.scope import Scope
from sinho.documents import reports as kit
from sinho.documents.statistics import HALF, PERIODS, WHOLE, Generation, Reporter, Time
from sinho.refusal import Refused

ROW, NAME, COUNT = "row", "name", "count"
# Why a check is not made for others.
LEVELS = {"district": "Chỉ đối chiếu ở cấp huyện."}


@dataclass(frozen=True)
class Side:
    """Figures of one report, added up, without those of `less`; a key may hold `*` for one part between dots.

    `once`: whoever stands in them several times counts as one.
    """

    kind: str
    keys: tuple[str, ...]
    less: tuple[str, ...] = ()
    once: bool = False


@dataclass(frozen=True)
class CrossCheck:
    """Two sides that must agree. `by`: rows are the same by their page and key, by name, or only numbers compare.

    `explains`: what may rightly make a difference, said beside it. `level`: only for reporters of this level.
    `absent`: what it means that the form leaves the lines out.
    """

    key: str
    says: str
    generations: tuple[str, ...]
    left: Side
    right: Side
    by: str = ROW
    periods: tuple[str, ...] = (HALF, WHOLE)
    explains: str = ""
    level: str = ""
    absent: str = ""

    def __post_init__(self):
        if self.by not in (ROW, NAME, COUNT) or set(self.periods) - {HALF, WHOLE} or self.level not in ("", *LEVELS):
            raise ValueError(f"check {self.key}: no such comparison, period or level")


@dataclass(frozen=True)
class Shown:
    """A side with its figures."""

    kind: kit.ReportKind
    asked: kit.Asked
    figures: tuple[kit.Figure, ...]
    less: tuple[kit.Figure, ...]
    once: bool = False

    @property
    def count(self) -> int:
        if self.once:
            return sum(self.rows(ROW)[0].values())
        return sum(one.count for one in self.figures) - sum(one.count for one in self.less)

    @property
    def lists(self) -> list[tuple[str, kit.Figure]]:
        """Figures with the sign before them: nothing, + or −."""
        signs = ["", *["+"] * (len(self.figures) - 1)]
        return [*zip(signs, self.figures, strict=False), *(("−", one) for one in self.less)]

    def rows(self, by: str) -> tuple[Counter, dict]:
        """How often each row stands here, and the row itself."""
        number, found = Counter(), {}
        for sign, figures in ((1, self.figures), (-1, self.less)):
            for row in (row for one in figures for row in one.rows):
                key = row.name if by == NAME else (row.view, row.key)
                number[key] = 1 if self.once else number[key] + sign
                found.setdefault(key, row)
        return number, found


@dataclass(frozen=True)
class Outcome:
    """What came of a check; `reason`: why it was not made."""

    check: CrossCheck
    left: Shown | None = None
    right: Shown | None = None
    reason: str = ""

    @property
    def difference(self) -> int:
        return self.left.count - self.right.count

    @property
    def holds(self) -> bool:
        """The same number and, where rows are known, the same rows."""
        return not (self.reason or self.difference or self.only_left or self.only_right)

    @cached_property
    def apart(self) -> tuple[list[kit.Listed], list[kit.Listed]]:
        if self.check.by == COUNT:
            return [], []
        (left, rows), (right, others) = self.left.rows(self.check.by), self.right.rows(self.check.by)
        known = {**others, **rows}
        return beyond(left, right, known), beyond(right, left, known)

    @property
    def only_left(self) -> list[kit.Listed]:
        return self.apart[0]

    @property
    def only_right(self) -> list[kit.Listed]:
        return self.apart[1]


def beyond(here: Counter, there: Counter, known: dict) -> list[kit.Listed]:
    """Rows that stand here more often than there, each as often as it does."""
    return [known[key] for key in known for _ in range(max(0, here[key] - there[key]))]


_checks: dict[str, CrossCheck] = {}
_together: list[Callable[[], AbstractContextManager]] = []


def made_together(context: Callable[[], AbstractContextManager]) -> None:
    """A theme may keep what it has read while the reports of one run are built."""
    if context not in _together:
        _together.append(context)


def register_checks(found: Iterable[CrossCheck]) -> None:
    for one in found:
        if _checks.setdefault(one.key, one) != one:
            raise ValueError(f"check {one.key} is registered twice")


def checks_of(generation: Generation) -> list[CrossCheck]:
    """The checks of a set, in the order in which themes told them."""
    return [one for one in _checks.values() if generation.forms_of in one.generations]


class Run:
    """The checks of one period for one organisation; each report is built once, whatever came of it."""

    def __init__(self, scope: Scope, reporter: Reporter, generation: Generation, time: Time):
        self.scope, self.reporter, self.generation, self.time = scope, reporter, generation, time
        self.built: dict[str, tuple[kit.Report | None, kit.Asked | None, str]] = {}

    def outcomes(self) -> list[Outcome]:
        with ExitStack() as stack:
            for context in _together:
                stack.enter_context(context())
            return [self.outcome(one) for one in checks_of(self.generation)]

    def outcome(self, check: CrossCheck) -> Outcome:
        if self.time.part not in check.periods:
            when = dict(PERIODS)[check.periods[0]].lower()
            return Outcome(check, reason=f"Chỉ đối chiếu ở kỳ {when}.")
        if check.level not in ("", self.reporter.level):
            return Outcome(check, reason=LEVELS[check.level])
        sides = []
        for side in (check.left, check.right):
            report, asked, reason = self.report(side.kind)
            if report is None:
                return Outcome(check, reason=reason)
            kind, keys = kit.kind_of(side.kind), report.keys()
            figures, less = (tuple(map(report.figure, chosen(keys, some))) for some in (side.keys, side.less))
            if not figures:
                return Outcome(check, reason=check.absent or f"Kỳ này “{kind.title}” không có dòng để đối chiếu.")
            sides.append(Shown(kind, asked, figures, less, side.once))
        return Outcome(check, *sides)

    def report(self, code: str) -> tuple[kit.Report | None, kit.Asked | None, str]:
        """The report and its question, or why there is none."""
        if code not in self.built:
            self.built[code] = self.build(kit.kind_of(code))
        return self.built[code]

    def build(self, kind: kit.ReportKind) -> tuple[kit.Report | None, kit.Asked | None, str]:
        if kind.needs and not self.scope.may(kind.needs, self.reporter.organization_id):
            return None, None, f"Đồng chí không được giao xem “{kind.title}”."
        asked = self.time.question(kind, self.reporter.organization_id, self.generation)
        try:
            return kind.build(self.scope, asked), asked, ""
        except Refused as refused:  # the check says so; the others go on
            return None, asked, f"Chưa lập được “{kind.title}”: {' '.join(refused.reasons)}"

    @property
    def opened(self) -> list[tuple[kit.ReportKind, kit.Asked]]:
        """Reports that were built and whose reading leaves a trace."""
        found = ((kit.kind_of(code), asked) for code, (report, asked, _) in self.built.items() if report)
        return [one for one in found if one[0].reads]


def chosen(keys: Iterable[str], patterns: Iterable[str]) -> list[str]:
    """Keys in the order of the report that fit a pattern; `*` is one part between dots."""
    one_of = [re.compile(r"[^.]+".join(map(re.escape, pattern.split("*")))) for pattern in patterns]
    return [key for key in keys if any(one.fullmatch(key) for one in one_of)]
