"""A4 on the demo district: nearly two hundred new members a year, of rising quality, counted again in SQL."""

import datetime as dt

import pytest
from django.db import connection

from cells.access.models import scope_of
from cells.organizations.models import Organization
from members.admissions.models import Case, read_items
from members.admissions.report import build
from members.admissions.rules.path import CaseFacts
from members.admissions.rules.steps import Attempt, why_not
from sinho.accounts.models import User
from sinho.documents.reports import Asked

pytestmark = pytest.mark.usefixtures("demo")
TODAY = dt.date(2009, 12, 18)

BY_YEAR = """
SELECT extract(year FROM lower(m.valid))::int, count(*),
    count(*) FILTER (WHERE p.sex = 'female'),
    count(*) FILTER (WHERE p.ethnicity <> 'eth_kinh'),
    count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM members_schooling s WHERE s.member_id = p.id AND s.subject = 'general'
        AND s.level = 'upper_secondary' AND (s.since IS NULL OR s.since <= lower(m.valid))))
FROM members_membership m JOIN members_member p ON p.id = m.member_id
WHERE m.entry = 'admitted' AND lower(m.valid) BETWEEN '2005-01-01' AND '2009-12-18' GROUP BY 1 ORDER BY 1 DESC
"""


@pytest.fixture
def report(demo):
    scope = scope_of(User.objects.get(username="bantochuc"), TODAY)
    district = Organization.objects.get(code="SH")
    until = dt.date(2009, 12, 31)
    return build(scope, Asked(district.pk, on=until, since=dt.date(2009, 1, 1), until=until))


def test_between_190_and_205_a_year(report):
    assert [figure.count for figure in report.total.figures[:4]] == [203, 199, 196, 191]


def test_the_figures_equal_a_count_in_sql(report):
    with connection.cursor() as cursor:
        cursor.execute(BY_YEAR)
        rows = cursor.fetchall()
    assert [row[0] for row in rows] == [2009, 2008, 2007, 2006, 2005]
    for place, key in enumerate(("total", "women", "minority", "general.upper_secondary"), 1):
        assert [figure.count for figure in report.named(key).figures] == [row[place] for row in rows], key


def test_who_admitted_nobody_still_exists(report):
    """Huổi Luông and the forest farm ended before; their admissions of earlier years stay in the table."""
    assert len(report.existing) == 45 < len(report.bases)
    assert {row.organization_id for row in report.nobody.rows} <= report.existing


def test_the_new_ones_bring_more_schooling_every_year(report):
    share = [
        figure.count / whole.count
        for figure, whole in zip(report.named("general.upper_secondary").figures, report.total.figures, strict=True)
    ]
    assert share[0] > share[2] > share[4]


def test_every_case_of_the_demo_keeps_the_rules(demo):
    """Each step is asked again, as if it were written down on its own day."""
    broken = []
    for item in read_items(Case.objects.all(), TODAY):
        done = []
        for step in item.steps:
            facts = CaseFacts(item.case.birth, item.case.schooling, item.case.mountain, tuple(done))
            attempt = Attempt(step.step, step.on, step.number, step.people, step.people, step.done.votes)
            broken += [(item.case.full_name, step.step, why) for why in why_not(item.case.rules, facts, attempt, TODAY)]
            done.append(step.done)
    assert broken == []
    assert Case.objects.going_on(TODAY).count() > 250
