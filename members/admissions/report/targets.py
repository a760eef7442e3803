"""Targets of a year beside what came of them: admitted so far, still missing, people on the way (A4).

Who is admitted is counted as the report `admission` counts: by the day of the ceremony, where the cell stood then.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from cells.organizations.enums import CELLS, GRASSROOTS, OrganizationKind
from cells.organizations.models import DatedTree, OrganizationState
from members.admissions.enums import Prepared
from members.admissions.models import AdmissionTarget, Case, Item, read_items
from members.admissions.report.gather import memberships_of
from members.admissions.rules.targets import counted_to, missing, prepared_as
from members.roll.models import Member
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.reports import Figure, Listed
from sinho.text.dates import format_date

VIEW = Permission.VIEW_MEMBERS
ADMITTED = "admitted"
WHOLE = "all"
COLUMNS = ("Ngày sinh", "Chi bộ", "Tổ chức cơ sở")
ADMITTED_COLUMNS = ("Ngày kết nạp", *COLUMNS)
PREPARED_COLUMNS = (*COLUMNS, "Bước gần nhất", "Ngày")


@dataclass(frozen=True)
class TargetRow:
    """A unit, or all of them: the decisions on its target by the day, and its people by how far they have come."""

    organization_id: int
    name: str
    decisions: tuple[AdmissionTarget, ...]
    number: int | None
    figures: tuple[Figure, ...]

    @property
    def admitted(self) -> Figure:
        return self.figures[0]

    @property
    def prepared(self) -> list[tuple[str, Figure]]:
        """People on the way under the heading of their column."""
        return list(zip(Prepared.labels, self.figures[1:], strict=True))

    @property
    def missing(self) -> int | None:
        return missing(self.number, self.admitted.count)

    @property
    def last(self) -> AdmissionTarget | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def before(self) -> AdmissionTarget | None:
        """The decision that the last one took the place of."""
        return self.decisions[-2] if len(self.decisions) > 1 else None


@dataclass(frozen=True)
class TargetTable:
    """The units of the district, or those below one organisation (`unit`), in a year as of a day."""

    year: int
    day: dt.date
    unit: OrganizationState | None
    rows: tuple[TargetRow, ...]
    whole: TargetRow

    @cached_property
    def given(self) -> int:
        """How many units have a target."""
        return sum(row.number is not None for row in self.rows)

    @cached_property
    def short(self) -> int:
        """How many units have not reached their target."""
        return sum(bool(row.missing) for row in self.rows)

    @cached_property
    def handed_down(self) -> int | None:
        """Sum of the targets of the units; None while none is given."""
        return total_of(self.rows)

    @property
    def single(self) -> bool:
        """Whether the table is about one cell, which has nothing below it."""
        return self.unit is not None and self.unit.kind in CELLS

    def figure(self, key: str) -> Figure:
        """The figure with this key; KeyError for an unknown one."""
        return {figure.key: figure for row in (*self.rows, self.whole) for figure in row.figures}[key]


def total_of(rows) -> int | None:
    """Sum of the targets of those rows that have one; None when none has."""
    numbers = [row.number for row in rows if row.number is not None]
    return sum(numbers) if numbers else None


def build_targets(scope: Scope, year: int, day: dt.date, unit: OrganizationState | None = None) -> TargetTable:
    """The table as of the day: the same few queries for any number of units and people."""
    return Builder(scope, year, counted_to(year, day), unit).table()


class Builder:
    """Collects decisions and people by unit."""

    def __init__(self, scope: Scope, year: int, day: dt.date, unit: OrganizationState | None):
        self.scope, self.year, self.day, self.unit = scope, year, day, unit
        self.tree = DatedTree()
        self.states = list(listed_states(scope, day, unit))
        self.by_base = unit is None and any(state.kind in GRASSROOTS for state in self.states)
        self.decisions: dict[int, list[AdmissionTarget]] = defaultdict(list)
        self.people: dict[tuple[int, str], list[Listed]] = defaultdict(list)

    def table(self) -> TargetTable:
        self.read_decisions()
        self.read_admitted()
        self.read_prepared()
        names = {state.organization_id: state.name for state in self.states}
        for pk in (*(pk for pk in self.decisions if pk != self.unit_id), *(pk for pk, _ in self.people)):
            names.setdefault(pk, self.tree.last(pk, self.day).name)
        rows = tuple(self.row(pk, name) for pk, name in names.items())
        return TargetTable(self.year, self.day, self.unit, rows, self.whole(rows))

    @property
    def unit_id(self) -> int | None:
        return self.unit.organization_id if self.unit else None

    @property
    def is_single(self) -> bool:
        return self.unit is not None and self.unit.kind in CELLS

    def row(self, pk: int, name: str) -> TargetRow:
        own = pk == self.unit_id and not self.is_single
        decisions = () if own else tuple(self.decisions.get(pk, ()))
        number = decisions[-1].number if decisions else None
        found = tuple(figure_of(code, str(pk), f"{label}: {name}", self.people[pk, code]) for code, label in self.kinds)
        return TargetRow(pk, name, decisions, number, found)

    def whole(self, rows: tuple[TargetRow, ...]) -> TargetRow:
        """All rows together: with the target of the organisation itself, or for the district the sum of its units."""
        decisions = tuple(self.decisions.get(self.unit_id, ()))
        number = (decisions[-1].number if decisions else None) if self.unit else total_of(rows)
        figures = tuple(
            figure_of(code, WHOLE, label, [one for row in rows for one in row.figures[place].rows])
            for place, (code, label) in enumerate(self.kinds)
        )
        return TargetRow(self.unit_id or 0, self.unit.name if self.unit else "Cộng", decisions, number, figures)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(ADMITTED, f"Kết nạp năm {self.year}"), *Prepared.choices]

    def place(self, cell_id: int, day: dt.date) -> int | None:
        """The row to which a cell belongs on a day; None when it is none of this table's."""
        if self.unit is not None:
            return cell_id if self.tree.stands_under(self.unit_id, cell_id, day) else None
        state = self.tree.last(cell_id, day)
        return self.tree.base(state, day).organization_id if self.by_base and state else cell_id

    def giver(self, organization_id: int) -> int | None:
        """Who gives targets to the organisation, as it stands on the day."""
        state = self.tree.last(organization_id, self.day)
        if state is None or state.kind in GRASSROOTS:
            return state.parent_id if state else None
        return self.tree.base(state, min(self.day, state.last_day or self.day)).organization_id

    def read_decisions(self) -> None:
        """Those on the units of the table and on the organisation itself, by who gives targets to each today."""
        listed = {state.organization_id for state in self.states}
        rows = AdmissionTarget.objects.in_scope(self.scope).known(self.year, self.day).select_related("by")
        for row in rows:
            mine = row.organization_id in listed or row.organization_id == self.unit_id
            ended = self.by_base and self.is_base(row.organization_id)
            if (mine or ended or row.giver_id == self.unit_id) and row.giver_id == self.giver(row.organization_id):
                self.decisions[row.organization_id].append(row)

    def is_base(self, organization_id: int) -> bool:
        state = self.tree.last(organization_id, self.day)
        return state is not None and state.kind in GRASSROOTS

    def read_admitted(self) -> None:
        first = dt.date(self.year, 1, 1)
        rows = list(memberships_of(self.scope, first, self.day)) if self.day >= first else []
        ids = [row.member_id for row in rows]
        seen = set(Member.objects.in_scope(self.scope).filter(pk__in=ids).values_list("pk", flat=True))
        for row in rows:
            pk = self.place(row.organization_id, row.since)
            if pk is not None:
                texts = (format_date(row.since), str(row.member.birth), *self.where(row.organization_id, row.since))
                view = "members:member" if row.member_id in seen else ""
                listed = Listed(row.organization_id, row.member.full_name, texts, view, row.member_id)
                self.people[pk, ADMITTED].append(listed)

    def read_prepared(self) -> None:
        for item in prepared_on(self.scope, self.day):
            case = item.case
            pk, code = self.place(item.cell_id, self.day), prepared_as(case.rules, item.facts, self.day)
            if pk is not None and code:
                step = case.rule_of(item.last.step).label if item.last else ""
                where = self.where(item.cell_id, self.day)
                texts = (str(case.birth), *where, step, format_date(item.last.on) if item.last else "")
                listed = Listed(item.cell_id, case.full_name, texts, "admissions:case", case.pk)
                self.people[pk, code].append(listed)

    def where(self, cell_id: int, day: dt.date) -> tuple[str, str]:
        """The cell and its grassroots organisation by name."""
        state = self.tree.last(cell_id, day)
        return (state.short_name, self.tree.base(state, day).name) if state else ("", "")


def only_unit(scope: Scope, day: dt.date) -> OrganizationState | None:
    """The one organisation for which somebody works, so that the table shows what is below it; else None."""
    found = list(listed_states(scope, day, None)[:2])
    own = scope.own_organization_ids()
    return found[0] if len(found) == 1 and found[0].organization_id in own else None


def figure_of(code: str, of: str, label: str, rows: list[Listed]) -> Figure:
    columns = ADMITTED_COLUMNS if code == ADMITTED else PREPARED_COLUMNS
    return Figure(f"{code}-{of}", label, tuple(rows), thing="người", columns=columns)


def listed_states(scope: Scope, day: dt.date, unit: OrganizationState | None):
    """The units of the table that exist on the day: grassroots organisations, or cells where one sees no others."""
    if unit is not None and unit.kind in CELLS:
        return [unit]
    if unit is not None:
        below = OrganizationState.objects.under(unit.organization_id, day).in_scope(scope, VIEW)
        return below.filter(kind=OrganizationKind.SUBORDINATE_CELL).order_by("sort_key", "organization_id")
    states = OrganizationState.objects.on(day).in_scope(scope, VIEW).order_by("sort_key", "organization_id")
    return states.filter(kind__in=GRASSROOTS) or states.filter(kind__in=CELLS)


def prepared_on(scope: Scope, day: dt.date) -> list[Item]:
    """Cases of the day of people who are not on the roll, without those that were with a cell out of sight then."""
    cases = Case.objects.preparing(day).in_scope(scope).order_by("sort_key", "id")
    seen = scope.organization_ids(VIEW)
    return [item for item in read_items(cases, day) if item.cell_id in seen]


def targets_of_bases(scope: Scope, bases, since: dt.date, until: dt.date) -> dict[int, int] | None:
    """Grassroots organisation → its target by the last day of a period that counts a year from its beginning.

    None for any other period: a target is for the whole year.
    """
    if (since.month, since.day) != (1, 1) or until.year != since.year:
        return None
    parents = {base.organization_id: base.parent_id for base in bases}
    rows = AdmissionTarget.objects.in_scope(scope).known(since.year, until).filter(organization__in=parents)
    return {row.organization_id: row.number for row in rows if row.giver_id == parents[row.organization_id]}
