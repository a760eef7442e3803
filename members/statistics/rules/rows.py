"""Rows of a statistical form as its set describes them, and who fits a row."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

# What may be asked of a person in a row of a form.
FACTS = frozenset(
    [
        "sex",
        "ethnicity",
        "religion",
        "occupation",
        "general",
        "professional",
        "theory",
        "age",
        "party_age",
        "joined",
        "in_union",
        "again",
        "probationary",
        "exempted",
    ]
)
MEANS = frozenset({"age"})
# Heading · row · row below it · "of which".
LEVELS = (0, 1, 2, 3)
_NUMBERING = re.compile(r"^(?:[A-Z]+\.|[0-9]+\.|[a-z]\))\s+|^Trong đó:\s*|\s+\([0-9+]+\)$")


def unnumbered(label: str) -> str:
    """The words of a row without its number, "of which" and formula: B. Tăng (1+2+3) → Tăng."""
    return _NUMBERING.sub("", label)


@dataclass(frozen=True)
class RowSpec:
    """A row as the form prints it, and what it counts: one of

    `fits` people of whom all of this is true; `of` a figure that the form itself makes; `mean` the mean of a fact;
    `types` organisations of these types; `blank` nothing, for the product does not keep it; else it is a heading.
    `part`: the rows of one part share out all people; who is in none of them is named below the form.
    `within`: counts moves inside the district, so it is printed only where such moves count.
    """

    key: str
    label: str
    level: int
    fits: Mapping[str, Any] | None = None
    of: str = ""
    mean: str = ""
    types: tuple[str, ...] | str = ()
    blank: bool = False
    part: str = ""
    within: bool = False

    @property
    def is_heading(self) -> bool:
        return self.fits is None and not (self.of or self.mean or self.types or self.blank)


@dataclass(frozen=True)
class ColumnSpec:
    """A column of figures: words, the number under it with its formula, the words above several columns.

    `fits`: whom it counts, for forms whose figures are those of a row who fit a column as well.
    """

    key: str
    label: str
    number: str = ""
    group: str = ""
    blank: bool = False
    fits: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PeoplesSpec:
    """The sheet of ethnic groups and religions; `continues`: it belongs to the sheet before and is signed with it."""

    code: str = ""
    title: tuple[str, ...] = ()
    women: bool = True
    continues: bool = False


@dataclass(frozen=True)
class FormSpec:
    """A form of a set: its code (Biểu số 2-BTCTW), title in lines, rows, sentences; sheet of ethnic groups if any."""

    code: str
    title: tuple[str, ...]
    rows: tuple[RowSpec, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[ColumnSpec, ...] = ()
    peoples: PeoplesSpec | None = None
    says: str = ""

    @property
    def blanks(self) -> list[RowSpec]:
        """Rows that are printed and stay empty."""
        return [row for row in self.rows if row.blank]


@dataclass(frozen=True)
class FormSet:
    """A set of forms and the guidance it comes from, in force from `since` on (None: before all others)."""

    code: str
    title: str
    since: dt.date | None
    verified: bool
    deadline: str
    says: str
    forms: Mapping[str, FormSpec]


def read_form(name: str, data: Mapping[str, Any], facts: Collection[str] = FACTS) -> FormSpec:
    """A form from its data, whose rows ask for these facts. ValueError that names the row when it has no sense."""
    rows = tuple(read_row(name, row, facts) for row in data.get("lines", ()))
    keys = [row.key for row in rows]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise ValueError(f"{name}: rows {twice} stand twice")
    parts = dict(data.get("parts", {}))
    if parts.keys() != {row.part for row in rows} - {""}:
        raise ValueError(f"{name}: parts {sorted(parts)} are not those of the rows")
    peoples = data.get("peoples")
    return FormSpec(
        code=data["code"],
        title=tuple(data["title"]),
        rows=rows,
        parts=parts,
        columns=tuple(read_column(name, column, facts) for column in data.get("columns", ())),
        peoples=None if peoples is None else PeoplesSpec(**{**peoples, "title": tuple(peoples.get("title", ()))}),
        says=data.get("says", ""),
    )


def read_column(name: str, data: Mapping[str, Any], facts: Collection[str]) -> ColumnSpec:
    said = dict(data)
    column = ColumnSpec(fits=said.pop("if", {}), **said)
    if unknown := set(column.fits) - set(facts):
        raise ValueError(f"{name}, {column.key}: {sorted(unknown)} is not known of anybody")
    return column


def read_row(name: str, data: Mapping[str, Any], known: Collection[str] = FACTS) -> RowSpec:
    facts = dict(data)
    fits, types = facts.pop("if", None), facts.pop("types", ())
    row = RowSpec(fits=fits, types=types if isinstance(types, str) else tuple(types), **facts)
    where = f"{name}, {row.key}"
    if row.level not in LEVELS:
        raise ValueError(f"{where}: no level {row.level}")
    if sum(map(bool, (row.fits is not None, row.of, row.mean, row.types, row.blank))) > 1:
        raise ValueError(f"{where}: counts two things")
    if unknown := set(row.fits or {}) - set(known):
        raise ValueError(f"{where}: {sorted(unknown)} is not known of anybody")
    if row.mean and row.mean not in MEANS:
        raise ValueError(f"{where}: no mean of {row.mean}")
    return row


def set_on(sets: Iterable[FormSet], day: dt.date) -> FormSet:
    """The set in force on the day: forms of a period are those of its last day."""
    in_force = [one for one in sets if one.since is None or one.since <= day]
    return in_force[-1]


def fitting(conditions: Mapping[str, Any]) -> Callable[[Any], bool]:
    """A question to a person: whether all of it is true of him. What is unknown of him (None) fits nothing."""
    asked = [(attrgetter(fact), fits(wanted)) for fact, wanted in conditions.items()]
    return lambda person: all(fit(value_of(person)) for value_of, fit in asked)


def fits(wanted: Any) -> Callable[[Any], bool]:
    """A question to a fact: whether it is this, one of these, not this, or within these bounds."""
    if isinstance(wanted, list):
        return lambda value: value in wanted
    if not isinstance(wanted, dict):
        return lambda value: value == wanted
    if "not" in wanted:
        return lambda value: value not in (None, wanted["not"])
    first, last = wanted.get("from"), wanted.get("to")
    return lambda value: value is not None and (first is None or first <= value) and (last is None or value <= last)
