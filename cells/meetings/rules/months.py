"""Months and quarters, as lists of meetings ask for them."""

import calendar
import datetime as dt
import re

from sinho.text.dates import EARLIEST_YEAR, LATEST_YEAR

_TYPED = re.compile(r"(?:tháng\s*)?([0-9]{1,2})\s*[/.-]\s*([0-9]{4})", re.IGNORECASE)


def first_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def last_of(month: dt.date) -> dt.date:
    """The last day of the month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def before(month: dt.date) -> dt.date:
    """The first day of the month before."""
    return first_of(first_of(month) - dt.timedelta(days=1))


def after(month: dt.date) -> dt.date:
    """The first day of the month after."""
    return last_of(month) + dt.timedelta(days=1)


def quarter_of(month: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the quarter."""
    first = dt.date(month.year, 3 * ((month.month - 1) // 3) + 1, 1)
    return first, last_of(dt.date(first.year, first.month + 2, 1))


def quarter_words(month: dt.date) -> str:
    return f"quý {(month.month + 2) // 3}/{month.year}"


def month_words(month: dt.date) -> str:
    """11/2009."""
    return f"{month.month}/{month.year}"


def months_between(since: dt.date, until: dt.date) -> list[dt.date]:
    """First days of the months that lie wholly within the days."""
    found, month = [], first_of(since) if since.day == 1 else after(since)
    while last_of(month) <= until:
        found.append(month)
        month = after(month)
    return found


def read_month(typed: str) -> dt.date:
    """The first day of a month typed 11/2009; ValueError with a sentence."""
    found = _TYPED.fullmatch(typed.strip())
    if not found or not 1 <= int(found[1]) <= 12 or not EARLIEST_YEAR <= int(found[2]) <= LATEST_YEAR:
        raise ValueError("Ghi tháng/năm, ví dụ 11/2009.")
    return dt.date(int(found[2]), int(found[1]), 1)
