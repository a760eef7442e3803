"""What lists read from the address: the day, the words, the row, the order, the page."""

import datetime as dt

import pytest
from django.test import RequestFactory

from cells.organizations.models import OrganizationState
from sinho.accounts.models import User
from sinho.web.lists import (
    day_asked,
    holding_words,
    may_be_empty,
    order_asked,
    page_asked,
    query_without,
    row_asked,
    words_asked,
)
from tests.factories import people

TODAY = dt.date(2009, 12, 18)


def asked(**query):
    return RequestFactory().get("/", query)


@pytest.mark.parametrize(
    ("typed", "day", "given", "text"),
    [
        ("", TODAY, False, "18/12/2009"),
        ("  ", TODAY, False, "18/12/2009"),
        ("1/2/2008", dt.date(2008, 2, 1), True, "01/02/2008"),
        ("2008-02-01", dt.date(2008, 2, 1), True, "01/02/2008"),
        ("31/02/2008", TODAY, False, "31/02/2008"),
    ],
)
def test_the_day_is_read_or_today(typed, day, given, text):
    as_of = day_asked(asked(ngay=typed))
    assert (as_of.day, as_of.given, as_of.text) == (day, given, text)
    assert bool(as_of.problem) == (typed == "31/02/2008")


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        *(("12", 12), ("٣", 3), ("9" * 18, 10**18 - 1)),
        *((typed, None) for typed in ("", "x", "-1", "1.0", "9" * 19)),
    ],
)
def test_a_row_is_asked_for_by_a_number_that_fits(typed, row):
    assert row_asked(asked(xa=typed), "xa") == row


def test_words_are_tidied_and_never_endless():
    assert words_asked(asked(q="  nam \t tam ")) == "nam tam" and len(words_asked(asked(q="x" * 5000))) == 100


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lo inh", ["Lò Văn Inh"]),
        ("Inh Lò", ["Lò Văn Inh"]),
        ("đanh", ["Quàng Thị Đanh"]),
        ("danh", ["Quàng Thị Đanh"]),
        ("văn danh", []),
        ("%", []),
        ("_ lo", ["Lò Văn Inh"]),
    ],
)
def test_every_word_must_be_held_with_or_without_marks(db, words, found):
    people.user("a", full_name="Quàng Thị Đanh")
    people.user("b", full_name="Lò Văn Inh")
    assert sorted(user.full_name for user in holding_words(User.objects.all(), words)) == found


ORDERS = {"ten": ("sort_key", "id"), "dang-nhap": ("username",)}


@pytest.mark.parametrize(
    ("typed", "key", "descending"),
    [
        ("", "ten", False),
        ("dang-nhap", "dang-nhap", False),
        ("-dang-nhap", "dang-nhap", True),
        ("-khong", "ten", False),
        ("sort_key", "ten", False),
        ("--ten", "ten", False),
    ],
)
def test_only_the_columns_of_the_list_sort_it(typed, key, descending):
    order = order_asked(asked(xep=typed, q="x", trang="2"), ORDERS, "ten")
    assert (order.key, order.descending, order.query) == (key, descending, "q=x")


def test_an_order_turns_round(db):
    for name in ("b", "a", "c"):
        people.user(name)
    up, down = (order_asked(asked(xep=typed), ORDERS, "ten") for typed in ("dang-nhap", "-dang-nhap"))
    assert [user.username for user in up.apply(User.objects.all())] == ["a", "b", "c"]
    assert [user.username for user in down.apply(User.objects.all())] == ["c", "b", "a"]


@pytest.mark.parametrize(("typed", "number"), [("", 1), ("2", 2), ("99", 3), ("0", 3), ("x", 1)])
def test_beyond_the_end_stands_the_last_page(typed, number):
    assert page_asked(asked(trang=typed), range(25), per_page=10).number == number


def test_the_filters_stay_in_the_links():
    assert query_without(asked(q="nậm tăm", trang="3"), "trang") == "q=n%E1%BA%ADm+t%C4%83m"


def test_empty_values_stand_last_both_ways(db):
    for name, logged_in in (("a", None), ("b", dt.datetime(2009, 1, 1, tzinfo=dt.UTC))):
        people.user(name, last_login=logged_in)
    columns = {"vao": ("last_login", "id")}
    for typed in ("vao", "-vao"):
        found = order_asked(asked(xep=typed), columns, "vao").apply(User.objects.all())
        assert [user.username for user in found] == ["b", "a"]


@pytest.mark.parametrize(
    ("path", "may"),
    [("username", False), ("last_login", True), ("grants__role", True), ("no_such_column", True)],
)
def test_a_column_that_may_be_empty_is_known(path, may):
    assert may_be_empty(User, path) == may


def test_a_part_of_a_column_may_be_empty_too():
    assert may_be_empty(OrganizationState, "valid__startswith")
