"""The report as a workbook: the indicators of both days, the communes."""

from cadres.staff.enums import Measure
from cadres.staff.report.build import CadreQualityReport, Line
from sinho.documents.workbooks import SUM, Column, new_workbook, workbook_bytes, write_table
from sinho.text.dates import format_date


def workbook(report: CadreQualityReport) -> bytes:
    """Two sheets."""
    book, day, earlier = new_workbook(), format_date(report.day), format_date(report.earlier)
    title = f"Chất lượng cán bộ, công chức xã đến ngày {day}"
    note = f"{report.organization_name}; không tính người hoạt động không chuyên trách."
    columns = (
        Column("label", "Chỉ tiêu", width=44),
        Column("before", f"Số người {earlier}", "integer", 14),
        Column("of_before", f"Trên tổng số {earlier}", "integer", 14),
        Column("share_before", f"% {earlier}", "percent", 12),
        Column("now", f"Số người {day}", "integer", 14),
        Column("of_now", f"Trên tổng số {day}", "integer", 14),
        Column("share", f"% {day}", "percent", 12),
        Column("points", "Tăng, điểm phần trăm", "decimal", 14),
        Column("relative", "Tăng tương đối", "percent", 14),
    )
    write_table(book, "Chỉ tiêu", columns, [row_of(line) for line in report.lines], title=title, notes=(note,))
    by_commune = (
        Column("name", "Xã, thị trấn", width=26),
        Column("staff", "Cán bộ, công chức", "integer", 14),
        *(Column(one.value, one.label, "integer", 20) for one in Measure),
    )
    rows = [
        {"name": one.name, "staff": one.staff.count}
        | {measure.value: figure.count for measure, figure in zip(Measure, one.reached, strict=True)}
        for one in report.communes
    ]
    total = {"name": "Cộng", "staff": SUM, **{one.value: SUM for one in Measure}}
    write_table(book, "Theo xã", by_commune, rows, title=f"{title}: theo xã", notes=(note,), total=total)
    return workbook_bytes(book)


def row_of(line: Line) -> dict:
    counts = {name: getattr(line, name).count for name in ("before", "of_before", "now", "of_now")}
    shares = {"share": line.share, "share_before": line.share_before}
    return {"label": line.measure.label, **counts, **shares, **vars(line.growth)}
