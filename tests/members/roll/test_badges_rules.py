"""Years in the Party and badges: when they are reached, on which award day, what is due."""

import datetime as dt
import itertools

import pytest
import yaml

from members.roll.guidance import award, levels_on
from members.roll.rules import party_age
from members.roll.seniority import Award, due_badge, due_on, reached_on, why_not_awarded
from tests.guards.source import ROOT

D = dt.date
AWARD, NOW, THEN = award(), levels_on(D(2025, 10, 1)), levels_on(D(2009, 12, 18))
DAY = dt.timedelta(days=1)

DECIDED = (D(1960, 2, 29), D(1975, 2, 28), D(1979, 12, 31), D(1980, 1, 1), D(1979, 5, 19))
CEREMONIES = (0, 14, 40)
# Days after the ceremony of leaving and coming back; () for who never left.
GAPS = ((), ((400, 800),), ((5000, 5001),), ((900, 1300), (9000, 9365)), ((31 * 365, 33 * 365),))


def lives():
    """Decision and periods of every combination."""
    for decided, later, gaps in itertools.product(DECIDED, CEREMONIES, GAPS):
        ceremony = decided + later * DAY
        days = [ceremony, *(ceremony + n * DAY for gap in gaps for n in gap), None]
        yield decided, list(zip(days[::2], days[1::2], strict=True))


def in_the_party(decided, periods, day) -> bool:
    """Whether he was a member on the day; the first period counts from the decision."""
    first = (min(decided, periods[0][0]), periods[0][1])
    return any(since <= day and (until is None or day < until) for since, until in (first, *periods[1:]))


@pytest.mark.parametrize("years", [1, 4, 30, 40, 50])
def test_the_day_agrees_with_the_party_age(years):
    """On the day he is a member with so many years; on every day in the Party before it he has fewer."""
    for decided, periods in lives():
        reached = reached_on(decided, periods, years)
        assert in_the_party(decided, periods, reached), (decided, periods)
        assert party_age(decided, periods, reached) == years, (decided, periods)
        ago = [1, 2, 3, *range(4, (reached - decided).days, 83)]
        before = [day for n in ago if in_the_party(decided, periods, day := reached - n * DAY)]
        assert all(party_age(decided, periods, day) < years for day in before), (decided, periods)


def test_who_left_before_never_reaches_them():
    assert reached_on(D(1980, 1, 1), [(D(1980, 1, 15), D(2009, 12, 31))], 30) is None
    assert reached_on(D(1980, 1, 1), [(D(1980, 1, 15), D(2010, 1, 2))], 30) == D(2010, 1, 1)


@pytest.mark.parametrize(
    ("reached", "day"),
    [
        (D(2009, 12, 1), D(2010, 2, 3)),
        (D(2010, 2, 28), D(2010, 2, 3)),
        (D(2012, 2, 29), D(2012, 2, 3)),
        (D(2010, 3, 1), D(2010, 5, 19)),
        (D(2010, 5, 31), D(2010, 5, 19)),
        (D(2010, 6, 1), D(2010, 9, 2)),
        (D(2010, 9, 30), D(2010, 9, 2)),
        (D(2010, 10, 1), D(2010, 11, 7)),
        (D(2010, 11, 30), D(2010, 11, 7)),
    ],
)
def test_the_award_day_of_the_day_on_which_the_years_are_reached(reached, day):
    assert AWARD.day_for(reached).day == day


def test_every_day_belongs_to_one_award_day():
    day = D(2007, 12, 1)
    while day < D(2012, 12, 1):
        days = [one for year in range(2007, 2014) for one in AWARD.days_of(year) if one.first <= day <= one.last]
        assert len(days) == 1
        day += DAY


def test_the_next_award_day():
    assert AWARD.next_after(D(2009, 12, 18)).day == D(2010, 2, 3)
    assert AWARD.next_after(D(2009, 11, 7)).day == D(2009, 11, 7)


@pytest.mark.parametrize(
    ("delay", "due"),
    [
        ("", D(2010, 2, 3)),
        ("reprimand", D(2010, 8, 10)),
        ("warning", D(2010, 11, 7)),
        ("removal", D(2011, 2, 3)),
    ],
)
def test_after_a_discipline_the_badge_is_delayed(delay, due):
    reached = D(2010, 2, 10)
    assert due_on(AWARD, reached, delay=delay) == due


@pytest.mark.parametrize(
    ("years", "reached", "on", "early", "delay", "said"),
    [
        (30, D(2010, 2, 10), D(2010, 2, 3), False, "", ""),
        (30, D(2010, 2, 10), D(2010, 2, 2), False, "", "sớm nhất ngày 03/02/2010"),
        (30, D(2010, 2, 10), D(2009, 2, 10), True, "", ""),
        (30, D(2010, 2, 10), D(2009, 2, 9), True, "", "sớm nhất ngày 10/02/2009"),
        (70, D(2010, 2, 10), D(2008, 2, 10), True, "", ""),
        (70, D(2010, 2, 10), D(2008, 2, 9), True, "", "sớm nhất"),
        (65, D(2010, 2, 10), D(2008, 2, 10), True, "", "sớm nhất"),
        (30, D(2010, 2, 10), D(2010, 6, 1), False, "reprimand", "sớm nhất"),
        (30, D(2010, 2, 10), D(2010, 9, 2), False, "reprimand", ""),
        (30, None, D(2010, 2, 3), False, "", "Chưa đủ 30 năm"),
        (45, D(2010, 2, 10), D(2010, 2, 3), False, "", "không có mức Huy hiệu 45"),
    ],
)
def test_when_a_badge_may_be_awarded(years, reached, on, early, delay, said):
    reasons = why_not_awarded(AWARD, THEN, years, reached, on, early=early, delay=delay)
    assert [said in reason for reason in reasons] == ([True] if said else [])


FEBRUARY = AWARD.next_after(D(2009, 12, 18))


@pytest.mark.parametrize(
    ("decided", "given", "due"),
    [
        (D(1980, 1, 10), (), (30, False)),
        (D(1980, 3, 1), (), None),
        (D(1979, 11, 30), (), (30, True)),
        (D(1979, 11, 30), (30,), None),
        (D(1970, 1, 10), (30,), (40, False)),
        (D(1970, 1, 10), (), (40, False)),
        (D(1969, 11, 1), (30,), (40, True)),
        (D(1969, 11, 1), (40,), None),
    ],
)
def test_who_is_due_and_who_was_passed_over(decided, given, due):
    found = due_badge(THEN, FEBRUARY, decided, [(decided, None)], given)
    assert (found and (found.years, found.missed)) == due


def test_the_levels_are_data_of_their_time():
    assert (45 in THEN.years, 45 in NOW.years, THEN.verified, NOW.verified) == (False, True, False, True)


def test_a_file_with_a_hole_in_the_year_is_refused():
    text = (ROOT / "members/roll/guidance/badges.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)["award"]
    data["days"][1]["first"] = [3, 2]
    with pytest.raises(ValueError, match="does not follow"):
        Award.read(data)
    with pytest.raises(ValueError, match="missing or unknown"):
        Award.read({"days": []})
