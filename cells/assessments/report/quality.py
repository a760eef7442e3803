"""The report itself: every figure on the quality of Party organisations in one year, beside the year before."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from cells.assessments.report.charts import grades_of
from cells.assessments.report.compared import Committee, Group, Kind, Moves, Type, Weak, WeakRow
from cells.assessments.report.graded import GRASSROOTS, Graded, Tally, Year
from cells.assessments.report.narrative import chapter_of
from cells.organizations.enums import OrganizationKind
from cells.organizations.papers import Issuer
from sinho.documents.charts import Chart
from sinho.documents.narrative import Story, story_of
from sinho.documents.reports import Figure, Listed, Report
from sinho.text.numbers import percent

CODE = "cell-quality"


@dataclass(frozen=True)
class QualityReport(Report):
    """Grades of the organisations at and below one organisation.

    `communes` and `other_committees`: the grassroots committees with their cells; `commune_grades`: how the
    committees of communes and townships themselves were graded; `with_lowest_cells`: committees that have a cell in
    the lowest level.
    """

    organization_id: int
    organization_code: str
    organization_name: str
    issuer: Issuer
    on: dt.date
    this: Year
    last: Year | None
    all_grassroots: Tally
    all_cells: Tally
    groups: tuple[Group, ...]
    kinds: tuple[Kind, ...]
    types: tuple[Type, ...]
    communes: tuple[Committee, ...]
    other_committees: tuple[Committee, ...]
    commune_grades: Kind
    commune_cells: Tally
    moves: tuple[Moves, ...]
    with_lowest_cells: Figure
    passages: dict = field(default_factory=dict)

    @cached_property
    def story(self) -> Story:
        """The last two parts in sentences; the first two are told beside their tables."""
        return story_of([chapter_of(self)], self.passages)

    @property
    def year(self) -> int:
        return self.this.year

    @property
    def columns(self) -> tuple[str, ...]:
        years = (self.this, self.last) if self.last else (self.this,)
        return "Hình thức", "Thuộc đảng bộ", *(f"Năm {year.year}" for year in years)

    @property
    def anything_decided(self) -> bool:
        return any(row.decided for row in self.this.rows)

    @property
    def committees(self) -> tuple[Committee, ...]:
        return self.communes + self.other_committees

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        return grades_of(self.this, self.last, self.shown_groups)

    @property
    def own(self) -> Graded | None:
        """The organisation that reports, when it is itself evaluated (a grassroots organisation reports on itself)."""
        return self.this.by_id().get(self.organization_id)

    @property
    def own_grade(self) -> str:
        return self.this.grade(self.own)

    @property
    def own_grade_before(self) -> str:
        return self.last.grade(self.last.by_id().get(self.organization_id)) if self.last else ""

    @property
    def lower_groups(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.code != GRASSROOTS)

    @property
    def counted_groups(self) -> tuple[Group, ...]:
        """Groups that the paper counts: of an organisation that reports on itself only what stands below it."""
        return self.lower_groups if self.own else self.groups

    @property
    def shown_groups(self) -> tuple[Group, ...]:
        """Groups of the page: those of the paper; an organisation with nothing below it is shown itself."""
        return self.counted_groups or self.groups

    @property
    def undecided_groups(self) -> tuple[Group, ...]:
        return tuple(group for group in self.counted_groups if group.now.undecided.count)

    @property
    def grassroots_types(self) -> list[tuple[str, Tally]]:
        return [(type.label, type.grassroots) for type in self.types if type.grassroots.total.count]

    @property
    def parts_of_grassroots(self) -> list[tuple[str, list[tuple[str, Tally]]]]:
        """Grassroots organisations by kind, and once more by type; each part adds up to all of them."""
        kinds = [(kind.label, kind.now) for kind in self.kinds if kind.now.total.count]
        return [("Theo hình thức", kinds), ("Theo loại hình", list(self.grassroots_types))]

    @property
    def part_width(self) -> int:
        """Columns of the table by kind and type: name, total, a column a level, two without a grade, the share."""
        return len(self.this.scheme.levels) + 5

    @property
    def committee_grades(self) -> Kind | None:
        """How the grassroots committees themselves were graded."""
        return next((kind for kind in self.kinds if kind.code == OrganizationKind.GRASSROOTS_COMMITTEE), None)

    @property
    def committee_parts(self) -> list[tuple[tuple[Committee, ...], str, int]]:
        """Committees as the tables part them, with heading and number."""
        parts = [(self.communes, "Xã, thị trấn"), (self.other_committees, "Cơ quan, đơn vị")]
        return [(rows, heading, len(rows)) for rows, heading in parts if rows]

    @property
    def committee_columns(self) -> int:
        """Columns of the table of committees on the page."""
        return len(self.this.scheme.levels) + (10 if self.last else 8)

    @property
    def committee_columns_printed(self) -> int:
        """The paper has no column for the way up or down."""
        return len(self.this.scheme.levels) + (9 if self.last else 8)

    @property
    def type_columns(self) -> int:
        """Columns of the table of kinds and types."""
        return 2 * len(self.this.scheme.levels) + 9

    @property
    def exemplary_level(self) -> str:
        """The level in which the exemplary ones are counted; "" where the scheme has no flag."""
        flag = self.this.scheme.exemplary
        return self.this.scheme.label(flag.level) if flag else ""

    @property
    def weak(self) -> tuple[Weak, ...]:
        """Of each group those in the lowest level."""
        code = self.this.lowest.code
        before = (
            {row.organization_id for row in self.last.rows if row.level == self.last.lowest.code} if self.last else ()
        )
        found = []
        for group in self.groups:
            rows = (row for row in self.this.rows if row.group == group.code and row.level == code)
            weak = tuple(WeakRow(row, row.organization_id in before) for row in rows)
            found.append(Weak(group.code, group.label, group.now.of_level(code), weak))
        return tuple(found)

    @property
    def weak_shown(self) -> tuple[Weak, ...]:
        codes = {group.code for group in self.shown_groups}
        return tuple(weak for weak in self.weak if weak.code in codes)

    @property
    def moves_shown(self) -> tuple[Moves, ...]:
        codes = {group.code for group in self.shown_groups}
        return tuple(moves for moves in self.moves if moves.code in codes)

    @property
    def grade_columns(self) -> tuple[str, ...]:
        return self.columns[2:]

    @property
    def below(self) -> list[tuple[Listed, list[tuple[str, str]]]]:
        """What stands below an organisation that reports on itself, each with its grades by column."""
        rows = [row for group in self.lower_groups for row in group.now.total.rows] if self.own else []
        return [(row, list(zip(self.grade_columns, row.texts[2:], strict=True))) for row in rows]

    def tallies(self) -> Iterable[Tally]:
        """All tallies, in the order of the report."""
        yield self.all_grassroots
        yield self.all_cells
        for part in (*self.groups, *self.kinds, self.commune_grades):
            yield part.now
            if part.before:
                yield part.before
        for type in self.types:
            yield type.grassroots
            yield type.cells
        yield self.commune_cells
        for committee in self.committees:
            yield committee.cells

    @cached_property
    def figures(self) -> dict[str, Figure]:
        found = {figure.key: figure for tally in self.tallies() for figure in tally.figures()}
        others = [figure for moves in self.moves for figure in moves.figures()]
        return found | {figure.key: figure for figure in (self.with_lowest_cells, *others)}

    def keys(self) -> list[str]:
        return list(self.figures)

    def figure(self, key: str) -> Figure:
        return self.figures[key]

    def as_json(self) -> dict:
        """Figures and changes by key; percentages beside the number that they are a share of."""
        shared = {figure.key: tally.evaluated for tally in self.tallies() for figure in tally.shared}
        return {
            "report": CODE,
            "organization": {"code": self.organization_code, "name": self.organization_name},
            "year": self.year,
            "on": self.on.isoformat(),
            "counted_on": self.this.counted_on.isoformat(),
            "scheme": self.this.scheme.code,
            "levels": [{"code": level.code, "label": level.label} for level in self.this.scheme.levels],
            "previous": self.previous_as_json(),
            "figures": {key: figure_as_json(figure, shared.get(key)) for key, figure in self.figures.items()},
            "changes": self.changes_as_json(),
            "committees": {one.row.code: self.committee_as_json(one) for one in self.committees},
            "lowest": {weak.code: [one.as_json() for one in weak.rows] for weak in self.weak},
        }

    def previous_as_json(self) -> dict | None:
        return self.last and {"year": self.last.year, "scheme": self.last.scheme.code}

    def changes_as_json(self) -> dict:
        """Against last year, by the key of this year's figure."""
        lines = [line for group in self.groups for line in group.lines if line.change is not None]
        return {
            line.now.key: {"count": line.change, "points": None if line.points is None else float(line.points)}
            for line in lines
        }

    def committee_as_json(self, one: Committee) -> dict:
        before = self.last.by_id().get(one.row.organization_id) if self.last else None
        return {
            "name": one.row.name,
            "level": one.row.level,
            "exemplary": one.row.exemplary,
            "not_evaluated": one.row.reason,
            "previous_level": before.level if before else "",
            "movement": one.movement,
        }


def figure_as_json(figure: Figure, whole: Figure | None) -> dict:
    """Count; for a share also the whole and the percentage (null when the whole is 0)."""
    if whole is None:
        return {"count": figure.count}
    share = percent(figure.count, whole.count)
    return {"count": figure.count, "of": whole.count, "percent": None if share is None else float(share)}
