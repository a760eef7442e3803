"""The first page tells who has not handed in or decided the ratings of members; each number opens its rows (A12)."""

import datetime as dt

import pytest

from cells.organizations.models import Organization
from members.ratings.models import RatedCell
from sinho.accounts.roles import Role
from sinho.home.ratings import rating_tasks
from sinho.web import clock
from tests.factories import assessments, people, ratings
from tests.factories.ratings import decide

D = dt.date


@pytest.fixture
def campaign(district):
    return assessments.campaign(district, 2009, submit_by=D(2009, 12, 22))


@pytest.fixture
def cells(campaign, nam_tam_cells, secretary) -> list[Organization]:
    """One handed in, one is still written."""
    ratings.rated(campaign, nam_tam_cells[0], ["good"], secretary, "submitted")
    ratings.people(nam_tam_cells[1], 1, "Vàng A")
    return nam_tam_cells


def said(scope_of, campaign) -> list[tuple[str, str]]:
    return [(one.title, one.url) for one in rating_tasks(people.scope(scope_of), campaign)]


def rows(client, url: str) -> int:
    page = client.get(url).content.decode()
    return page[page.index("<tbody>") : page.index("</tbody>")].count("<tr>")


def test_a_commune_is_told_what_waits_and_each_number_opens_its_rows(campaign, cells, secretary, nam_tam, log_in):
    there = f"/danh-gia/dang-vien/2009/co-so/{nam_tam.pk}/"
    assert said(secretary, campaign) == [
        ("Đôn đốc 1 chi bộ chưa nộp kết quả đánh giá đảng viên", f"{there}?loc=chua-nop"),
        ("Quyết định xếp loại đảng viên của 1 chi bộ đã nộp", f"{there}?loc=cho-quyet-dinh"),
    ]
    client = log_in(secretary)
    page = client.get("/").content.decode()
    assert "Đôn đốc 1 chi bộ chưa nộp kết quả đánh giá đảng viên" in page and "Còn 4 ngày" in page
    assert [rows(client, url) for _, url in said(secretary, campaign)] == [1, 1]
    assert rows(client, f"{there}?loc=la") == len(cells)


def test_the_staff_is_told_which_communes_have_not_decided(campaign, cells, secretary, staff, nam_tam, ta_phin, log_in):
    [(title, url)] = said(staff, campaign)
    assert title == "Đôn đốc 1 tổ chức cơ sở đảng chưa quyết định xếp loại đảng viên"
    client = log_in(staff)
    assert rows(client, url) == 1 and title in client.get("/").content.decode()
    decide(campaign, nam_tam, [cells[0]], secretary)
    assert len(said(staff, campaign)) == 1  # one cell is still open
    ratings.meeting(campaign, cells[1])
    RatedCell.objects.filter(organization=cells[1]).update(
        state="decided", submitted_at=clock.now(), submitted_by=staff, decided_at=clock.now(), decided_by=secretary
    )
    assert said(staff, campaign) == []


def test_the_cell_is_told_until_it_has_handed_in(campaign, cells):
    first, second = (people.user(f"chibo{n}", Role.CELL_SECRETARY, cell) for n, cell in enumerate(cells[:2]))
    assert said(first, campaign) == []
    title = "Làm và nộp kết quả đánh giá đảng viên năm 2009"
    assert said(second, campaign) == [(title, f"/danh-gia/dang-vien/2009/{cells[1].pk}/")]


def test_nothing_is_said_to_others_or_before_the_year_is_registered(campaign, cells, secretary, stranger, inspector):
    assert said(stranger, campaign) == said(inspector, campaign) == []
    clock.fix_day(campaign.register_by)
    assert said(secretary, campaign) == []
