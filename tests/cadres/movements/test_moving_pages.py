"""The pages of movements: who is away where on any day, what is due; the forms; who sees and who may write."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.movements.models import Movement
from cadres.staff.models import Cadre, Post
from sinho.audit.models import AuditEntry
from tests.factories import cadres as make
from tests.factories import movements, people
from tests.tables import each

D = dt.date
LIST, NEW = reverse("movements:list"), reverse("movements:send_new")
SENT = {
    "full_name": "Phạm Văn Tăng",
    "sex": "male",
    "birth": "1970",
    "ethnicity": "eth_kinh",
    "religion": "none",
    "kind": "rotation",
    "agency": "Phòng Tài chính",
    "organization": "SH-NT",
    "title": "committee_chair",
    "since": "02/03/2009",
    "planned_until": "01/03/2011",
    "decision_number": "12-QĐ/HU",
    "decision_date": "20/02/2009",
    "allowance": "500.000",
}
END = {"on": "01/12/2009", "return_to": "Phòng Tài chính", "verdict": "good"}
MEND = {**SENT, "planned_until": "01/03/2012", "why": "Gia hạn"}


def url(name, one):
    return reverse(f"movements:{name}", args=[one.pk])


def names(answer) -> list[str]:
    return [row.movement.cadre.full_name for row in answer.context["rows"]]


@pytest.fixture
def three(nam_tam, ta_phin):
    """One away in time, one overdue in Tả Phìn, one back since November."""
    found = movements.movement(nam_tam, "Phạm Văn Đúng", planned_until=D(2010, 1, 31), allowance=500_000)
    movements.movement(ta_phin, "Phạm Văn Quá", planned_until=D(2009, 12, 1), kind="reinforcement")
    movements.movement(nam_tam, "Phạm Văn Về", title="party_deputy", until=D(2009, 11, 14))
    return found


@each(
    ("query", "found"),
    [
        ("", ["Phạm Văn Quá", "Phạm Văn Đúng"]),
        ("?ngay=01/11/2009", ["Phạm Văn Quá", "Phạm Văn Đúng", "Phạm Văn Về"]),
        ("?ngay=01/01/2009", []),
        ("?tinh-trang=qua-han", ["Phạm Văn Quá"]),
        ("?tinh-trang=sap-het", ["Phạm Văn Đúng"]),
        ("?tinh-trang=da-ve", ["Phạm Văn Về"]),
        ("?tinh-trang=tat-ca", 3),
        ("?hinh-thuc=reinforcement", ["Phạm Văn Quá"]),
        ("?q=dung", ["Phạm Văn Đúng"]),
        ("?tinh-trang=x&hinh-thuc=x&don-vi=x&ngay=x&q=%25", []),
    ],
)
def test_the_list_on_any_day(log_in, staff, three, query, found):
    answer = log_in(staff).get(LIST + query)
    assert answer.status_code == 200
    assert names(answer) == found or len(names(answer)) == found


def test_the_counts_open_their_lists(log_in, staff, three):
    client = log_in(staff)
    counts = client.get(LIST).context["counts"]
    assert counts == {"away": 2, "late": 1, "soon": 1, "ended": 1}
    for key, state in (("away", "dang"), ("late", "qua-han"), ("soon", "sap-het"), ("ended", "da-ve")):
        assert len(names(client.get(LIST, {"tinh-trang": state}))) == counts[key]


def test_an_earlier_day_knows_nothing_of_the_end(log_in, staff, three):
    back = Movement.objects.get(cadre__full_name="Phạm Văn Về")
    client = log_in(staff)
    assert "Bố trí sau đó" in client.get(url("movement", back)).content.decode()
    assert "Bố trí sau đó" not in client.get(url("movement", back), {"ngay": "01/11/2009"}).content.decode()


def test_as_many_queries_for_thirty(log_in, staff, nam_tam, three, django_assert_num_queries):
    client = log_in(staff)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for letter in "ABCDEGHIKLMNOPQRSTUVXYABCDEGHI":
        movements.movement(nam_tam, f"Phạm Văn {letter}", title="office_statistics")
    with django_assert_num_queries(len(few)):
        client.get(LIST)


def test_the_secretary_sees_his_commune_and_writes_nothing(log_in, secretary, stranger, three):
    client = log_in(secretary)
    assert names(client.get(LIST)) == ["Phạm Văn Đúng"]
    page = client.get(url("movement", three))
    assert page.status_code == 200 and "Ghi kết thúc" not in page.content.decode()
    asked = [NEW, url("end", three), url("mend", three), reverse("movements:send", args=[three.cadre_id])]
    assert {client.post(one, END).status_code for one in asked} == {403}
    people.grant(stranger, "cadre_officer", stranger.grants.get().organization)
    client = log_in(stranger)
    assert {client.get(url(name, three)).status_code for name in ("movement", "end", "mend")} == {404}
    assert {client.post(url(name, three), END).status_code for name in ("end", "mend")} == {404}


def test_sent_extended_and_back(log_in, staff, nam_tam):
    client = log_in(staff)
    answer = client.post(NEW, SENT)
    found = Movement.objects.get()
    assert answer.url == url("movement", found) and found.allowance == 500_000
    text = client.get(answer.url).content.decode()
    assert "500.000 đồng" in text and "12-QĐ/HU" in text and "Chủ tịch Ủy ban nhân dân" in text
    assert client.post(url("mend", found), MEND).status_code == 302
    assert client.post(url("end", found), END).status_code == 302
    assert client.post(url("end", found), END).status_code == 409
    found.refresh_from_db()
    assert (found.planned_until, found.until, Post.objects.get().until) == (D(2012, 3, 1), D(2009, 12, 1), found.until)


@each(
    ("change", "status", "said"),
    [
        ({"kind": "x"}, 422, "Hình thức"),
        ({"since": "31/02/2009"}, 422, "Từ ngày"),
        ({"since": "19/12/2009"}, 409, "chưa đến"),
        ({"planned_until": "02/03/2009"}, 409, "phải sau ngày bắt đầu"),
        ({"organization": "SH-XX"}, 422, "không có trong danh sách"),
        ({"agency": ""}, 409, "Ghi một nơi đi"),
        ({"agency": "A" * 161}, 422, "Cơ quan ngoài danh sách"),
        ({"allowance": "500,5"}, 422, "Ghi số đồng nguyên"),
        ({"allowance": "-5"}, 422, "Phụ cấp"),
        ({"allowance": "99999999999"}, 422, "không quá"),
        ({"decision_number": ""}, 422, "Số quyết định"),
        ({"full_name": "A\x00B"}, 422, "Họ và tên"),
        ({"title": "village_headman"}, 422, "Chức danh"),
    ],
)
def test_bad_input_gets_a_sentence(log_in, staff, nam_tam, change, status, said):
    answer = log_in(staff).post(NEW, SENT | change)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert not Cadre.objects.exists() and not AuditEntry.objects.filter(did__startswith="movement").exists()


def test_from_a_record_up_and_across(log_in, staff, nam_tam, ta_phin):
    cadre = make.cadre(nam_tam, "Lò Văn An", "committee_deputy")
    client, address = log_in(staff), reverse("movements:send", args=[cadre.pk])
    across = {**SENT, "direction": "between", "agency": "", "organization": "SH-TP"}
    assert "Chọn chức danh" in client.post(address, {**across, "title": ""}).content.decode()
    assert "bỏ trống" in client.post(address, {**across, "agency": "A"}).content.decode()
    seen = client.get(address).context["seen"]
    assert client.post(address, {**across, "seen": seen}).status_code == 302
    assert client.post(address, {**across, "seen": seen}).status_code == 409
    nobody = make.cadre(nam_tam, "Lò Văn Thôi", "front_chair", until=D(2008, 1, 1))
    up = {**SENT, "direction": "to_district"}
    answer = client.post(reverse("movements:send", args=[nobody.pk]), up)
    assert answer.status_code == 422 and "không giữ chức danh ở xã nào" in answer.content.decode()


def test_an_older_page_overwrites_nothing(log_in, staff, three):
    client = log_in(staff)
    seen = client.get(url("mend", three)).context["seen"]
    Movement.objects.filter(pk=three.pk).update(allowance=600_000)
    answer = client.post(url("mend", three), {**MEND, "seen": seen})
    assert answer.status_code == 409 and "vừa được người khác sửa" in answer.content.decode()
    assert Movement.objects.get(pk=three.pk).allowance == 600_000
