"""Pages of long lists: counted up to a limit, read from the nearer end, never with an estimate."""

import pytest
from django.test import RequestFactory

from sinho.accounts.models import User
from sinho.web.lists import order_asked
from sinho.web.long_lists import KnownFirst, UncountedPage, counted, long_page_asked, part, wants_full_count
from tests.factories import people

ORDERS = {"ten": ("username", "id")}


@pytest.fixture
def rows(db):
    for number in range(7):
        people.user(f"u{number}")
    return User.objects.all()


def page(rows, count, **query):
    request = RequestFactory().get("/", query)
    return long_page_asked(request, order_asked(request, ORDERS, "ten").apply(rows), count, per_page=3)


def names(page) -> str:
    return "".join(user.username[1:] for user in page)


def test_rows_are_counted_up_to_a_limit(rows):
    assert [counted(rows, most) for most in (6, 7, 8)] == [None, 7, 7]


def test_rows_that_were_read_already_are_not_asked_for_again(rows, django_assert_num_queries):
    in_order = rows.order_by("username")
    known = KnownFirst(list(in_order[:4]), in_order)
    with django_assert_num_queries(0):
        assert names(known[0:2]) == "01" and names(known[2:4]) == "23"
    with django_assert_num_queries(2):
        assert names(known[3:6]) == "345" and names(known.reverse()[:2]) == "65"


def test_only_who_asks_has_a_long_list_counted_to_its_end():
    asked = [wants_full_count(RequestFactory().get("/", query)) for query in ({}, {"dem": "x"}, {"dem": "du"})]
    assert asked == [False, False, True]


@pytest.mark.parametrize(
    ("typed", "found", "number", "first"),
    [
        ("", "012", 1, 1),
        ("2", "345", 2, 4),
        ("3", "6", 3, 7),
        ("99", "6", 3, 7),
        ("0", "6", 3, 7),
        ("-1", "6", 3, 7),
        ("x", "012", 1, 1),
    ],
)
def test_a_counted_list_is_paged_as_every_list(rows, typed, found, number, first):
    got = page(rows, 7, trang=typed)
    assert (names(got), got.number, got.start_index(), got.paginator.count) == (found, number, first, 7)


@pytest.mark.parametrize(
    ("typed", "found", "first", "before", "after"),
    [
        ("", "012", 1, False, True),
        ("2", "345", 4, True, True),
        ("3", "6", 7, True, False),
        ("-1", "456", None, True, False),
        ("-2", "123", None, True, True),
        ("-3", "0", None, False, True),
        ("99", "456", None, True, False),
        ("-99", "456", None, True, False),
        ("0", "456", None, True, False),
        ("x", "012", 1, False, True),
        ("9" * 12, "012", 1, False, True),
        ("--1", "012", 1, False, True),
    ],
)
def test_a_list_that_is_not_counted_goes_on_and_ends_at_its_end(rows, typed, found, first, before, after):
    got = page(rows, None, trang=typed)
    assert isinstance(got, UncountedPage)
    assert (names(got), got.start_index(), got.has_previous, got.has_next) == (found, first, before, after)


def test_the_last_page_of_exactly_full_pages_leads_nowhere(rows):
    got = page(rows.exclude(username="u6"), None, trang="2")
    assert (names(got), got.has_next, got.end_index()) == ("345", False, 6)


def test_nothing_is_a_page_without_rows(rows):
    got = page(rows.none(), None)
    assert (names(got), got.has_next, got.has_previous) == ("", False, False)


@pytest.mark.parametrize(("first", "last"), [(0, 3), (3, 6), (4, 7), (6, 9), (0, 9)])
def test_whichever_end_is_nearer_the_same_rows_come(rows, first, last):
    for ordered in (rows.order_by("username"), rows.order_by("-username")):
        assert part(ordered, first, last, 7) == list(ordered)[first:last]
