"""Two people at the same instant about one plan, one difficulty, one meeting, in real transactions."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from cells.meetings.actions.recording import record_meeting
from cells.meetings.models import Meeting
from cells.oversight.actions.difficulty import Raised, Written, raise_difficulty, write_under
from cells.oversight.actions.inspection import Planned, add_inspection
from cells.oversight.actions.plan import add_measure, close_plan
from cells.oversight.actions.striking import strike
from cells.oversight.models import DifficultyEntry, Inspection, PlanMeasure, PlanOutcome
from sinho.refusal import Refused
from sinho.web import clock
from tests.conftest import TODAY
from tests.factories import conduct, meetings, people
from tests.factories import oversight as make

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
def hands(transactional_db, district, nam_tam_cells, staff):
    """Two of the staff of the district."""
    other = people.user("bantochuc.hai", "district_staff", district)
    return [{"by": one, "scope": people.scope(one)} for one in (staff, other)]


def test_a_plan_ends_once(hands, nam_tam, staff):
    end = {"plan": make.plan(nam_tam, staff), "kind": "replaced", "on": TODAY, "words": "Thay bằng kế hoạch khác"}
    assert at_once(*[lambda hand=hand: close_plan(**end, **hand) for hand in hands]) == 1
    assert PlanOutcome.objects.count() == 1


def test_a_difficulty_is_solved_once(hands, nam_tam):
    told = Raised(D(2009, 11, 1), "Bí thư", "land", "Thiếu đất", "Phòng Tài nguyên", D(2009, 12, 31))
    one = raise_difficulty(organization=nam_tam, raised=told, **hands[0])
    solved = Written("solved", TODAY, "Phòng Tài nguyên", "Đã cấp")
    assert at_once(*[lambda hand=hand: write_under(difficulty=one, written=solved, **hand) for hand in hands]) == 1
    assert DifficultyEntry.objects.count() == 1


def test_a_meeting_is_written_down_once_however_it_is_sent(hands, nam_tam_cells):
    given = {"cell": nam_tam_cells[0], "told": meetings.told()}
    key = uuid4()
    assert at_once(*[lambda hand=hand: record_meeting(**given, key=key, **hand) for hand in hands]) == 0
    assert at_once(*[lambda hand=hand: record_meeting(**given, key=uuid4(), **hand) for hand in hands]) == 2
    assert Meeting.objects.count() == 1


def test_a_row_is_struck_once_and_nothing_is_left_under_it(hands, district, nam_tam, staff):
    for hand in hands:
        people.grant(hand["by"], "inspector", district)
        hand["scope"] = people.scope(hand["by"])
    one = conduct.discipline(nam_tam, staff)
    assert at_once(*[lambda hand=hand: strike(row=one, reason="Nhầm", **hand) for hand in hands]) == 1
    measure = {"content": "a", "owner": "b", "on": D(2009, 3, 2), "due_on": D(2009, 5, 1)}
    planned = Planned(nam_tam, "finance", "Đảng phí", 3)
    for number in range(3):
        weak, plan = make.plan(nam_tam, staff, resolution_number=str(number)), conduct.plan(nam_tam, staff)
        at_once(
            lambda weak=weak: strike(row=weak, reason="Nhầm", **hands[0]),
            lambda weak=weak: add_measure(plan=weak, **measure, **hands[1]),
            lambda plan=plan: strike(row=plan, reason="Nhầm", **hands[0]),
            lambda plan=plan: add_inspection(plan=plan, planned=planned, **hands[1]),
        )
        for row in (weak, plan):
            row.refresh_from_db()
            assert not row.stands
    assert not PlanMeasure.objects.standing().exists() and not Inspection.objects.standing().exists()
