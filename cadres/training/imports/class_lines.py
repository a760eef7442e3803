"""What a row of the workbook of classes says, and how a class of the database says the same."""

import datetime as dt
from dataclasses import dataclass

from cadres.training.enums import ClassField
from cadres.training.models import TrainingClass
from cadres.training.rules import ClassFacts, levels_of
from members.roll.imports.learned import READERS
from sinho.imports.findings import CHOICE, WrongCell, WrongColumn
from sinho.imports.lines import Line, Understood
from sinho.imports.units import Unit
from sinho.text.folding import fold

FACTS = tuple(ClassFacts.__dataclass_fields__)


def class_code(pk: int) -> str:
    """The code by which workbooks call a class."""
    return f"LH-{pk:06d}"


@dataclass
class ClassLine(Line):
    """A class. The level is the label of the list of its field."""

    code: str | None = None
    name: str | None = None
    kind: str | None = None
    field: str | None = None
    level: str | None = None
    specialty: str | None = None
    title: str | None = None
    mode: str | None = None
    place: str | None = None
    opened_by: str | None = None
    organiser: str | None = None
    partner: str | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    decision_number: str | None = None
    decision_date: dt.date | None = None
    cost: int | None = None


@dataclass
class ClassUnit(Unit):
    """A class; nothing hangs on it that an import of classes writes."""

    root: TrainingClass

    @property
    def name(self) -> str:
        return self.root.name


def line_of(unit: ClassUnit) -> ClassLine:
    """The class as a row of the workbook."""
    facts = vars(unit.root.facts()) | {"level": unit.root.level_label}
    return ClassLine(code=unit.key, **{name: None if value == "" else value for name, value in facts.items()})


def facts_of(line: ClassLine) -> ClassFacts:
    """The line as the action is told."""
    codes = {label: code for code, label in levels_of(line.field)}
    texts = {name: getattr(line, name) or "" for name in FACTS if ClassFacts.__annotations__[name] is str}
    others = {name: getattr(line, name) for name in FACTS if name not in texts}
    return ClassFacts(**{**others, **texts, "level": codes.get(line.level, "")})


def check_level(line: ClassLine, register, note) -> None:
    """The level in the list of its field, as people shorten it; fields without a list have none."""
    if line.field is None or not line.told("level"):
        return
    named = ClassField(line.field).label.lower()
    labels = {fold(label): label for _, label in levels_of(line.field)}
    if not labels:
        text = f"Nội dung {named} không có danh mục trình độ; ghi ở cột “Chuyên ngành”, để trống ô này."
        raise WrongColumn("level", text, CHOICE)
    if found := labels.get(fold(line.level)):
        line.level = found
        return
    if line.field not in READERS:
        raise WrongColumn("level", f"Không có trong danh mục. Các giá trị: {'; '.join(labels.values())}.", CHOICE)
    read_level(line, note)


def read_level(line: ClassLine, note) -> None:
    """“Trung cấp Luật”: the level, and its words when no column tells them."""
    try:
        value = READERS[line.field].read(line.level)
    except WrongCell as error:
        raise WrongColumn("level", error.text, error.cause) from error
    if isinstance(value, Understood):
        note(line, "level", value.text)
        value = value.value
    if value is None:
        raise WrongColumn("level", f"“{line.level}” không phải là trình độ mà lớp dạy.", CHOICE)
    line.level = READERS[line.field].labels[value[0]]
    if value[1] and not line.told("specialty") and line.specialty is None:
        line.specialty = value[1]
