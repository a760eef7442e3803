"""The pages of villages without members: counts and lists agree, on any day, each within his own commune (A2)."""

import datetime as dt

import pytest
from django.urls import reverse

from members.coverage.models import Measure
from sinho.audit.models import AuditEntry
from tests.factories import admissions as cases
from tests.factories import members as make
from tests.factories import organizations as places

D = dt.date
LIST = reverse("coverage:list")
MEASURE = {"kind": "literacy", "on": "01/09/2009", "words": "Lớp xóa mù chữ, 18 người học", "money": "12.000.000"}


@pytest.fixture
def villages(nam_tam, nam_tam_cells, ta_phin):
    """Nà Tăm has a cell of its own and members, Nà Kế lost its only one in 2009, Pá Pha never had any."""
    found = {
        "tam": places.village("Nà Tăm", committee=nam_tam, served_by=nam_tam_cells[0]),
        "ke": places.village("Nà Kế", committee=nam_tam, served_by=nam_tam_cells[0], kind="shared"),
        "pha": places.village("Pá Pha", committee=nam_tam),
        "chai": places.village("Sín Chải", committee=ta_phin),
    }
    make.lives(make.member(nam_tam_cells[0], "Lò Văn An"), found["tam"])
    gone = make.member(nam_tam_cells[0], "Lò Văn Bun", until=D(2009, 5, 31), exit="died")
    make.lives(gone, found["ke"], since=D(2006, 4, 1))
    return found


def names(client, **asked) -> list[str]:
    page = client.get(LIST, asked)
    assert page.status_code == 200
    return [row.state.name for row in page.context["rows"]]


def test_the_lists_of_a_day(log_in, staff, villages):
    client = log_in(staff)
    assert names(client) == ["Nà Kế", "Pá Pha", "Sín Chải"]
    assert names(client, ngay="31/05/2009") == ["Pá Pha", "Sín Chải"]
    assert names(client, ngay="31/03/2006") == ["Nà Kế", "Pá Pha", "Sín Chải"]
    assert names(client, xem="chi-bo") == ["Pá Pha", "Sín Chải"]
    assert names(client, xem="rieng") == ["Nà Kế", "Pá Pha", "Sín Chải"]
    assert len(names(client, xem="tat-ca")) == 4
    assert names(client, xem="x") == names(client)


def test_who_was_being_prepared_on_a_day_before_his_admission(log_in, staff, villages, nam_tam_cells):
    case = cases.brought(nam_tam_cells[0], staff, "ceremony", village=villages["pha"])
    client, pha = log_in(staff), villages["pha"].pk

    def prepared(day):
        rows = client.get(LIST, {"ngay": day, "xem": "tat-ca"}).context["rows"]
        return {row.state.village_id: row.prepared for row in rows}[pha]

    assert [prepared(day) for day in ("01/02/2007", "03/08/2008", "04/08/2008")] == [0, 1, 0]
    assert case.member_id


@pytest.mark.parametrize("day", ["18/12/2009", "31/05/2009", "01/01/2005"])
def test_what_is_counted_is_what_the_lists_hold(log_in, staff, villages, day):
    client = log_in(staff)
    chips = client.get(LIST, {"ngay": day}).context["chips"]
    assert {word: number for word, _, number in chips} == {
        word: len(names(client, ngay=day, xem=word)) for word, _, _ in chips
    }
    curve = client.get(LIST, {"ngay": day}).context["curve"].series[0].values
    assert curve[-1] == {word: number for word, _, number in chips}["dang-vien"]
    assert 1 <= len(curve) <= 72


def test_the_row_says_since_when_who_serves_and_who_is_prepared(log_in, staff, villages, nam_tam_cells):
    cases.case(nam_tam_cells[0], staff, village=villages["ke"])
    client = log_in(staff)
    client.post(reverse("coverage:measure", args=[villages["ke"].pk]), MEASURE)
    [ke, *_] = client.get(LIST).context["rows"]
    assert (ke.since, ke.cell, ke.prepared, ke.measures, ke.money) == (
        D(2009, 6, 1),
        "Chi bộ bản Nậm Tăm 1",
        1,
        1,
        12_000_000,
    )
    page = client.get(reverse("coverage:village", args=[villages["ke"].pk])).content.decode()
    assert "Bản chưa có đảng viên từ 01/06/2009" in page and "Tẩn Láo Lở" in page and "12.000.000" in page
    assert AuditEntry.objects.filter(did="village.measure").count() == 1


def test_when_no_village_is_left_the_page_says_since_when(log_in, staff, villages, nam_tam_cells, ta_phin_cells):
    make.lives(
        make.member(nam_tam_cells[0], "A", admitted=D(2008, 1, 5), official=None), villages["pha"], since=D(2008, 1, 5)
    )
    make.lives(make.member(nam_tam_cells[0], "B"), villages["ke"], since=D(2009, 9, 9))
    make.lives(make.member(ta_phin_cells[0], "C"), villages["chai"])
    page = log_in(staff).get(LIST)
    assert page.context["solved_on"] == D(2009, 9, 9)
    text = page.content.decode()
    assert "Không còn bản nào chưa có đảng viên" in text and "09/09/2009" in text


def test_each_sees_his_own_villages(log_in, secretary, stranger, administrator, villages):
    assert names(log_in(secretary)) == ["Nà Kế", "Pá Pha"] and names(log_in(stranger)) == ["Sín Chải"]
    address = reverse("coverage:village", args=[villages["ke"].pk])
    assert log_in(stranger).get(address).status_code == 404
    assert log_in(stranger).post(reverse("coverage:measure", args=[villages["ke"].pk]), MEASURE).status_code == 404
    assert log_in(administrator).get(LIST).status_code == 403


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"kind": "x"}, 422),
        ({"on": "x"}, 422),
        ({"words": ""}, 422),
        ({"money": "12 triệu"}, 422),
        ({"money": "-1"}, 422),
        ({"money": "99999999999999"}, 422),
        ({"money": "²"}, 422),
        ({"on": "19/12/2009"}, 409),
        ({"on": "01/01/2000"}, 409),
        ({"words": "Mở lớp\x00 18 người học"}, 422),
        ({"words": "18 người học" + "x" * 300}, 422),
        ({"money": "9" * 4000}, 422),
    ],
)
def test_a_bad_measure_writes_nothing_and_keeps_what_was_typed(log_in, staff, villages, change, status):
    answer = log_in(staff).post(reverse("coverage:measure", args=[villages["ke"].pk]), MEASURE | change)
    assert answer.status_code == status and not Measure.objects.exists()
    assert "18 người học" in answer.content.decode() or "words" in change


def test_a_measure_that_is_sent_twice_is_written_once(log_in, staff, villages):
    address, client = reverse("coverage:measure", args=[villages["ke"].pk]), log_in(staff)
    first, again = client.post(address, MEASURE), client.post(address, MEASURE)
    assert (first.status_code, again.status_code, Measure.objects.count()) == (302, 409, 1)
    assert "đã ghi, đúng nội dung" in again.content.decode()
    assert client.post(address, MEASURE | {"words": "Mở lớp nữa"}).status_code == 302
    assert client.post(address, {}).status_code == 422


def test_who_may_only_look_writes_nothing(log_in, leader, villages):
    assert log_in(leader).post(reverse("coverage:measure", args=[villages["ke"].pk]), MEASURE).status_code == 403
    assert (
        "Ghi biện pháp"
        not in log_in(leader).get(reverse("coverage:village", args=[villages["ke"].pk])).content.decode()
    )


def test_more_villages_need_no_more_queries(log_in, staff, nam_tam, villages, django_assert_max_num_queries):
    client = log_in(staff)
    client.get(LIST)
    with django_assert_max_num_queries(17) as few:
        client.get(LIST)
    for number in range(20):
        places.village(f"Huổi {number}", committee=nam_tam)
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)
