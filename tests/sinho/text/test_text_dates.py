"""Dates in the forms of Party papers."""

import datetime as dt

import pytest
from django.utils import timezone

from sinho.text.dates import days_left_words, format_date, format_datetime, long_date, parse_date

LATE_EVENING_IN_LONDON = dt.datetime(2010, 2, 4, 18, 5, tzinfo=dt.UTC)


def test_formats_in_local_time():
    assert format_date(dt.date(2010, 2, 5)) == "05/02/2010"
    assert format_date(LATE_EVENING_IN_LONDON) == "05/02/2010"
    assert format_datetime(LATE_EVENING_IN_LONDON) == "05/02/2010 01:05"
    assert format_datetime(dt.datetime(2010, 2, 5, 7, 30)) == "05/02/2010 07:30"
    assert format_date(None) == format_datetime(None) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2010, 2, 5), "ngày 05 tháng 02 năm 2010"),
        (dt.date(2010, 1, 18), "ngày 18 tháng 01 năm 2010"),
        (dt.date(2009, 3, 9), "ngày 09 tháng 3 năm 2009"),
        (dt.date(2009, 12, 31), "ngày 31 tháng 12 năm 2009"),
    ],
)
def test_long_date_has_a_zero_for_small_days_and_the_first_two_months(day, words):
    assert long_date(day) == words


@pytest.mark.parametrize(
    "text",
    [
        "5/2/2010",
        "05/02/2010",
        " 05/02/2010 ",
        "05-02-2010",
        "5.2.2010",
        "2010-02-05",
        "2010-02-05 00:00:00",
        "2010-02-05T00:00",
        dt.date(2010, 2, 5),
        dt.datetime(2010, 2, 5, 9, 0),
        LATE_EVENING_IN_LONDON,
    ],
)
def test_reads_what_people_and_programs_write(text):
    parsed = parse_date(text)
    assert parsed == dt.date(2010, 2, 5)
    assert type(parsed) is dt.date


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "hôm qua",
        "5/2/10",
        "5/2-2010",
        "2010/02/05",
        "2010-2-5",
        "05/02/2010 07:30",
        "2010-02-05 07:30",
        "40214",
        "٠٥/٠٢/٢٠١٠",
        "29/02/2009",
        "31/4/2009",
        "0/1/2009",
        "5/13/2009",
        "5/2/1899",
        "5/2/2101",
        dt.date(1899, 12, 31),
    ],
)
def test_refuses_anything_else_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"ngày|Năm") as refused:
        parse_date(text)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(("days", "words"), [(3, "còn 3 ngày"), (1, "còn 1 ngày"), (0, "hôm nay"), (-1, "trễ 1 ngày")])
def test_words_for_the_days_left(days, words):
    today = dt.date(2010, 1, 18)
    assert days_left_words(today + dt.timedelta(days=days), today) == words


def test_local_time_is_that_of_the_district():
    assert str(timezone.get_current_timezone()) == "Asia/Ho_Chi_Minh"
