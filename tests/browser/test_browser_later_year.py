"""The year by the rules of 2025 in a real browser: a closed level explained, the cap refused, a decision (A10, A11)."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from cells.assessments.models import Campaign, Sheet
from tests.factories import people


@pytest.fixture
def later(transactional_db):
    call_command("load_demo", later=True, password=people.PASSWORD, verbosity=0)
    return Campaign.objects.get()


def test_a_closed_level_is_explained_and_another_one_decided(later, page, sign_in):
    sheet = Sheet.objects.get(campaign=later, organization__code="M25-X")
    there = reverse("assessments:review", args=[sheet.pk])
    sign_in(page, "tochuc.2025", there)
    page.get_by_text("Trả lời điều kiện hệ thống không tính được").click()
    page.get_by_label("Thuộc trường hợp không hoàn thành", exact=False).first.select_option(label="Không")
    page.get_by_label("Căn cứ: thuộc trường hợp", exact=False).fill("Thông báo 16-TB/UBKT")
    page.get_by_role("button", name="Ghi câu trả lời").click()
    page.get_by_text("Đã ghi câu trả lời").wait_for()
    propose = page.locator("section[aria-labelledby=de-nghi]")
    propose.get_by_label("Hoàn thành xuất sắc nhiệm vụ", exact=True).check()
    page.get_by_role("button", name="Trình đề nghị xếp loại").click()
    page.get_by_text("Không xếp được “Hoàn thành xuất sắc nhiệm vụ” vì không bảo đảm").first.wait_for()
    assert "đúng hạn 4/5 (80 %)" in page.content()
    propose.get_by_label("Hoàn thành nhiệm vụ", exact=True).check()
    propose.get_by_label("Ý kiến", exact=False).fill("Một nhiệm vụ chậm")
    page.get_by_role("button", name="Trình đề nghị xếp loại").click()
    page.get_by_text("Đã trình đề nghị xếp loại").wait_for()
    page.context.clear_cookies()
    sign_in(page, "lanhdao.2025", there)
    page.get_by_label("Số quyết định", exact=True).fill("9-QĐ/TU")
    page.get_by_label("Ngày quyết định", exact=False).first.fill("18/12/2025")
    page.get_by_role("button", name="Ghi quyết định xếp loại").click()
    page.get_by_text("Đã ghi quyết định xếp loại").wait_for()
    sheet.refresh_from_db()
    assert (sheet.state, sheet.decided_level) == ("decided", "completed")


def test_the_cap_is_refused_in_the_preview_on_a_phone(later, phone, sign_in):
    sign_in(phone, "bithu.2025", reverse("assessments:record", args=[later.year]))
    phone.get_by_label("Số quyết định", exact=True).fill("22-QĐ/ĐU")
    phone.get_by_label("Ngày quyết định", exact=False).fill("18/12/2025")
    phone.get_by_label("Căn cứ đảng ủy", exact=False).fill("Biên bản 18/12")
    phone.get_by_label("Chi bộ thôn Mẫu 8").select_option("excellent")
    phone.get_by_role("button", name="Xem trước").click()
    phone.get_by_text("Quá tỷ lệ “Hoàn thành xuất sắc nhiệm vụ”: được 1, ghi thành 2", exact=False).wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert later.sheets.filter(state="decided").count() == 7
