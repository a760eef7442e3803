"""Two people at the same instant about one case, in real transactions: one wins, the other is told."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cells.oversight.actions.discipline import Complaint, Decided, follow_discipline
from cells.oversight.actions.inspection import conclude, follow_up
from cells.oversight.models import DisciplineStep, FollowUp, InspectionConclusion
from members.conduct.actions.discipline import discipline_member
from members.conduct.models import MemberDiscipline
from sinho.refusal import Refused
from sinho.web import clock
from tests.conftest import TODAY
from tests.factories import conduct, people
from tests.factories import members as make

pytestmark = pytest.mark.django_db(transaction=True)
D = dt.date


def at_once(*acts):
    """Run the acts at the same instant, each on a connection of its own; how many were refused."""
    start = Barrier(len(acts))

    def run(act):
        with clock.on_day(TODAY):
            start.wait()
            try:
                return act()
            except Refused as told:
                return told
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sum(isinstance(one, Refused) for one in pool.map(run, acts))


@pytest.fixture
def hands(transactional_db, district, nam_tam_cells, inspector):
    """Two inspectors."""
    other = people.user("kiemtra.hai", "inspector", district)
    return [{"by": one, "scope": people.scope(one)} for one in (inspector, other)]


def test_a_member_is_expelled_once(hands, nam_tam_cells):
    an = make.member(nam_tam_cells[0], "Lò Văn An")

    def expelling(number, hand):
        told = Decided("expulsion", number, D(2009, 3, 1), "Huyện ủy", "Vi phạm", D(2009, 3, 5))
        return lambda: discipline_member(member=an, side="party", decided=told, **hand)

    assert at_once(expelling("6-QĐ/HU", hands[0]), expelling("7-QĐ/HU", hands[1])) == 1
    assert MemberDiscipline.objects.count() == 1


def test_a_complaint_is_decided_once(hands, nam_tam, inspector):
    one = conduct.discipline(nam_tam, inspector)
    follow_discipline(discipline=one, said=Complaint("complaint", D(2009, 4, 1)), **hands[0])
    kept = Complaint("decision", D(2009, 5, 1), "kept", "", "9-QĐ/HU", "Huyện ủy")
    lifted = Complaint("decision", D(2009, 5, 1), "lifted", "", "10-QĐ/HU", "Huyện ủy")
    assert (
        at_once(
            lambda: follow_discipline(discipline=one, said=kept, **hands[0]),
            lambda: follow_discipline(discipline=one, said=lifted, **hands[1]),
        )
        == 1
    )
    assert DisciplineStep.objects.filter(kind="decision").count() == 1


def test_an_inspection_is_concluded_once_and_a_recommendation_done_once(hands, nam_tam, inspector):
    one = conduct.inspection(conduct.plan(nam_tam, inspector), nam_tam, inspector)
    found = {"inspection": one, "number": "4-KL", "date": D(2009, 6, 1), "text": "Còn thiếu sót", "breach": True}
    assert at_once(lambda: conclude(**found, **hands[0]), lambda: conclude(**found, **hands[1])) == 1
    asked = conduct.recommendation(one, inspector)
    done = {"recommendation": asked, "on": D(2009, 9, 1), "done": True}
    acts = [lambda n=n: follow_up(**done, text=f"Xong {n}", **hands[n]) for n in (0, 1)]
    assert at_once(*acts) == 1
    assert (InspectionConclusion.objects.count(), FollowUp.objects.count()) == (1, 1)
