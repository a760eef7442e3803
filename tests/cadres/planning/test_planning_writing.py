"""Plans are opened, filled, reviewed and mended on their pages: what is bad is refused with a sentence."""

from cadres.planning.models import PlannedPerson, PlanningEntry, PlanningReview, PlanningRound
from sinho.audit.models import AuditEntry
from tests.cadres.planning.pages import OPEN, PEOPLE, send, url
from tests.factories import cadres as make
from tests.factories import members

NEW = {
    "organization": "SH-NT",
    "first_year": "2010",
    "last_year": "2015",
    "decision_number": "12-QĐ/HU",
    "decided_on": "01/12/2008",
    "committee_seats": "15",
    "standing_seats": "5",
    "inspection_seats": "3",
}
SEATS = {name: NEW[name] for name in ("decision_number", "committee_seats", "standing_seats", "inspection_seats")}
ENTER = {"posts": ["committee_chair", "committee_member"], "decided": "round", "needs": ["theory"]}


def written() -> int:
    return AuditEntry.objects.filter(did__startswith="planning.").count()


def test_a_plan_is_opened(log_in, staff, nam_tam):
    client = log_in(staff)
    assert "SH-NT" in client.get(OPEN, {"don-vi": nam_tam.pk}).content.decode()
    answer = client.post(OPEN, NEW)
    made = PlanningRound.objects.get()
    assert (answer.status_code, answer.url, made.term) == (302, url("round", made), "2010–2015")
    again = client.post(OPEN, NEW)
    assert again.status_code == 409 and "đã có quy hoạch của nhiệm kỳ ấy" in again.content.decode()
    assert (PlanningRound.objects.count(), written()) == (1, 1)


def test_a_bad_plan_writes_nothing_and_says_why(log_in, staff, nam_tam_cells):
    client = log_in(staff)
    bad = [
        ({"organization": ""}, 422, "Xã, thị trấn"),
        ({"organization": "SH-XX"}, 422, "không có trong danh sách"),
        ({"organization": "SH-NT-01"}, 422, "không có trong danh sách"),
        ({"first_year": "x"}, 422, "Nhiệm kỳ từ năm"),
        ({"first_year": "2015"}, 422, "Năm cuối sau năm đầu"),
        ({"last_year": "2026"}, 422, "dài nhất 10 năm"),
        ({"decision_number": ""}, 422, "Số quyết định"),
        ({"decision_number": "x" * 41}, 422, "Số quyết định"),
        ({"decision_number": "a\x00b"}, 422, "Số quyết định"),
        ({"decided_on": "31/02/2009"}, 422, "Không có ngày 31/02/2009"),
        ({"decided_on": "19/12/2009"}, 409, "chưa đến"),
        ({"decided_on": "01/12/2003"}, 409, "không phải là đảng bộ xã"),
        ({"first_year": "2016", "last_year": "2020"}, 409, "không hợp với nhiệm kỳ"),
        ({"committee_seats": "0"}, 422, "Số ủy viên Ban Chấp hành"),
        ({"standing_seats": "61"}, 422, "Số ủy viên Ban Thường vụ"),
    ]
    for change, status, said in bad:
        answer = client.post(OPEN, NEW | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert not PlanningRound.objects.exists() and written() == 0


def test_from_the_record_into_the_plan(log_in, staff, plan, an):
    client = log_in(staff)
    page = client.get(url("cadre", an)).content.decode()
    way = url("enter", plan, **{"can-bo": an.pk})
    assert way in page and "Chưa trong quy hoạch ngày này" in page
    sent = ENTER | {"seen": client.get(way).context["seen"]}
    answer = client.post(way, sent)
    person = PlannedPerson.objects.get()
    assert (answer.status_code, answer.url) == (302, url("person", person))
    text = client.get(answer.url).content.decode()
    assert "Chủ tịch Ủy ban nhân dân" in text and "Lý luận chính trị" in text
    assert [client.post(way, data).status_code for data in (sent, ENTER)] == [409, 422], "sent twice"
    story = client.get(url("cadre", an)).content.decode()
    assert "Vào quy hoạch Chủ tịch Ủy ban nhân dân, nhiệm kỳ 2010–2015" in story and "12-QĐ/HU" in story
    assert (PlanningEntry.objects.count(), written()) == (2, 1)


def test_a_bad_entry_writes_nothing_and_says_why(log_in, staff, plan, an):
    client, way = log_in(staff), url("enter", plan, **{"can-bo": an.pk})
    bad = [
        ({"posts": []}, 422, "Chức danh quy hoạch"),
        ({"posts": ["x"]}, 422, "Chức danh quy hoạch"),
        ({"posts": ["inspection_member"]}, 422, "Chức danh quy hoạch"),
        ({"decided": ""}, 422, "Theo"),
        ({"decided": "99"}, 422, "Theo"),
        ({"decided": "own"}, 422, "phải có cả số và ngày"),
        ({"number": "1-QĐ"}, 422, "đồng chí chọn “Quyết định bổ sung riêng”"),
        ({"decided": "own", "number": "1-QĐ", "on": "01/13/2009"}, 422, "Không có ngày"),
        ({"decided": "own", "number": "1-QĐ", "on": "19/12/2009"}, 409, "chưa đến"),
        ({"decided": "own", "number": "1-QĐ", "on": "30/11/2008"}, 409, "trước ngày phê duyệt quy hoạch"),
        ({"decided": "own", "number": "x" * 41, "on": "01/02/2009"}, 422, "bổ sung riêng"),
        ({"decided": "own", "number": "1\x00", "on": "01/02/2009"}, 422, "bổ sung riêng"),
        ({"needs": ["x"]}, 422, "Cần đào tạo"),
        ({"seen": "cũ"}, 409, "vừa được người khác sửa"),
    ]
    for change, status, said in bad:
        answer = client.post(way, ENTER | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert client.post(url("enter", plan), ENTER).status_code == 404, "nobody was chosen"
    assert not PlannedPerson.objects.exists() and written() == 0


def test_people_are_found_on_the_staff_and_on_the_roll(log_in, staff, plan, an, finance_cell, ta_phin):
    make.cadre(ta_phin, "Lò Văn Bình", "front_chair")
    member = members.member(finance_cell, "Lò Văn Cương")
    client = log_in(staff)
    found = client.get(url("enter", plan, q="lo van")).context
    assert [one.cadre.full_name for one in found["cadres"]] == ["Lò Văn An", "Lò Văn Bình"]
    assert [one.full_name for one in found["members"]] == ["Lò Văn Cương"]
    answer = send(client, url("enter", plan, **{"dang-vien": member.pk}), ENTER)
    assert answer.status_code == 302 and PlannedPerson.objects.get().member == member
    assert "Phòng Tài chính" in client.get(url("round", plan)).content.decode()


def test_a_review_keeps_and_takes_out(log_in, staff, filled):
    client = log_in(staff)
    chair = PlanningEntry.objects.filter(post="committee_chair").latest("pk")
    data = {"year": "2009", "decision_number": "30-QĐ/HU", "decided_on": "01/10/2009", f"out_{chair.pk}": "Chuyển đi"}
    for change, status, said in (
        ({"year": ""}, 422, "Năm rà soát"),
        ({"year": "2012"}, 409, "không hợp với ngày quyết định"),
        ({"decided_on": "01/12/2008"}, 409, "phải sau ngày phê duyệt"),
        ({"decided_on": "19/12/2009"}, 409, "chưa đến"),
        ({"decision_number": ""}, 422, "Số quyết định"),
        ({f"out_{chair.pk}": "x" * 301}, 422, "Lý do đưa ra"),
    ):
        answer = client.post(url("review", filled), data | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert not PlanningReview.objects.exists()
    page = client.get(url("review", filled)).content.decode()
    assert page.count('<details class="fold">') == 2 and '<details class="fold" open>' not in page
    page = client.post(url("review", filled), data | {"year": ""}).content.decode()
    assert page.count('<details class="fold" open>') == 1 and 'value="Chuyển đi"' in page, "what was typed is in sight"
    assert send(client, url("review", filled), data).status_code == 302
    assert "Đưa ra khỏi quy hoạch" not in client.get(url("round", filled)).content.decode()
    assert [one.kind for one in PlanningReview.objects.get().verdicts.all()] == ["kept", "kept", "removed"]
    assert len(client.get(PEOPLE).context["page"]) == 1
    assert len(client.get(PEOPLE, {"ngay": "30/09/2009"}).context["page"]) == 2
    assert client.post(url("review", filled), data).status_code == 409


def test_number_and_seats_are_mended_with_a_reason(log_in, staff, plan):
    client = log_in(staff)
    assert send(client, url("correct", plan), SEATS | {"reason": ""}).status_code == 422
    assert send(client, url("correct", plan), SEATS | {"reason": "Ghi thiếu"}).status_code == 302
    assert send(client, url("correct", plan), SEATS | {"reason": "Ghi thiếu"}).status_code == 409
    plan.refresh_from_db()
    assert (plan.committee_seats, written()) == (15, 1)
