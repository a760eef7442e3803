"""The report on training as a workbook: all lines, the money, the communes."""

from cadres.training.report.build import TrainingReport
from sinho.documents.workbooks import SUM, Column, new_workbook, workbook_bytes, write_table

INDENT = "   "


def workbook(report: TrainingReport) -> bytes:
    """Three sheets."""
    book, now = new_workbook(), report.now.span.words
    before = report.before.span.words if report.before else "không so sánh"
    title, note = f"Đào tạo, bồi dưỡng, hỗ trợ đi học, {now}", f"{report.organization_name}; đơn vị: lượt người."
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
    write_table(book, "Chỉ tiêu", columns, rows, title=title, notes=(note,))
    money = [{"label": label, "now": one, "before": earlier} for label, one, earlier in report.amounts]
    write_table(book, "Hỗ trợ", columns[1:], money, title=f"{title}: số tiền, đồng")
    by_commune = (
        Column("name", "Tổ chức cơ sở đảng", width=34),
        *(Column(f"c{n}", label, "integer", 16) for n, label in enumerate(("Vào học", "Phụ nữ", "Hoàn thành"))),
    )
    lines = [
        {"name": one.name} | {f"c{n}": figure.count for n, (_, figure) in enumerate(one.cells)}
        for one in report.communes
    ]
    total = {"name": "Cộng", "c0": SUM, "c1": SUM, "c2": SUM}
    write_table(book, "Theo nơi cử đi", by_commune, lines, title=f"{title}: theo nơi cử đi", total=total)
    return workbook_bytes(book)
