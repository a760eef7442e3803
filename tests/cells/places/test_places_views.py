"""The list of villages and the page of a village: who sees what, on which day; writing the cell that serves."""

import datetime as dt

import pytest
from django.urls import reverse

from cells.places.models import VillageService
from sinho.accounts.roles import Role
from tests.factories import organizations as make
from tests.factories import people

LIST = reverse("places:list")


@pytest.fixture
def villages(nam_tam, nam_tam_cells, ta_phin):
    """In Nậm Tăm: one with its own cell, one that shares it, one without; in Tả Phìn one without."""
    one = nam_tam_cells[0]
    return {
        "own": make.village("Nậm Tăm 1", committee=nam_tam, served_by=one),
        "shared": make.village("Phiêng Chá", committee=nam_tam, served_by=one, kind="shared"),
        "none": make.village("Đề Pá", committee=nam_tam),
        "far": make.village("Tả Phìn 1", committee=ta_phin),
    }


def names(response):
    return [row.name for row in response.context["page"]]


def chips(response):
    return {code: number for code, _, number in response.context["chips"]}


def test_villages_stand_by_commune_and_name_with_their_counts(log_in, staff, villages):
    response = log_in(staff).get(LIST)
    assert names(response) == ["Đề Pá", "Nậm Tăm 1", "Phiêng Chá", "Tả Phìn 1"]
    assert chips(response) == {"": 4, "co": 1, "ghep": 1, "chua": 2}


@pytest.mark.parametrize(
    ("served", "found"),
    [("co", ["Nậm Tăm 1"]), ("ghep", ["Phiêng Chá"]), ("chua", ["Đề Pá", "Tả Phìn 1"]), ("x", None)],
)
def test_each_count_opens_its_villages(log_in, staff, villages, served, found):
    response = log_in(staff).get(LIST, {"chi-bo": served})
    assert names(response) == (found or ["Đề Pá", "Nậm Tăm 1", "Phiêng Chá", "Tả Phìn 1"])
    assert response.context["page"].paginator.count == chips(response).get(served, 4)


def test_counts_follow_the_other_filters(log_in, staff, villages, ta_phin):
    response = log_in(staff).get(LIST, {"xa": make.state_of(ta_phin).commune_id})
    assert names(response) == ["Tả Phìn 1"] and chips(response) == {"": 1, "co": 0, "ghep": 0, "chua": 1}


def test_a_village_is_found_without_marks(log_in, staff, villages):
    assert names(log_in(staff).get(LIST, {"q": "de pa"})) == ["Đề Pá"]


def test_the_list_answers_for_any_day(log_in, staff, nam_tam, villages):
    make.village("Mới", committee=nam_tam, since=dt.date(2009, 7, 1))
    client = log_in(staff)
    assert "Mới" not in names(client.get(LIST, {"ngay": "30/06/2009"})) and "Mới" in names(client.get(LIST))


@pytest.mark.parametrize("query", [{"xa": "9" * 40}, {"xa": "x"}, {"ngay": "x"}, {"trang": "x"}, {"xep": "x"}])
def test_an_address_that_makes_no_sense_still_answers(log_in, staff, villages, query):
    assert log_in(staff).get(LIST, query).status_code == 200


@pytest.mark.parametrize("query", [{"q": "khong co"}, {"ngay": "01/01/1950"}])
def test_an_empty_list_says_what_to_do(log_in, staff, villages, query):
    assert 'class="empty"' in log_in(staff).get(LIST, query).content.decode()


def test_a_secretary_sees_the_villages_of_his_commune(log_in, secretary, villages):
    response = log_in(secretary).get(LIST)
    assert names(response) == ["Đề Pá", "Nậm Tăm 1", "Phiêng Chá"]
    assert "Tả Phìn" not in response.content.decode()


def test_the_list_asks_as_often_for_many_rows_as_for_one(
    log_in, staff, nam_tam, villages, django_assert_max_num_queries
):
    client = log_in(staff)
    client.get(LIST)
    with django_assert_max_num_queries(15) as few:
        client.get(LIST)
    for number in range(30):
        make.village(f"Bản {number}", committee=nam_tam)
    with django_assert_max_num_queries(15) as many:
        client.get(LIST)
    assert len(few) == len(many)


def page(village, name="village"):
    return reverse(f"places:{name}", args=[village.pk])


def test_the_page_tells_who_serves_the_village_since_when(log_in, staff, villages, nam_tam_cells):
    text = log_in(staff).get(page(villages["own"])).content.decode()
    assert "Chi bộ của bản:" in text and "Chi bộ bản Nậm Tăm 1" in text and "02/01/2004" in text


def test_a_village_without_a_cell_asks_for_one(log_in, staff, secretary, villages):
    assert "Ghi chi bộ phụ trách" in log_in(staff).get(page(villages["none"])).content.decode()
    text = log_in(secretary).get(page(villages["none"])).content.decode()
    assert "Bản chưa có chi bộ phụ trách" in text and "Ghi chi bộ phụ trách" not in text


def test_a_cell_elsewhere_is_named_but_not_linked(log_in, secretary, nam_tam, ta_phin_cells):
    village = make.village("Giáp ranh", committee=nam_tam, served_by=ta_phin_cells[0], kind="shared")
    client = log_in(secretary)
    link = reverse("organizations:organization", args=[ta_phin_cells[0].pk])
    for text in (client.get(page(village)).content.decode(), client.get(LIST).content.decode()):
        assert "Chi bộ bản Tả Phìn 1" in text and link not in text


@pytest.mark.parametrize("who", ["stranger", "colleague"])
def test_a_village_outside_ones_tree_does_not_exist(log_in, request, villages, who):
    if who == "colleague":
        other = make.district("Đảng bộ huyện Phong Thổ", code="PT")
        person = people.user("bantochuc.pt", Role.DISTRICT_STAFF, other)
    else:
        person = request.getfixturevalue("stranger")
    client = log_in(person)
    assert client.get(page(villages["own"])).status_code == 404
    if who == "colleague":
        assert client.post(page(villages["own"], "serve"), SERVE).status_code == 404


def test_who_manages_elsewhere_and_only_reads_here_is_answered_403(log_in, villages, nam_tam):
    person = people.user("bantochuc.pt", Role.DISTRICT_STAFF, make.district("Đảng bộ huyện Phong Thổ", code="PT"))
    people.grant(person, Role.MEMBER_IN_CHARGE, nam_tam)
    client = log_in(person)
    assert client.get(page(villages["none"])).status_code == 200
    assert client.post(page(villages["none"], "serve"), SERVE).status_code == 403


SERVE = {"kind": "own", "cell": "SH-NT-02", "since": "01/07/2009"}


def test_the_cell_is_written(log_in, staff, villages, nam_tam_cells):
    response = log_in(staff).post(page(villages["none"], "serve"), SERVE, follow=True)
    service = VillageService.objects.get(village=villages["none"])
    assert (service.cell, service.valid.lower) == (nam_tam_cells[1], dt.date(2009, 7, 1))
    assert "Đã ghi chi bộ phụ trách bản" in response.content.decode()


def test_the_cell_is_taken_away(log_in, staff, villages):
    log_in(staff).post(page(villages["own"], "serve"), {"kind": "none", "cell": "", "since": "01/07/2009"})
    assert VillageService.objects.get(village=villages["own"]).valid.upper == dt.date(2009, 7, 1)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"kind": ""}, "kind", "chưa nhập ô này"),
        ({"kind": "x"}, "kind", "không có trong danh sách"),
        ({"cell": ""}, "cell", "chọn chi bộ, hoặc chọn hình thức"),
        ({"cell": "SH-TP-01"}, "cell", "không có trong danh sách"),
        ({"cell": "SH-NT"}, "cell", "không có trong danh sách"),
        ({"kind": "none"}, "cell", "để trống ô này"),
        ({"since": ""}, "since", "chưa nhập ô này"),
        ({"since": "1/13/2009"}, "since", "Không có ngày"),
    ],
)
def test_wrong_input_gets_a_sentence_at_its_field(log_in, staff, villages, ta_phin_cells, change, field, sentence):
    response = log_in(staff).post(page(villages["none"], "serve"), SERVE | change)
    assert response.status_code == 422 and sentence in str(response.context["form"].errors[field])
    assert not VillageService.objects.filter(village=villages["none"]).exists()


def test_a_refusal_is_the_page_again_with_the_reason(log_in, staff, villages):
    response = log_in(staff).post(page(villages["none"], "serve"), SERVE | {"since": "01/01/2000"})
    assert response.status_code == 409 and "Bản chưa có hoặc không còn" in response.content.decode()


def test_sent_twice_is_written_once(log_in, staff, villages):
    client = log_in(staff)
    statuses = [client.post(page(villages["none"], "serve"), SERVE).status_code for _ in range(2)]
    assert statuses == [302, 409] and VillageService.objects.filter(village=villages["none"]).count() == 1


def test_writing_is_not_reading(log_in, staff, secretary, villages):
    assert log_in(staff).get(page(villages["none"], "serve")).status_code == 405
    assert log_in(secretary).post(page(villages["none"], "serve"), SERVE).status_code == 403


def test_a_cell_that_serves_is_not_overwritten_from_an_older_page(log_in, staff, villages, nam_tam_cells):
    client, village = log_in(staff), villages["none"]
    seen = client.get(reverse("places:village", args=[village.pk])).context["seen"]
    form = {"kind": "own", "cell": f"{nam_tam_cells[1].code}", "since": "01/06/2009", "seen": seen}
    address = reverse("places:serve", args=[village.pk])
    assert client.post(address, form).status_code == 302
    answer = client.post(address, form | {"cell": nam_tam_cells[0].code, "since": "01/07/2009"})
    assert answer.status_code == 409 and "vừa được người khác sửa" in answer.content.decode()
    assert [service.cell for service in VillageService.objects.filter(village=village)] == [nam_tam_cells[1]]
