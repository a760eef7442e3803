"""The period of the report, the same one of the year before, and how papers call them."""

import calendar
import datetime as dt

from sinho.documents.reports import Asked
from sinho.text.dates import format_date


def year_before(day: dt.date) -> dt.date:
    """The same day; of 29 February, and of the last day of a February, the last one."""
    year = day.year - 1
    last = calendar.monthrange(year, day.month)[1]
    ends = day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, day.month, last if ends else min(day.day, last))


def span_before(asked: Asked) -> tuple[dt.date, dt.date] | None:
    """None for periods longer than a year."""
    since, until = asked.since, asked.counted_on
    if until > year_after(since):
        return None
    return year_before(since), year_before(until)


def year_after(day: dt.date) -> dt.date:
    """The last day of a year that begins on this one."""
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return dt.date(day.year + 1, day.month, min(day.day, last)) - dt.timedelta(days=1)


def period_words(since: dt.date, until: dt.date) -> str:
    """năm 2009 · từ 01/01/2009 đến 18/12/2009."""
    if (since.month, since.day, until.month, until.day, since.year) == (1, 1, 12, 31, until.year):
        return f"năm {until.year}"
    return f"từ {format_date(since)} đến {format_date(until)}"
