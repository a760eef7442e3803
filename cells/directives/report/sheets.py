"""The report on directives as a workbook: all lines, by document, by unit."""

from collections.abc import Iterable

from cells.directives.report.build import DirectivesReport, Row
from sinho.documents.workbooks import Column, new_workbook, workbook_bytes, write_table

INDENT = "   "


def workbook(report: DirectivesReport) -> bytes:
    """Three sheets."""
    book, now = new_workbook(), report.now.span.words
    before = report.before.span.words if report.before else "không so sánh"
    title, note = f"Quán triệt, thực hiện văn bản chỉ đạo, {now}", f"{report.organization_name}."
    columns = (
        Column("section", "Phần", width=22),
        Column("label", "Chỉ tiêu", width=48),
        Column("now", now.capitalize(), "integer", 18),
        Column("before", before.capitalize(), "integer", 18),
    )
    rows = [
        {
            "section": section.title,
            "label": INDENT * line.level + line.label,
            "now": line.now.count,
            "before": line.before.count if line.before else None,
        }
        for section in report.sections
        for line in section.lines
    ]
    sums = [
        {"section": "Quán triệt", "label": label, "now": one, "before": earlier}
        for label, one, earlier in report.listeners
    ]
    write_table(book, "Chỉ tiêu", columns, [*rows, *sums], title=title, notes=(note,))
    for sheet, head, lines in (
        ("Theo văn bản", "Văn bản", report.by_document),
        ("Theo đơn vị", "Đơn vị", report.by_unit),
    ):
        columns, told = grouped(head, report.heads, lines)
        write_table(book, sheet, columns, told, title=f"{title}: {sheet.lower()}")
    return workbook_bytes(book)


def grouped(head: str, heads: list[str], rows: Iterable[Row]) -> tuple[tuple[Column, ...], list[dict]]:
    """Columns and lines of a sheet by document or by unit."""
    parts = [Column(f"c{n}", label, "integer", 16) for n, label in enumerate(heads)]
    share = (Column("reached", "Đảng viên được quán triệt", "integer", 16), Column("of", "Trên số", "integer", 12))
    told = []
    for row in rows:
        reached, of = (row.share.reached, row.share.members) if row.share else (None, None)
        numbers = {f"c{n}": figure.count for n, (_, figure) in enumerate(row.cells)}
        told.append({"name": row.name, **numbers, "reached": reached, "of": of})
    return (Column("name", head, width=40), *parts, *share), told
