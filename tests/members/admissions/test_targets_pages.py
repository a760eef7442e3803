"""The page of a year's targets, the people behind each number, the form for all units: who may, bad and stale forms."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.html import escape

from members.admissions.models import AdmissionTarget
from members.admissions.views.targets import mark
from sinho.web.answers import STALE
from tests.factories import members as roll
from tests.factories import organizations as places
from tests.factories import people
from tests.factories import targets as make

D = dt.date
PAGE, PEOPLE, GIVE = (reverse(f"admissions:{name}") for name in ("targets", "target_people", "give_targets"))
PAPER = {"document": "TD-01/2009", "date": "06/01/2009"}


@pytest.fixture
def units(nam_tam, ta_phin, nam_tam_cells, ta_phin_cells):
    return nam_tam, ta_phin


def sent(numbers, **more):
    return {f"unit-{unit.pk}": str(number) for unit, number in numbers.items()} | PAPER | more


def test_the_staff_give_all_units_on_one_page_and_see_them(log_in, staff, units):
    nam_tam, ta_phin = units
    client = log_in(staff)
    empty = client.get(PAGE).content.decode()
    assert "Chưa giao chỉ tiêu cho năm này" in empty and "Giao chỉ tiêu" in empty
    page = client.get(GIVE)
    assert page.status_code == 200 and [row[1].label for row in page.context["rows"]] == [
        "Đảng bộ xã Nậm Tăm",
        "Đảng bộ xã Tả Phìn",
    ]
    answer = client.post(GIVE, sent({nam_tam: 5, ta_phin: ""}), follow=True)
    assert "Đã ghi chỉ tiêu năm 2009 của 1 đơn vị" in answer.content.decode()
    assert AdmissionTarget.objects.get().number == 5
    text = client.get(PAGE, {"nam": "2009"}).content.decode()
    assert "TD-01/2009 ngày 06/01/2009" in text and "0/5" in text and "0\xa0%" in text
    assert "Chưa giao chỉ tiêu" not in text


def test_a_unit_shows_its_earlier_decisions(log_in, staff, district, units, nam_tam_cells):
    make.give(district, {units[0]: 4}, staff)
    make.give(district, {units[0]: 6}, staff, on=D(2009, 7, 7), document="TD-09/2009")
    page = log_in(staff).get(PAGE, {"don-vi": units[0].pk})
    text = page.content.decode()
    assert "Các lần giao chỉ tiêu năm 2009" in text and "TD-01/2009" in text and "TD-09/2009" in text
    assert [row.name for row in page.context["table"].rows] == ["Chi bộ bản Nậm Tăm 1", "Chi bộ bản Nậm Tăm 2"]
    earlier = log_in(staff).get(PAGE, {"don-vi": units[0].pk, "ngay": "06/07/2009"}).content.decode()
    assert "TD-09/2009" not in earlier
    assert "trước đó 4" in log_in(staff).get(PAGE).content.decode()
    assert log_in(staff).get(PAGE, {"don-vi": nam_tam_cells[0].pk}).status_code == 200


def test_the_staff_of_a_district_with_one_organisation_give_it_its_target(log_in, staff, nam_tam, nam_tam_cells):
    page = log_in(staff).get(PAGE)
    assert [row.name for row in page.context["table"].rows] == ["Đảng bộ xã Nậm Tăm"]
    assert log_in(staff).post(page.context["give_url"], sent({nam_tam: 5})).status_code == 302


def test_a_secretary_sees_his_own_and_gives_to_his_cells(log_in, secretary, staff, district, units, nam_tam_cells):
    make.give(district, {units[0]: 4, units[1]: 3}, staff)
    client = log_in(secretary)
    page = client.get(PAGE)
    text = page.content.decode()
    assert page.context["table"].unit.organization_id == units[0].pk and "Tả Phìn" not in text
    assert "Giao chỉ tiêu cho chi bộ" in text and "TD-01/2009" in text
    assert client.post(GIVE, sent({nam_tam_cells[0]: 2})).status_code == 302
    assert AdmissionTarget.objects.latest("id").giver_id == units[0].pk
    assert "1/2 đơn vị được giao, cộng 2" in client.get(PAGE).content.decode()


def test_each_sees_and_gives_within_his_own_tree(log_in, staff, secretary, stranger, leader, administrator, units):
    cell = places.cell("bản Nậm Tăm 3", parent=units[0])
    for url in (PAGE, PEOPLE, GIVE):
        assert log_in(administrator).get(url, {"so": "admitted-all"}).status_code == 403
    for unit in (units[0], cell):
        assert log_in(stranger).get(PAGE, {"don-vi": unit.pk}).status_code == 404
        assert log_in(stranger).get(PEOPLE, {"don-vi": unit.pk, "so": "admitted-all"}).status_code == 404
        assert log_in(stranger).post(f"{GIVE}?don-vi={unit.pk}", sent({cell: 1})).status_code == 404
    assert log_in(leader).get(PAGE).status_code == 200 and log_in(leader).get(GIVE).status_code == 403
    assert "Giao chỉ tiêu" not in log_in(leader).get(PAGE).content.decode().replace("Chưa giao chỉ tiêu", "")
    district = places.state_of(units[0]).parent_id
    for person, pk in ((secretary, cell.pk), (people.user("bi.thu.cb", "cell_secretary", cell), cell.pk)):
        assert log_in(person).post(f"{GIVE}?don-vi={pk}", sent({cell: 1})).status_code == 403
        assert log_in(person).post(f"{GIVE}?don-vi={district}", sent({cell: 1})).status_code == 404
    assert log_in(people.user("bi.thu.cb2", "cell_secretary", cell)).get(GIVE).status_code == 403
    assert log_in(staff).get(GIVE, {"don-vi": units[0].pk}).status_code == 200
    assert not AdmissionTarget.objects.exists()


BAD = [
    ({"document": ""}, 422, "Số văn bản"),
    ({"document": "x" * 41}, 422, "Số văn bản"),
    ({"document": "a\x00b"}, 422, "Số văn bản"),
    ({"date": ""}, 422, "Ngày văn bản"),
    ({"date": "30/02/2009"}, 422, "Ngày văn bản"),
    ({"date": "6/1"}, 422, "Ngày văn bản"),
    ({"date": "19/12/2009"}, 409, "chưa đến"),
    ({"date": "31/12/2007"}, 409, "phải có ngày trong năm 2008 hoặc 2009"),
    ({"date": "05/01/2009"}, 409, "Đảng bộ xã Nậm Tăm: đang theo văn bản TD-00/2009"),
    ({"first": "5", "second": ""}, 409, "Chưa có chỉ tiêu nào mới hoặc khác"),
    ({"first": "", "second": "  "}, 422, "Ghi chỉ tiêu của ít nhất một đơn vị"),
    ({"first": "năm"}, 422, "Đảng bộ xã Nậm Tăm</a>: Chỉ tiêu là số nguyên từ 0 đến 999"),
    ({"first": "1,5"}, 422, "số nguyên"),
    ({"first": "-1"}, 422, "số nguyên"),
    ({"first": "1000"}, 422, "số nguyên"),
    ({"first": "9" * 5000}, 422, "số nguyên"),
    ({"first": "7\x00"}, 422, "số nguyên"),
    ({"unit-999999": "3"}, 422, "không còn trong danh sách"),
    ({"unit-x": "3"}, 422, "không còn trong danh sách"),
]


@pytest.mark.parametrize(("change", "status", "said"), BAD)
def test_a_bad_form_writes_nothing_and_keeps_what_was_typed(log_in, staff, district, units, change, status, said):
    make.give(district, {units[0]: 5}, staff, document="TD-00/2009")
    data = sent({units[0]: 6, units[1]: 83}) | {
        {"first": f"unit-{units[0].pk}", "second": f"unit-{units[1].pk}"}.get(name, name): value
        for name, value in change.items()
    }
    answer = log_in(staff).post(GIVE, data)
    text = answer.content.decode()
    assert answer.status_code == status and said in text
    assert AdmissionTarget.objects.count() == 1
    assert 'value="83"' in text or "second" in change
    assert 'value="TD-01/2009"' in text or "document" in change


@pytest.mark.parametrize("year", ["x", "20090", "1989", "2101", "-1", "２００９x"])
def test_a_year_that_cannot_be_read_is_said_and_gets_nothing(log_in, staff, units, year):
    client = log_in(staff)
    page = client.get(PAGE, {"nam": year})
    assert page.status_code == 200 and "Năm phải là số từ 1990 đến 2100" in page.content.decode()
    answer = client.post(f"{GIVE}?nam={year}", sent({units[0]: 6}))
    assert answer.status_code == 409 and not AdmissionTarget.objects.exists()
    page = client.get(PAGE, {"nam": "2007", "don-vi": "x", "ngay": "32/13/2009"})
    assert page.status_code == 200 and "đang tính đến ngày 31/12/2007" in page.content.decode()


def test_a_year_to_come_is_given_from_its_own_papers(log_in, staff, units):
    client = log_in(staff)
    assert client.post(f"{GIVE}?nam=2011", sent({units[0]: 6})).status_code == 409
    answer = client.post(f"{GIVE}?nam=2010", sent({units[0]: 6}, date="15/12/2009"))
    assert answer.status_code == 302 and AdmissionTarget.objects.get().year == 2010
    assert client.get(PAGE, {"nam": "2010"}).context["table"].whole.number == 6
    assert client.get(PAGE, {"nam": "2009"}).context["table"].whole.number is None


def test_a_form_from_an_older_page_overwrites_nothing(log_in, staff, district, units):
    seen = log_in(staff).get(GIVE).context["seen"]
    make.give(district, {units[1]: 9}, staff, document="TD-02/2009")
    answer = log_in(staff).post(GIVE, sent({units[0]: 6}, seen=seen))
    text = answer.content.decode()
    assert answer.status_code == 409 and STALE[:40] in text and "TD-02/2009" in text and 'value="6"' in text
    assert AdmissionTarget.objects.count() == 1
    again = log_in(staff).post(GIVE, sent({units[0]: 6}, seen=answer.context["seen"]))
    assert again.status_code == 302
    assert {row.organization_id: row.number for row in AdmissionTarget.objects.all()} == {
        units[0].pk: 6,
        units[1].pk: 9,
    }


def test_a_form_sent_twice_is_written_once(log_in, staff, district, units):
    data = sent({units[0]: 6}, seen=mark(places.state_of(district), 2009))
    assert log_in(staff).post(GIVE, data).status_code == 302
    assert log_in(staff).post(GIVE, data).status_code == 409
    del data["seen"]
    assert log_in(staff).post(GIVE, data).status_code == 409
    assert AdmissionTarget.objects.count() == 1


def test_every_number_opens_its_people(log_in, staff, units, nam_tam_cells):
    roll.member(nam_tam_cells[0], "Lò Văn An", admitted=D(2009, 5, 19), official=None)
    client = log_in(staff)
    for query in ({}, {"don-vi": units[0].pk}):
        table = client.get(PAGE, query).context["table"]
        for row in (*table.rows, table.whole):
            for figure in row.figures:
                page = client.get(PEOPLE, {**query, "so": figure.key})
                assert page.context["page"].paginator.count == figure.count
    text = client.get(PEOPLE, {"so": "admitted-all"}).content.decode()
    assert "Lò Văn An" in text and "19/05/2009" in text and "/dang-vien/" in text
    for key in ("x", "", "admitted-0"):
        assert client.get(PEOPLE, {"so": key}).status_code == 404
    earlier = {"so": "admitted-all", "ngay": "18/05/2009"}
    assert escape("Không có ai.") in client.get(PEOPLE, earlier).content.decode()


def test_the_page_and_the_form_need_no_more_queries_for_more_units(
    log_in, staff, district, units, django_assert_max_num_queries
):
    client = log_in(staff)
    make.give(district, {units[0]: 2}, staff)
    urls, counts = (PAGE, GIVE), []
    client.get(PAGE)
    for url in urls:
        with django_assert_max_num_queries(30) as few:
            client.get(url)
        counts.append(len(few))
    for number in range(30):
        make.target(places.grassroots_cell(f"Cơ quan {number}", parent=district), 2, staff)
    for url, few in zip(urls, counts, strict=True):
        with django_assert_max_num_queries(few):
            client.get(url)


def test_the_list_of_cases_leads_there(log_in, staff, units):
    assert f'href="{PAGE}"' in log_in(staff).get(reverse("admissions:list")).content.decode()
