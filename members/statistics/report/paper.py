"""The form on paper: lying A4, each sheet with its own head, as statistics go to the level above."""

from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from math import ceil

from members.statistics.report.form import FormReport
from members.statistics.report.sheet import Line, Sheet
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Printout
from sinho.documents.reports import PaperDetails
from sinho.text.dates import long_date

TEMPLATE = "print/members/statistics/form.html"
PANELS = 3
MOST_COLUMNS = 16
# More lines than these do not fit a page with its head and signatures; an earlier figure stands on its own line.
MOST_LINES = 30
MOST_COMPARED = 22
LEAST_OVERLEAF = 6
# So many lines fit the first page of two, which is not signed.
MOST_FIRST = 34


@dataclass(frozen=True)
class Printed:
    """A sheet as it is printed: rows of one line, or of several beside each other; `signed` at its foot.

    `small`: it is one of those whose columns stand close; `overleaf`: the line that begins the second page.
    """

    sheet: Sheet
    panels: range
    rows: tuple[tuple[Line | None, ...], ...]
    signed: bool
    small: bool = False
    overleaf: str = ""


def parts(sheet: Sheet) -> list[Sheet]:
    """A sheet too wide for a page in parts, cut between groups of columns; each begins with the total."""
    if len(sheet.headings) <= MOST_COLUMNS:
        return [sheet]
    cuts = [[0]]
    for _, group in groupby(range(1, len(sheet.headings)), lambda place: sheet.headings[place].group):
        places = list(group)
        if len(cuts[-1]) + len(places) > MOST_COLUMNS:
            cuts.append([0])
        cuts[-1] += places
    return [replace(sheet.columns_at(places), continues=number > 0) for number, places in enumerate(cuts)]


def overleaf(sheet: Sheet) -> str:
    """The last part that leaves room for those before it begins the second page, lest two lines stand there alone."""
    heights = [1 + any(cell.shows_before for cell in line.cells) for line in sheet.lines]
    height = sum(heights)
    if sheet.long or height <= (MOST_COMPARED if sheet.compared else MOST_LINES):
        return ""
    above = dict(zip((line.key for line in sheet.lines), accumulate(heights, initial=0), strict=False))
    starts = [line.key for line in sheet.lines[1:-LEAST_OVERLEAF] if line.level == 0 or line.is_heading]
    fitting = [key for key in starts if above[key] <= MOST_FIRST]
    return (fitting or starts or [""])[-1]


def on_pages(sheets: tuple[Sheet, ...]) -> list[Printed]:
    """Long sheets stand in panels read downwards; a sheet that goes on into the next one is signed there."""
    found, small = [], any(sheet.narrow for sheet in sheets)
    sheets = [part for sheet in sheets for part in parts(sheet)]
    for sheet, after in zip(sheets, [*sheets[1:], None], strict=True):
        panels = PANELS if sheet.long else 1
        height = ceil(len(sheet.lines) / panels)
        padded = [*sheet.lines, *[None] * (height * panels - len(sheet.lines))]
        rows = tuple(tuple(padded[row + height * panel] for panel in range(panels)) for row in range(height))
        found.append(Printed(sheet, range(panels), rows, not (after and after.continues), small, overleaf(sheet)))
    return found


def printed(report: FormReport, details: PaperDetails) -> Printout:
    """The form to be signed; what is left out of the details stays blank."""
    context = {
        "report": report,
        "sheets": on_pages(report.sheets),
        "position": (details.position or ("Trưởng ban" if report.board else "Bí thư")).upper(),
        "signer": details.name,
        "long_day": long_date(details.day) if details.day else "",
    }
    title = f"{report.spec.code}, {report.period}, {report.organization_name}"
    return Printout(TEMPLATE, context, title, layout_on(details.day or report.on), "landscape")
