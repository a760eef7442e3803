"""What a row of the workbook of cases says, and how a case says the same."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, make_dataclass

from members.admissions.imports.steps import StepColumns, step_columns
from members.admissions.models import Case, CaseStep
from members.roll.imports.register import MemberRegister
from members.roll.models import LivingPlace, Member, Membership, Schooling, Standing, Work
from members.roll.rules import BirthDate
from sinho.imports.lines import Line
from sinho.imports.units import Model, Unit

OF_THE_MEMBER = (Standing, Membership, Schooling, Work, LivingPlace)
# Column of the workbook → column of the case.
FACTS = {
    "sex": "sex",
    "ethnicity": "ethnicity",
    "religion": "religion",
    "home_place": "home_place",
    "identity": "identity_number",
    "occupation": "occupation",
    "union_on": "union_on",
    "mountain": "mountain",
    "elder": "elder",
    "left_party_on": "left_party_on",
}


@dataclass
class PersonLine(Line):
    """Whom the cell prepares. The cell and the village are codes, the schooling a level with its words."""

    code: str | None = None
    name: str | None = None
    birth: BirthDate | None = None
    sex: str | None = None
    ethnicity: str | None = None
    religion: str | None = None
    home_place: str | None = None
    village: str | None = None
    identity: str | None = None
    schooling: tuple[str, str] | None = None
    occupation: str | None = None
    union_on: dt.date | None = None
    mountain: bool | None = None
    elder: bool | None = None
    left_party_on: dt.date | None = None
    cell: str | None = None
    base: str | None = None


# With what is written down about each step of the path.
STEP_FIELDS = [(name, object, field(default=None)) for columns in step_columns().values() for name in columns.all]
CaseLine = make_dataclass("CaseLine", STEP_FIELDS, bases=(PersonLine,), namespace={"__module__": __name__})


class CaseUnit(Unit):
    """A case with its steps, and with the rows of the member that came of it. The key of a new one is its row."""

    root: Case

    @property
    def name(self) -> str:
        return self.root.full_name

    @property
    def place(self) -> int:
        """The cell that the case is with."""
        return getattr(self.root, "cell_id", None) or self.root.organization_id

    @property
    def taken(self) -> dict[str, CaseStep]:
        """The last time that each step was taken."""
        steps = sorted(
            (row for row in self.rows if isinstance(row, CaseStep) and row.struck_at is None), key=lambda row: row.pk
        )
        return {step.step: step for step in steps}


def code_of(pk: int) -> str:
    """HS-000123: what the workbook calls a case."""
    return f"HS-{pk:06d}"


def line_of(unit: CaseUnit, register: MemberRegister):
    """The case as a row of the workbook."""
    case = unit.root
    line = CaseLine(code=unit.key, name=case.full_name, birth=case.birth)
    for column, fact in FACTS.items():
        value = getattr(case, fact)
        setattr(line, column, None if value == "" else value)
    line.schooling = case.schooling, case.schooling_words
    line.village = register.village_by_id.get(case.village_id)
    line.cell = register.code_by_id.get(unit.place)
    for code, step in unit.taken.items():
        columns = step_columns().get(code)
        if columns:
            tell_step(line, columns, step)
    return line


def tell_step(line, columns: StepColumns, step: CaseStep) -> None:
    """What was written down about a step."""
    known = {
        columns.on: step.on,
        columns.number: step.number or None,
        columns.people: step.people or None,
        columns.counted: step.counted,
        columns.agreed: step.agreed,
    }
    for name in columns.all:
        setattr(line, name, known[name])


class CaseRegister(MemberRegister):
    """Cells, villages, and the cases of a file with all that their steps may change."""

    units: dict[str, CaseUnit]

    def load_cases(self, keys: dict[str, int | None], people: dict[str, int]) -> None:
        """A unit for every key: the case with this id, or a new one. `people`: key → member on record already."""
        wanted = [pk for pk in keys.values() if pk]
        cases = {case.pk: case for case in self.tree.held(Case.objects.placed().filter(pk__in=wanted))}
        members = {key: cases[pk].member_id or people.get(key) if pk else people.get(key) for key, pk in keys.items()}
        rows = rows_of({pk for pk in members.values() if pk}, wanted, self.tree.held)
        for key, pk in keys.items():
            mine = [*rows[Case, pk], *rows[Member, members[key]]]
            unit = CaseUnit(key, cases[pk] if pk else Case(full_name=""), mine)
            unit.see(*unit.all())
            self.units[key] = unit

    def every_case(self) -> dict[str, int]:
        """Code → id of all cases within reach that were not given up."""
        cases = Case.objects.placed().filter(cell_id__among=self.tree.reach, closed_on__isnull=True)
        return {code_of(pk): pk for pk in cases.order_by("sort_key", "pk").values_list("pk", flat=True)}


def rows_of(members: Iterable[int], cases: Iterable[int], held=lambda rows: rows) -> dict[tuple, list[Model]]:
    """Steps by their case, rows of a member by him: one query for each model."""
    found = defaultdict(list)
    for step in held(CaseStep.objects.filter(case__in=list(cases))).order_by("pk"):
        found[Case, step.case_id].append(step)
    for member in held(Member.objects.filter(pk__in=list(members))).order_by("pk"):
        found[Member, member.pk].append(member)
    for model in OF_THE_MEMBER:
        for row in held(model.objects.filter(member__in=list(members))).order_by("pk"):
            found[Member, row.member_id].append(row)
    return found
