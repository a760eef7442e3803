"""The period of a form, the same one of the year before, and how papers call them."""

import calendar
import datetime as dt

from members.admissions.report.build import period_before, within_a_year
from sinho.documents.reports import Asked
from sinho.text.dates import format_date

HALVES = {1: "6 tháng đầu năm", 7: "6 tháng cuối năm"}
ONE_YEAR_BACK = 1


def span_of(asked: Asked) -> tuple[dt.date, dt.date]:
    """First and last day that are counted."""
    return asked.since, asked.counted_on


def span_before(asked: Asked) -> tuple[dt.date, dt.date] | None:
    """The same period of the year before; None for periods longer than a year."""
    if not within_a_year(*span_of(asked)):
        return None
    return period_before(*span_of(asked), ONE_YEAR_BACK)


def day_before(day: dt.date) -> dt.date:
    """The same day of the year before."""
    return period_before(day, day, ONE_YEAR_BACK)[1]


def period_words(since: dt.date, until: dt.date) -> str:
    """năm 2009 · 6 tháng đầu năm 2009 · từ 01/01/2009 đến 18/12/2009."""
    ends = until.day == calendar.monthrange(until.year, until.month)[1]
    if since.year == until.year and since.day == 1 and ends:
        if (since.month, until.month) == (1, 12):
            return f"năm {until.year}"
        if since.month in HALVES and until.month == since.month + 5:
            return f"{HALVES[since.month]} {until.year}"
    return f"từ {format_date(since)} đến {format_date(until)}"


def day_words(day: dt.date) -> str:
    """đến ngày 31/12/2009."""
    return f"đến ngày {format_date(day)}"
