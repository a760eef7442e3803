"""The report as a Party paper, to be numbered and signed."""

from django.template.loader import render_to_string

from cells.assessments.report.quality import QualityReport
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Annex, Paper, Printout, printout
from sinho.documents.reports import PaperDetails

FOLDER = "print/cells/assessments"


def printed(report: QualityReport, details: PaperDetails) -> Printout:
    """FontMissing when the server has no typeface for papers."""
    return printout(paper_of(report, details))


def paper_of(report: QualityReport, details: PaperDetails) -> Paper:
    """Heading, recipients and signature of the organisation that reports, in the layout of the paper's own date."""
    subject = f"Kết quả đánh giá chất lượng tổ chức cơ sở đảng năm {report.year}"
    layout = layout_on(details.day or report.on)
    context = {"report": report, "issuer": report.issuer, "layout": layout}
    return Paper(
        head=report.issuer.head(details, kind="BÁO CÁO", type_symbol="BC", subject=subject),
        layout=layout,
        body_html=render_to_string(f"{FOLDER}/quality.html", context),
        recipients=report.issuer.recipients,
        signature=report.issuer.signature(details),
        annexes=annexes(report),
    )


def annexes(report: QualityReport) -> tuple[Annex, ...]:
    """The committees on a lying page; of an organisation that reports on itself, what stands below it, by name."""
    if report.own is None and report.committees:
        subject = f"Xếp loại đảng bộ cơ sở và chi bộ trực thuộc năm {report.year}"
        body = render_to_string(f"{FOLDER}/_quality_committees.html", {"report": report})
        return (Annex("PHỤ LỤC", subject, body, "landscape"),)
    if report.below:
        body = render_to_string(f"{FOLDER}/_quality_organizations.html", {"report": report})
        return (Annex("PHỤ LỤC", f"Xếp loại tổ chức trực thuộc năm {report.year}", body),)
    return ()
