"""The report as a Party paper: years and runs upright, the grassroots organisations on lying pages."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from members.ratings.report.quality.shape import YearQuality
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Annex, Paper, Printout, printout
from sinho.documents.reports import PaperDetails

FOLDER = "print/members/ratings"


def printed(report: YearQuality, details: PaperDetails) -> Printout:
    """FontMissing when the server has no typeface for papers."""
    subject = f"Kết quả đánh giá, xếp loại tổ chức đảng và đảng viên {report.years_words}"
    paper = Paper(
        head=report.issuer.head(details, kind="BÁO CÁO", type_symbol="BC", subject=subject),
        layout=layout_on(details.day or report.on),
        body_html=SafeString(render_to_string(f"{FOLDER}/quality.html", {"report": report})),
        recipients=report.issuer.recipients,
        signature=report.issuer.signature(details),
        annexes=tuple(
            Annex(f"PHỤ LỤC {place}", table.title, table_html(table), "landscape")
            for place, table in enumerate(report.lying, 1)
        ),
    )
    return printout(paper)


def table_html(table) -> SafeString:
    return SafeString(render_to_string(f"{FOLDER}/_quality_table.html", {"table": table, "caption": ""}))
