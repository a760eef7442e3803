"""The report as a Party paper: the figures in words and a table, the communes as its annex."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cadres.staff.report.build import CadreQualityReport
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Annex, Paper, Printout, printout
from sinho.documents.reports import PaperDetails
from sinho.text.dates import format_date


def printed(report: CadreQualityReport, details: PaperDetails) -> Printout:
    """The paper to be signed."""
    subject = f"Chất lượng cán bộ, công chức xã đến ngày {format_date(report.day)}"
    paper = Paper(
        head=report.issuer.head(details, kind="BÁO CÁO", type_symbol="BC", subject=subject),
        layout=layout_on(details.day or report.on),
        recipients=report.issuer.recipients,
        signature=report.issuer.signature(details),
        annexes=annexes(report),
    )
    return printout(paper, "print/cadres/staff/report.html", {"report": report})


def annexes(report: CadreQualityReport) -> tuple[Annex, ...]:
    """The communes, when there are several."""
    if len(report.communes) < 2:
        return ()
    body = SafeString(render_to_string("print/cadres/staff/communes.html", {"report": report}))
    return (Annex("PHỤ LỤC", "Chất lượng cán bộ, công chức theo xã, thị trấn", body),)
