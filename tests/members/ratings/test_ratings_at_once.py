"""Two people at the same instant, in real transactions: both win, or the second is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cells.assessments.actions.filling import Conflict
from members.ratings.models import CellStep, Rating, RatingStep
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web import clock
from tests.conftest import TODAY
from tests.factories import assessments, ratings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def campaign(transactional_db, district):
    return assessments.campaign(district, 2009)


def at_once(*acts):
    """Run the acts at the same instant, each on a connection of its own; what each returned or raised."""
    start = Barrier(len(acts))

    def run(act):
        with clock.on_day(TODAY):
            start.wait()
            try:
                return act()
            except (Refused, Conflict) as told:
                return told
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_first_saves_of_different_fields_are_all_kept(campaign, cell, cell_secretary, secretary):
    one = ratings.people(cell, 1)[0]
    asked = [("vote_2", "18", cell_secretary), ("vote_3", "2", secretary), ("self_level", "good", cell_secretary)]
    done = at_once(
        *(
            lambda name=name, typed=typed, by=by: ratings.save(campaign, cell, f"rating:{one.pk}:{name}", typed, by)
            for name, typed, by in asked
        )
    )
    row = Rating.objects.get()
    assert (row.vote_2, row.vote_3, row.self_level, row.version) == (18, 2, "good", 3)
    assert sorted(answer.version for answer in done) == [1, 2, 3]


def test_the_same_save_twice_is_done_once(campaign, cell, cell_secretary):
    one = ratings.people(cell, 1)[0]

    def save():
        return ratings.save(campaign, cell, f"rating:{one.pk}:vote_2", "18", cell_secretary)

    assert sorted(answer.changed for answer in at_once(save, save)) == [False, True]
    assert AuditEntry.objects.count() == 1


def test_of_two_decisions_on_a_cell_one_is_told(campaign, nam_tam, cell, secretary):
    ratings.rated(campaign, cell, ["good", "good"], secretary, "submitted")

    def decide():
        return ratings.decide(campaign, nam_tam, [cell], secretary)

    told = at_once(decide, decide)
    assert sorted(str(type(one).__name__) for one in told) == ["Refused", "int"]
    assert RatingStep.objects.filter(kind="decided").count() == 2
    assert CellStep.objects.filter(state="decided").count() == 1
