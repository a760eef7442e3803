"""A cell of 30 members rated on a telephone; the line is cut meanwhile, nothing is lost or done twice (A12)."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection

from cells.assessments.models import Campaign
from cells.organizations.models import Organization
from members.ratings.models import RatedCell, Rating
from sinho.audit.models import AuditEntry
from tests.factories import members as roll

pytestmark = pytest.mark.usefixtures("own_demo")
SIZE = {"width": 390, "height": 844}
MEMBERS = 30
PATIENCE = 60_000  # milliseconds: sixty saves stand in one queue


@pytest.fixture
def cell():
    """The cell whose secretary has an account, with 30 members whom nobody has rated yet."""
    found = Organization.objects.get(code="SH-NT-B01")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model in (Rating, RatedCell):
            cursor.execute(
                f"DELETE FROM {model._meta.db_table} WHERE organization_id = %s AND campaign_id = %s",
                [found.pk, Campaign.objects.get(year=2009).pk],
            )
        cursor.execute("SET session_replication_role = DEFAULT")
    here = found.memberships.filter(valid__endswith=None).count()
    for number in range(MEMBERS - here):
        roll.member(found, f"Lò Văn Mới {chr(65 + number)}")
    return found


@pytest.fixture
def page(open_page, sign_in, cell):
    return sign_in(open_page(viewport=SIZE), "bithu.chibo", f"/danh-gia/dang-vien/2009/{cell.pk}/")


def saved(page):
    page.locator("[data-saved]").get_by_text(re.compile("Đã lưu lúc")).wait_for(timeout=PATIENCE)


def fill(page, label, value):
    page.get_by_label(label, exact=True).fill(value)
    page.get_by_label(label, exact=True).blur()


def test_a_cell_of_thirty_is_rated_on_a_telephone(page, cell):
    rows = page.locator("tbody tr[data-row]")
    assert rows.count() == MEMBERS
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert page.evaluate("performance.getEntriesByType('navigation')[0].encodedBodySize") < 20_000
    faults = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert [one["id"] for one in faults] == []
    fill(page, "Ngày họp chi bộ", "10/12/2009")
    for label in ("Được biểu quyết", "Có mặt", "Phiếu phát ra", "Phiếu hợp lệ"):
        fill(page, label, str(MEMBERS))
    names = [row.locator("th a").inner_text() for row in rows.all()]
    for place, name in enumerate(names):
        if place == MEMBERS // 2:
            saved(page)
            page.context.set_offline(True)
        fill(page, f"HTTNV, {name}", "28")
        fill(page, f"HTNV, {name}", "2")
        if place == MEMBERS // 2 + 1:
            page.get_by_text(re.compile("Mất kết nối. [0-9]+ ô chưa lưu")).wait_for(timeout=PATIENCE)
            page.context.set_offline(False)
    saved(page)
    votes = Rating.objects.filter(organization=cell, campaign__year=2009).values_list("vote_2", "vote_3")
    assert list(votes) == [(28, 2)] * MEMBERS
    said = [entry.said for entry in AuditEntry.objects.filter(did="rating.saved", organization_id=cell.pk)]
    assert len(said) == len(set(said)) == MEMBERS * 2 + 5
    page.get_by_role("button", name="Lấy mức đề nghị theo phiếu").click()
    page.get_by_text(f"cho {MEMBERS} đồng chí").wait_for()
    page.get_by_role("button", name="Nộp lên đảng ủy").click()
    page.get_by_text("Đã nộp kết quả đánh giá đảng viên lên đảng ủy").wait_for()
    assert RatedCell.objects.get(organization=cell, campaign__year=2009).state == "submitted"


def test_two_who_choose_a_level_see_both_in_words(page, cell, open_page, sign_in):
    other = sign_in(open_page(viewport=SIZE), "bithu.namtam", f"/danh-gia/dang-vien/2009/{cell.pk}/")
    name = page.locator("tbody tr[data-row] th a").first.inner_text()
    page.get_by_label(f"Mức tự nhận của {name}", exact=True).select_option("good")
    saved(page)
    other.get_by_label(f"Mức tự nhận của {name}", exact=True).select_option("completed")
    note = other.get_by_role("alert").filter(has_text="đã sửa ô này trước")
    note.wait_for()
    assert "HTTNV" in note.inner_text() and "HTNV" in note.inner_text()
    other.get_by_role("button", name="Giữ của tôi").click()
    saved(other)
    assert Rating.objects.get(organization=cell, campaign__year=2009).self_level == "completed"
