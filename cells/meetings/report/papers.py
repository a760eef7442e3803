"""The report on meetings as a Party paper with the roll-up as its annex, and as a workbook."""

from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cells.meetings.report.build import MeetingsReport
from cells.meetings.report.gather import Row
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Annex, Paper, Printout, printout
from sinho.documents.reports import PaperDetails
from sinho.documents.workbooks import SUM, Column, new_workbook, workbook_bytes, write_table

# A longer roll-up is for the workbook, not for paper.
MOST_PRINTED = 600
FOLDER = "print/cells/meetings"


def printed(report: MeetingsReport, details: PaperDetails) -> Printout:
    paper = Paper(
        head=report.issuer.head(
            details, kind="BÁO CÁO", type_symbol="BC", subject=f"Chất lượng sinh hoạt chi bộ {report.asked.words}"
        ),
        layout=layout_on(details.day or report.asked.on),
        recipients=report.issuer.recipients,
        signature=report.issuer.signature(details),
        annexes=(annex(report),) if 0 < len(report.found.rows) <= MOST_PRINTED else (),
    )
    return printout(paper, f"{FOLDER}/report.html", {"report": report})


def annex(report: MeetingsReport) -> Annex:
    body = SafeString(render_to_string(f"{FOLDER}/_roll_up.html", {"report": report}))
    return Annex("PHỤ LỤC", "Tổng hợp chất lượng sinh hoạt chi bộ", body, "landscape")


def workbook(report: MeetingsReport) -> bytes:
    """Totals by grassroots organisation with sums as formulas; one row per meeting with a cross at its level."""
    book, title = new_workbook(), f"Chất lượng sinh hoạt chi bộ {report.asked.words}"
    note = f"{report.organization_name}. Mức: {report.source}."
    numbers = [Column(f"c{n}", heading, "integer", 13) for n, heading in enumerate(report.headings)]
    columns = (
        Column("name", "Tổ chức cơ sở đảng", width=32),
        *numbers,
        Column("attendance", "Dự họp %", "percent", 12),
    )
    lines = [
        {"name": line.name, "attendance": share(line.attendance)}
        | {f"c{n}": figure.count for n, figure in enumerate(line.figures)}
        for line in report.lines
    ]
    sums = {column.key: SUM for column in numbers}
    total = {"name": "Cộng", "attendance": share(report.total.attendance), **sums}
    write_table(book, "Tổng hợp", columns, lines, title=title, notes=(note,), total=total)
    roll = (
        Column("number", "TT", "integer", 6),
        Column("name", "Chi bộ", width=30),
        Column("base", "Thuộc", width=24),
        Column("on", "Ngày họp", "date", 13),
        Column("kind", "Loại", width=12),
        Column("present", "Dự", "integer", 8),
        Column("total", "Tổng số", "integer", 9),
        Column("score", "Điểm", "integer", 8),
        *(Column(code, label, width=11) for code, label in report.levels.items()),
        Column("note", "Ghi chú", width=44),
    )
    rows = [roll_row(number, row) for number, row in enumerate(report.found.rows, start=1)]
    write_table(book, "Từng buổi", roll, rows, title=f"{title}: từng buổi", notes=(note,))
    return workbook_bytes(book)


def share(said: str) -> Decimal | None:
    """89.4 of 89,4."""
    return Decimal(said.replace(",", ".")) if said else None


def roll_row(number: int, row: Row) -> dict:
    one = row.meeting
    return {
        "number": number,
        "name": row.name,
        "base": row.base,
        "on": one.held_on,
        "kind": one.get_kind_display(),
        "present": one.present,
        "total": one.total,
        "score": row.score,
        **({row.level: "x"} if row.level else {}),
        "note": row.note,
    }
