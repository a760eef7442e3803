"""Ages, Party ages and dates that are known in part."""

import datetime as dt

import pytest

from members.roll.models.member import masked
from members.roll.rules import BirthDate, dated, months_later, official_due, party_age

D = dt.date


@pytest.mark.parametrize(
    ("birth", "words"),
    [(BirthDate(1971, 3, 12), "12/03/1971"), (BirthDate(1971, 3), "03/1971"), (BirthDate(1949), "1949")],
)
def test_a_birth_date_is_written_as_far_as_it_is_known(birth, words):
    assert str(birth) == words


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (BirthDate(1971, 3, 12), D(2009, 3, 11), 37),
        (BirthDate(1971, 3, 12), D(2009, 3, 12), 38),
        (BirthDate(1971, 3), D(2009, 3, 1), 38),
        (BirthDate(1949), D(2009, 1, 1), 60),
        (BirthDate(1948, 2, 29), D(2009, 2, 28), 60),
        (BirthDate(1948, 2, 29), D(2009, 3, 1), 61),
    ],
)
def test_age_counts_full_years(birth, day, age):
    assert birth.age_on(day) == age


@pytest.mark.parametrize(
    ("birth", "problem"),
    [
        (BirthDate(1971, 2, 30), "Không có ngày 30/02/1971 trong lịch."),
        (BirthDate(1971, 13), "Không có ngày 13/1971 trong lịch."),
        (BirthDate(1971, None, 5), "Có ngày sinh thì phải có tháng sinh."),
        (BirthDate(1972, 2, 29), ""),
    ],
)
def test_what_is_no_day_is_named(birth, problem):
    assert birth.problem() == problem


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (D(2008, 2, 29), 12, D(2009, 2, 28)),
        (D(2008, 5, 19), 12, D(2009, 5, 19)),
        (D(2008, 8, 31), 6, D(2009, 2, 28)),
        (D(2009, 1, 31), 1, D(2009, 2, 28)),
        (D(2009, 3, 31), -1, D(2009, 2, 28)),
        (D(2009, 1, 5), -1, D(2008, 12, 5)),
    ],
)
def test_months_later_stay_within_the_month(day, months, later):
    assert months_later(day, months) == later


def test_probation_takes_twelve_months():
    assert official_due(D(2008, 12, 12)) == D(2009, 12, 12)


@pytest.mark.parametrize(
    ("periods", "day", "years"),
    [
        ([(D(1979, 2, 3), None)], D(2009, 1, 11), 29),
        ([(D(1979, 2, 3), None)], D(2009, 1, 12), 30),
        ([(D(1979, 2, 3), D(1989, 2, 3)), (D(1992, 2, 3), None)], D(2009, 2, 3), 27),
        ([(D(1979, 2, 3), D(2000, 2, 3))], D(2009, 2, 3), 21),
        ([(D(2009, 2, 3), None)], D(2009, 1, 20), 0),
    ],
)
def test_party_age_runs_from_the_decision_and_leaves_out_the_time_outside(periods, day, years):
    """The decision was taken on 12/01/1979 (in the last case a week before the day)."""
    decided = D(1979, 1, 12) if periods[0][0].year == 1979 else D(2009, 1, 13)
    assert party_age(decided, periods, day) == years


@pytest.mark.parametrize(("number", "shown"), [("", ""), ("045001234", "•••• 1234"), ("001071004127", "•••• 4127")])
def test_numbers_are_masked(number, shown):
    assert masked(number) == shown


def test_a_paper_is_named_by_what_is_known_of_it():
    assert dated("44-QĐ/HU", D(1998, 1, 12), "Huyện ủy") == "44-QĐ/HU ngày 12/01/1998, Huyện ủy"
    assert dated("", None) == "" and dated("", D(1998, 1, 12)) == "ngày 12/01/1998"
