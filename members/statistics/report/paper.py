"""The form on paper: lying A4, each sheet with its own head, as statistics go to the level above."""

from dataclasses import dataclass
from math import ceil

from members.statistics.report.form import FormReport, Line, Sheet
from sinho.documents.layouts import layout_on
from sinho.documents.paper import render_pdf
from sinho.documents.reports import PaperDetails
from sinho.text.dates import long_date

TEMPLATE = "print/members/statistics/form.html"
PANELS = 3


@dataclass(frozen=True)
class Printed:
    """A sheet as it is printed: rows of one line, or of several beside each other; `signed` at its foot."""

    sheet: Sheet
    panels: range
    rows: tuple[tuple[Line | None, ...], ...]
    signed: bool


def printed(sheets: tuple[Sheet, ...]) -> list[Printed]:
    """Long sheets stand in panels read downwards; a sheet that goes on into the next one is signed there."""
    found = []
    for sheet, after in zip(sheets, [*sheets[1:], None], strict=True):
        panels = PANELS if sheet.long else 1
        height = ceil(len(sheet.lines) / panels)
        padded = [*sheet.lines, *[None] * (height * panels - len(sheet.lines))]
        rows = tuple(tuple(padded[row + height * panel] for panel in range(panels)) for row in range(height))
        found.append(Printed(sheet, range(panels), rows, not (after and after.continues)))
    return found


def pdf(report: FormReport, details: PaperDetails) -> bytes:
    """The form to be signed; what is left out of the details stays blank."""
    context = {
        "report": report,
        "sheets": printed(report.sheets),
        "position": (details.position or ("Trưởng ban" if report.board else "Bí thư")).upper(),
        "signer": details.name,
        "long_day": long_date(details.day) if details.day else "",
    }
    title = f"{report.spec.code}, {report.period}, {report.organization_name}"
    return render_pdf(
        TEMPLATE, context, title=title, layout=layout_on(details.day or report.on), orientation="landscape"
    )
