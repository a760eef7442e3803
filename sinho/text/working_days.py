"""Working days: Monday to Friday without the public holidays of `holidays.yaml`."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

ONE_DAY = dt.timedelta(days=1)


@cache
def holidays() -> tuple[frozenset[dt.date], tuple[tuple[int, int, int], ...]]:
    """Single days by the moon, and (month, day, first year) of those of every year."""
    data = yaml.safe_load((Path(__file__).parent / "holidays.yaml").read_text(encoding="utf-8"))
    lunar = {block["first"] + n * ONE_DAY for block in data["lunar"] for n in range(block["days"])}
    return frozenset(lunar), tuple((month, day, since) for month, day, since in data["fixed"])


def is_working_day(day: dt.date) -> bool:
    """Whether offices are open."""
    lunar, fixed = holidays()
    fixed_holiday = any((day.month, day.day) == (month, of) and day.year >= since for month, of, since in fixed)
    return day.weekday() < 5 and day not in lunar and not fixed_holiday


def working_days_later(day: dt.date, number: int) -> dt.date:
    """The last of so many working days after the day, which itself is not counted."""
    while number > 0:
        day += ONE_DAY
        number -= is_working_day(day)
    return day


def working_days_between(first: dt.date, last: dt.date) -> int:
    """Working days after `first` up to and with `last`; negative when `last` lies before it."""
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(first + n * ONE_DAY) for n in range(1, (last - first).days + 1))
