"""The pages on which what was recorded by mistake is taken back, and the record that shows it (A4)."""

import datetime as dt

import pytest
from django.urls import reverse

from members.roll.actions import moving
from members.roll.actions.moving import Paper
from members.roll.models import Correction
from tests.factories import members as make

D = dt.date
PAPER = {"number": "12-CV/BTC", "date": "10/12/2009", "reason": "Báo nhầm người <trùng tên>"}
DAYS = {
    "decision_number": "44-QĐ/HU",
    "decided_on": "20/01/2004",
    "admitted_on": "03/02/2004",
    "official_on": "03/02/2005",
    "recognition_number": "",
    "recognised_on": "",
}
PAGES = ("take_back_leaving", "take_back_move", "correct_days")


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


def url(member, name):
    return reverse(f"members:{name}", args=[member.pk])


def test_a_death_is_taken_back_from_the_record(log_in, staff, an):
    moving.leave(member=an, on=D(2009, 6, 1), how="died", paper=Paper(), by=staff)
    client = log_in(staff)
    assert url(an, "take_back_leaving") in client.get(url(an, "member")).content.decode()
    page = client.get(url(an, "take_back_leaving"))
    assert "Việc sẽ đính chính: từ trần ngày 01/06/2009." in page.content.decode()
    seen = page.context["seen"]
    answer = client.post(url(an, "take_back_leaving"), PAPER | {"seen": seen}, follow=True)
    shown = answer.content.decode()
    assert "Đã đính chính" in shown and "không rời danh sách ngày 01/06/2009 (từ trần)" in shown
    assert "Báo nhầm người &lt;trùng tên&gt;" in shown and "Đảng viên chính thức" in shown
    assert client.post(url(an, "take_back_leaving"), PAPER).status_code == 409


def test_a_pause_that_ended_is_named(log_in, staff, an):
    make.exempted(an, since=D(2009, 1, 1))
    moving.leave(member=an, on=D(2009, 6, 1), how="died", paper=Paper(), by=staff)
    answer = log_in(staff).post(url(an, "take_back_leaving"), PAPER, follow=True)
    assert "cũng đã kết thúc: Miễn sinh hoạt" in answer.content.decode()


def test_a_move_and_days_are_mended_from_the_record(log_in, staff, an, nam_tam_cells):
    moving.move(member=an, to=nam_tam_cells[1], on=D(2009, 6, 1), paper=Paper(), by=staff)
    client = log_in(staff)
    record = client.get(url(an, "member")).content.decode()
    assert url(an, "take_back_move") in record and url(an, "correct_days") in record
    asked = client.get(url(an, "take_back_move")).content.decode()
    assert "đến Chi bộ bản Nậm Tăm 2 ngày 01/06/2009" in asked
    assert client.post(url(an, "take_back_move"), PAPER).status_code == 302
    assert "Không có việc nào để đính chính" in client.get(url(an, "take_back_move")).content.decode()
    page = client.get(url(an, "correct_days"))
    assert page.context["form"].initial["admitted_on"] == D(2004, 2, 3)
    assert client.post(url(an, "correct_days"), PAPER | DAYS).status_code == 302
    assert [one.kind for one in Correction.objects.all()] == ["move", "days"]
    record = client.get(url(an, "member")).content.decode()
    assert "số quyết định kết nạp: chưa ghi → 44-QĐ/HU" in record and url(an, "take_back_move") not in record


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"number": ""}, 422, "Số văn bản đính chính"),
        ({"number": "x" * 41}, 422, "40"),
        ({"date": "30/02/2009"}, 422, "Ngày văn bản"),
        ({"date": "19/12/2009"}, 409, "19/12/2009 chưa đến"),
        ({"reason": ""}, 422, "Lý do"),
        ({"reason": "nhầm"}, 422, "Ghi quá ngắn"),
        ({"date": "10/12/09"}, 422, "năm đủ bốn chữ số"),
        ({"reason": "x" * 1001}, 422, "1000"),
        ({"reason": "\x00"}, 422, "Lý do"),
        ({"admitted_on": ""}, 422, "Ngày kết nạp"),
        ({"admitted_on": "2004"}, 422, "Ngày kết nạp"),
        ({"official_on": "abc"}, 422, "Ngày chính thức"),
        ({"decision_number": "\x00"}, 422, "Số quyết định kết nạp"),
        ({"decision_number": ""}, 409, "Chưa có gì khác"),
        ({"seen": "cũ"}, 409, "vừa được người khác sửa"),
    ],
)
def test_a_bad_form_mends_nothing(log_in, staff, an, change, status, said):
    same = {"decided_on": ""}
    answer = log_in(staff).post(url(an, "correct_days"), PAPER | DAYS | same | change)
    assert answer.status_code == status and said in answer.content.decode()
    assert not Correction.objects.exists()


@pytest.mark.parametrize("name", PAGES)
def test_who_may_mend(log_in, staff, secretary, stranger, leader, an, name):
    for person, status in ((stranger, 403), (leader, 403), (secretary, 403), (staff, 200)):
        assert log_in(person).get(url(an, name)).status_code == status
    assert log_in(secretary).post(url(an, name), PAPER | DAYS).status_code == 403
    assert not Correction.objects.exists()


@pytest.mark.parametrize("name", PAGES)
def test_what_is_not_so_is_said_on_the_page(log_in, staff, an, name):
    data = PAPER | DAYS | {"decision_number": "", "decided_on": ""}
    answer = log_in(staff).post(url(an, name), data)
    assert answer.status_code == 409 and "trùng tên" in answer.content.decode()
