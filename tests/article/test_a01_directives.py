"""A1 on the demo district: the resolution of the Centre, what carries it out, whom it reached, counted again by SQL."""

import datetime as dt

import pytest

from cells.directives.models import Directive
from tests.article.test_a06_leading import TODAY, counted, figures

pytestmark = pytest.mark.usefixtures("demo")
LATEST = "NOT r.struck AND NOT EXISTS (SELECT FROM cells_briefing later WHERE later.replaces_id = r.id)"
SESSIONS = f"SELECT count(*) FROM cells_briefing r WHERE {LATEST} AND extract(year FROM held_on) = %s AND held_on <= %s"
DOCUMENTS = """
SELECT count(*) FROM cells_directive
WHERE NOT struck AND extract(year FROM coalesce(received_on, issued_on)) = %s
    AND coalesce(received_on, issued_on) <= %s
"""
# Units that exist and whose last day to brief is in the year, as told last; of them those that held a session by then.
TOLD = """
WITH last AS (
    SELECT DISTINCT ON (directive_id, organization_id) * FROM cells_directiveunit WHERE given_on <= %s
    ORDER BY directive_id, organization_id, given_on DESC, id DESC
)
SELECT count(*) FROM last JOIN cells_directive d ON d.id = last.directive_id
WHERE NOT last.released AND NOT d.struck AND extract(year FROM brief_by) = %s AND brief_by <= %s
    AND EXISTS (
        SELECT FROM cells_organizationstate s WHERE s.organization_id = last.organization_id AND s.valid @> %s
    )
"""
BRIEFED = f"""{TOLD} AND EXISTS (
    SELECT FROM cells_briefing r JOIN cells_briefingdirective about ON about.briefing_id = r.id
    WHERE about.directive_id = last.directive_id AND r.organization_id = last.organization_id AND {LATEST}
        AND r.held_on <= %s
)"""
TASKS = """
SELECT count(*) FROM cells_programmetask t JOIN cells_actionprogramme r ON r.id = t.programme_id
WHERE NOT r.struck AND NOT EXISTS (SELECT FROM cells_actionprogramme later WHERE later.replaces_id = r.id)
"""


def last_day(year: int) -> dt.date:
    return min(dt.date(year, 12, 31), TODAY)


def test_the_resolution_stands_above_what_carries_it_out():
    top = Directive.objects.get(number="22-NQ/TW", struck=False)
    below = Directive.objects.filter(parent=top, struck=False)
    assert sorted(below.values_list("number", flat=True)) == ["19-CTr/HU", "28-CTr/TU"]
    assert all(one.issued_on > top.issued_on for one in below)


@pytest.mark.parametrize("year", [2008, 2009])
def test_documents_sessions_and_units_of_a_year(year):
    told, last = figures("directives", year), last_day(year)
    assert told["documents"] == counted(DOCUMENTS, year, last) > 0
    assert told["sessions"] == counted(SESSIONS, year, last) > 0
    assert told["due"] == counted(TOLD, last, year, last, last) > 0
    assert told["due.briefed"] == counted(BRIEFED, last, year, last, last, last)
    assert told["due"] == told["due.briefed"] + told["due.not_yet"]
    assert told["due.briefed"] == told["due.in_time"] + told["due.late"]


def test_each_task_of_a_programme_stands_in_the_year_of_its_term():
    of_years = [figures("directives", year) for year in (2008, 2009)]
    for told in of_years:
        states = [number for key, number in told.items() if key.startswith("tasks.")]
        assert told["tasks"] == sum(states)
    assert 0 < sum(told["tasks"] for told in of_years) <= counted(TASKS)
