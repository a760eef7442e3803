"""The demo district: Resolution 22 with what carries it out, briefed everywhere, a few late."""

import datetime as dt

import pytest

from cells.directives.enums import Coverage, Reached, Timing
from cells.directives.models import Directive, DirectiveUnit
from cells.directives.report.coverage import read_coverage
from cells.directives.report.pairs import read_pairs
from cells.directives.report.tasks import read_tasks
from sinho.accounts.models import User
from tests.factories import people

DAY = dt.date(2009, 12, 18)


@pytest.fixture
def scope(demo):
    return people.scope(User.objects.get(username="bantochuc"))


def test_resolution_22_reached_every_grassroots_organisation(scope):
    nq22 = Directive.objects.get(number="22-NQ/TW")
    assert sorted(nq22.children.values_list("number", flat=True)) == ["19-CTr/HU", "28-CTr/TU"]
    pairs = read_pairs(scope, DAY, directive_ids=[nq22.pk])
    assert 30 < len(pairs) <= DirectiveUnit.objects.filter(directive=nq22).count()
    states = [one.standing.state for one in pairs]
    assert states.count(Reached.NOT_YET) == 0
    late = [one for one in pairs if one.standing.briefed_on and one.standing.briefed_on > one.unit.brief_by]
    assert 2 <= len(late) <= 3
    assert sum(one.standing.timing == Timing.OVERDUE for one in pairs) >= 2, "no programme yet"
    assert all(0 < one.share.percent <= 100 for one in pairs if one.share)
    before = read_pairs(scope, dt.date(2008, 4, 1), directive_ids=[nq22.pk])
    assert {one.standing.state for one in before} == {Reached.NOT_YET}


def test_tasks_and_regulations(scope):
    tasks = read_tasks(scope, DAY)
    assert {one.standing.state for one in tasks} == {"overdue", "doing", "done"}
    rows = read_coverage(scope, DAY)
    states = [one.state for one in rows]
    assert states.count(Coverage.IN_FORCE) > len(rows) / 2 and set(states) == set(Coverage)
