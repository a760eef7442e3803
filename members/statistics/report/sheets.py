"""The form as a workbook: one worksheet for each sheet, with the numbers of the columns and the sentences below."""

from collections.abc import Mapping

from members.statistics.report.form import FormReport
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
        rows = [row_of(line) for line in sheet.lines]
        written = write_table(book, sheet.code.strip("()"), columns, rows, title=title, notes=notes)
        write_means(written, sheet, len(columns) - len(sheet.headings))
        if sheet.compared:
            was = sheet.earlier
            write_table(book, was.code, columns, [row_of(line) for line in was.lines], title=title, notes=notes)
    return workbook_bytes(book)


def columns_of(sheet: Sheet) -> list[Column]:
    first = [Column("number", "TT", width=6)] if sheet.numbered else []
    first.append(Column("label", sheet.first, width=56))
    for place, heading in enumerate(sheet.headings):
        title = ": ".join(part for part in (heading.group, heading.label, heading.time) if part)
        kind = "percent" if heading.percent else "integer"
        first.append(Column(f"column{place}", f"{title}\n{heading.number}", kind, 18))
    return first


def row_of(line: Line) -> Mapping:
    cells = {
        f"column{place}": cell.figure.count if cell.figure else (cell.number if not is_mean(line) else None)
        for place, cell in enumerate(line.cells)
    }
    return {"number": line.number, "label": INDENT * max(line.level - 1, 0) + line.label, **cells}


def is_mean(line: Line) -> bool:
    return line.key.endswith(".mean")


def write_means(written, sheet: Sheet, before: int) -> None:
    """Means stand in columns of whole numbers and have a decimal."""
    for row, line in enumerate(sheet.lines, FIRST_ROW):
        for place, cell in enumerate(line.cells if is_mean(line) else (), before + 1):
            if cell.number is not None:
                target = written.cell(row, place)
                target.value, target.number_format = cell.number, "0.0"
