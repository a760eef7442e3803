"""Two people at the same instant, in real transactions: one writes, the other one is told; nothing contradicts (A4)."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from members.admissions import actions
from members.admissions.models import CaseStep
from members.roll.actions import joining
from members.roll.actions.join_plan import KEPT, Chosen, plan_of
from members.roll.models import Membership, Standing
from sinho.management.data_checks import CONTRADICTIONS
from sinho.refusal import Refused
from sinho.web import clock
from tests.conftest import TODAY
from tests.factories import admissions as make
from tests.factories import members as roll
from tests.factories import people

D = dt.date
pytestmark = pytest.mark.django_db(transaction=True)
CEREMONY = make.WAY[make.CODES.index("ceremony")]


def at_once(*acts):
    """Run the acts at the same instant, each on a connection of its own; what each returned, or was told."""
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
        return list(pool.map(run, acts))


def strike(case, by, code):
    step = case.steps.in_force().filter(step=code).latest("id")
    return actions.strike_steps(case=case, step=step, reason="Ghi nhầm", scope=people.scope(by), by=by)


def contradictions() -> list[str]:
    return [line for check in CONTRADICTIONS.values() for line in check(TODAY)]


def test_the_same_ceremony_twice_makes_one_member(nam_tam_cells, staff):
    for number in range(3):
        case = make.brought(
            nam_tam_cells[0], staff, "decision", full_name=f"Lò Văn {'ABC'[number]}", identity_number=""
        )
        done = at_once(
            lambda case=case: make.take(case, CEREMONY, staff), lambda case=case: make.take(case, CEREMONY, staff)
        )
        assert sorted(type(one).__name__ for one in done) == ["CaseStep", "Refused"]
        assert CaseStep.objects.filter(case=case, step="ceremony").count() == 1
    assert Membership.objects.count() == 3 and contradictions() == []


def test_a_recognition_is_struck_while_the_record_is_joined(nam_tam_cells, staff):
    for number in range(3):
        name = f"Lò Văn {'ABC'[number]}"
        case = make.brought(nam_tam_cells[0], staff, "recognition", identity_number="", full_name=name)
        before = {"admitted": D(2004, 2, 3), "official": D(2005, 2, 3), "until": D(2006, 1, 1), "exit": "removed"}
        other = roll.member(nam_tam_cells[1], name, birth_year=1986, **before)
        plan = plan_of(other, case.member)
        fields = {pair.name: KEPT for pair in plan.fields if pair.differs}
        facts = {"kept": other, "gone": case.member, "chosen": Chosen(fields, {}), "reason": "Một người", "by": staff}
        done = at_once(lambda case=case: strike(case, staff, "recognition"), lambda facts=facts: joining.join(**facts))
        assert sum(isinstance(one, Refused) for one in done) <= 1
    assert Standing.objects.filter(kind="probationary").count() == 6 and contradictions() == []
