"""A7 on the demo district: nearly every member has fitting work for the year, counted again in SQL."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse

from cells.organizations.models import Organization
from members.assignments.models import WorkAssignment, summed, tallies_of

pytestmark = pytest.mark.usefixtures("demo")
TODAY = dt.date(2009, 12, 18)

COUNTED = """
WITH roll AS (
    SELECT m.member_id, m.organization_id,
        EXISTS (SELECT 1 FROM members_pause p WHERE p.member_id = m.member_id AND p.valid @> %(day)s::date) AS free,
        (SELECT count(*) FROM members_workassignment w WHERE w.member_id = m.member_id AND w.year = %(year)s
            AND w.organization_id = m.organization_id AND w.valid @> %(day)s::date) AS given,
        (SELECT count(*) FROM members_workassignment w WHERE w.member_id = m.member_id AND w.year = %(year)s
            AND w.organization_id = m.organization_id AND w.valid @> %(day)s::date
            AND w.judged_on <= %(seen)s::date) AS judged
    FROM members_membership m WHERE m.valid @> %(day)s::date
)
SELECT count(*), count(*) FILTER (WHERE free), count(*) FILTER (WHERE NOT free AND given > 0),
    count(*) FILTER (WHERE NOT free AND given = 0), count(*) FILTER (WHERE NOT free AND given > 0 AND judged = given)
FROM roll
"""
RATED = """
SELECT w.rating, count(*) FROM members_workassignment w
JOIN members_membership m ON m.member_id = w.member_id AND m.organization_id = w.organization_id
WHERE w.year = %(year)s AND w.valid @> %(day)s::date AND m.valid @> %(day)s::date AND w.judged_on <= %(seen)s::date
    AND NOT EXISTS (SELECT 1 FROM members_pause p WHERE p.member_id = w.member_id AND p.valid @> %(day)s::date)
GROUP BY 1
"""


def answer(statement: str, **asked) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return cursor.fetchall()


@pytest.mark.parametrize(
    ("year", "seen"),
    [
        (2008, TODAY),
        (2008, dt.date(2008, 12, 12)),
        (2009, TODAY),
        (2009, dt.date(2009, 12, 8)),
        (2009, dt.date(2009, 6, 30)),
    ],
)
def test_the_figures_equal_a_count_in_sql(year, seen):
    ids = list(Organization.objects.values_list("pk", flat=True))
    whole = summed(tallies_of(ids, year, seen))
    asked = {"year": year, "day": min(seen, dt.date(year, 12, 31)), "seen": seen}
    [counted] = answer(COUNTED, **asked)
    assert (whole.members, whole.free, whole.given, whole.missing, whole.judged) == counted
    assert whole.ratings == dict(answer(RATED, **asked))


def test_nearly_everybody_has_work_2008_is_judged_and_2009_in_part():
    ids = list(Organization.objects.values_list("pk", flat=True))
    before, now = (summed(tallies_of(ids, year, TODAY)) for year in (2008, 2009))
    assert before.given / (before.members - before.free) > 0.9 and before.judged / before.given > 0.95
    assert 0.9 < now.given / (now.members - now.free) < 1 and 0.2 < now.judged / now.given < 0.7
    assert now.missing > 20 and WorkAssignment.objects.filter(replaces__isnull=False).count() > 20


def test_the_board_of_the_staff_shows_these_figures(client, django_user_model):
    staff = django_user_model.objects.get(username="bantochuc")
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    whole = client.get(reverse("assignments:list")).context["whole"].tally
    [counted] = answer(COUNTED, year=2009, day=TODAY, seen=TODAY)
    assert (whole.members, whole.free, whole.given, whole.missing, whole.judged) == counted
