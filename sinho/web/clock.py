"""What day it is. A demo district lives on the fixed day on which its data end; a real one on today."""

import datetime as dt
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_fixed_day: ContextVar[dt.date | None] = ContextVar("fixed_day", default=None)


def fix_day(day: dt.date | None) -> None:
    """Let the following work in this thread of control take place on that day."""
    _fixed_day.set(day)


@contextmanager
def on_day(day: dt.date | None):
    """The work inside takes place on that day; without one, on whatever day it is."""
    if day is None:
        yield
        return
    token = _fixed_day.set(day)
    try:
        yield
    finally:
        _fixed_day.reset(token)


def today() -> dt.date:
    """The working day, in the time zone of the district."""
    return _fixed_day.get() or timezone.localdate()


def end_of(day: dt.date) -> dt.datetime:
    """The first moment after the day, in the time zone of the district."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))


def now() -> dt.datetime:
    """The working moment: the time of the clock on the working day."""
    moment = timezone.localtime()
    day = _fixed_day.get()
    return moment if day is None else moment.replace(year=day.year, month=day.month, day=day.day)
