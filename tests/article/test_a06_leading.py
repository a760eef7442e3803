"""A1, A6, A8, A9, A12 to A14 on the demo district: the reports say what the rows say when they are counted by SQL."""

import datetime as dt

import pytest
from django.db import connection

from cells.directives.report.coverage import read_coverage
from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.documents.reports import asked_for, kind_of
from tests.factories import people

pytestmark = pytest.mark.usefixtures("demo")
TODAY = dt.date(2009, 12, 18)
# Organisations whose last two grades decided by the day are both the lowest.
WEAK_TWICE = """
WITH graded AS (
    SELECT s.organization_id, s.decided_level,
        row_number() OVER (PARTITION BY s.organization_id ORDER BY c.year DESC) AS place
    FROM cells_sheet s JOIN cells_campaign c ON c.id = s.campaign_id
    WHERE s.state = 'decided' AND s.decided_level <> '' AND s.decided_at < %s::date + 1
)
SELECT count(*) FROM graded a JOIN graded b USING (organization_id)
WHERE a.place = 1 AND b.place = 2 AND a.decided_level = 'weak' AND b.decided_level = 'weak'
"""
EXISTS = """
EXISTS (
    SELECT FROM cells_organizationstate s WHERE s.organization_id = r.organization_id AND s.valid @> date '2009-12-18'
)
"""
OF_YEAR = "EXTRACT(year FROM {}) = %s AND {} <= '2009-12-18'"


def counted(statement: str, *values) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def figures(code: str, year: int) -> dict[str, int]:
    """All figures of a report of the year, as of its last day."""
    kind, last = kind_of(code), min(dt.date(year, 12, 31), TODAY)
    scope = people.scope(User.objects.get(username="bantochuc"))
    district = Organization.objects.get(code="SH").pk
    asked = asked_for(kind, organization_id=district, today=TODAY, since=dt.date(year, 1, 1), until=last, on=last)
    built = kind.build(scope, asked)
    keys = built.keys()
    return {key: built.figure(key).count for key in keys}


def test_a08_the_list_of_the_weak_shrinks_as_grades_rise():
    lists = {year: figures("oversight", year) for year in (2007, 2008, 2009)}
    assert [one["weak.on"] for one in lists.values()] == [6, 1, 2]
    for year, last in ((2007, dt.date(2007, 12, 31)), (2008, dt.date(2008, 12, 31)), (2009, TODAY)):
        assert lists[year]["weak.on"] == counted(WEAK_TWICE, last)
    assert lists[2008]["weak.risen"] == 6


def test_a13_each_commune_but_one_has_somebody_in_charge():
    now = figures("oversight", 2009)
    assert (now["charge.communes"], now["charge.covered"], now["charge.missing"]) == (23, 22, 1)
    held = "SELECT count(DISTINCT organization_id) FROM cells_incharge WHERE valid @> date '2009-12-18'"
    assert now["charge.covered"] == counted(held)


@pytest.mark.parametrize("year", [2007, 2008, 2009])
def test_a06_regular_meetings_of_a_year(year):
    told = figures("meetings", year)
    whole = "SELECT count(*) FROM cells_meeting WHERE withdrawn_at IS NULL AND kind = 'regular' AND "
    assert told["all-held"] == counted(whole + OF_YEAR.format("held_on", "held_on"), year)
    assert told["all-due"] == told["all-missed"] + counted(MET, year)


# Months that are over in which a cell that had to meet did so.
MET = """
SELECT count(*) FROM cells_meeting m WHERE withdrawn_at IS NULL AND kind = 'regular'
AND EXTRACT(year FROM held_on) = %s AND held_on < '2009-12-01'
AND EXISTS (SELECT FROM cells_organizationstate s WHERE s.organization_id = m.organization_id
    AND s.kind LIKE '%%cell' AND s.valid @> date_trunc('month', m.held_on)::date)
AND EXISTS (SELECT FROM cells_organizationstate s WHERE s.organization_id = m.organization_id
    AND s.kind LIKE '%%cell' AND s.valid @> (date_trunc('month', m.held_on) + interval '1 month - 1 day')::date)
"""


def test_a09_regulations_and_who_has_none():
    scope = people.scope(User.objects.get(username="bantochuc"))
    rows = read_coverage(scope, TODAY)
    having = {row.organization_id for row in rows if row.regulation}
    asked = "SELECT count(DISTINCT organization_id) FROM cells_regulation r WHERE NOT struck AND " + EXISTS
    assert len(having) == counted(asked) == 289 and len(rows) == 316


@pytest.mark.parametrize("year", [2007, 2008, 2009])
def test_a12_a14_praise_and_discipline_of_a_year(year):
    told, of_year = figures("conduct", year), OF_YEAR.format("decision_date", "decision_date")
    party = "SELECT count(*) FROM members_memberdiscipline WHERE side = 'party' AND "
    assert told["people"] == counted(party + of_year, year) > 0
    assert told["praise"] == counted("SELECT count(*) FROM cells_commendation WHERE " + of_year, year)
    assert told["honour"] == counted("SELECT count(*) FROM members_membercommendation WHERE " + of_year, year)
