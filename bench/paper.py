"""The printed report against WeasyPrint alone on the same HTML."""

import time
from unittest.mock import patch

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bench.district import TODAY, District
from bench.measure import Measured, ms, seconds
from cells.access.models import scope_of
from sinho.documents import paper, reports
from sinho.documents.reports import PaperDetails

RATIO = 1.10
ROUNDS = 5


def printed_report(district: District) -> Measured:
    """Time of the PDF from the built report to that of WeasyPrint on the HTML and styles that it had."""
    kind = reports.kind_of("cell-quality")
    asked = reports.asked_for(kind, organization_id=district.top.pk, today=TODAY, year=2008)
    built = kind.build(scope_of(district.staff, TODAY), asked)
    html, css = handed_to_weasyprint(lambda: kind.pdf(built, PaperDetails()))

    def alone() -> None:
        fonts = FontConfiguration()
        sheet = CSS(string=css, font_config=fonts)
        HTML(string=html).write_pdf(stylesheets=[sheet], font_config=fonts, pdf_identifier=True, pdf_tags=True)

    ours, bare = seconds(lambda: kind.pdf(built, PaperDetails()), alone, rounds=ROUNDS, clock=time.process_time)
    return Measured("report as PDF: time to WeasyPrint alone", ours / bare, RATIO, "×", f"{ms(ours)} / {ms(bare)}")


def handed_to_weasyprint(work) -> tuple[str, str]:
    """HTML and styles that the work hands to WeasyPrint."""
    seen = {}

    def note(name, maker):
        def make(*args, **options):
            seen[name] = options["string"]
            return maker(*args, **options)

        return make

    with patch.object(paper, "HTML", note("html", HTML)), patch.object(paper, "CSS", note("css", CSS)):
        work()
    return seen["html"], seen["css"]
