"""When a target can be decided, what is missing, how far somebody has come (A4)."""

import datetime as dt

import pytest

from members.admissions import paths
from members.admissions.rules.path import CaseFacts, Done, Votes, read
from members.admissions.rules.targets import counted_to, missing, prepared_as, why_not_given
from members.roll.rules import BirthDate
from tests.factories.admissions import CHOSEN, WAY

D = dt.date
TODAY = D(2009, 12, 18)


@pytest.mark.parametrize(
    ("year", "decided_on", "said"),
    [
        (2009, D(2009, 1, 6), ""),
        (2009, D(2008, 1, 1), ""),
        (2009, D(2009, 12, 18), ""),
        (2010, D(2009, 12, 18), ""),
        (2009, D(2007, 12, 31), "trong năm 2008 hoặc 2009"),
        (2008, D(2009, 1, 1), "trong năm 2007 hoặc 2008"),
        (2009, D(2009, 12, 19), "chưa đến"),
        (2011, D(2009, 1, 1), "Năm phải từ 1990 đến 2010"),
        (1989, D(1989, 1, 1), "Năm phải từ 1990"),
    ],
)
def test_the_paper_is_of_the_year_or_of_the_one_before(year, decided_on, said):
    reasons = why_not_given(year, decided_on, TODAY)
    assert (said in reasons[0]) if said else reasons == []


@pytest.mark.parametrize(("target", "admitted", "left"), [(None, 3, None), (5, 3, 2), (3, 5, 0), (0, 0, 0), (4, 4, 0)])
def test_what_is_missing_is_never_below_zero(target, admitted, left):
    assert missing(target, admitted) == left


def test_a_year_counts_to_its_end_at_most():
    assert counted_to(2008, TODAY) == D(2008, 12, 31)
    assert counted_to(2009, TODAY) == counted_to(2010, TODAY) == TODAY


def after(steps: int, grassroots: bool = False, more=()) -> str:
    """How far a case is after so many steps of the way."""
    path = read(paths.as_json(paths.code_on(CHOSEN), grassroots_cell=grassroots))
    taken = [one for one in WAY if path.has(one.step)][:steps]
    done = (Done("outstanding", CHOSEN), *(Done(one.step, one.on, True, one.votes) for one in taken), *more)
    return prepared_as(path, CaseFacts(BirthDate(1986, 5, 14), "lower_secondary", True, done), TODAY)


@pytest.mark.parametrize(
    ("steps", "code"),
    [(0, "outstanding"), (1, "learned"), (2, "filing"), (3, "filing"), (7, "filing"), (8, "filing"), (9, "waiting"),
     (10, "waiting"), (11, ""), (18, "")],
)  # fmt: skip
def test_how_far_somebody_has_come(steps, code):
    assert after(steps) == code


@pytest.mark.parametrize(
    ("steps", "code"), [(0, "outstanding"), (1, "learned"), (2, "filing"), (7, "waiting"), (8, "waiting"), (9, "")]
)
def test_a_grassroots_cell_has_no_committee_whose_steps_one_could_wait_for(steps, code):
    assert after(steps, grassroots=True) == code


def test_a_vote_that_was_not_carried_does_not_bring_him_further():
    failed = Done("cell_vote", D(2008, 6, 2), False, Votes(9, 2))
    assert after(7, more=(failed,)) == "filing"
