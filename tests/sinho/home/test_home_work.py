"""The first page tells a secretary how many of his members have no work for the year, once the day is over (A7)."""

import datetime as dt

import pytest

from sinho.home.work import work_tasks
from sinho.web import clock
from tests.factories import assignments as make
from tests.factories import members, people

D = dt.date


@pytest.fixture
def roll(nam_tam_cells):
    found = [members.member(nam_tam_cells[0], f"Lò Văn {name}") for name in ("An", "Ban", "Già")]
    members.exempted(found[2])
    make.work(found[0])
    return found


def test_the_secretary_is_told_with_the_list(log_in, secretary, roll):
    page = log_in(secretary).get("/").content.decode()
    assert "Phân công công tác cho 1 đảng viên" in page and "/dang-vien/phan-cong/?nam=2009&amp;xem=chua" in page
    [task] = work_tasks(people.scope(secretary))
    assert task.due == D(2009, 1, 31) and task.group == "late"


def test_who_came_after_the_day_is_not_late(secretary, nam_tam_cells):
    members.member(nam_tam_cells[1], "Lò Văn Mới", since=D(2009, 11, 1))
    [task] = work_tasks(people.scope(secretary))
    assert task.due is None


def test_nothing_is_said_to_others_before_the_day_or_when_all_have_work(secretary, stranger, staff, leader, roll):
    assert [work_tasks(people.scope(one)) for one in (stranger, staff, leader)] == [[], [], []]
    clock.fix_day(D(2009, 1, 31))
    assert work_tasks(people.scope(secretary)) == []
    clock.fix_day(D(2009, 2, 1))
    assert len(work_tasks(people.scope(secretary))) == 1
    make.work(roll[1])
    assert work_tasks(people.scope(secretary)) == []
