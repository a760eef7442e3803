"""The pages of a cell: works, colleague, stranger 404, reader 403, GET on POST, bad inputs, queries for many."""

import gzip
import html
import json
import re

import pytest

from cells.assessments import schemes
from members.ratings.models import RatedCell, Rating
from sinho.audit.models import AuditEntry
from tests.factories import assessments, ratings
from tests.factories import members as roll
from tests.members.ratings.pages import YEAR, at, of_base


@pytest.fixture
def person(cell):
    return ratings.people(cell, 1)[0]


def send(client, cell, name: str, value: str, **more):
    facts = {"field": name, "value": value, "version": 0, "was": "", **more}
    return client.post(f"{at(cell)}luu/", facts, headers={"X-Requested-With": "fetch"})


def test_the_cell_sees_its_members_on_one_small_page(campaign, cell, cell_secretary, log_in):
    ratings.rated(campaign, cell, ["good"] * 30)
    answer = log_in(cell_secretary).get(at(cell))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('data-row="rating:') == 30
    assert "Đánh giá đảng viên năm 2009" in page and "Nộp lên đảng ủy" in page
    assert len(gzip.compress(answer.content)) < 20_000


def test_the_page_takes_the_same_queries_for_many(
    campaign, cell, cell_secretary, log_in, django_assert_num_queries, django_assert_max_num_queries
):
    ratings.rated(campaign, cell, ["good"])
    client = log_in(cell_secretary)
    client.get(at(cell))
    with django_assert_max_num_queries(27) as first:
        client.get(at(cell))
    for one in ratings.people(cell, 29, "Vàng"):
        ratings.rating(campaign, cell, one)
    with django_assert_num_queries(len(first)):
        client.get(at(cell))


def test_a_field_saves_itself_and_says_what_follows(campaign, cell, person, cell_secretary, log_in):
    ratings.meeting(campaign, cell)
    client = log_in(cell_secretary)
    answer = send(client, cell, f"rating:{person.pk}:vote_2", "18").json()
    assert (answer["ok"], answer["version"], answer["value"]) == (True, 1, "18")
    assert answer["texts"] == {f"rating:{person.pk}:suggested": "HTTNV"}
    assert answer["hide"][f"rating:{person.pk}:second"] is False
    answer = send(client, cell, f"rating:{person.pk}:proposal", "good", version=1).json()
    assert "HTXSNV toàn đảng bộ: 0" in answer["html"]["caps"]
    assert "Đã đủ" in answer["missing_html"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("rating:{}:vote_2", "mười", "số nguyên"),
        ("rating:{}:vote_2", "21", "phiếu hợp lệ"),
        ("rating:{}:self_level", "best", "bộ quy tắc"),
        ("rating:{}:words", "x" * 301, "rút gọn"),
        ("rating:{}:tasks", "\x00" * 3 + "x" * 1001, "rút gọn"),
        ("cell::meeting_on", "31/11/2009", "31/11/2009"),
        ("cell::meeting_on", "19/12/2009", "chưa đến"),
        ("cell::valid", "21", "lớn hơn"),
        ("rating:{}:decided_level", "good", "Không có ô này"),
        ("rating:999999:member", "1", "Không có ô này"),
        ("", "", "Không có ô này"),
    ],
)
def test_bad_values_get_a_sentence_and_write_nothing(campaign, cell, person, cell_secretary, log_in, name, value, said):
    ratings.meeting(campaign, cell)
    answer = send(
        log_in(cell_secretary),
        cell,
        name.format(person.pk),
        value,
        version="no number",
        was="20" if ":valid" in name else "",
    )
    assert answer.status_code == 422
    assert said in answer.json()["errors"][0]
    assert not Rating.objects.exists()


def test_a_conflict_shows_both_values(campaign, cell, person, cell_secretary, secretary, log_in):
    ratings.save(campaign, cell, f"rating:{person.pk}:self_level", "good", cell_secretary)
    answer = send(log_in(secretary), cell, f"rating:{person.pk}:self_level", "completed")
    assert answer.status_code == 409
    assert answer.json() == {"conflict": True, "theirs": "good", "theirs_by": "Lò Văn Chi", "theirs_version": 1}


def test_walls_and_gates(campaign, cell, person, secretary, stranger, inspector, leader, administrator, log_in):
    reader, pages = f"rating:{person.pk}:self_level", [at(cell), f"{YEAR}nguoi/{person.pk}/"]
    for page in pages:
        assert log_in(secretary).get(page).status_code == 200
        assert log_in(inspector).get(page).status_code == 200
        assert log_in(leader).get(page).status_code == 200
        assert log_in(stranger).get(page).status_code == 404
        assert log_in(administrator).get(page).status_code == 403
    assert send(log_in(stranger), cell, reader, "good").status_code == 404
    assert send(log_in(leader), cell, reader, "good").status_code == 403
    assert send(log_in(inspector), cell, reader, "good").status_code == 403
    assert log_in(inspector).post(at(cell), {}).status_code == 403
    assert log_in(secretary).get(f"{at(cell)}luu/").status_code == 405
    assert not Rating.objects.exists()


def filled(page: str, **changes) -> dict:
    """The form of the page as a browser without a script sends it."""
    fields = page_fields(page)
    return fields | changes


def page_fields(page: str) -> dict:
    base = html.unescape(re.search(r'name="base" value="([^"]*)"', page)[1])
    versions = dict(re.findall(r'name="(v:[^"]*)" value="(\d+)"', page))
    return {"base": base, **json.loads(base), **versions}


def test_everything_works_without_a_script(campaign, cell, person, cell_secretary, log_in):
    client = log_in(cell_secretary)
    page = client.get(at(cell)).content.decode()
    row = f"rating:{person.pk}"
    meeting = dict.fromkeys(("entitled", "present", "given", "valid"), "20")
    changes = {f"cell::{name}": value for name, value in meeting.items()} | {"cell::meeting_on": "10/12/2009"}
    changes |= {f"{row}:vote_2": "18", f"{row}:vote_3": "hai", f"{row}:proposal": "good", f"{row}:aimed_level": "good"}
    wrong = client.post(at(cell), filled(page, **changes, do="submit"))
    assert wrong.status_code == 422
    assert "Ghi số nguyên" in wrong.content.decode() and 'value="hai"' in wrong.content.decode()
    again = filled(wrong.content.decode(), **{f"{row}:vote_3": "2"}, do="submit")
    answer = client.post(at(cell), again, follow=True)
    assert "Đã nộp kết quả đánh giá đảng viên" in answer.content.decode()
    assert RatedCell.objects.get().state == "submitted"
    twice = client.post(at(cell), again)
    assert twice.status_code == 422 and "Chi bộ đã nộp" in twice.content.decode()


def test_what_is_missing_stops_the_handing_in(campaign, cell, person, cell_secretary, log_in):
    answer = log_in(cell_secretary).post(at(cell), {"do": "submit"})
    assert answer.status_code == 409
    assert "Lò Văn Aa: chọn mức đề nghị." in answer.content.decode()


def test_the_words_about_a_member_are_saved_and_read(campaign, cell, person, cell_secretary, leader, log_in):
    client, page = log_in(cell_secretary), f"{YEAR}nguoi/{person.pk}/"
    form = page_fields(client.get(page).content.decode())
    row = f"rating:{person.pk}"
    form |= {f"{row}:self_review": "Còn nể nang", f"opinion:{person.pk}-residence:words": "Gương mẫu"}
    assert client.post(page, form).status_code == 302
    seen = log_in(leader).get(page).content.decode()
    assert "Còn nể nang" in seen and "Gương mẫu" in seen
    assert AuditEntry.objects.filter(did="member.viewed").exists()


def test_the_years_of_a_member_and_who_is_excellent_for_years(
    campaign, district, nam_tam, nam_tam_cells, secretary, log_in
):
    ratings.rated(campaign, nam_tam_cells[0], ["excellent"], secretary, "submitted")
    ratings.rated(campaign, nam_tam_cells[1], ["good"] * 7, secretary, "submitted")
    ratings.decide(campaign, nam_tam, nam_tam_cells, secretary)
    one = Rating.objects.get(decided_level="excellent")
    client = log_in(secretary)
    tab = client.get(f"/dang-vien/{one.member_id}/xep-loai/").content.decode()
    assert "hoàn thành xuất sắc nhiệm vụ" in tab and "45-QĐ/ĐU" in tab
    assert "Không có đồng chí nào" in client.get(f"{YEAR}nhieu-nam/").content.decode()
    old = assessments.campaign(district, 2008)
    row = ratings.rating(old, nam_tam_cells[0], one.member, "excellent")
    at_end = assessments.at(ratings.DAY.replace(year=2008))
    row.steps.create(kind="decided", level="excellent", number="1", by=secretary, at=at_end)
    page = client.get(f"{YEAR}nhieu-nam/").content.decode()
    assert "đến năm 2009: 1" in page and one.member.full_name in page
    assert "Không có đồng chí nào" in client.get(f"{YEAR}nhieu-nam/?so-nam=3").content.decode()
    assert client.get(f"{YEAR}nhieu-nam/?so-nam=abc&ngay=31/12/2008").status_code == 200


def test_an_old_campaign_without_rules_says_so_everywhere(district, nam_tam, cell, person, secretary, log_in):
    scheme = {key: value for key, value in schemes.as_json("hd20_2008").items() if key != "members"}
    assessments.campaign(district, 2009, scheme)
    client = log_in(secretary)
    for page in (at(cell), of_base(nam_tam), YEAR, f"{YEAR}nguoi/{person.pk}/"):
        answer = client.get(page)
        assert answer.status_code == 409
        assert "chưa có phần đánh giá đảng viên" in answer.content.decode()


def test_who_is_exempted_stands_so_without_being_asked(campaign, cell, person, cell_secretary, log_in):
    roll.exempted(person)
    page = log_in(cell_secretary).get(at(cell)).content.decode()
    assert "Được miễn công tác và sinh hoạt đảng, theo sổ" in page
