"""What is due on the first page; the members that a session is measured by."""

import datetime as dt

import pytest
from django.urls import reverse

from cells.directives.actions.briefing import Session, record_briefing
from sinho.home.directives import directive_tasks
from tests.factories import directives as make
from tests.factories import members, people

D = dt.date


@pytest.fixture
def two(district, nam_tam, ta_phin, staff):
    """A resolution that both owe; Nậm Tăm owes the programme of an earlier one, and a task."""
    old, new = (
        make.document(district, staff),
        make.document(district, staff, "37-CT/TW", D(2009, 8, 4), type="directive"),
    )
    make.given(old, nam_tam, staff, programme_by=D(2008, 6, 30))
    make.session(nam_tam, staff, old)
    for unit, day in ((nam_tam, D(2009, 12, 22)), (ta_phin, D(2009, 11, 30))):
        make.given(new, unit, staff, day)
    make.task(make.programme(nam_tam, staff, new, on=D(2009, 9, 1)), staff, D(2009, 10, 1))
    return old, new


def told(person):
    return [(task.title, task.group, task.url) for task in directive_tasks(people.scope(person))]


def test_a_secretary_is_told_what_his_organisation_owes(two, secretary, nam_tam):
    old, new = two
    assert told(secretary) == [
        (
            "Ban hành chương trình thực hiện Nghị quyết 22-NQ/TW",
            "late",
            f"{reverse('directives:issue', args=[nam_tam.pk])}?van-ban={old.pk}",
        ),
        ("Quán triệt Chỉ thị 37-CT/TW", "soon", f"{reverse('directives:brief', args=[nam_tam.pk])}?van-ban={new.pk}"),
        (
            "Báo cáo 1 nhiệm vụ quá hạn của chương trình hành động",
            "late",
            f"{reverse('directives:tasks')}?xem=qua-han",
        ),
    ]


def test_the_staff_is_told_how_many_units_are_overdue(log_in, two, staff, leader):
    url = f"{reverse('directives:matrix')}?xem=qua-han"
    assert told(staff) == [("Đôn đốc 2 đơn vị chậm quán triệt, ban hành chương trình", "late", url)]
    assert len({pair.organization_id for pair in log_in(staff).get(url).context["found"]}) == 2
    assert "Đôn đốc 2 đơn vị chậm quán triệt" in log_in(staff).get("/").text
    assert "chậm quán triệt" not in log_in(leader).get("/").text


def test_the_roll_says_how_many_members_there_are(two, secretary, nam_tam, nam_tam_cells):
    members.member(nam_tam_cells[0], "Lò Văn Một")
    members.member(nam_tam_cells[1], "Lò Văn Hai")
    session = Session((two[1],), D(2009, 12, 1), "Hội trường", "Bí thư", {"member": (2, 1)})
    made = record_briefing(organization=nam_tam, session=session, scope=people.scope(secretary), by=secretary)
    assert made.members == 2
