"""Form 8 of the older set: honours of members, given in the year and all that are known by its end."""

import datetime as dt

from members.statistics.report.form import FormReport, head_of
from members.statistics.report.form7 import DONE, Business
from members.statistics.report.gather import Sight
from members.statistics.report.lines import Period, spoken
from members.statistics.report.sheet import EMPTY, Cell, Heading, Line, Sheet
from members.statistics.rules.rows import FormSpec
from members.statistics.sets import sets_with
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked
from sinho.text.dates import format_date

CODE = "form-tctw-8"
# The day on which the Party was founded: nothing was given before.
BEGINNING = dt.date(1930, 2, 3)


def sheet_of(spec: FormSpec, year: Period, ever: Period) -> Sheet:
    """Lines with what was given in the year and all that was given by its end."""
    said, lines = spoken(spec.rows), []
    for row in spec.rows:
        periods = () if row.blank or row.is_heading else (year, ever)
        cells = tuple(Cell(one.figure(row, said[row.key])) for one in periods) or (EMPTY, EMPTY)
        lines.append(Line(row.key, row.label, row.level, cells, row.blank))
    headings = (Heading("Trong năm", "2", time=year.words), Heading("Cộng dồn", "3", time=ever.words))
    return Sheet(spec.code, spec.title, headings, tuple(lines), first="Danh hiệu, hình thức")


class FormOfHonours(FormReport):
    """A row is an honour: somebody may have several."""

    thing = "lượt"
    unit = "Lượt người"


def build(scope: Scope, asked: Asked) -> FormReport:
    """The form; the same number of queries however many honours."""
    head, sight, day = head_of(CODE, asked, sets_with(CODE)), Sight(scope), asked.counted_on
    periods = []
    for prefix, since, words in (
        ("", dt.date(day.year, 1, 1), f"năm {day.year}"),
        ("ever.", BEGINNING, f"đến ngày {format_date(day)}"),
    ):
        given = Business(scope, sight, asked.organization_id, (since, day))
        periods.append(Period(prefix, words, given=given.awards | given.badges))
    return FormOfHonours(**vars(head), period=f"năm {day.year}", sheets=(sheet_of(head.spec, *periods),), columns=DONE)
