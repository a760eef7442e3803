"""Lines of the report: a group of organisations this year beside the same group last year, and its breakdowns.

Levels are compared by rank, so that two years with different schemes can stand side by side, each with its own words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cells.assessments.report.graded import Graded, Tally, Year
from sinho.documents.reports import Figure
from sinho.text.numbers import percent

UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Line:
    """One figure in both years. `of` and `of_before`: what it is a share of; `other` the words of last year's scheme
    where they differ; `css` how deep it stands in the table.
    """

    label: str
    css: str
    now: Figure | None
    before: Figure | None
    of: Figure | None = None
    of_before: Figure | None = None
    other: str = ""

    @property
    def count(self) -> int | None:
        return self.now.count if self.now else None

    @property
    def count_before(self) -> int | None:
        return self.before.count if self.before else None

    @property
    def share(self) -> Decimal | None:
        return percent(self.now.count, self.of.count) if self.now and self.of else None

    @property
    def share_before(self) -> Decimal | None:
        return percent(self.before.count, self.of_before.count) if self.before and self.of_before else None

    @property
    def change(self) -> int | None:
        """How many more than last year; None when one of the two is unknown."""
        return self.now.count - self.before.count if self.now and self.before else None

    @property
    def points(self) -> Decimal | None:
        """Change of the share in percentage points, of the shares as they are shown."""
        known = self.share is not None and self.share_before is not None
        return self.share - self.share_before if known else None


@dataclass(frozen=True)
class Group:
    """Grassroots organisations, section committees or subordinate cells; `lines` as the summary shows them."""

    code: str
    label: str
    now: Tally
    before: Tally | None
    lines: tuple[Line, ...]

    def lines_of(self, figures: tuple[Figure, ...]) -> tuple[Line, ...]:
        keys = {figure.key for figure in figures}
        return tuple(line for line in self.lines if line.now and line.now.key in keys)

    @property
    def levels_said(self) -> tuple[Line, ...]:
        """Lines of this year's levels and of the exemplary ones that are worth a word: some, or fewer than before."""
        return tuple(line for line in self.lines_of(self.now.shared) if line.now.count or line.change)

    @property
    def reasons_given(self) -> tuple[Line, ...]:
        """Lines of this year's reasons for not evaluating that are given at all."""
        return tuple(line for line in self.lines_of(self.now.reasons) if line.now.count)


@dataclass(frozen=True)
class Kind:
    """Organisations of one kind within the report, in both years."""

    code: str
    label: str
    now: Tally
    before: Tally | None


@dataclass(frozen=True)
class Type:
    """One type of the statistical list: its grassroots organisations, and the cells under them."""

    label: str
    grassroots: Tally
    cells: Tally


@dataclass(frozen=True)
class Committee:
    """A grassroots committee: its own grade in both years as an abbreviation, and the grades of its cells."""

    row: Graded
    grade: str
    grade_before: str
    movement: str
    is_lowest: bool
    cells: Tally


@dataclass(frozen=True)
class Weak:
    """Organisations of a group in the lowest level, each with whether it was there last year too."""

    code: str
    label: str
    figure: Figure
    rows: tuple["WeakRow", ...]


@dataclass(frozen=True)
class WeakRow:
    row: Graded
    again: bool

    def as_json(self) -> dict:
        return {"code": self.row.code, "name": self.row.name, "previous_year_too": self.again}


@dataclass(frozen=True)
class Moves:
    """Who of a group stands higher or lower than last year, or was best in both."""

    code: str
    label: str
    up: Figure
    down: Figure
    top_twice: Figure
    lowest_twice: Figure

    def figures(self) -> tuple[Figure, ...]:
        return self.up, self.down, self.top_twice, self.lowest_twice


def movement(this: Year, last: Year | None, row: Graded, before: Graded | None) -> str:
    """UP, DOWN or nothing: the rank of the level against last year's; "" when either year has none."""
    now, then = this.rank(row), last.rank(before) if last else None
    if now is None or then is None or now == then:
        return ""
    return UP if now < then else DOWN


def lines(label: str, this: Year, now: Tally, last: Year | None, before: Tally | None) -> tuple[Line, ...]:
    """The summary of a group: total, evaluated by level, not evaluated by reason, not yet decided."""
    found = [
        Line(label, "sum", now.total, before.total if before else None),
        Line("Được đánh giá", "in1", now.evaluated, *_three(before, "evaluated", now)),
        *_level_lines(this, now, last, before),
        Line("Chưa đánh giá", "in1", now.not_evaluated, before.not_evaluated if before else None),
        *_reason_lines(this, now, last, before),
        Line("Chưa có quyết định", "in1", now.undecided, before.undecided if before else None),
    ]
    return tuple(found)


def _three(before: Tally | None, name: str, now: Tally) -> tuple[Figure | None, Figure, Figure | None]:
    """Last year's figure of this name, and the evaluated ones of both years that they are a share of."""
    return (getattr(before, name), now.evaluated, before.evaluated) if before else (None, now.evaluated, None)


def _level_lines(this: Year, now: Tally, last: Year | None, before: Tally | None) -> Iterable[Line]:
    then = last.scheme.levels if last and before else ()
    for rank in range(max(len(this.scheme.levels), len(then))):
        level = this.scheme.levels[rank] if rank < len(this.scheme.levels) else None
        old = then[rank] if rank < len(then) else None
        yield Line(
            level.label if level else "",
            "in2",
            now.levels[rank] if level else None,
            before.levels[rank] if old else None,
            now.evaluated,
            before.evaluated if before else None,
            old.label if old and (level is None or old.label != level.label) else "",
        )
        if level and this.scheme.may_be_exemplary(level.code):
            yield Line(of_which(this), "in3", now.exemplary, *_three(before, "exemplary", now))


def of_which(year: Year) -> str:
    """trong đó tiêu biểu: the flag without the words of the level that it stands in."""
    flag = year.scheme.exemplary
    words = flag.label.removeprefix(year.scheme.level(flag.level).label).strip()
    return f"trong đó {words[:1].lower()}{words[1:]}"


def _reason_lines(this: Year, now: Tally, last: Year | None, before: Tally | None) -> Iterable[Line]:
    """One line per reason of this year's scheme, then those that only last year's knows."""
    then = dict(zip(last.scheme.reasons, before.reasons, strict=True)) if last and before else {}
    for (code, label), figure in zip(this.scheme.reasons.items(), now.reasons, strict=True):
        yield Line(label, "in2", figure, then.pop(code, None))
    for code, figure in then.items():
        yield Line(last.scheme.reasons[code], "in2", None, figure)
