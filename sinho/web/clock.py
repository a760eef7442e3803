"""What day it is. A demo district lives on the fixed day on which its data end; a real one on today."""

import datetime as dt
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_fixed_day: ContextVar[dt.date | None] = ContextVar("fixed_day", default=None)
_fixed_moment: ContextVar[dt.datetime | None] = ContextVar("fixed_moment", default=None)


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


@contextmanager
def at(moment: dt.datetime):
    """The work inside takes place at that moment: made-up data are the same whenever they are made."""
    token = _fixed_moment.set(moment)
    try:
        with on_day(timezone.localdate(moment)):
            yield
    finally:
        _fixed_moment.reset(token)


def today() -> dt.date:
    """The working day, in the time zone of the district."""
    return _fixed_day.get() or timezone.localdate()


def end_of(day: dt.date) -> dt.datetime:
    """The first moment after the day, in the time zone of the district."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))


def now() -> dt.datetime:
    """The working moment: the time of the clock on the working day."""
    moment = _fixed_moment.get() or timezone.localtime()
    day = _fixed_day.get()
    return moment if day is None else moment.replace(year=day.year, month=day.month, day=day.day)
