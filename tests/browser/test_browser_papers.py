"""A report that is told, written on, issued and kept, in a real browser (A24)."""

import io
import re

from docx import Document
from pypdf import PdfReader

from cells.organizations.models import Organization
from sinho.filings.models import Filing
from tests.factories import training

WRITTEN = "Cán bộ ở bản xa đi học còn phải bỏ buổi vì đường mưa lũ."


def downloaded(page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).click()
    return download.value.path().read_bytes()


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_report_is_written_on_issued_and_comes_out_the_same_when_rows_have_changed(own_demo, page, sign_in):
    sign_in(page, "bantochuc", "/bao-cao/training/?tu=01/01/2008&den=18/12/2009")
    limits = page.locator("section").filter(has=page.get_by_role("heading", name=re.compile("Hạn chế")))
    limits.get_by_role("link", name=re.compile("Viết thêm|Sửa đoạn văn")).click()
    part = page.locator("section#limits")
    part.get_by_label("Đoạn văn").fill(WRITTEN)
    part.get_by_role("button", name="Ghi phần III").click()
    page.get_by_text("Đã ghi").first.wait_for()
    page.get_by_role("link", name="Đào tạo", exact=False).first.click()
    page.get_by_text(WRITTEN).wait_for()

    page.get_by_role("link", name="Ban hành và lưu").click()
    page.get_by_label("Ngày ký").fill("18/12/2009")
    page.get_by_role("textbox", name="Chức vụ khác").fill("Phó Bí thư")
    page.get_by_label("Họ và tên người ký").fill("Vàng Văn Ún")
    page.get_by_role("button", name="Ban hành và lưu").click()
    page.get_by_role("heading", name="Tệp lưu").wait_for()
    one = Filing.objects.latest("pk")
    first = downloaded(page, "PDF")
    assert WRITTEN in words_of(first) and f"Số {one.paper.number_and_symbol}" in words_of(first)
    word = Document(io.BytesIO(downloaded(page, "Word")))
    assert WRITTEN in "\n".join(paragraph.text for paragraph in word.paragraphs)
    page.get_by_text("đúng như khi ban hành").wait_for()

    training.training_class(Organization.objects.get(code="SH"), name="Lớp mở sau khi báo cáo")
    page.reload()
    page.get_by_text(re.compile("con số đã khác từ khi ban hành")).wait_for()
    assert downloaded(page, "PDF") == first


def test_tables_and_charts_of_a_told_report_stay_within_a_telephone(own_demo, phone, sign_in):
    sign_in(phone, "bithu.namtam", "/bao-cao/leadership/")
    assert phone.locator(".shows table").count() > 1
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
