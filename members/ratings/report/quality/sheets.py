"""The report as a workbook: a sheet for each table, and one that names who was at the best level for years."""

import re
from decimal import Decimal

from members.ratings.report.quality.figures import MEMBERS
from members.ratings.report.quality.shape import YearQuality
from members.ratings.report.quality.tables import FEWEST_YEARS
from sinho.documents.tables import Cell, Table
from sinho.documents.workbooks import SUM, Column, new_workbook, workbook_bytes, write_table
from sinho.text.dates import format_date

NAMES = {
    "years": "Qua các năm",
    "runs": "Nhiều năm liền",
    "lowest": "Mức thấp nhất",
    "bases": "Theo cơ sở",
    "bases_years": "Cơ sở qua các năm",
}
TOTAL, DASH = "Cộng", "–"
COUNT, SHARE = re.compile(r"\d[\d.]*"), re.compile(r"\d[\d.]*(,\d+)?%")


def workbook(report: YearQuality) -> bytes:
    """Counts and shares stand as numbers, grades as words; what adds up in the last line is a formula."""
    book = new_workbook()
    said = (f"{report.organization_name}; kết quả quyết định đến ngày {format_date(report.on)}.", *report.notes)
    for table in report.tables:
        columns = columns_of(table)
        rows = [
            {"label": row.label}
            | {f"c{place}": value_of(cell, columns[place + 1]) for place, cell in enumerate(row.cells)}
            for row in table.rows
        ]
        total = summed(columns, rows) if table.rows and table.rows[-1].label == TOTAL else None
        written = rows[:-1] if total else rows
        write_table(book, NAMES[table.key], columns, written, title=table.title, notes=said, total=total)
    write_best(book, report)
    return workbook_bytes(book)


def value_of(cell: Cell, column: Column):
    """A number where the whole column is one; a dash there is an empty cell."""
    if cell.figure:
        return cell.figure.count
    if column.kind == "text" or not cell.text.strip(DASH):
        return cell.text if column.kind == "text" else None
    number = Decimal(cell.text.rstrip("%").replace(".", "").replace(",", "."))
    return int(number) if column.kind == "integer" else number


def summed(columns: list[Column], rows: list[dict]) -> dict:
    """The last row with a sum wherever it is one of the rows above."""
    *above, last = rows
    return {
        column.key: SUM
        if column.kind == "integer" and sum(row[column.key] or 0 for row in above) == last[column.key]
        else last[column.key]
        for column in columns
    }


def columns_of(table: Table) -> list[Column]:
    found = [Column("label", table.first, width=44)]
    for place, column in enumerate(table.columns):
        title = ": ".join(part for part in (column.group, column.label) if part)
        found.append(Column(f"c{place}", title, kind_of([row.cells[place] for row in table.rows]), 16))
    return found


def kind_of(cells: list[Cell]):
    """What every cell of a column is, but for those left empty."""
    texts = [cell.text for cell in cells if not cell.figure and cell.text.strip(DASH)]
    figures = any(cell.figure for cell in cells)
    if not texts:
        return "integer" if figures else "text"
    if all(COUNT.fullmatch(text) for text in texts):
        return "integer"
    return "percent" if not figures and all(SHARE.fullmatch(text) for text in texts) else "text"


def write_best(book, report: YearQuality) -> None:
    """Members at the best level for two years and more: who may be proposed for a reward."""
    key = f"run.{MEMBERS}.top.{FEWEST_YEARS}"
    if key not in report.figures:
        return
    figure = report.figure(key)
    columns = [Column("name", "Họ và tên", width=30)]
    columns += [Column(f"t{place}", words, width=28) for place, words in enumerate(report.columns)]
    rows = [{"name": row.name} | {f"t{place}": text for place, text in enumerate(row.texts)} for row in figure.rows]
    write_table(book, "Danh sách xuất sắc", columns, rows, title=figure.label)
