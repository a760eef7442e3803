"""Dates as Party papers and screens write them, and as people type them."""

import datetime as dt
import re

from django.utils import timezone

_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
# Programs often write the midnight of a day where only the day is meant.
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


def format_date(day: dt.date | dt.datetime | None) -> str:
    """05/02/2010; a moment is taken in local time; nothing gives ""."""
    if day is None:
        return ""
    if isinstance(day, dt.datetime):
        day = _local(day)
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_datetime(moment: dt.datetime | None) -> str:
    """05/02/2010 07:30 in local time; nothing gives ""."""
    if moment is None:
        return ""
    moment = _local(moment)
    return f"{format_date(moment)} {moment.hour:02d}:{moment.minute:02d}"


def long_date(day: dt.date) -> str:
    """ngày 05 tháng 02 năm 2010: days below 10 and the months 1 and 2 with a zero (36-HD/VPTW, 2018)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def parse_date(text: str | dt.date | dt.datetime) -> dt.date:
    """Day from 5/2/2010, 05-02-2010, 05.02.2010, 2010-02-05, a date or a moment.

    ValueError with a Vietnamese sentence when it is no day of the years 1900 to 2100.
    """
    if isinstance(text, dt.date):
        return _checked_year(_local_day(text))
    typed = str(text or "").strip()
    if match := _DAY_FIRST.fullmatch(typed):
        day, month, year = match[1], match[3], match[4]
    elif match := _ISO.fullmatch(typed):
        year, month, day = match[1], match[2], match[3]
    else:
        raise ValueError(f"“{typed}” không phải là ngày. Hãy ghi ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 05/02/2010.")
    try:
        parsed = dt.date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"Không có ngày {typed} trong lịch. Hãy xem lại ngày và tháng.") from None
    return _checked_year(parsed)


def days_left_words(due: dt.date, today: dt.date) -> str:
    """còn 3 ngày · hôm nay · trễ 1 ngày."""
    left = (due - today).days
    if left == 0:
        return "hôm nay"
    return f"còn {left} ngày" if left > 0 else f"trễ {-left} ngày"


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _local_day(day: dt.date | dt.datetime | None) -> dt.date | None:
    return _local(day).date() if isinstance(day, dt.datetime) else day


def _checked_year(day: dt.date) -> dt.date:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError(f"Năm {day.year} không hợp lệ: năm phải từ {EARLIEST_YEAR} đến {LATEST_YEAR}.")
    return day
