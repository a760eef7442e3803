"""What is counted: the organisations of a year with what was decided on each of them by the day asked for."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from cells.assessments.rules.scheme import Level, Scheme
from cells.organizations.enums import OrganizationKind, OrganizationType
from sinho.documents.reports import Figure, Listed
from sinho.text.numbers import percent

K = OrganizationKind
T = OrganizationType
GRASSROOTS, CELLS, SECTIONS = "grassroots", "cells", "sections"
# Group of the report by kind of organisation; what is not named here is not evaluated by this report.
GROUPS = {
    K.GRASSROOTS_COMMITTEE: GRASSROOTS,
    K.GRASSROOTS_CELL: GRASSROOTS,
    K.SECTION_COMMITTEE: SECTIONS,
    K.SUBORDINATE_CELL: CELLS,
}
COMMUNE_TYPES = (T.COMMUNE, T.WARD, T.TOWNSHIP)
# Columns 4 to 14 of form 7A-TCTW, each with the types of the statistical list (form 5) that belong to it.
TYPE_ORDER = (
    *COMMUNE_TYPES,
    *(T.STATE_ENTERPRISE, T.STATE_MAJORITY, T.STATE_MINORITY),
    T.JOINT_STOCK,
    *(T.PRIVATE_ENTERPRISE, T.LIMITED_COMPANY, T.PARTNERSHIP),
    T.FOREIGN_INVESTED,
    *(T.PARTY_AGENCY, T.STATE_AGENCY),
    *(T.PUBLIC_SERVICE, T.NONPUBLIC_SERVICE),
    *(T.ARMY, T.POLICE),
    *(T.COOPERATIVE, T.ABROAD, T.OTHER),
)
NO_TYPE = "none"


@dataclass(frozen=True)
class Graded:
    """An organisation alive on the counted day. `committee` and `type`: of the grassroots organisation it is or
    belongs to. Without a decision by the day asked for, `level` and `reason` are both empty.
    """

    organization_id: int
    code: str
    name: str
    short_name: str
    kind: str
    type: str
    committee_id: int | None
    committee: str
    level: str = ""
    exemplary: bool = False
    reason: str = ""
    decision_number: str = ""
    decision_date: dt.date | None = None

    @property
    def group(self) -> str:
        return GROUPS[self.kind]

    @property
    def decided(self) -> bool:
        return bool(self.level or self.reason)


@dataclass(frozen=True)
class Year:
    """One year: its scheme, the day whose organisations are counted, and all of them."""

    year: int
    scheme: Scheme
    counted_on: dt.date
    rows: tuple[Graded, ...]

    def by_id(self) -> dict[int, Graded]:
        return {row.organization_id: row for row in self.rows}

    def rank(self, row: Graded | None) -> int | None:
        """0 for the best level; None without one."""
        return self.scheme.rank(row.level) if row and row.level else None

    @property
    def top(self) -> Level:
        return self.scheme.levels[0]

    @property
    def lowest(self) -> Level:
        return next((level for level in self.scheme.levels if level.lowest), self.scheme.levels[-1])

    def grade(self, row: Graded | None) -> str:
        """Full words of what was decided: the level, the reason for not evaluating, or that nothing is decided."""
        if row is None:
            return ""
        if row.reason:
            return f"Chưa đánh giá: {self.scheme.reasons[row.reason].lower()}"
        return self.scheme.label(row.level, row.exemplary) or "Chưa quyết định"

    def short_grade(self, row: Graded | None) -> str:
        """Abbreviation of the level for tables."""
        return self.scheme.short(row.level, row.exemplary) if row else ""


Lister = Callable[[Graded], Listed]


@dataclass(frozen=True)
class Tally:
    """How some organisations were graded: total = evaluated + not evaluated + undecided.

    `exemplary` stands inside the first level that it flags, never beside it; None where the scheme has no flag.
    """

    scheme: Scheme
    total: Figure
    evaluated: Figure
    levels: tuple[Figure, ...]
    exemplary: Figure | None
    not_evaluated: Figure
    reasons: tuple[Figure, ...]
    undecided: Figure

    def figures(self) -> Iterable[Figure]:
        yield self.total
        yield self.evaluated
        yield from self.levels
        if self.exemplary:
            yield self.exemplary
        yield self.not_evaluated
        yield from self.reasons
        yield self.undecided

    @property
    def by_level(self) -> tuple[tuple[Level, Figure], ...]:
        """Levels with their figures, the best first."""
        return tuple(zip(self.scheme.levels, self.levels, strict=True))

    def of_level(self, code: str) -> Figure:
        return self.levels[self.scheme.rank(code)]

    @property
    def top(self) -> Figure:
        return self.levels[0]

    @property
    def share(self) -> Decimal | None:
        """Share of the best level in the evaluated ones; None when nothing is evaluated."""
        return percent(self.top.count, self.evaluated.count)

    @property
    def shared(self) -> tuple[Figure, ...]:
        """Figures that are a share of the evaluated ones."""
        return (*self.levels, *((self.exemplary,) if self.exemplary else ()))


def tally(prefix: str, label: str, year: Year, rows: Iterable[Graded], lister: Lister) -> Tally:
    """Figures of the rows under keys `prefix.total`, `prefix.level.weak` …; `label` says whose rows they are."""
    rows, scheme = tuple(rows), year.scheme

    def figure(key: str, words: str, counts: Callable[[Graded], object]) -> Figure:
        said = f"{label}, {words}, năm {year.year}" if words else f"{label}, năm {year.year}"
        return Figure(f"{prefix}.{key}", said, tuple(lister(row) for row in rows if counts(row)))

    def of_level(code: str) -> Callable[[Graded], object]:
        return lambda row: row.level == code

    def of_reason(code: str) -> Callable[[Graded], object]:
        return lambda row: row.reason == code

    def flagged(row: Graded) -> bool:
        return row.exemplary and scheme.may_be_exemplary(row.level)

    flag = scheme.exemplary
    return Tally(
        scheme=scheme,
        total=figure("total", "", lambda row: True),
        evaluated=figure("evaluated", "được đánh giá", lambda row: row.level),
        levels=tuple(
            figure(f"level.{one.code}", f"xếp loại {one.label.lower()}", of_level(one.code)) for one in scheme.levels
        ),
        exemplary=figure("exemplary", f"xếp loại {flag.label.lower()}", flagged) if flag else None,
        not_evaluated=figure("not_evaluated", "chưa đánh giá", lambda row: row.reason),
        reasons=tuple(
            figure(f"not_evaluated.{code}", f"chưa đánh giá vì {words.lower()}", of_reason(code))
            for code, words in scheme.reasons.items()
        ),
        undecided=figure("undecided", "chưa có quyết định", lambda row: not row.decided),
    )
