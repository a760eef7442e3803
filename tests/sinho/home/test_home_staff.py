"""The first page tells what is due with the staff of the communes; each number is the rows of the page it opens."""

import datetime as dt

import pytest

from sinho.accounts.roles import Role
from sinho.home.staff import staff_seen, waiting
from sinho.web import clock
from tests.factories import cadres as make
from tests.factories import movements, people, reviews
from tests.factories import training as train

D = dt.date


@pytest.fixture
def officer(district):
    return people.user("canbo", Role.CADRE_OFFICER, district)


@pytest.fixture
def year(district, nam_tam, ta_phin, officer):
    """Nậm Tăm: two of three rated, an overdue opinion, a late return, a class without results; Tả Phìn: one unrated."""
    here = [make.cadre(nam_tam, f"Lò Văn {name}", "front_chair") for name in ("An", "Ban", "Già")]
    make.cadre(ta_phin, "Chẻo A Lở")
    for who in here[:2]:
        reviews.rating(who, 2008, "completed", officer)
    reviews.opinion(nam_tam, officer, D(2009, 6, 1))
    movements.movement(nam_tam, planned_until=D(2009, 12, 1))
    over = train.training_class(district, starts_on=D(2008, 1, 5), ends_on=D(2008, 12, 1))
    train.student(over, nam_tam, here[0], since=D(2008, 1, 5))
    train.award(train.student(train.training_class(district), nam_tam, here[1]), last=D(2009, 12, 1))
    make.standard("front_chair", general="primary")
    return here


def rows_behind(client, url: str) -> int:
    """How many the page lists."""
    context = client.get(url).context
    return context["page"].paginator.count if "page" in context else len(context["rows"])


def tasks_of(client) -> dict[str, str]:
    """Sentence → address of the tasks about the staff."""
    groups = client.get("/").context["groups"]
    return {task.title: task.url for _, tasks in groups for task in tasks if task.url.startswith("/can-bo/")}


def test_the_officer_is_told_what_is_due_and_each_number_is_the_rows_it_opens(log_in, officer, year):
    client = log_in(officer)
    tasks = tasks_of(client)
    assert {title: rows_behind(client, url) for title, url in tasks.items()} == {
        "Ghi đánh giá năm 2008 cho 2 cán bộ, công chức xã": 2,
        "Trả lời 1 ý kiến đã quá hạn": 1,
        "Kết thúc hoặc gia hạn 1 lần điều động quá hạn": 1,
        "Ghi kết quả 1 lớp đã kết thúc": 1,
        "Chi hỗ trợ đi học tháng 12/2009 cho 1 người": 1,
        "Đối chiếu 1 tiêu chuẩn chức danh với văn bản": 1,
    }


def test_a_secretary_reads_the_numbers_of_his_commune_and_has_no_task_there(log_in, secretary, stranger, year):
    client = log_in(secretary)
    seen = client.get("/").context["staff"]
    assert tasks_of(client) == {}
    assert {one.label: (one.number, rows_behind(client, one.url)) for one in seen} == {
        "chưa đánh giá năm 2008": (1, 1),
        "ý kiến quá hạn trả lời": (1, 1),
        "lần điều động quá hạn": (1, 1),
        "lớp đã hết, chưa có kết quả": (1, 1),
    }
    assert [(one.label, one.number) for one in staff_seen(people.scope(stranger))] == [("chưa đánh giá năm 2008", 1)]


def test_the_leader_reads_the_district_and_who_sees_no_staff_reads_nothing(leader, inspector, officer, year):
    assert [one.number for one in staff_seen(people.scope(leader))] == [2, 1, 1, 1]
    assert staff_seen(people.scope(inspector)) == []
    assert staff_seen(people.scope(officer)) == []


def test_the_numbers_ask_the_same_queries_however_many_people(
    officer, year, nam_tam, ta_phin, django_assert_num_queries
):
    scope = people.scope(officer)
    with django_assert_num_queries(6):
        waiting(scope, clock.today())
    for number in range(30):
        who = make.cadre(nam_tam, f"Vàng Thị {number}", "women_chair")
        reviews.opinion(nam_tam, officer, D(2009, 5, 1), cadre=who, content=f"Việc thứ {number}")
    with django_assert_num_queries(6):
        assert waiting(scope, clock.today())[1].number == 31
