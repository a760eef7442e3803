"""Form 5: grassroots organisations, what stands under them and their members, by type of organisation."""

from collections.abc import Iterable, Mapping
from itertools import takewhile
from operator import attrgetter

from cells.organizations.enums import GRASSROOTS, OrganizationKind, OrganizationType
from cells.organizations.models import OrganizationState, reach_of
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.gather import SHORT_COLUMNS, OnRoll, Sight, roll_on
from members.statistics.report.lines import spoken
from members.statistics.report.periods import day_words
from members.statistics.report.sheet import EMPTY, Cell, Heading, Line, Sheet
from members.statistics.rules.rows import FormSpec, RowSpec
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Figure, Listed
from sinho.documents.rows import Rows

CODE = "form-5"
K = OrganizationKind
KINDS = {
    "bases": GRASSROOTS,
    "committees": (K.GRASSROOTS_COMMITTEE,),
    "cells": (K.GRASSROOTS_CELL,),
    "sections": (K.SECTION_COMMITTEE,),
    "subordinate": (K.SUBORDINATE_CELL,),
}
MEMBERS = "members"
COLUMNS = ("Hình thức", "Loại hình", "Tổ chức cơ sở")
# What stands under a grassroots organisation of unknown type, or under none.
UNKNOWN = ""
Sorted = dict[tuple[str, str], list[Listed | OnRoll]]


def sorted_rows(scope: Scope, asked: Asked) -> Sorted:
    """(column, type of the grassroots organisation) → rows: organisations and people."""
    sight, day, found = Sight(scope), asked.counted_on, {}
    below = reach_of([asked.organization_id], day)[asked.organization_id]
    states = OrganizationState.objects.on(day).in_scope(scope, Permission.VIEW_MEMBERS)
    states = states.filter(organization_id__among=below).order_by("sort_key", "organization_id")
    for pk, name, kind in states.values_list("organization_id", "name", "kind"):
        base = sight.tree.base(sight.tree.at(pk, day), day)
        words = OrganizationType(base.type).label if base.type else ""
        row = Listed(pk, name, (OrganizationKind(kind).label, words, base.name))
        for column, kinds in KINDS.items():
            if kind in kinds:
                found.setdefault((column, base.type), []).append(row)
    for person in roll_on(sight, asked.organization_id, day):
        found.setdefault((MEMBERS, person.base.type), []).append(person)
    return found


def figure_of(rows: Sorted, key: str, label: str, column: str, types: Iterable[str]) -> Figure:
    """Organisations of a column, or members, of these types."""
    found = tuple(row for type_code in types for row in rows.get((column, type_code), ()))
    if column == MEMBERS:
        return Figure(key, label, Rows(found, attrgetter("listed")), "người", SHORT_COLUMNS)
    return Figure(key, label, found)


def sheet_of(spec: FormSpec, rows: Sorted, words: str) -> Sheet:
    said, lines = spoken(spec.rows), []
    every = (*OrganizationType.values, UNKNOWN)
    for row in spec.rows:
        types = every if row.types == "all" else row.types
        cells = []
        for column in spec.columns:
            if column.blank or row.blank:
                cells.append(EMPTY)
                continue
            above = f"{column.group}: " if column.group else ""
            label = f"{said[row.key]}, {above}{column.label[:1].lower()}{column.label[1:]}, {words}"
            cells.append(Cell(figure_of(rows, f"{row.key}.{column.key}", label, column.key, types)))
        lines.append(Line(row.key, row.label, row.level, tuple(cells), row.blank, sums=parts_of(spec, row)))
    headings = tuple(Heading(column.label, column.number, column.group, blank=column.blank) for column in spec.columns)
    return Sheet(spec.code, spec.title, headings, tuple(lines), first="Loại hình tổ chức cơ sở đảng")


def parts_of(spec: FormSpec, row: RowSpec) -> tuple[str, ...]:
    """The rows below that share its types out; () when they leave a type out."""
    after = spec.rows[spec.rows.index(row) + 1 :]
    below = [one for one in takewhile(lambda one: one.level > row.level, after) if one.level == row.level + 1]
    types = sorted(code for one in below if not one.blank for code in one.types)
    mine = OrganizationType.values if row.types == "all" else row.types
    return tuple(one.key for one in below if not one.blank) if types == sorted(mine) and len(below) > 1 else ()


def without_type(spec: FormSpec, rows: Mapping, words: str) -> tuple[Figure, ...]:
    """What no row of a type counts."""
    named = {"bases": "Tổ chức cơ sở đảng chưa ghi loại hình", MEMBERS: "Đảng viên ở tổ chức chưa ghi loại hình"}
    return tuple(
        figure_of(rows, f"rest.{column}", f"{said}, {words}", column, (UNKNOWN,)) for column, said in named.items()
    )


class FormOfTypes(FormReport):
    """The rows behind most of its figures are organisations."""

    thing = "tổ chức"
    unit = "Tổ chức, người"


def build(scope: Scope, asked: Asked) -> FormOfTypes:
    """Form 5; the same number of queries however many members."""
    head, words = head_of(CODE, asked), day_words(asked.counted_on)
    rows = sorted_rows(scope, asked)
    return FormOfTypes(
        **vars(head),
        period=words,
        sheets=(sheet_of(head.spec, rows, words),),
        columns=COLUMNS,
        rests=without_type(head.spec, rows, words),
        notes=("Đảng bộ bộ phận, chi bộ trực thuộc và đảng viên tính theo loại hình của tổ chức cơ sở.",),
    )
