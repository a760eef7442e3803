"""The first page tells who has no target of admissions while others have, and how far the year has come (A4)."""

import datetime as dt

from cells.organizations.models import Organization
from members.admissions.models import AdmissionTarget
from sinho.home.targets import target_figure, target_tasks
from tests.factories import members as roll
from tests.factories import people
from tests.factories import targets as make

D = dt.date
TODAY = D(2009, 12, 18)


def titles(person):
    return [task.title for task in target_tasks(people.scope(person))]


def test_who_gave_to_some_is_told_of_the_others(
    log_in, district, nam_tam, ta_phin, nam_tam_cells, staff, secretary, leader
):
    assert [titles(one) for one in (staff, secretary, leader)] == [[], [], []]
    make.give(district, {nam_tam: 3}, staff)
    assert titles(staff) == ["Giao chỉ tiêu kết nạp năm 2009 cho 1 đơn vị chưa có"]
    assert [titles(one) for one in (secretary, leader)] == [[], []]
    make.give(nam_tam, {nam_tam_cells[0]: 1}, secretary)
    assert titles(secretary) == titles(staff) == ["Giao chỉ tiêu kết nạp năm 2009 cho 1 đơn vị chưa có"]
    [task] = target_tasks(people.scope(secretary))
    client = log_in(secretary)
    assert [row[2] is None for row in client.get(task.url).context["rows"]] == [False, True]
    assert task.title in client.get("/").content.decode()
    make.give(nam_tam, {nam_tam_cells[1]: 0}, secretary)
    assert titles(secretary) == []


def test_the_year_is_a_headline_once_there_is_a_target(log_in, district, nam_tam, nam_tam_cells, staff, secretary):
    roll.member(nam_tam_cells[0], "Lò Văn An", admitted=D(2009, 5, 19), official=None)
    assert target_figure(people.scope(staff), TODAY) == []
    make.give(district, {nam_tam: 3}, staff)
    for person in (staff, secretary):
        [figure] = target_figure(people.scope(person), TODAY)
        assert (figure.label, figure.number, figure.compared) == ("Kết nạp năm 2009", 1, "−2 so với chỉ tiêu 3")
        client = log_in(person)
        assert client.get(figure.url).context["page"].paginator.count == 1
        assert "so với chỉ tiêu 3" in client.get("/").content.decode()


def test_targets_of_the_demo_lie_near_its_results_and_are_not_taken_for_real(demo):
    rows = AdmissionTarget.objects.filter(giver__code="SH")
    assert {row.year for row in rows} == {2006, 2007, 2008, 2009} and all("TD-" in row.document for row in rows)
    district = Organization.objects.get(code="SH")
    staff = people.user("thu.chi.tieu", "district_staff", district)
    [figure] = target_figure(people.scope(staff), TODAY)
    assert figure.number == 203 and 200 <= figure.before <= 220
    assert titles(staff) == ["Giao chỉ tiêu kết nạp năm 2009 cho 1 đơn vị chưa có"], "founded after July"
