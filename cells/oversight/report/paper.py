"""The report on leading the cells as a Party paper and as a workbook."""

from cells.oversight.report.build import OversightReport
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Paper, Printout, printout
from sinho.documents.reports import PaperDetails
from sinho.documents.workbooks import SUM, Column, new_workbook, workbook_bytes, write_table

INDENT = "   "


def printed(report: OversightReport, details: PaperDetails) -> Printout:
    """The paper to be signed; lines in which nothing happened are left out."""
    subject = f"Công tác phụ trách cơ sở, củng cố tổ chức đảng yếu kém {report.span.words}"
    paper = Paper(
        head=report.issuer.head(details, kind="BÁO CÁO", type_symbol="BC", subject=subject),
        layout=layout_on(details.day or report.asked.on),
        recipients=report.issuer.recipients,
        signature=report.issuer.signature(details),
    )
    return printout(paper, "print/cells/oversight/report.html", {"report": report})


def workbook(report: OversightReport) -> bytes:
    """Two sheets: all lines, the communes."""
    book, title = new_workbook(), f"Phụ trách cơ sở, tổ chức yếu kém, ý kiến nhân dân, {report.span.words}"
    columns = [Column("section", "Phần", width=26), Column("label", "Chỉ tiêu", width=46)]
    columns.append(Column("now", "Kỳ này", "integer", 14))
    columns += [Column("before", "Cùng kỳ năm trước", "integer", 18)] if report.before_span else []
    rows = [
        {"section": section.title, "label": INDENT * line.level + line.label, "now": line.now.count}
        | ({"before": line.before.count} if line.before else {})
        for section in report.sections
        for line in section.lines
    ]
    notes = (report.organization_name, *report.notes)
    write_table(book, "Chỉ tiêu", columns, rows, title=title, notes=notes)
    by_commune(book, report, title)
    return workbook_bytes(book)


def by_commune(book, report: OversightReport, title: str) -> None:
    """A line for each commune."""
    heads = [label for label, _ in report.communes[0].cells] if report.communes else []
    columns = [Column("name", "Xã, thị trấn", width=34), Column("people", "Huyện ủy viên phụ trách", width=40)]
    columns += [Column(f"c{n}", label.capitalize(), "integer", 14) for n, label in enumerate(heads)]
    rows = [
        {"name": one.name, "people": one.people} | {f"c{n}": figure.count for n, (_, figure) in enumerate(one.cells)}
        for one in report.communes
    ]
    total = {"name": "Cộng"} | {f"c{n}": SUM for n in range(len(heads))}
    write_table(book, "Theo xã", columns, rows, title=f"{title}: theo xã, thị trấn", total=total)
