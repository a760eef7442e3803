"""Villages with and without members over time, from plain periods (A2)."""

import datetime as dt

import pytest

from members.coverage.charts import without_members_by_month
from members.coverage.rules import Numbers, Period, VillageLife, month_ends, numbers_on, solved_on

D = dt.date
ALWAYS = (Period(D(2004, 1, 2)),)
BROKEN = VillageLife(1, ALWAYS, (Period(D(2005, 3, 1), D(2007, 6, 1)), Period(D(2008, 10, 14))))
FULL = VillageLife(2, ALWAYS, ALWAYS, ALWAYS, ALWAYS)
NEVER = VillageLife(3, ALWAYS, served=(Period(D(2006, 1, 1)),))


@pytest.mark.parametrize(
    ("day", "has", "since", "reached"),
    [
        (D(2005, 2, 28), False, None, None),
        (D(2005, 3, 1), True, None, D(2005, 3, 1)),
        (D(2007, 5, 31), True, None, D(2005, 3, 1)),
        (D(2007, 6, 1), False, D(2007, 6, 1), None),
        (D(2008, 10, 14), True, D(2007, 6, 1), D(2008, 10, 14)),
    ],
)
def test_since_when(day, has, since, reached):
    assert (BROKEN.has_members(day), BROKEN.without_members_since(day), BROKEN.reached_on(day)) == (has, since, reached)


def test_the_numbers_of_a_day():
    lives = [BROKEN, FULL, NEVER, VillageLife(4, (Period(D(2009, 1, 1)),))]
    assert numbers_on(lives, D(2005, 1, 1)) == Numbers(D(2005, 1, 1), 3, 2, 2, 2)
    assert numbers_on(lives, D(2008, 12, 31)) == Numbers(D(2008, 12, 31), 3, 1, 1, 2)
    assert numbers_on(lives, D(2009, 1, 1)).villages == 4


def test_the_day_on_which_the_last_village_was_reached():
    assert solved_on([BROKEN, FULL], D(2008, 10, 13)) is None
    assert solved_on([BROKEN, FULL], D(2009, 12, 18)) == D(2008, 10, 14)
    assert solved_on([BROKEN, FULL, NEVER], D(2009, 12, 18)) is None
    assert solved_on([FULL], D(2009, 12, 18)) is None and solved_on([], D(2009, 12, 18)) is None


def test_month_by_month_up_to_the_day():
    assert month_ends(D(2009, 3, 15), 4) == [D(2008, 12, 31), D(2009, 1, 31), D(2009, 2, 28), D(2009, 3, 15)]


def test_the_curve_falls_with_the_numbers():
    days = month_ends(D(2009, 2, 1), 3)
    chart = without_members_by_month([Numbers(day, 10, n, 0, 0) for day, n in zip(days, (8, 4, 0), strict=True)])
    assert (chart.labels, chart.series[0].values) == (("12/2008", "01/2009", "02/2009"), (8, 4, 0))
    assert without_members_by_month([]) is None
