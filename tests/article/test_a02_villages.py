"""A2 on the demo district: villages with a cell of their own, with a shared one, with none, on two dates."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Count

from cells.places.enums import ServiceKind
from cells.places.models import VillageState
from members.coverage.models import Measure, lives_of
from members.coverage.rules import month_ends, numbers_on, solved_on

pytestmark = pytest.mark.usefixtures("demo")
BEFORE, TODAY = dt.date(2007, 12, 31), dt.date(2009, 12, 18)


def served(day):
    rows = VillageState.objects.on(day).with_service(day).values("service_kind").order_by("service_kind")
    return {row["service_kind"]: row["number"] for row in rows.annotate(number=Count("id"))}


def test_three_hundred_villages_all_the_time():
    assert VillageState.objects.on(BEFORE).count() == 300
    assert VillageState.objects.on(TODAY).count() == 300


def test_villages_got_cells_of_their_own_since_2008():
    assert served(BEFORE) == {ServiceKind.OWN: 130, ServiceKind.SHARED: 136, None: 34}
    assert served(TODAY) == {ServiceKind.OWN: 149, ServiceKind.SHARED: 123, None: 28}


def test_villages_without_a_cell_of_their_own_grow_fewer():
    counts = [VillageState.objects.without_own_cell_on(day).count() for day in (BEFORE, TODAY)]

    assert counts == [170, 151]


def test_each_village_cell_founded_since_2008_serves_its_village_from_its_first_day():
    """21 new village cells; two village cells were merged away in the same time: 130 + 21 − 2 = 149."""
    own = VillageState.objects.on(TODAY).filter(
        village__services__kind=ServiceKind.OWN,
        village__services__valid__startswith__gte=dt.date(2008, 1, 1),
        village__services__valid__contains=TODAY,
    )

    assert own.count() == 21


WITHOUT_MEMBER = """
SELECT count(*) FROM cells_villagestate state WHERE state.valid @> %(day)s::date AND NOT EXISTS (
    SELECT 1 FROM members_livingplace home JOIN members_membership m ON m.member_id = home.member_id
    WHERE home.village_id = state.village_id AND home.valid @> %(day)s::date AND m.valid @> %(day)s::date)
"""


def in_sql(day):
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_MEMBER, {"day": day})
        return cursor.fetchone()[0]


def test_no_village_without_a_member_since_october_2008():
    lives = lives_of(list(VillageState.objects.on(TODAY).values_list("village_id", flat=True)))
    trend = [numbers_on(lives, day) for day in month_ends(TODAY, 72)]
    assert [one.without_members for one in trend] == [in_sql(one.day) for one in trend]
    assert trend[0].without_members > 50
    assert numbers_on(lives, dt.date(2008, 10, 13)).without_members == 1
    assert {one.without_members for one in trend if one.day > dt.date(2008, 10, 14)} == {0}
    assert solved_on(lives, TODAY) == dt.date(2008, 10, 14)


def test_money_was_spent_where_nobody_was():
    assert Measure.objects.count() > 60 and Measure.objects.filter(money__gt=0).count() == Measure.objects.count()
