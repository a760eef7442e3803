"""The main job in a real browser: one workbook in, a year's self-assessment, a printed report (A5, A10, A11, A24).

Starts from an empty database with the district and its first accounts, as `set_up` leaves it, and ends with the figures
read back from the text of the PDF.
"""

import datetime as dt
import io
import re

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from cells.assessments.models import Campaign, Sheet
from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.web.models import Installation
from tests.factories import people
from tests.factories.workbooks import xlsx

COMMUNES = [
    "Căn Co",
    "Chăn Nưa",
    "Hồng Thu",
    "Làng Mô",
    "Lê Lợi",
    "Ma Quai",
    "Nậm Ban",
    "Nậm Cha",
    "Nậm Cuổi",
    "Nậm Hăn",
    "Nậm Mạ",
    "Nậm Tăm",
    "Noong Hẻo",
    "Pa Tần",
    "Phăng Sô Lin",
    "Phìn Hồ",
    "Pu Sam Cáp",
    "Pú Đao",
    "Sà Dề Phìn",
    "Tả Ngảo",
    "Tả Phìn",
    "Tủa Sín Chải",
]
PASSWORD = "mat-khau-moi-2009"
SINCE = dt.date(2004, 1, 2)


def rows() -> list[dict]:
    """22 communes and a township with two cells each (Nậm Tăm three), and one cell of an agency: 24 and 47."""
    found = [line("SH-TC", "Chi bộ Phòng Tài chính", "Chi bộ cơ sở", "SH", "Cơ quan nhà nước")]
    names = [("thị trấn Sìn Hồ", "Thị trấn")] + [(f"xã {name}", "Xã") for name in COMMUNES]
    for number, (name, kind) in enumerate(names, start=1):
        code = f"SH-{number:02d}"
        found.append(line(code, f"Đảng bộ {name}", "Đảng bộ cơ sở", "SH", kind))
        for cell in range(1, 4 if name.endswith("Nậm Tăm") else 3):
            title = f"Chi bộ bản {name.split(' ', 1)[1]} {cell}"
            found.append(line(f"{code}-{cell}", title, "Chi bộ trực thuộc", code, ""))
    return found


def line(code, name, kind, parent, type) -> dict:
    return {
        "Mã tổ chức *": code,
        "Tên đầy đủ *": name,
        "Hình thức *": kind,
        "Loại hình": type,
        "Mã tổ chức cấp trên": parent,
        "Có hiệu lực từ ngày *": SINCE,
    }


@pytest.fixture
def begun(transactional_db):
    """The district and its first two accounts; a leader besides."""
    Installation.objects.create(demo_day=dt.date(2009, 12, 18))
    call_command(
        "set_up", code="SH", name="Đảng bộ huyện Sìn Hồ", short_name="Sìn Hồ", since="02/01/2004", stdout=io.StringIO()
    )
    district = Organization.objects.get()
    for user in User.objects.all():
        user.set_password(people.PASSWORD)
        user.must_change_password = False
        user.save()
    people.user("lanhdao", "district_leader", district, full_name="Vàng Văn Ún")
    return district


def load_the_workbook(page):
    page.get_by_role("link", name="Nhập dữ liệu").click()
    page.get_by_label("Mẫu").first.select_option(label="Tổ chức đảng")
    file = {"name": "to-chuc-2009.xlsx", "mimeType": "application/octet-stream", "buffer": xlsx(rows())}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Thử tệp này").click()
    page.get_by_role("button", name="Nhập 71 dòng").click()
    page.get_by_text("Đã nhập").first.wait_for()
    assert Organization.objects.count() == 72


def open_the_year(page):
    page.get_by_role("link", name="Đánh giá năm").first.click()
    page.get_by_role("link", name="Mở đợt đánh giá").first.click()
    page.get_by_label("Năm", exact=True).fill("2009")
    for label, day in (("đăng ký", "28/02/2009"), ("nộp", "22/12/2009"), ("thẩm định", "31/12/2009")):
        page.get_by_label(re.compile(f"Hạn.*{label}")).first.fill(day)
    page.get_by_label("Hạn quyết định").fill("15/01/2010")
    page.get_by_label(re.compile("Ban Tổ chức đã xem")).check()
    page.get_by_role("button", name="Mở đợt đánh giá").click()
    page.get_by_text("Đã mở đợt đánh giá năm 2009").wait_for()
    assert Campaign.objects.get().sheets.count() == 71


def open_the_secretarys_account(page):
    """The administrator opens it; returns the first password."""
    page.get_by_role("link", name="Tài khoản").click()
    page.get_by_role("link", name=re.compile("Lập tài khoản")).first.click()
    page.get_by_label("Tên đăng nhập").fill("bithu.namtam")
    page.get_by_label("Họ và tên").fill("Lò Văn Inh")
    page.locator("main button[type=submit]").first.click()
    shown = page.get_by_text("Mật khẩu đầu tiên").first.inner_text()
    code = Organization.objects.get(states__name="Đảng bộ xã Nậm Tăm").code
    page.get_by_label("Tổ chức").fill(code)
    page.get_by_label("Vai trò").select_option(label="Bí thư tổ chức cơ sở đảng")
    page.get_by_label("Từ ngày").fill("01/01/2009")
    page.get_by_role("button", name=re.compile("Cấp quyền|Giao quyền")).click()
    page.get_by_text("Đã cấp quyền").wait_for()
    return re.search(r"Mật khẩu đầu tiên: (\S+)", shown)[1].rstrip(".")


def first_log_in(page, log_in_by_form, password):
    log_in_by_form(page, "bithu.namtam", password)
    page.get_by_label("Mật khẩu đang dùng").fill(password)
    page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.get_by_text("Đã đổi mật khẩu").wait_for()


def register(page, sheet):
    page.goto(f"/danh-gia/phieu/{sheet.pk}/")
    page.get_by_label("Trong sạch, vững mạnh").check()
    page.get_by_role("button", name="Thêm 3 dòng").first.click()
    page.get_by_text("Đã thêm 3 dòng").wait_for()
    first = page.locator("tr[data-row]").first
    first.get_by_label("Nhiệm vụ").fill("Sản lượng lương thực có hạt")
    first.get_by_label("Mức đăng ký").fill("1.450")
    first.get_by_label("Đơn vị tính").fill("tấn")
    page.get_by_role("button", name="Gửi đăng ký lên cấp trên").click()
    page.get_by_text("Đã gửi bản đăng ký").wait_for()


def assess(page, sheet):
    """Every part, field by field; the page saves each by itself."""
    page.goto(f"/danh-gia/phieu/{sheet.pk}/phan/chung/")
    page.get_by_label("Ngày họp thông qua bản tự đánh giá").first.fill("10/12/2009")
    page.get_by_role("button", name="Lưu và sang phần 2").click()
    page.get_by_role("heading", name="Phần 2").wait_for()
    page.get_by_label("đạt được").fill("1.512")
    for number in range(2, 7):
        page.get_by_role("heading", name=f"Phần {number}.").wait_for()
        for points in page.locator('input[name^="score:"]').all():
            most = points.locator("xpath=ancestor::tr").locator("td").first.inner_text()
            points.fill(most)
        for evidence in page.locator('textarea[name^="score:"]').all():
            evidence.fill("Báo cáo 38-BC/UBND ngày 04/12/2009")
        page.get_by_role("button", name=f"Lưu và sang phần {number + 1}").click()
    page.get_by_role("heading", name="Phần 7").wait_for()
    for row in page.locator("tr[data-row]").all():
        values = row.locator("input:not([type=hidden])")
        for at, typed in enumerate(("37,8", "Phòng Thống kê", "30/11/2009")):
            values.nth(at).fill(typed)
    page.get_by_role("button", name="Lưu và sang phần 8").click()
    page.get_by_label("Trong sạch, vững mạnh", exact=True).check()
    page.get_by_role("button", name="Lưu và sang phần 9").click()
    page.get_by_role("button", name="Nộp bản tự đánh giá").click()
    page.get_by_text("Đã nộp bản tự đánh giá").wait_for()


def send_back(page, sheet):
    page.goto(f"/danh-gia/phieu/{sheet.pk}/")
    page.get_by_text("Trả lại để sửa").first.click()
    page.get_by_label("Ở đâu (1)").select_option("2.1")
    page.get_by_label("Yêu cầu (1)").fill("Gắn số liệu của Phòng Thống kê")
    page.get_by_label("Hạn sửa").fill("21/12/2009")
    page.get_by_role("button", name="Trả lại để sửa").click()
    page.get_by_text("Đã trả lại để sửa; tổ chức").wait_for()


def mend(page, sheet):
    page.goto(f"/danh-gia/phieu/{sheet.pk}/")
    page.get_by_text("Gắn số liệu của Phòng Thống kê").first.wait_for()
    page.get_by_label("Minh chứng tiêu chí 2.1").fill("Biểu 12 của Phòng Thống kê, 05/12/2009")
    page.get_by_role("link", name="Xem lại và nộp").first.click()
    page.get_by_role("button", name="Nộp lại bản tự đánh giá").click()
    page.get_by_text("Đã nộp bản tự đánh giá").wait_for()


def grade_the_cells(page):
    page.goto("/danh-gia/2009/")
    page.get_by_role("link", name="Ghi kết quả chi bộ").click()
    page.get_by_label("Số quyết định").fill("15-QĐ/ĐU")
    page.get_by_label("Ngày quyết định").fill("12/12/2009")
    for cell, grade in ((1, "Trong sạch, vững mạnh"), (2, "Trong sạch, vững mạnh tiêu biểu"), (3, "Yếu kém")):
        page.get_by_label(f"Chi bộ bản Nậm Tăm {cell}").select_option(label=grade)
    page.get_by_role("button", name="Ghi kết quả các chi bộ đã chọn").click()
    page.get_by_text("Đã ghi kết quả xếp loại của 3 chi bộ").wait_for()


def propose(page, sheet):
    page.goto(f"/danh-gia/phieu/{sheet.pk}/")
    page.get_by_role("button", name="Nhận thẩm định").click()
    page.get_by_text("Đã nhận bản tự đánh giá").wait_for()
    page.locator("input[name=dn-level][value=clean_strong]").check()
    page.get_by_role("button", name="Trình đề nghị xếp loại").click()
    page.get_by_text("Đã trình đề nghị").first.wait_for()


def decide(page, sheet):
    page.goto(f"/danh-gia/phieu/{sheet.pk}/")
    page.locator("input[name=qd-grade][value='clean_strong+']").check()
    page.get_by_label("Số quyết định").fill("112-QĐ/HU")
    page.get_by_label("Ngày quyết định").fill("17/12/2009")
    page.get_by_role("button", name="Ghi quyết định xếp loại").click()
    page.get_by_text("Đã ghi quyết định xếp loại").wait_for()


def test_from_the_workbook_to_the_printed_report(open_page, sign_in, log_in_by_form, begun):
    staff, leader, secretary, administrator = (open_page() for _ in range(4))
    sign_in(staff, "bantochuc")
    sign_in(leader, "lanhdao")
    load_the_workbook(staff)
    open_the_year(staff)

    sign_in(administrator, "quantri")
    first_log_in(secretary, log_in_by_form, open_the_secretarys_account(administrator))
    sheet = Sheet.objects.get(organization__states__name="Đảng bộ xã Nậm Tăm")
    register(secretary, sheet)
    staff.goto(f"/danh-gia/phieu/{sheet.pk}/")
    staff.get_by_role("button", name="Chấp thuận bản đăng ký").click()
    staff.get_by_text("Đã chấp thuận bản đăng ký").wait_for()

    assess(secretary, sheet)
    send_back(staff, sheet)
    mend(secretary, sheet)
    grade_the_cells(secretary)
    propose(staff, sheet)
    decide(leader, sheet)
    sheet.refresh_from_db()
    assert (sheet.round, sheet.decided_level, sheet.decided_exemplary) == (2, "clean_strong", True)

    read_the_report(leader)


def read_the_report(page):
    """On the screen, in the list behind a figure, and in the text of the PDF."""
    page.goto("/bao-cao/cell-quality/?nam=2009")
    figures = page.request.get("/bao-cao/cell-quality/json/?nam=2009").json()["figures"]
    counts = {key: figure["count"] for key, figure in figures.items()}
    assert {key: counts[key] for key in EXPECTED} == EXPECTED
    link = page.locator('a[href*="so=grassroots.level.clean_strong"]').first
    assert link.inner_text() == "1"
    link.click()
    page.get_by_role("link", name="Đảng bộ xã Nậm Tăm").wait_for()
    answer = page.request.get("/bao-cao/cell-quality/pdf/?nam=2009")
    assert answer.headers["content-type"] == "application/pdf"
    text = " ".join("\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.body())).pages).split())
    for words in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "HUYỆN ỦY SÌN HỒ",
        "có 24 tổ chức cơ sở đảng, gồm 23 đảng bộ cơ sở và 0?1 chi bộ cơ sở; 47 chi bộ trực thuộc",
        "0?1/24 tổ chức cơ sở đảng được đánh giá",
        "0?3/47 chi bộ trực thuộc được đánh giá",
        r"trong sạch, vững mạnh 0?2 \(66,7 %\)",
        "Chi bộ bản Nậm Tăm 3",
    ):
        assert re.search(words, text), (words, text)


# Counted by hand: only Nậm Tăm and its three cells have their grade.
EXPECTED = {
    "grassroots.total": 24,
    "grassroots.evaluated": 1,
    "grassroots.level.clean_strong": 1,
    "grassroots.exemplary": 1,
    "grassroots.undecided": 23,
    "cells.total": 47,
    "cells.evaluated": 3,
    "cells.level.clean_strong": 2,
    "cells.exemplary": 1,
    "cells.level.good": 0,
    "cells.level.weak": 1,
    "cells.undecided": 44,
}
