"""The report as a workbook: every figure, then the tables by year."""

from decimal import Decimal

from sinho.documents.tables import Table
from sinho.documents.workbooks import Column, new_workbook, workbook_bytes, write_table
from sinho.leadership.report.build import LeadershipReport
from sinho.text.dates import format_date

FIGURES = (
    Column("chapter", "Mục", width=44),
    Column("label", "Chỉ tiêu", width=70),
    Column("count", "Số", "integer", 12),
)
SENTENCES = (Column("part", "Phần", width=26), Column("text", "Nội dung", width=120))


def workbook(report: LeadershipReport) -> bytes:
    """Figures; what the report says; each table."""
    book = new_workbook()
    title = f"{report.organization_name}: từ {format_date(report.since)} đến {format_date(report.day)}"
    rows = [
        {"chapter": chapter.title or "Tình hình", "label": figure.label, "count": figure.count}
        for chapter in report.chapters
        for figure in chapter.figures
    ]
    notes = (f"Không có: {'; '.join(report.left_out)}.",) if report.left_out else ()
    write_table(book, "Chỉ tiêu", FIGURES, rows, title=title, notes=notes)
    said = []
    for part in report.story.parts:
        texts = [one.plain for chapter in part.chapters for paragraph in chapter.paragraphs for one in paragraph]
        texts += part.passage.paragraphs if part.passage else []
        said += [{"part": part.name, "text": text} for text in texts]
    write_table(book, "Nội dung", SENTENCES, said, title=title)
    for number, table in enumerate((one for chapter in report.chapters for one in chapter.tables), 1):
        columns = [Column("label", table.first, width=44)]
        columns += [Column(f"c{n}", one.label, kind_of(table, n), 16) for n, one in enumerate(table.columns)]
        lines = [{"label": row.label} | {f"c{n}": cell.value for n, cell in enumerate(row.cells)} for row in table.rows]
        write_table(
            book, f"Bảng {number}", columns, lines, title=table.title, notes=(table.note,) if table.note else ()
        )
    return workbook_bytes(book)


def kind_of(table: Table, place: int) -> str:
    """Of a column of numbers: whole ones or not."""
    return "decimal" if any(isinstance(row.cells[place].value, Decimal) for row in table.rows) else "integer"
