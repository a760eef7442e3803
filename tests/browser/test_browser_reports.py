"""Reports that take long to build say so while one waits."""

import pytest

pytestmark = pytest.mark.usefixtures("transactional_db")


def test_who_opens_a_report_sees_that_it_is_being_built(page, sign_in, staff):
    sign_in(page, "bantochuc", "/bao-cao/")
    page.route("**/bao-cao/admission/**", lambda route: route.fulfill(status=204))
    page.get_by_role("link", name="Kết nạp đảng viên").click()
    page.get_by_text("Đang lập báo cáo…").wait_for()


def test_who_asks_for_another_period_sees_that_it_is_being_built(page, sign_in, staff):
    sign_in(page, "bantochuc", "/bao-cao/admission/")
    page.route("**/bao-cao/admission/**", lambda route: route.fulfill(status=204))
    page.get_by_label("Từ ngày").fill("01/02/2009")
    page.get_by_role("button", name="Xem").click()
    page.get_by_text("Hệ thống đang lập báo cáo.").wait_for()
