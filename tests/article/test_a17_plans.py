"""A17 on the demo district: every commune has its plan for 2010–2015, reviewed in 2009; figures again out of SQL."""

import datetime as dt

import pytest
from django.db import connection

from cadres.planning.models import PlannedPerson, PlanningEntry, PlanningReview, PlanningVerdict, StepVote
from cadres.planning.report.coverage import coverage
from cadres.planning.report.form12c import build
from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.documents.reports import Asked
from tests.factories import people

pytestmark = pytest.mark.usefixtures("demo")
TODAY = dt.date(2009, 12, 18)
TURNS = """
SELECT count(*), count(DISTINCT e.person_id), count(*) FILTER (WHERE coalesce(c.sex, m.sex) = 'female')
FROM cadres_planningentry e JOIN cadres_plannedperson p ON p.id = e.person_id
    LEFT JOIN cadres_cadre c ON c.id = p.cadre_id LEFT JOIN members_member m ON m.id = p.member_id
WHERE NOT e.mistaken AND e.valid @> %(day)s::date
"""


@pytest.fixture
def scope(demo):
    return people.scope(User.objects.get(username="bantochuc"))


@pytest.mark.parametrize("day", [dt.date(2009, 3, 31), TODAY])
def test_turns_and_people_equal_a_count_in_sql(scope, day):
    found = coverage(scope, day)
    report = build(scope, Asked(Organization.objects.get(code="SH").pk, day, year=2009))
    with connection.cursor() as cursor:
        cursor.execute(TURNS, {"day": day})
        counted = cursor.fetchone()
    assert (found.turns, len(found.people), report.figure("women.all").count) == counted
    assert report.figure("all.all").count == found.turns
    assert (len(found.views), found.term) == (23, "2010–2015")


def test_the_plan_is_believable(scope):
    found = coverage(scope, TODAY)
    women, young, minority = found.shares
    assert not women.warning and not young.warning and minority.part * 10 > minority.whole * 8
    assert 10 <= len(found.gaps) <= 60, "some posts have no successor"
    bodies = [line for view in found.views for line in view.body_lines]
    assert sum(bool(line.warning) for line in bodies) < len(bodies) / 3
    standings = dict(found.standings)
    assert min(standings["meets"], standings["will_meet"], standings["lacks"]) > 0


def test_the_review_of_2009_kept_added_and_removed():
    assert PlanningReview.objects.filter(year=2009).count() == 23
    kinds = set(PlanningVerdict.objects.values_list("kind", flat=True))
    assert kinds == {"kept", "added", "removed"}
    assert (
        PlanningVerdict.objects.filter(kind="removed").count()
        == PlanningEntry.objects.exclude(removed_reason="").count()
    )


def test_candidates_come_from_the_commune_from_others_and_from_the_roll():
    assert PlannedPerson.objects.filter(member__isnull=False).count() > 50
    assert StepVote.objects.filter(step="conference").count() > 300
