"""The forms about members: right, wrong, stale, out of reach; nothing typed is lost."""

import datetime as dt

import pytest
from django.urls import reverse

from members.roll.models import Member, Membership
from tests.factories import members as make
from tests.factories import organizations as places

D = dt.date
RECEIVE = reverse("members:receive")
NEW = {
    "full_name": "Vàng A Sếnh",
    "sex": "male",
    "birth": "5/1976",
    "ethnicity": "eth_mong",
    "religion": "none",
    "cell": "SH-NT-01",
    "since": "02/11/2009",
    "entry": "from_district",
    "admitted_on": "03/02/2001",
    "official_on": "03/02/2002",
}


def url(name, member):
    return reverse(f"members:{name}", args=[member.pk])


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


def test_a_member_is_received(log_in, staff, nam_tam_cells):
    answer = log_in(staff).post(RECEIVE, NEW)
    member = Member.objects.get()
    assert answer.status_code == 302 and answer.url == url("member", member)
    assert str(member.birth) == "05/1976" and member.memberships.get().organization == nam_tam_cells[0]


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"full_name": ""}, 422, "full_name"),
        ({"birth": "31/02/1976"}, 422, "Không có ngày 31/02/1976"),
        ({"birth": "76"}, 422, "không phải là ngày sinh"),
        ({"birth": "12/03/76"}, 422, "năm đủ bốn chữ số"),
        ({"birth": "0/1976"}, 422, "Không có ngày 0/1976 trong lịch"),
        ({"birth": "00/05/1976"}, 422, "Không có ngày 00/05/1976 trong lịch"),
        ({"sex": ""}, 422, "sex"),
        ({"ethnicity": "x"}, 422, "ethnicity"),
        ({"cell": "SH-XX"}, 422, "không có trong danh sách"),
        ({"cell": "nam tam"}, 422, "là tên của nhiều tổ chức"),
        ({"cell": ""}, 422, "cell"),
        ({"since": "30/02/2009"}, 422, "Không có ngày"),
        ({"since": "19/12/2009"}, 409, "chưa đến"),
        ({"entry": "admitted"}, 422, "entry"),
        ({"identity_number": "12"}, 422, "12 chữ số"),
        ({"file_number": "1"}, 422, "6 chữ số"),
        ({"full_name": "Lò Văn 7"}, 422, "full_name"),
        ({"full_name": "<b>An</b>"}, 422, "full_name"),
        ({"full_name": "x" * 121}, 422, "full_name"),
        ({"admitted_on": "03/02/2010"}, 409, "trước ngày vào Đảng"),
        ({"full_name": "A\x00B"}, 422, "full_name"),
    ],
)
def test_a_bad_form_writes_nothing_and_keeps_what_was_typed(log_in, staff, nam_tam_cells, change, status, said):
    answer = log_in(staff).post(RECEIVE, NEW | change)
    text = answer.content.decode()
    assert (answer.status_code, said in text) == (status, True)
    assert not Member.objects.exists()
    assert 'value="03/02/2001"' in text or "admitted_on" in change


def test_only_cells_within_reach_are_offered(log_in, staff, nam_tam, nam_tam_cells, ta_phin_cells):
    from tests.factories import people  # noqa: PLC0415 - only here

    clerk = people.user("clerk", "district_staff", nam_tam)
    assert log_in(clerk).post(RECEIVE, NEW | {"cell": "SH-TP-01"}).status_code == 422
    assert log_in(clerk).post(RECEIVE, NEW).status_code == 302


FORMS = {
    "move": {"to": "SH-NT-02", "on": "01/12/2009"},
    "leave": {"how": "died", "on": "01/12/2009"},
    "pause": {"kind": "exempted", "since": "01/12/2009", "reason": "Tuổi cao"},
    "learn": {"subject": "general", "level": "general:primary"},
    "work": {"occupation": "farmer", "since": "01/12/2009"},
    "home": {"words": "Thị trấn", "since": "01/12/2009"},
    "card": {"number": "45000009", "since": "01/12/2009"},
    "correct": {
        "full_name": "Lò Văn Ân",
        "sex": "male",
        "birth": "1975",
        "ethnicity": "eth_thai",
        "religion": "none",
        "number": "1-QĐ/HU",
        "date": "01/12/2009",
        "reason": "Theo giấy khai sinh",
    },
}


@pytest.mark.parametrize("name", FORMS)
def test_each_act_has_its_form(log_in, staff, an, name):
    client = log_in(staff)
    page = client.get(url(name, an))
    assert page.status_code == 200 and an.full_name in page.content.decode()
    assert client.post(url(name, an), FORMS[name] | {"seen": page.context["seen"]}).status_code == 302


@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_is_answered_with_what_is_missing(log_in, staff, an, name):
    client = log_in(staff)
    answer = client.post(url(name, an), {"seen": client.get(url(name, an)).context["seen"]})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("how", ["annulled", "within", "x"])
def test_what_has_its_own_page_is_no_way_to_leave(log_in, staff, an, how):
    data = {"how": how, "on": "01/12/2009", "number": "1", "date": "01/12/2009"}
    assert log_in(staff).post(url("leave", an), data).status_code == 422
    assert an.memberships.get().exit == ""


@pytest.mark.parametrize("name", FORMS)
def test_a_page_that_somebody_else_overtook_writes_nothing(log_in, staff, an, name):
    client = log_in(staff)
    seen = client.get(url(name, an)).context["seen"]
    make.works(an, "farmer", D(2004, 2, 3))
    before = list(Membership.objects.values_list()), Member.objects.values_list().get()
    answer = client.post(url(name, an), FORMS[name] | {"seen": seen})
    assert answer.status_code == 409 and "vừa được người khác sửa" in answer.content.decode()
    assert before == (list(Membership.objects.values_list()), Member.objects.values_list().get())


@pytest.mark.parametrize("name", [*FORMS, "recognise", "resume"])
def test_who_may_not_write_about_members_is_told_so(log_in, secretary, leader, stranger, an, name):
    for person in (secretary, leader):
        assert log_in(person).get(url(name, an)).status_code == 403
        assert log_in(person).post(url(name, an), FORMS.get(name, {})).status_code == 403
    assert "Ghi thay đổi" not in log_in(secretary).get(url("member", an)).content.decode()


def test_the_same_form_sent_twice_moves_once(log_in, staff, an):
    client = log_in(staff)
    seen = client.get(url("move", an)).context["seen"]
    data = FORMS["move"] | {"seen": seen}
    assert [client.post(url("move", an), data).status_code for _ in range(2)] == [302, 409]
    assert an.memberships.count() == 2


def test_a_probationer_is_recognised_on_the_day_that_stands_in_the_form(log_in, staff, nam_tam_cells):
    anh = make.probationer(nam_tam_cells[0], admitted=D(2008, 11, 7))
    client = log_in(staff)
    page = client.get(url("recognise", anh))
    assert 'value="07/11/2009"' in page.content.decode()
    assert "Công nhận chính thức" in client.get(url("member", anh)).content.decode()
    data = {"on": "07/11/2009", "number": "61-QĐ/HU", "date": "01/12/2009"}
    assert client.post(url("recognise", anh), data).status_code == 302
    assert anh.standings.count() == 2


def test_who_comes_back_takes_part_again(log_in, staff, an):
    make.exempted(an, D(2009, 1, 1))
    client = log_in(staff)
    assert "Sinh hoạt trở lại" in client.get(url("member", an)).content.decode()
    assert client.post(url("resume", an), {"on": "01/12/2009"}).status_code == 302
    assert client.post(url("resume", an), {"on": "x"}).status_code == 422
    assert client.post(url("resume", an), {"on": "02/12/2009"}).status_code == 409


def test_a_village_is_chosen_by_name(log_in, staff, an, nam_tam):
    village = places.village("Nà Tăm", committee=nam_tam)
    client = log_in(staff)
    assert client.post(url("home", an), {"village": "na tam", "since": "01/12/2009"}).status_code == 302
    assert an.living_places.get().village == village
    assert client.post(url("home", an), {"village": "Nà Xa", "since": "02/12/2009"}).status_code == 422
    assert "Bản Nà Tăm" in client.get(url("member", an)).content.decode()


def test_a_cell_is_found_by_its_words_without_marks(log_in, staff, nam_tam_cells):
    assert log_in(staff).post(RECEIVE, NEW | {"cell": "nam tam 2"}).status_code == 302
    assert Member.objects.get().memberships.get().organization == nam_tam_cells[1]


def test_a_level_of_another_subject_is_refused(log_in, staff, an):
    client = log_in(staff)
    assert client.post(url("learn", an), {"subject": "general", "level": "theory:elementary"}).status_code == 422
    assert client.post(url("learn", an), {"subject": "language", "level": "", "words": ""}).status_code == 422
    assert client.post(url("learn", an), {"subject": "language", "words": "Anh A", "since": ""}).status_code == 302
