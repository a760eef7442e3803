"""The report as a workbook: the lines of the form, the organisations, one row for each new member."""

from members.admissions.report.build import AdmissionReport, Line
from members.admissions.report.gather import Admitted
from members.roll.enums import Occupation, Sex
from sinho.documents.workbooks import SUM, Column, Formula, new_workbook, workbook_bytes, write_table
from sinho.text.dates import format_date

TARGET = (Column("target", "Chỉ tiêu cả năm", "integer", 14), Column("reached", "% so với chỉ tiêu", "percent", 14))
REACHED = Formula('IF({target}=0,"",ROUND({before0}*100/{target},1))')
SHARE = Formula('IF({before1}=0,"",ROUND({before0}*100/{before1},1))')
PEOPLE = (
    Column("number", "TT", "integer", 6),
    Column("name", "Họ và tên", width=26),
    Column("birth", "Ngày sinh", width=12),
    Column("sex", "Giới tính", width=9),
    Column("ethnicity", "Dân tộc", width=12),
    Column("general", "Học vấn", width=18),
    Column("occupation", "Nghề nghiệp", width=34),
    Column("cell", "Chi bộ", width=26),
    Column("base", "Tổ chức cơ sở", width=30),
    Column("village", "Bản", width=18),
    Column("on", "Ngày kết nạp", "date", 14),
    Column("decision", "Số quyết định", width=16),
)


def workbook(report: AdmissionReport) -> bytes:
    """Three sheets."""
    book = new_workbook()
    title = f"Kết nạp đảng viên từ {format_date(report.since)} đến {format_date(report.counted_to)}"
    note = f"{report.organization_name}; tính đến ngày {format_date(report.on)}."
    columns = columns_of(report, "Chỉ tiêu")
    lines = [line_row(line, group) for group, found in report.groups for line in found]
    write_table(book, "Tổng hợp", columns, lines, title=title, notes=(note,))
    with_targets = report.total.number is not None
    by_base = [*columns_of(report, "Tổ chức cơ sở đảng"), *(TARGET if with_targets else ())]
    totals = {"label": "Cộng", **{f"before{n}": SUM for n in range(len(report.years))}, "share": None}
    totals |= {"target": SUM, "reached": REACHED} if with_targets else {}
    bases = [line_row(line, "") | target_row(line) for line in report.by_base]
    write_table(book, "Theo tổ chức", by_base, bases, title=f"{title}: theo tổ chức", notes=(note,), total=totals)
    people = [person_row(number, row) for number, row in enumerate(report.rows, 1)]
    write_table(book, "Danh sách", PEOPLE, people, title=f"{title}: danh sách", notes=(note,))
    return workbook_bytes(book)


def columns_of(report: AdmissionReport, first: str) -> list[Column]:
    counts = [Column(f"before{n}", heading, "integer", 14) for n, heading in enumerate(report.headings)]
    return [
        Column("group", "Nhóm", width=16),
        Column("label", first, width=44),
        *counts,
        *([Column("share", "% so với cùng kỳ năm trước", "percent", 16)] if len(counts) > 1 else []),
    ]


def line_row(line: Line, group: str) -> dict:
    counts = {f"before{n}": figure.count for n, figure in enumerate(line.figures)}
    return {"group": group, "label": line.label, "share": SHARE, **counts}


def target_row(line: Line) -> dict:
    return {"target": line.number, "reached": REACHED if line.number else None}


def person_row(number: int, row: Admitted) -> dict:
    return {
        "number": number,
        "name": row.name,
        "birth": row.birth,
        "sex": Sex(row.sex).label,
        "ethnicity": row.ethnicity_label,
        "general": row.general_words,
        "occupation": Occupation(row.occupation).label if row.occupation else "",
        "cell": row.cell,
        "base": row.base.name,
        "village": row.village,
        "on": row.on,
        "decision": row.decision,
    }
