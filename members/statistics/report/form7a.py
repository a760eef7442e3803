"""Form 7A: the quality of grassroots organisations and subordinate cells in a year, by type of organisation (A24)."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cells.assessments.report.gather import require_year_begun, year_of
from cells.assessments.report.graded import CELLS, GRASSROOTS, NO_TYPE, Graded, Year
from cells.organizations.enums import OrganizationKind, OrganizationType
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.sheet import EMPTY, Cell, Heading, Line, Sheet
from members.statistics.rules.rows import ColumnSpec, FormSet, FormSpec
from members.statistics.sets import year_form
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Figure, Listed, NothingToReport
from sinho.text.dates import format_date
from sinho.text.numbers import percent

CODE = "form-7a"
COLUMNS = ("Hình thức", "Loại hình", "Đảng bộ cơ sở", "Xếp loại", "Quyết định")
SHARE = "percent"
ALL = "all"


@dataclass(frozen=True)
class Row:
    """A row of the form: whom it counts, and the row of which it is a share ("" for none)."""

    key: str
    label: str
    level: int
    counts: Callable[[Graded], bool]
    of: str = ""
    said: str = ""


def rows_of(year: Year) -> list[Row]:
    """Rows with the levels of the scheme of the year: A of grassroots organisations, B of subordinate cells."""
    new, bases, cells = year.scheme.reasons_of_the_new, "bases.evaluated", "cells.evaluated"
    return [
        Row("bases", "A. Tổng số tổ chức cơ sở đảng đến cuối năm (1+2)", 0, within(GRASSROOTS)),
        Row(bases, "1. Đã đánh giá, xếp loại", 1, within(GRASSROOTS, lambda row: row.level), bases),
        *levels_of(year, "bases", GRASSROOTS),
        Row("bases.not", "2. Chưa đánh giá, xếp loại", 1, within(GRASSROOTS, lambda row: not row.level)),
        Row("bases.new", "Trong đó: mới thành lập", 3, within(GRASSROOTS, lambda row: row.reason in new)),
        Row("cells", "B. Tổng số chi bộ trực thuộc", 0, within(CELLS)),
        Row(cells, "Trong đó: đã đánh giá, xếp loại", 1, within(CELLS, lambda row: row.level), cells),
        *levels_of(year, "cells", CELLS),
    ]


def within(group: str, more: Callable[[Graded], object] = lambda row: True) -> Callable[[Graded], bool]:
    """Whether a row belongs to the group and to something more."""
    return lambda row: row.group == group and bool(more(row))


def levels_of(year: Year, prefix: str, group: str) -> list[Row]:
    """a to d, and what stands out inside the first level."""
    found = []
    for letter, level in zip("abcdefgh", year.scheme.levels, strict=False):
        counts = within(group, lambda row, code=level.code: row.level == code)
        key = f"{prefix}.{level.code}"
        found.append(Row(key, f"{letter}) {level.label}", 2, counts, f"{prefix}.evaluated", level.label))
        if year.scheme.may_be_exemplary(level.code):
            flagged = within(group, lambda row, code=level.code: row.level == code and row.exemplary)
            label = f"Trong đó: {year.scheme.exemplary.short}"
            found.append(Row(f"{key}.exemplary", label, 3, flagged, f"{prefix}.evaluated", year.scheme.exemplary.label))
    return found


@dataclass(frozen=True)
class Counted:
    """The organisations of the year with how they are listed, ready to be counted."""

    year: Year
    words: str
    rows: Sequence[tuple[Graded, Listed]]
    columns: Sequence[tuple[ColumnSpec, tuple[str, ...]]]

    def line(self, row: Row, totals: Mapping[str, int]) -> Line:
        """A row with its figure in every column; the share is of the row that it is a part of."""
        fitting = [pair for pair in self.rows if row.counts(pair[0])]
        cells = []
        for column, types in self.columns:
            if column.key == SHARE:
                cells.append(Cell(number=percent(len(fitting), totals[row.of])) if row.of else EMPTY)
            elif column.blank:
                cells.append(EMPTY)
            else:
                cells.append(Cell(self.figure(row, column, types, fitting)))
        return Line(row.key, row.label, row.level, tuple(cells))

    def figure(self, row: Row, column: ColumnSpec, types: tuple[str, ...], fitting) -> Figure:
        """The organisations of a row in one column."""
        listed = tuple(listed for one, listed in fitting if types == (ALL,) or one.type in types)
        thing = "Chi bộ trực thuộc" if row.key.startswith("cells") else "Tổ chức cơ sở đảng"
        said = row.said or row.label.partition(" ")[2].partition(" (")[0]
        where = "" if types == (ALL,) else f", {column.group.lower()} {column.label.lower()}".replace(",  ", ", ")
        return Figure(f"{row.key}.{column.key}", f"{thing}: {said[:1].lower()}{said[1:]}{where}, {self.words}", listed)

    def sheet(self, spec: FormSpec) -> Sheet:
        rows = rows_of(self.year)
        totals = {row.key: sum(row.counts(one) for one, _ in self.rows) for row in rows}
        headings = tuple(
            Heading(one.label, one.number, one.group, percent=one.key == SHARE, blank=one.blank)
            for one, _ in self.columns
        )
        return Sheet(spec.code, spec.title, headings, tuple(self.line(row, totals) for row in rows))


def listed_of(year: Year, row: Graded) -> Listed:
    """How a list shows the organisation."""
    kind = OrganizationKind(row.kind).label
    type_words = "" if row.type == NO_TYPE else OrganizationType(row.type).label
    decision = row.decision_number
    if decision and row.decision_date:
        decision = f"{decision} ngày {format_date(row.decision_date)}"
    return Listed(row.organization_id, row.name, (kind, type_words, row.committee, year.grade(row), decision))


def sums_of(sheet: Sheet) -> list[str]:
    """Where the columns do not add up to the total; what is of unknown type stands in none."""
    found = []
    for line in sheet.lines:
        counts = {
            heading.number: cell.figure.count
            for heading, cell in zip(sheet.headings, line.cells, strict=True)
            if cell.figure
        }
        whole = counts.pop(sheet.headings[0].number)
        if whole != sum(counts.values()):
            found.append(f"{line.label}: {whole} và {sum(counts.values())}")
    return found


class FormOfYear(FormReport):
    """The rows behind its figures are organisations."""

    thing = "tổ chức"
    unit = "Tổ chức"


def read_year(scope: Scope, asked: Asked) -> Year:
    """The graded organisations; NothingToReport without a campaign."""
    year = asked.year or asked.on.year
    require_year_begun(year, asked.on)
    found = year_of(scope, asked.organization_id, year, asked.on)
    if found is None:
        raise NothingToReport(
            f"Chưa có đợt đánh giá năm {year} cho tổ chức này.",
            hint="Mở đợt đánh giá của năm rồi lập biểu.",
            url_name="assessments:years",
            link="Đánh giá năm",
        )
    return found


def build(scope: Scope, asked: Asked) -> FormOfYear:
    """Form 7A; the same number of queries however many organisations."""
    year, form = read_year(scope, asked), year_form()
    edition = FormSet("tctw", form.title, None, False, form.deadline, form.says, {CODE: form.spec})
    head = head_of(CODE, asked, (edition,))
    words = f"năm {year.year}, tính đến {format_date(asked.on)}"
    counted = Counted(year, words, [(row, listed_of(year, row)) for row in year.rows], form.columns)
    sheet = counted.sheet(form.spec)
    loose = sums_of(sheet)
    check = "Đối chiếu: ở mọi dòng, cột 2 bằng tổng các cột 4 đến 14 (trừ cột 10)."
    if loose:
        check = f"Cột 2 lớn hơn tổng các cột theo loại hình: {'; '.join(loose)}."
    return FormOfYear(
        **vars(head),
        period=f"năm {year.year}",
        sheets=(sheet,),
        columns=COLUMNS,
        rests=rests_of(counted, asked.on),
        notes=(check, f"Mức xếp loại theo {year.scheme.title}. Cột % tính trên số đã đánh giá của từng mục."),
    )


def rests_of(counted: Counted, on: dt.date) -> tuple[Figure, ...]:
    """What stands in row 2 for lack of a decision, and in no column for lack of a type."""
    undecided = tuple(listed for row, listed in counted.rows if row.group != "sections" and not row.decided)
    untyped = tuple(listed for row, listed in counted.rows if row.group != "sections" and row.type == NO_TYPE)
    return (
        Figure("rest.undecided", f"Chưa có quyết định đến {format_date(on)}", undecided),
        Figure("rest.type", "Chưa ghi loại hình tổ chức cơ sở, không có trong cột nào", untyped),
    )
