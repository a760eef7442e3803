"""The form as a workbook: one worksheet for each sheet, with the numbers of the columns and the sentences below."""

from collections.abc import Mapping

from openpyxl.utils import get_column_letter

from members.statistics.report.form import FormReport
from members.statistics.report.formulas import Formulas
from members.statistics.report.sheet import Line, Sheet
from sinho.documents.workbooks import Column, new_workbook, workbook_bytes, write_table
from sinho.text.dates import format_date

FIRST_ROW = 4  # title, an empty row, header
INDENT = "   "


def workbook(report: FormReport) -> bytes:
    """All lines of all sheets; rows that are not kept stay empty."""
    book = new_workbook()
    said = (f"{report.organization_name}; {report.period}; tính đến ngày {format_date(report.on)}.",)
    checks = tuple(
        f"D = A + B − C, {one.words}: {one.end} và {one.expected}{'' if one.holds else ', không khớp'}."
        for one in report.checks
    )
    rests = tuple(f"{figure.label}: {figure.count}." for figure in report.shown_rests)
    for number, sheet in enumerate(report.sheets):
        notes = (*said, *checks, *rests, *report.remarks) if number == 0 else said
        title = f"{sheet.code}. {' '.join(sheet.title).capitalize()}"
        columns = columns_of(sheet)
        written = write_table(book, sheet.code.strip("()"), columns, rows_of(sheet), title=title, notes=notes)
        write_means(written, sheet, len(columns) - len(sheet.headings))
        if sheet.compared:
            was = sheet.earlier
            write_table(book, was.code, columns, rows_of(was), title=title, notes=notes)
    return workbook_bytes(book)


def columns_of(sheet: Sheet) -> list[Column]:
    first = [Column("number", "TT", width=6)] if sheet.numbered else []
    first.append(Column("label", sheet.first, width=56))
    for place, heading in enumerate(sheet.headings):
        title = ": ".join(part for part in (heading.group, heading.label, heading.time) if part)
        kind = "percent" if heading.percent else "integer"
        first.append(Column(f"column{place}", f"{title}\n{heading.number}", kind, 18))
    return first


def rows_of(sheet: Sheet) -> list[Mapping]:
    """The lines; totals are formulas over the cells that they add up."""
    first = 2 if sheet.numbered else 1

    def at(number: int, place: int) -> str:
        return f"{get_column_letter(first + place + 1)}{FIRST_ROW + number}"

    written, found = Formulas(sheet, at), []
    for number, line in enumerate(sheet.lines):
        places = () if is_mean(line) else range(len(line.cells))
        cells = {f"column{place}": written.value(number, place) for place in places}
        found.append({"number": line.number, "label": INDENT * max(line.level - 1, 0) + line.label, **cells})
    return found


def is_mean(line: Line) -> bool:
    return line.key.endswith(".mean")


def write_means(written, sheet: Sheet, before: int) -> None:
    """Means stand in columns of whole numbers and have a decimal."""
    for row, line in enumerate(sheet.lines, FIRST_ROW):
        for place, cell in enumerate(line.cells if is_mean(line) else (), before + 1):
            if cell.number is not None:
                target = written.cell(row, place)
                target.value, target.number_format = cell.number, "0.0"
