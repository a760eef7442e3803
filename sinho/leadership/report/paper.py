"""The report as a Party paper."""

from sinho.documents.layouts import layout_on
from sinho.documents.paper import Paper, Printout, printout
from sinho.documents.reports import PaperDetails
from sinho.leadership.report.build import LeadershipReport
from sinho.text.dates import format_date

SUBJECT = (
    "Kết quả nâng cao năng lực lãnh đạo của tổ chức cơ sở đảng và chất lượng đội ngũ cán bộ, đảng viên "
    "từ {since} đến {until}"
)


def printed(report: LeadershipReport, details: PaperDetails) -> Printout:
    """The paper to be signed."""
    subject = SUBJECT.format(since=format_date(report.since), until=format_date(report.day))
    paper = Paper(
        head=report.issuer.head(details, kind="BÁO CÁO", type_symbol="BC", subject=subject),
        layout=layout_on(details.day or report.asked.on),
        recipients=report.issuer.recipients,
        signature=report.issuer.signature(details),
    )
    return printout(paper, "print/leadership/report.html", {"report": report})
