"""Limits of transfers: where one stands, what is due, how long a temporary one may last."""

import datetime as dt

import pytest

from members.roll.guidance import transfers_on
from members.roll.limits import (
    NEXT,
    Guidance,
    TransferFacts,
    due_on,
    may_send_out,
    state_on,
    why_not_extended,
    why_not_ordered,
    why_not_so_long,
)
from sinho.text.working_days import working_days_between

D = dt.date
NOW = transfers_on(D(2025, 10, 1))
DAY = D(2009, 12, 18)


def facts(kind="within", **days) -> TransferFacts:
    return TransferFacts(kind, **days)


INTRODUCED = {"decided_on": D(2009, 9, 1), "introduced_on": D(2009, 9, 7)}
RECEIVED = INTRODUCED | {"presented_on": D(2009, 9, 20), "received_on": D(2009, 10, 1)}


@pytest.mark.parametrize(
    ("known", "day", "state"),
    [
        (facts(decided_on=D(2009, 9, 1)), DAY, "decided"),
        (facts(**INTRODUCED), D(2009, 9, 6), "decided"),
        (facts(**INTRODUCED), D(2009, 9, 7), "introduced"),
        (facts(**RECEIVED), D(2009, 9, 20), "presented"),
        (facts(**RECEIVED), D(2009, 9, 30), "presented"),
        (facts(**RECEIVED), D(2009, 10, 1), "completed"),
        (facts("temporary", **RECEIVED, until=D(2010, 1, 1)), DAY, "hosted"),
        (facts("temporary", **RECEIVED, until=D(2010, 1, 1), returned_on=DAY), DAY, "returned"),
        (facts("temporary", **RECEIVED, until=D(2010, 1, 1), returned_on=DAY), D(2009, 12, 17), "hosted"),
        (facts(**INTRODUCED, cancelled_on=D(2009, 12, 1)), DAY, "cancelled"),
        (facts(**INTRODUCED, cancelled_on=D(2009, 12, 1)), D(2009, 11, 30), "introduced"),
    ],
)
def test_the_state_follows_from_the_dates(known, day, state):
    assert state_on(known, day) == state


def test_what_is_over_has_no_next_step():
    assert set(NEXT) == {"decided", "introduced", "presented", "hosted"}


def test_the_sheet_is_due_60_working_days_after_the_decision():
    due = due_on(NOW, facts(decided_on=D(2009, 9, 1)), DAY)
    assert working_days_between(D(2009, 9, 1), due.day) == 60
    assert (due.words, due.late, due.removal) == ("Làm thủ tục chuyển", True, False)
    assert not due_on(NOW, facts(decided_on=D(2009, 9, 1)), due.day).late


def test_the_papers_are_due_30_working_days_after_the_introduction():
    due = due_on(NOW, facts(**INTRODUCED), D(2009, 10, 1))
    assert working_days_between(D(2009, 9, 7), due.day) == 30
    assert (due.late, due.css, due.left_words) == (False, "", "còn 18 ngày")


@pytest.mark.parametrize(("day", "removal"), [(D(2009, 12, 7), False), (D(2009, 12, 8), True)])
def test_over_three_months_without_papers_the_name_may_be_removed(day, removal):
    due = due_on(NOW, facts(**INTRODUCED), day)
    assert (due.late, due.removal) == (True, removal)


def test_papers_that_were_handed_in_have_no_limit():
    assert due_on(NOW, facts(**{**RECEIVED, "received_on": None}), DAY) is None
    assert due_on(NOW, facts(**RECEIVED), DAY) is None
    assert due_on(NOW, facts(**INTRODUCED, cancelled_on=DAY), DAY) is None


def test_a_temporary_stay_is_due_to_end_after_its_last_day():
    known = facts("temporary", **RECEIVED, until=D(2009, 12, 17))
    assert due_on(NOW, known, DAY).late and not due_on(NOW, known, D(2009, 12, 17)).late


FIRST = D(2009, 9, 1)


@pytest.mark.parametrize(
    ("until", "study", "said"),
    [
        (D(2009, 11, 29), False, "từ 3 tháng trở lên: sớm nhất đến hết ngày 30/11/2009"),
        (D(2009, 11, 30), False, ""),
        (D(2010, 8, 30), False, ""),
        (D(2010, 8, 31), False, "dưới 12 tháng"),
        (D(2009, 11, 29), True, "từ 3 tháng"),
        (D(2010, 8, 31), True, ""),
        (D(2011, 8, 31), True, ""),
        (D(2011, 9, 1), True, "không quá 24 tháng: đến hết ngày 31/08/2011"),
        (D(2008, 9, 1), False, "từ 3 tháng"),
    ],
)
def test_how_long_a_temporary_transfer_may_last(until, study, said):
    reasons = why_not_so_long(NOW, FIRST, until, study=study)
    assert [said in reason for reason in reasons] == ([True] if said else [])


@pytest.mark.parametrize(
    ("until", "new", "right"),
    [
        (D(2010, 2, 28), D(2010, 2, 28), False),
        (D(2010, 2, 28), D(2010, 3, 1), True),
        (D(2010, 2, 28), D(2011, 2, 27), True),
        (D(2010, 2, 28), D(2011, 2, 28), False),
        (D(2010, 8, 31), D(2011, 2, 28), False),
    ],
)
def test_all_extensions_together_stay_under_a_year(until, new, right):
    assert (why_not_extended(NOW, D(2010, 2, 28), until, new) == []) is right


def test_dates_that_do_not_follow_are_named():
    reasons = why_not_ordered(("Ngày A", D(2009, 1, 2)), ("Ngày B", None), ("Ngày C", D(2009, 1, 1)))
    assert reasons == ["Ngày C 01/01/2009 không thể trước ngày A 02/01/2009."]


def test_the_limits_are_data_of_their_time():
    assert (transfers_on(DAY).verified, NOW.verified, transfers_on(D(1990, 1, 1)).code) == (False, True, "before_2025")


def test_a_file_of_limits_with_a_hole_is_refused():
    data = {**vars(NOW)}
    with pytest.raises(ValueError, match="missing or unknown"):
        Guidance.read({name: value for name, value in data.items() if name != "removal_months"})
    with pytest.raises(ValueError, match="positive"):
        Guidance.read(data | {"start_working_days": 0})


@pytest.mark.parametrize(
    ("kinds", "may"),
    [
        (["district_committee"], True),
        (["province_committee"], True),
        (["grassroots_committee", "district_committee"], True),
        (["grassroots_committee", "grassroots_cell", "section_committee"], False),
        ([], False),
    ],
)
def test_only_who_works_for_the_district_lets_go_out_of_it(kinds, may):
    assert may_send_out(kinds) is may
