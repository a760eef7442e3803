"""The pages on which the committee and the district decide how members are rated."""

import re

import pytest

from members.ratings.models import MemberCapException, Rating
from tests.factories import people, ratings
from tests.members.ratings.pages import YEAR, at, of_base


@pytest.fixture
def handed_in(campaign, nam_tam_cells, secretary):
    ratings.rated(campaign, nam_tam_cells[0], ["excellent", "excellent", "completed"], secretary, "submitted")
    ratings.rated(campaign, nam_tam_cells[1], ["good"] * 14, secretary, "submitted")
    return nam_tam_cells


def decision(page: str, cells, **more) -> dict:
    seen = re.search(r'name="seen" value="([^"]*)"', page)[1]
    return {"seen": seen, "cells": [one.pk for one in cells], "number": "45-QĐ/ĐU", "date": "17/12/2009", **more}


def test_the_committee_previews_and_decides_many_at_once(handed_in, nam_tam, secretary, log_in):
    client = log_in(secretary)
    page = client.get(of_base(nam_tam)).content.decode()
    assert "HTXSNV toàn đảng bộ: 2 trên 2 được phép, còn 0" in page
    assert "So với HTTNV: 14,3%; so với HTTNV và HTXSNV: 12,5%" in page
    form = decision(page, handed_in, do="preview")
    preview = client.post(f"{of_base(nam_tam)}quyet-dinh/", form)
    assert "Xem trước, chưa ghi" in preview.content.decode() and not Rating.objects.exclude(decided_level="").exists()
    done = client.post(f"{of_base(nam_tam)}quyet-dinh/", form | {"do": "decide"}, follow=True)
    assert "Đã ghi quyết định xếp loại 17 đảng viên" in done.content.decode()
    twice = client.post(f"{of_base(nam_tam)}quyet-dinh/", form | {"do": "decide"})
    assert twice.status_code in (409, 422)


def test_over_the_cap_the_page_says_by_which_rule(handed_in, nam_tam, secretary, log_in):
    one = Rating.objects.filter(proposed_level="good").first()
    Rating.objects.filter(pk=one.pk).update(committee_level="completed")
    client = log_in(secretary)
    form = decision(client.get(of_base(nam_tam)).content.decode(), handed_in, do="decide")
    answer = client.post(f"{of_base(nam_tam)}quyet-dinh/", form)
    assert answer.status_code == 409
    assert "Số HTXSNV là 2, vượt 1 đồng chí được phép (15% của 13 đảng viên HTTNV" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": ""}, "Số quyết định"),
        ({"number": "x" * 41}, "Số quyết định"),
        ({"number": "\x00"}, "Số quyết định"),
        ({"date": "31/11/2009"}, "Ngày quyết định"),
        ({"date": "19/12/2009"}, "chưa đến"),
        ({"cells": []}, "Chọn ít nhất một chi bộ"),
        ({"cells": [999999]}, "Chi bộ"),
        ({"cells": ["x"]}, "Chi bộ"),
        ({"seen": "old"}, "vừa được người khác sửa"),
    ],
)
def test_bad_decisions_are_named_and_write_nothing(handed_in, nam_tam, secretary, log_in, changes, said):
    client = log_in(secretary)
    form = decision(client.get(of_base(nam_tam)).content.decode(), handed_in, do="decide")
    answer = client.post(f"{of_base(nam_tam)}quyet-dinh/", form | changes)
    assert answer.status_code in (409, 422)
    assert said in answer.content.decode()
    assert not Rating.objects.exclude(decided_level="").exists()


def test_a_cell_is_sent_back_with_a_comment(handed_in, nam_tam, secretary, cell_secretary, log_in):
    client = log_in(secretary)
    page = client.get(at(handed_in[0])).content.decode()
    assert "Trả lại chi bộ" in page and "như đề nghị" in page
    assert client.post(at(handed_in[0]), {"do": "send_back", "comment": " "}).status_code == 409
    client.post(at(handed_in[0]), {"do": "send_back", "comment": "Xem lại số phiếu"})
    assert "Xem lại số phiếu" in log_in(cell_secretary).get(at(handed_in[0])).content.decode()
    assert log_in(cell_secretary).post(at(handed_in[0]), {"do": "send_back", "comment": "x"}).status_code in (403, 409)


def test_pages_of_the_committee_have_walls(handed_in, nam_tam, secretary, stranger, leader, cell_secretary, log_in):
    page = of_base(nam_tam)
    assert log_in(stranger).get(page).status_code == 404
    assert log_in(cell_secretary).get(page).status_code == 404
    assert log_in(leader).get(page).status_code == 200
    assert log_in(leader).post(f"{page}quyet-dinh/", {"cells": [handed_in[0].pk]}).status_code == 403
    assert log_in(secretary).post(f"{page}ngoai-le/", {}).status_code == 403
    assert log_in(secretary).get(f"{page}quyet-dinh/").status_code == 302


def test_the_staff_write_down_an_exception(handed_in, nam_tam, staff, log_in):
    client, page = log_in(staff), f"{of_base(nam_tam)}ngoai-le/"
    form = {"level": "excellent", "allowed": "3", "number": "9-QĐ/HU", "date": "17/12/2009", "reason": "Tiêu biểu"}
    bad = [{"allowed": "0"}, {"allowed": "ba"}, {"allowed": "1000"}, {"level": "good"}, {"reason": "x"}, {"date": ""}]
    for change in bad:
        assert client.post(page, form | change).status_code == 422
    assert not MemberCapException.objects.exists()
    assert client.post(page, form).status_code == 302
    assert "trên 3 được phép" in client.get(of_base(nam_tam)).content.decode()


def test_lists_count_as_their_figures(handed_in, nam_tam, secretary, log_in):
    client = log_in(secretary)
    people_page = f"{of_base(nam_tam)}danh-sach/"
    assert "xuất sắc nhiệm vụ: 2" in client.get(f"{people_page}?muc=excellent").content.decode()
    assert "tốt nhiệm vụ: 14" in client.get(f"{people_page}?muc=good&chi-bo={handed_in[1].pk}").content.decode()
    assert "Không có đồng chí nào" in client.get(f"{people_page}?muc=breach").content.decode()


def test_the_district_sees_communes_as_decided_by_the_day(
    handed_in, campaign, nam_tam, secretary, staff, stranger, log_in
):
    ratings.decide(campaign, nam_tam, handed_in, secretary)
    client = log_in(staff)
    page = client.get(YEAR).content.decode()
    assert "Nậm Tăm" in page and "14,3%" in page and "12,5%" in page
    before = client.get(f"{YEAR}?ngay=17/12/2009").content.decode()
    assert "14,3%" not in before
    assert "Nậm Tăm" not in log_in(stranger).get(YEAR).content.decode()


def test_another_decision_on_one_member(handed_in, campaign, nam_tam, secretary, leader, log_in):
    ratings.decide(campaign, nam_tam, handed_in, secretary)
    one = Rating.objects.filter(decided_level="good").first()
    page = f"{YEAR}nguoi/{one.member_id}/"
    client = log_in(secretary)
    assert "Quyết định lại" in client.get(page).content.decode()
    form = {"verdict": "completed", "number": "50-QĐ/ĐU", "date": "18/12/2009", "reason": "Khiếu nại đúng"}
    for change in ({"verdict": "best"}, {"verdict": ""}, {"reason": ""}, {"sub_reason": "late"}, {"date": "mai"}):
        assert client.post(f"{page}quyet-dinh-lai/", form | change).status_code == 422
    assert client.post(f"{page}quyet-dinh-lai/", form | {"verdict": "excellent"}).status_code == 409
    assert client.post(f"{page}quyet-dinh-lai/", form | {"seen": "old"}).status_code == 409
    assert client.post(f"{page}quyet-dinh-lai/", form).status_code == 302
    assert "50-QĐ/ĐU" in client.get(page).content.decode()
    assert log_in(leader).post(f"{page}quyet-dinh-lai/", form).status_code == 403


def test_members_of_a_grassroots_cell_are_decided_by_the_district(campaign, finance_cell, leader, log_in):
    head = people.user("bithu.taichinh", "commune_secretary", finance_cell, full_name="Bí thư Tài chính")
    ratings.rated(campaign, finance_cell, ["good"])
    assert log_in(head).post(at(finance_cell), {"do": "submit"}).status_code == 302
    form = {"cells": [finance_cell.pk], "number": "1-QĐ/HU", "date": "18/12/2009", "do": "decide"}
    assert log_in(head).post(f"{of_base(finance_cell)}quyet-dinh/", form).status_code == 403
    assert log_in(leader).post(f"{of_base(finance_cell)}quyet-dinh/", form).status_code == 302
    assert Rating.objects.get().decided_level == "good"


def test_the_district_takes_the_same_queries_for_many(
    handed_in,
    campaign,
    nam_tam,
    ta_phin,
    ta_phin_cells,
    secretary,
    stranger,
    staff,
    log_in,
    django_assert_max_num_queries,
):
    ratings.decide(campaign, nam_tam, handed_in, secretary)
    client = log_in(staff)
    client.get(YEAR)
    with django_assert_max_num_queries(24) as first:
        client.get(YEAR)
    ratings.rated(campaign, ta_phin_cells[0], ["good"] * 3, stranger, "submitted")
    ratings.decide(campaign, ta_phin, ta_phin_cells[:1], stranger)
    with django_assert_max_num_queries(len(first)):
        assert "Tả Phìn" in client.get(YEAR).content.decode()
