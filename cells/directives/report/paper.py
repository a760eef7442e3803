"""The report on directives as a Party paper."""

from cells.directives.report.build import DirectivesReport, occurs
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Paper, Printout, printout
from sinho.documents.reports import PaperDetails


def printed(report: DirectivesReport, details: PaperDetails) -> Printout:
    """The paper to be signed; lines in which nothing happened are left out."""
    subject = f"Kết quả quán triệt, thực hiện các văn bản chỉ đạo {report.now.span.words}"
    paper = Paper(
        head=report.issuer.head(details, kind="BÁO CÁO", type_symbol="BC", subject=subject),
        layout=layout_on(details.day or report.asked.on),
        recipients=report.issuer.recipients,
        signature=report.issuer.signature(details),
    )
    sections = [(one.title, [line for line in one.lines if occurs(line) or line.level == 0]) for one in report.sections]
    return printout(paper, "print/cells/directives/report.html", {"report": report, "sections": sections})
