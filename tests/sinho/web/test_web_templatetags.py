"""Filters and tags of `{% load vi %}`."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Engine

ENGINE = Engine(libraries={"vi": "sinho.web.templatetags.vi"})
DAY = dt.date(2010, 2, 5)
NBSP = "\u00a0"


def shown(source: str, **values) -> str:
    return ENGINE.from_string("{% load vi %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("{{ v|vn_date }}", DAY, "05/02/2010"),
        ("{{ v|vn_datetime }}", dt.datetime(2010, 2, 5, 7, 30), "05/02/2010 07:30"),
        ("{{ v|vn_long_date }}", DAY, "ngày 05 tháng 02 năm 2010"),
        ("{{ v|number }}", 2846, "2.846"),
        ("{{ v|number }}", 0, "0"),
        ("{{ v|number:1 }}", Decimal("13.25"), "13,3"),
        ("{{ v|signed }}", Decimal("-1.5"), "−1,5"),
        ("{{ v|signed:1 }}", 3, "+3,0"),
    ],
)
def test_a_value_is_written_the_vietnamese_way(source, value, expected):
    assert shown(source, v=value) == expected


@pytest.mark.parametrize(
    ("due", "expected"),
    [(DAY, "hôm nay"), (dt.date(2010, 2, 8), "còn 3 ngày"), (dt.date(2010, 2, 4), "trễ 1 ngày")],
)
def test_days_left_are_said_in_words(due, expected):
    assert shown("{{ due|days_left:today }}", due=due, today=DAY) == expected


def test_percent_is_computed_from_part_and_whole():
    assert shown("{% percent 29 44 %}") == f"65,9{NBSP}%"


def test_percent_of_nothing_is_empty():
    assert shown("{% percent 0 0 %}") == ""
    assert shown("{% percent part whole %}", part=None, whole=4) == ""


@pytest.mark.parametrize("filter_name", ["vn_date", "vn_datetime", "vn_long_date", "number", "signed"])
@pytest.mark.parametrize("missing", [None, ""])
def test_a_missing_value_is_an_empty_text(filter_name, missing):
    assert shown("{{ v|%s }}" % filter_name, v=missing) == ""


def test_days_left_of_no_date_is_empty():
    assert shown("{{ due|days_left:today }}", due=None, today=DAY) == ""
