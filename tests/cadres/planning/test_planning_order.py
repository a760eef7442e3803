"""What is written into a plan out of order or twice on one day never contradicts what a review said."""

import datetime as dt

import pytest

from cadres.planning.actions import entering, rounds, training
from cadres.planning.actions.facts import Decided
from cadres.planning.models import TrainingNeed
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import plans

D = dt.date
TODAY = D(2009, 12, 18)


@pytest.fixture
def person(nam_tam, staff):
    an = make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1975)
    plan = plans.plan(nam_tam)
    return entering.enter(round=plan, cadre=an, posts=["committee_chair"], decided=Decided(), by=staff)


def test_nobody_leaves_before_a_review_that_kept_him(person, staff):
    data = rounds.ReviewData(2009, "30-QĐ/HU", D(2009, 10, 1), {})
    rounds.review(round=person.round, data=data, by=staff)
    entry = person.entries.get()
    for day in (D(2009, 3, 1), D(2009, 10, 1)):
        with pytest.raises(Refused, match="01/10/2009"):
            entering.remove(entry=entry, on=day, number="", reason="Chuyển công tác", by=staff)
    entering.remove(entry=entry, on=D(2009, 10, 2), number="", reason="Chuyển công tác", by=staff)
    entry.refresh_from_db()
    assert entry.until == D(2009, 10, 2)


def test_needs_may_be_mended_on_the_day_they_were_written(person, staff):
    training.set_needs(person=person, subjects=["theory", "general"], due_year=2010, by=staff)
    training.set_needs(person=person, subjects=["theory"], due_year=2011, by=staff)
    training.set_needs(person=person, subjects=[], due_year=None, by=staff)
    training.set_needs(person=person, subjects=["theory"], due_year=2012, by=staff)
    assert [(one.subject, one.due_year) for one in person.needs.on(TODAY)] == [("theory", 2012)]
    for need in TrainingNeed.objects.all():
        assert str(need)
