"""Working days leave out weekends and holidays."""

import datetime as dt

import pytest

from sinho.text.working_days import is_working_day, working_days_between, working_days_later

D = dt.date


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (D(2009, 12, 18), True),
        (D(2009, 12, 19), False),
        (D(2009, 9, 2), False),
        (D(2009, 4, 30), False),
        (D(2009, 1, 26), False),
        (D(2009, 1, 29), True),
        (D(2030, 1, 1), False),
        (D(1990, 1, 1), True),
    ],
)
def test_when_offices_are_open(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "number", "later"),
    [
        (D(2009, 12, 18), 1, D(2009, 12, 21)),
        (D(2009, 12, 18), 0, D(2009, 12, 18)),
        (D(2009, 12, 31), 1, D(2010, 1, 4)),
        (D(2009, 4, 29), 1, D(2009, 5, 4)),
        (D(2009, 1, 23), 1, D(2009, 1, 29)),
    ],
)
def test_so_many_working_days_later(day, number, later):
    assert working_days_later(day, number) == later
    assert working_days_between(day, later) == number
    assert working_days_between(later, day) == -number
