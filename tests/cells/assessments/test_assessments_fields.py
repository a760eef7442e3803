"""What is typed into a field of a sheet becomes a value, or is answered with a sentence."""

import datetime as dt
from decimal import Decimal

import pytest

from cells.assessments.rules.fields import field_named, value_shown, value_typed
from tests.cells.assessments.test_assessments_rules import COMMUNE, SCHEME, TODAY


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("score:2.1:points", "13,5", Decimal("13.5")),
        ("score:2.1:points", " ", None),
        ("score:2.1:evidence", "Báo cáo 38\r\nngày 4/12", "Báo cáo 38\nngày 4/12"),
        ("task:5:actual", "1.512", Decimal(1512)),
        ("task:5:actual", "-0,5", Decimal("-0.5")),
        ("task:5:content", "  Trồng \n rừng ", "Trồng rừng"),
        ("task:5:deadline", "31/12/2009", dt.date(2009, 12, 31)),
        ("task:5:deadline", "31/12/2010", dt.date(2010, 12, 31)),
        ("result:food_per_head:source_date", "01/01/2008", dt.date(2008, 1, 1)),
        ("result:food_per_head:source_date", "30-11-2009", dt.date(2009, 11, 30)),
        ("sheet::self_level", "good", "good"),
        ("sheet::self_exemplary", "1", True),
        ("sheet::self_exemplary", "", False),
        ("sheet::meeting_on", "18/12/2009", TODAY),
    ],
)
def test_what_is_typed_becomes_a_value(name, typed, value):
    assert value_typed(field_named(name), typed, scheme=SCHEME, frame=COMMUNE, year=2009, today=TODAY) == value


def test_figures_of_the_year_may_be_dated_after_it():
    name, typed, today = "result:food_per_head:source_date", "05/01/2010", dt.date(2010, 1, 10)
    day = value_typed(field_named(name), typed, scheme=SCHEME, frame=COMMUNE, year=2009, today=today)
    assert day == dt.date(2010, 1, 5)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("score:2.1:points", "mười"),
        ("score:2.1:points", "15,5"),
        ("score:2.1:points", "NaN"),
        ("score:2.1:points", "1e3"),
        ("score:9.9:points", "1"),
        ("board:9.9:points", "1"),
        ("score:2.1:evidence", "x" * 501),
        ("task:5:actual", "9" * 13),
        ("task:5:actual", "1,2345"),
        ("task:5:planned", "-1"),
        ("task:5:deadline", "31/02/2009"),
        ("task:5:direction", "sideways"),
        ("task:5:content", "x" * 301),
        ("result:unknown:value", "1"),
        ("result:food_per_head:source_date", "19/12/2009"),
        ("sheet::self_level", "best"),
        ("sheet::meeting_on", "19/12/2009"),
        ("sheet::meeting_on", "18/12/1900"),
        ("sheet::meeting_on", "31/12/2008"),
        ("task:5:deadline", "31/12/2008"),
        ("task:5:deadline", "01/01/2011"),
        ("result:food_per_head:source_date", "31/12/2007"),
    ],
)
def test_what_is_no_value_gets_a_sentence(name, typed):
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        value_typed(field_named(name), typed, scheme=SCHEME, frame=COMMUNE, year=2009, today=TODAY)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "score",
        "score:2.1",
        "score:2.1:id",
        "task:x:actual",
        "task:5:sheet",
        "sheet:1:self_level",
        "a:b:c:d",
        "score::points",
    ],
)
def test_no_other_name_is_a_field(name):
    with pytest.raises(ValueError, match="Không có ô này"):
        field_named(name)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (Decimal("13.50"), "13,5"),
        (Decimal("1512"), "1.512"),
        (Decimal("-2"), "-2"),
        (TODAY, "18/12/2009"),
        (True, "1"),
        (False, ""),
    ],
)
def test_a_value_is_shown_as_it_is_typed(value, shown):
    assert value_shown(value) == shown
