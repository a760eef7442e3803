"""The report as a workbook: a sheet for each table, and one that names who was at the best level for years."""

from members.ratings.report.quality.figures import MEMBERS
from members.ratings.report.quality.shape import Cell, Table, YearQuality
from members.ratings.report.quality.tables import FEWEST_YEARS
from sinho.documents.workbooks import Column, new_workbook, workbook_bytes, write_table
from sinho.text.dates import format_date

NAMES = {
    "years": "Qua các năm",
    "runs": "Nhiều năm liền",
    "lowest": "Mức thấp nhất",
    "bases": "Theo cơ sở",
    "bases_years": "Cơ sở qua các năm",
}


def workbook(report: YearQuality) -> bytes:
    """Counts stand as numbers, shares and grades as words."""
    book = new_workbook()
    said = (f"{report.organization_name}; kết quả quyết định đến ngày {format_date(report.on)}.", *report.notes)
    for table in report.tables:
        columns = columns_of(table)
        rows = [
            {"label": row.label} | {f"c{place}": value_of(cell) for place, cell in enumerate(row.cells)}
            for row in table.rows
        ]
        write_table(book, NAMES[table.key], columns, rows, title=table.title, notes=said)
    write_best(book, report)
    return workbook_bytes(book)


def value_of(cell: Cell):
    return cell.figure.count if cell.figure else cell.text


def columns_of(table: Table) -> list[Column]:
    found = [Column("label", table.first, width=44)]
    for place, column in enumerate(table.columns):
        title = ": ".join(part for part in (column.group, column.label) if part)
        numbers = any(row.cells[place].figure for row in table.rows)
        found.append(Column(f"c{place}", title, "integer" if numbers and is_count(table, place) else "text", 16))
    return found


def is_count(table: Table, place: int) -> bool:
    """Whether every line of the column is a number or empty."""
    return all(row.cells[place].figure or not row.cells[place].text for row in table.rows)


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
