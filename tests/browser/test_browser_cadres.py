"""One cadre from the list of gaps to a certificate in a real browser (A17, A22, A23): into the plan of his commune,
through a class with support paid; the indicators of the commune change on the day of the certificate, not before."""

import datetime as dt
import re

import pytest

from cadres.staff.models import Qualification
from cadres.training.models import Enrolment, SupportPayment
from sinho.web.models import Installation
from tests.factories import cadres as staff
from tests.factories import organizations as make
from tests.factories import people, plans, training

D = dt.date
NAME = "Giàng A Sùng"
CLASS = "Trung cấp Hành chính khóa 1"
CERTIFIED, DAY_BEFORE = "15/12/2009", "14/12/2009"
INDICATOR = "Chuyên môn từ trung cấp trở lên"


@pytest.fixture
def begun(transactional_db):
    """A district with two communes; in Nậm Tăm four on the staff, one of them with an intermediate profession."""
    Installation.objects.create(demo_day=D(2009, 12, 18))
    district = make.district()
    commune = make.commune_committee("Nậm Tăm", parent=district, code="SH-NT")
    make.commune_committee("Noong Hẻo", parent=district, code="SH-NH")
    people.user("canbo", "cadre_officer", district, full_name="Lò Thị Ngân")
    staff.standard("committee_chair", professional="intermediate")
    staff.cadre(commune, NAME, ethnicity="eth_mong")
    for number, name in enumerate(("Lò Văn Ánh", "Vàng Thị Mỷ", "Tao Văn Páo")):
        who = staff.cadre(commune, name, "front_chair" if number else "party_secretary")
        if not number:
            staff.learned(who, "professional", "intermediate", D(2005, 6, 1))
    plans.plan(commune)
    training.training_class(district, ends_on=D(2009, 12, 18))
    training.budget(district)
    return district


def press(page, name: str):
    """The button of the form; the next page is there when it answers."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()


def about(verb: str, what: str) -> re.Pattern:
    """The name of a link that says of whom only to who does not see the row."""
    return re.compile(rf"^{verb}\s*:\s*{re.escape(what)}$")


def follow(page, name: str | re.Pattern):
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name).first.click()


def tab(page, row: str, name: str):
    with page.expect_navigation():
        page.get_by_role("navigation", name=row).get_by_role("link", name=name, exact=True).click()


def find_in_the_gaps(page):
    """Who lacks an intermediate profession, in the list that plans start from."""
    page.get_by_role("link", name="Cán bộ xã", exact=True).first.click()
    tab(page, "Các trang về cán bộ xã", "Theo tiêu chuẩn")
    row = page.get_by_role("row").filter(has_text=NAME)
    assert "chuyên môn" in row.inner_text().lower()
    with page.expect_navigation():
        row.get_by_role("link", name=about("Quy hoạch", NAME)).click()


def put_into_the_plan(page):
    follow(page, re.compile("^Đưa vào quy hoạch 2010"))
    page.get_by_label("Bí thư Đảng ủy", exact=True).check()
    page.get_by_label("Chuyên môn", exact=True).check()
    press(page, "Đưa vào quy hoạch")
    page.get_by_text(f"Đã đưa {NAME} vào quy hoạch.").wait_for()


def send_to_the_class(page):
    """From what he has to learn to the classes he may enter; he is ticked when the form opens."""
    follow(page, "Các lớp, cử đi học")
    follow(page, about("Ghi danh", CLASS))
    assert page.get_by_label(NAME).is_checked()
    press(page, "Ghi những người đã đánh dấu")
    page.get_by_text("Đã ghi 1 người vào lớp.").wait_for()


def open_his_classes(page):
    follow(page, NAME)
    tab(page, "Các trang của hồ sơ", "Đào tạo")


def award_and_pay(page):
    """An amount a month, and one month of it."""
    open_his_classes(page)
    follow(page, about("Duyệt hỗ trợ", CLASS))
    page.get_by_label("Mức một tháng (đồng)").fill("300.000")
    page.get_by_label("Từ tháng").fill("2/2009")
    page.get_by_label("Đến tháng").fill("12/2009")
    page.get_by_label("Số quyết định").fill("7-QĐ/HU")
    page.get_by_label("Ngày quyết định").fill("05/01/2009")
    page.get_by_label(NAME).check()
    press(page, "Duyệt hỗ trợ")
    tab(page, "Các trang về đào tạo", "Hỗ trợ đi học")
    follow(page, "Chi một tháng")
    assert page.get_by_label(NAME).is_checked()
    page.get_by_label("Số phiếu chi").fill("PC 12")
    page.get_by_label("Ngày chi").fill("16/12/2009")
    press(page, "Ghi đã chi")
    page.get_by_text("Đã ghi chi 300.000 đồng, tháng 12/2009.").wait_for()


def enter_the_result(page):
    tab(page, "Các trang về đào tạo", "Lớp học")
    follow(page, CLASS)
    follow(page, "Kết quả, chứng chỉ")
    page.get_by_label(f"Tình trạng của {NAME}").select_option(label="Hoàn thành")
    page.get_by_label(f"Ngày kết thúc của {NAME}").fill(DAY_BEFORE)
    page.get_by_label(f"Xếp loại của {NAME}").select_option(label="Khá")
    page.get_by_label(f"Số chứng chỉ của {NAME}").fill("TC-0915")
    page.get_by_label(f"Ngày cấp của {NAME}").fill(CERTIFIED)
    press(page, "Ghi kết quả")


def ask_list(page, day: str) -> str:
    """What the list of the staff of the commune says of the indicator on a day."""
    page.get_by_label("Đến ngày").fill(day)
    press(page, "Lọc")
    return page.locator(".figure").filter(has_text=INDICATOR).inner_text()


def test_from_the_gap_list_to_a_certificate_that_moves_the_indicator_on_its_day(begun, open_page, sign_in):
    page = sign_in(open_page(), "canbo")
    find_in_the_gaps(page)
    put_into_the_plan(page)
    send_to_the_class(page)
    award_and_pay(page)
    enter_the_result(page)
    stands_in_the_list(page)
    stands_in_the_report(page)
    gained = Qualification.objects.get(cadre__full_name=NAME)
    assert (gained.subject, gained.level, gained.since) == ("professional", "intermediate", D(2009, 12, 15))
    assert Enrolment.objects.get().qualification == gained
    assert SupportPayment.objects.get().amount == 300_000


def stands_in_the_list(page):
    """The four indicators of his commune; the number opens its people."""
    page.get_by_role("link", name="Cán bộ xã", exact=True).first.click()
    page.get_by_label("Xã, thị trấn").select_option(label="Nậm Tăm")
    page.wait_for_url(re.compile("don-vi=[0-9]"))
    assert "1 trên 4 người" in ask_list(page, DAY_BEFORE)
    assert "2 trên 4 người" in ask_list(page, CERTIFIED)
    with page.expect_navigation():
        page.locator(".figure").filter(has_text=INDICATOR).get_by_role("link", name="50,0 %").click()
    page.locator("table").get_by_role("link", name=NAME).wait_for()


def stands_in_the_report(page):
    """The report on the quality of the staff, to the day before and to the day itself; the number opens its people."""
    page.get_by_role("link", name="Báo cáo", exact=True).first.click()
    follow(page, re.compile("^Chất lượng cán bộ, công chức xã"))
    line = page.locator("tr", has=page.get_by_role("rowheader", name=INDICATOR, exact=True))
    for day, told in ((DAY_BEFORE, ["1", "25,0"]), (CERTIFIED, ["2", "50,0"])):
        page.get_by_label("Đến ngày", exact=True).fill(day)
        press(page, "Xem")
        page.get_by_role("columnheader", name=day, exact=True).wait_for()
        assert line.get_by_role("cell").all_inner_texts()[:4] == ["1", "25,0", *told]
    with page.expect_navigation():
        line.get_by_role("link", name="2", exact=True).first.click()
    page.locator("main").get_by_role("link", name=NAME).wait_for()
