"""The report as a Party paper: the figures in words and a table, the list of names as its annex."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from members.admissions.report.build import AdmissionReport
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Annex, Paper, Printout, printout
from sinho.documents.reports import PaperDetails
from sinho.text.dates import format_date


def printed(report: AdmissionReport, details: PaperDetails) -> Printout:
    """The paper to be signed."""
    subject = f"Kết quả kết nạp đảng viên từ {format_date(report.since)} đến {format_date(report.counted_to)}"
    paper = Paper(
        head=report.issuer.head(details, kind="BÁO CÁO", type_symbol="BC", subject=subject),
        layout=layout_on(details.day or report.on),
        recipients=report.issuer.recipients,
        signature=report.issuer.signature(details),
        annexes=annexes(report),
    )
    return printout(paper, "print/members/admissions/report.html", {"report": report})


def annexes(report: AdmissionReport) -> tuple[Annex, ...]:
    """By grassroots organisation, then the names."""
    found = []
    if len(report.bases) > 1:
        found.append(Annex("PHỤ LỤC 1", "Kết nạp đảng viên theo tổ chức cơ sở đảng", body("bases", report)))
    if report.rows:
        number = len(found) + 1
        title = f"PHỤ LỤC {number}" if found else "PHỤ LỤC"
        found.append(Annex(title, "Danh sách đảng viên mới kết nạp", body("names", report), "landscape"))
    return tuple(found)


def body(name: str, report: AdmissionReport) -> SafeString:
    return SafeString(render_to_string(f"print/members/admissions/{name}.html", {"report": report}))
