"""The pages of people in charge, visits and difficulties: who sees, who writes, bad input, as of any day."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.oversight.models import Difficulty, InCharge, Visit
from cells.oversight.report import facts
from tests.factories import meetings, people
from tests.factories import oversight as make

D = dt.date
CHARGES, TROUBLES, VISITS = (reverse(f"oversight:{name}") for name in ("in_charge", "difficulties", "visits"))
ASSIGN, RAISE, GO = (reverse(f"oversight:{name}") for name in ("assign", "raise", "record_visit"))
PAO = {
    "organization": "SH-NT",
    "person_name": "Sùng A Páo",
    "office": "Huyện ủy viên",
    "role": "lead",
    "since": "07/01/2009",
    "decision_number": "12-QĐ/HU",
    "decision_date": "05/01/2009",
}
ROAD = {
    "organization": "SH-NT",
    "raised_on": "01/12/2009",
    "raised_by": "Đảng ủy xã",
    "field": "works",
    "content": "Đường vào bản sạt lở",
    "passed_to": "UBND huyện",
    "due_on": "31/12/2009",
}
STEP = {"kind": "answered", "on": "10/12/2009", "who": "UBND huyện", "words": "Đã khảo sát"}
CAME = {"organization": "SH-NT", "on": "01/12/2009", "visitors": "Sùng A Páo", "content": "Họp đảng ủy"}


def at(name, one):
    return reverse(f"oversight:{name}", args=[one.pk])


def text(answer) -> str:
    return answer.content.decode()


def test_gaps_overlaps_and_accounts_on_any_day(log_in, staff, nam_tam, ta_phin, finance_cell):
    make.in_charge(nam_tam, staff, since=D(2008, 1, 7), last_day=D(2008, 6, 30))
    make.in_charge(nam_tam, staff, "Lò Văn An", since=D(2008, 9, 1))
    people.user("phutrach", "member_in_charge", nam_tam, full_name="Vàng A Lạ")
    client = log_in(staff)
    days = {"31/12/2007": "chưa ghi", "15/07/2008": "từ 01/07/2008", "18/12/2009": ""}
    for day, said in days.items():
        row = client.get(f"{CHARGES}?ngay={day}").context["rows"][0]
        assert row.state.organization == nam_tam and said in (row.gap.words if row.gap else "")
    page = client.get(CHARGES)
    assert [row.state.short_name for row in page.context["rows"]] == ["Nậm Tăm", "Tả Phìn"], "agencies need nobody"
    assert [number for *_, number in page.context["counts"]] == [1, 0, 1]
    assert "Tài khoản của Vàng A Lạ không khớp" in text(page) and "Lò Văn An chưa có tài khoản" in text(page)
    make.in_charge(nam_tam, staff, "Giàng A Sử", since=D(2009, 5, 1))
    assert [row.twice for row in client.get(f"{CHARGES}?xem=trung").context["rows"]] == [True]
    assert len(client.get(f"{CHARGES}?xem=trong").context["rows"]) == 1
    assert len(client.get(f"{CHARGES}?xem=x&ngay=x").context["rows"]) == 2


def test_who_works_for_one_organisation_need_not_name_it(log_in, secretary, nam_tam, ta_phin, nam_tam_cells):
    client = log_in(secretary)
    for url in (RAISE, GO):
        assert client.get(url).context["form"]["organization"].value().startswith("SH-NT")


def test_somebody_is_put_in_charge_and_ends(log_in, staff, secretary, nam_tam, stranger):
    client = log_in(staff)
    assert client.get(f"{ASSIGN}?don-vi={nam_tam.pk}").context["form"]["organization"].value().startswith("SH-NT")
    assert client.get(ASSIGN).context["form"]["organization"].value() is None, "one of many"
    assert client.post(ASSIGN, PAO).status_code == 302
    assert client.post(ASSIGN, PAO).status_code == 409, "sent twice"
    one = InCharge.objects.get()
    end = {"last_day": "01/12/2009", "reason": "Nghỉ hưu"}
    assert log_in(secretary).post(ASSIGN, PAO).status_code == 403
    assert log_in(secretary).get(at("end_charge", one)).status_code == 403
    people.grant(stranger, "district_staff", stranger.grants.get().organization)
    assert log_in(stranger).post(at("end_charge", one), end).status_code == 404
    client = log_in(staff)
    assert client.post(at("end_charge", one), end).status_code == 302
    assert client.post(at("end_charge", one), end).status_code == 409
    shown = text(client.get(at("organization", nam_tam)))
    assert "Nghỉ hưu" in shown and "Chưa có huyện ủy viên phụ trách từ 02/12/2009" in shown


@pytest.mark.parametrize(
    ("url", "good", "change", "status", "said"),
    [
        (ASSIGN, PAO, {"organization": "SH-XX"}, 422, "không có trong danh sách"),
        (ASSIGN, PAO, {"person_name": ""}, 422, "Họ và tên"),
        (ASSIGN, PAO, {"office": "x" * 161}, 422, "Chức vụ"),
        (ASSIGN, PAO, {"since": "31/02/2009"}, 422, "Không có ngày 31/02/2009"),
        (ASSIGN, PAO, {"since": "19/12/2009"}, 409, "chưa đến"),
        (ASSIGN, PAO, {"since": "04/01/2009"}, 409, "trước ngày quyết định"),
        (ASSIGN, PAO, {"role": "x"}, 422, "Vai trò"),
        (GO, CAME, {"content": "A\x00"}, 422, "Nội dung làm việc"),
        (GO, CAME, {"on": "01/01/2003"}, 409, "chưa có hoặc không còn tổ chức"),
        (RAISE, ROAD, {"field": ""}, 422, "Lĩnh vực"),
        (RAISE, ROAD, {"content": "x" * 2001}, 422, "Nội dung khó khăn"),
        (RAISE, ROAD, {"due_on": "30/11/2009"}, 409, "Hạn giải quyết phải từ ngày nêu"),
        (RAISE, ROAD, {"raised_on": "19/12/2009"}, 409, "chưa đến"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_writes_nothing(
    log_in, staff, nam_tam, url, good, change, status, said
):
    answer = log_in(staff).post(url, good | change)
    assert (answer.status_code, said in text(answer)) == (status, True)
    assert not (InCharge.objects.exists() or Visit.objects.exists() or Difficulty.objects.exists())


def test_a_visit_and_the_difficulty_raised_in_it(log_in, nam_tam, ta_phin, stranger):
    follower = people.user("phutrach", "member_in_charge", nam_tam, full_name="Sùng A Páo")
    client = log_in(follower)
    assert client.post(GO, CAME).status_code == 302
    visit = Visit.objects.get()
    where = f"{RAISE}?lan={visit.pk}"
    assert client.post(where, ROAD).status_code == 302
    assert Difficulty.objects.get().visit == visit and "Đường, điện, nước" in text(client.get(VISITS))
    assert log_in(stranger).get(where).status_code == 404
    assert visit not in log_in(stranger).get(VISITS).context["page"]


def test_where_difficulties_stand_on_any_day(log_in, staff, secretary, nam_tam, ta_phin):
    late = make.difficulty(nam_tam, staff, D(2009, 9, 1))
    solved = make.difficulty(nam_tam, staff, D(2009, 10, 1), field="land")
    make.entry(solved, "solved", D(2009, 11, 2), staff)
    foreign = make.difficulty(ta_phin, staff, D(2009, 12, 1))
    asked = {
        "": [late, foreign, solved],
        "?xem=qua-han": [late],
        "?xem=dang": [foreign],
        "?xem=xong": [solved],
        "?linh-vuc=land": [solved],
        f"?don-vi={ta_phin.pk}": [foreign],
        "?ngay=31/10/2009": [late, solved],
        "?ngay=31/08/2009": [],
        "?xem=x&linh-vuc=x&don-vi=x&ngay=x": [late, foreign, solved],
    }
    client = log_in(staff)
    found = {query: [row.one for row in client.get(TROUBLES + query).context["rows"]] for query in asked}
    assert found == asked
    client = log_in(secretary)
    assert [row.one for row in client.get(TROUBLES).context["rows"]] == [late, solved]
    assert client.get(at("difficulty", foreign)).status_code == 404


def test_what_is_written_under_a_difficulty(log_in, staff, secretary, leader, nam_tam):
    one = make.difficulty(nam_tam, staff, D(2009, 12, 1))
    url, client = at("difficulty", one), log_in(secretary)
    seen = client.get(url).context["seen"]
    assert client.post(url, STEP | {"seen": seen}).status_code == 302
    stale = client.post(url, STEP | {"words": "Khác", "seen": seen})
    assert stale.status_code == 409 and "vừa được người khác sửa" in text(stale)
    bad = [
        ({"kind": "reopened"}, 422, "Việc"),
        ({"words": ""}, 422, "Nội dung, kết quả"),
        ({"on": "x"}, 422, "Ngày"),
        ({"kind": "passed"}, 409, "chuyển đến đâu"),
        ({"on": "01/12/2009", "words": "b"}, 409, "trước lần ghi gần nhất"),
        ({}, 409, "đã ghi"),
    ]
    for change, status, said in bad:
        answer = client.post(url, STEP | change)
        assert (answer.status_code, said in text(answer)) == (status, True), change
    assert client.post(url, STEP | {"kind": "solved", "words": "Đã sửa"}).status_code == 302
    assert one.entries.count() == 2 and "Đã sửa" in text(client.get(url))
    assert log_in(leader).post(url, STEP).status_code == 403
    assert "Ghi thêm" not in text(log_in(leader).get(url))


def test_the_own_page_of_who_is_in_charge(log_in, staff, nam_tam, nam_tam_cells):
    follower = people.user("phutrach", "member_in_charge", nam_tam, full_name="Sùng A Páo")
    make.difficulty(nam_tam, staff, D(2009, 9, 1))
    client = log_in(follower)
    page = client.get(reverse("oversight:mine"))
    (place,) = page.context["places"]
    assert place["late"] == 1 and place["facts"][0].value == "2"
    assert "Chưa ghi huyện ủy viên phụ trách lần nào" in text(page)
    make.in_charge(nam_tam, staff)
    assert "phụ trách từ 07/01/2008" in text(client.get(reverse("oversight:mine")))
    assert log_in(staff).get(reverse("oversight:mine")).context["places"] == []


def test_meetings_of_the_last_month_and_late_conclusions_stand_there(nam_tam, nam_tam_cells, staff):
    held = meetings.meeting(nam_tam_cells[0], D(2009, 11, 5))
    meetings.conclusion(held, D(2009, 12, 1))
    told = {
        one.label: (one.value, one.late) for one in facts.facts_of(nam_tam.pk, D(2009, 12, 18), people.scope(staff))
    }
    assert told["chi bộ họp tháng 11/2009"] == ("1/2", True)
    assert told["kết luận quá hạn"] == ("1", True)


def test_other_themes_add_figures_to_that_page(nam_tam, staff, monkeypatch):
    monkeypatch.setattr(facts, "_readers", [])
    facts.also_told_in_charge(lambda pk, day, scope: [facts.Fact("tháng họp gần nhất", f"{day:%m/%Y}")])
    found = facts.facts_of(nam_tam.pk, D(2009, 12, 18), people.scope(staff))
    assert [(one.label, one.value) for one in found][-1] == ("tháng họp gần nhất", "12/2009")


@pytest.mark.parametrize("url", [CHARGES, TROUBLES, VISITS])
def test_thirty_rows_need_no_more_queries_than_one(log_in, staff, nam_tam, url):
    client, counted = log_in(staff), []
    for number in (1, 30):
        for n in range(number):
            make.in_charge(nam_tam, staff, f"Người {number} {n}")
            visit = make.visit(nam_tam, staff, content=f"{number} {n}")
            one = make.difficulty(nam_tam, staff, content=f"Việc {number} {n}", visit=visit)
            make.entry(one, "answered", D(2009, 10, 9), staff)
        client.get(url)
        with CaptureQueriesContext(connection) as counting:
            assert client.get(url).status_code == 200
        counted.append(len(counting))
    assert counted[0] == counted[1]


def test_the_story_tells_of_it(log_in, staff, nam_tam):
    make.in_charge(nam_tam, staff, last_day=D(2009, 6, 30))
    make.visit(nam_tam, staff)
    one = make.difficulty(nam_tam, staff)
    make.entry(one, "solved", D(2009, 11, 2), staff)
    url = reverse("organizations:history", args=[nam_tam.pk])
    said = text(log_in(staff).get(url))
    for words in ("Sùng A Páo phụ trách", "thôi phụ trách", "xuống làm việc", "Nêu khó khăn", "Đã giải quyết: Đường"):
        assert words in said
    assert "Nêu khó khăn" not in text(log_in(staff).get(f"{url}?ngay=04/10/2009"))
