"""Reports that take long say that they are being built; on a telephone: wide forms, the way to the files."""

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


def on_telephone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def test_who_pushes_a_wide_form_sideways_still_sees_which_line_it_is(page, sign_in, staff, nam_tam):
    sign_in(on_telephone(page), "bantochuc", "/bao-cao/form-5/")
    frame = page.locator(".data-wide").first
    frame.evaluate("frame => { frame.scrollLeft = 999; }")
    pushed = frame.evaluate("frame => frame.scrollLeft")
    assert pushed > 20
    edge = frame.bounding_box()["x"]
    for cell in (frame.locator("thead th").first, frame.locator("tbody th").first):
        assert abs(cell.bounding_box()["x"] - edge) < 2
    label = frame.locator("tbody th").first.bounding_box()
    assert frame.locator("tbody td").first.bounding_box()["x"] < edge + label["width"] - pushed + 2


def test_on_a_telephone_the_ways_out_of_a_report_stand_in_one_row(page, sign_in, staff, nam_tam):
    sign_in(on_telephone(page), "bantochuc", "/bao-cao/form-1/")
    ways = page.locator(".page-head .acts-line")
    files, issue = ways.locator("summary"), ways.get_by_role("link", name="Ban hành và lưu")
    assert files.bounding_box()["y"] == issue.bounding_box()["y"] and ways.bounding_box()["height"] < 60
    assert not ways.get_by_role("link", name="Excel").is_visible()
    files.click()
    for name in ("Excel", "Số liệu cho máy (JSON)"):
        assert ways.get_by_role("link", name=name).is_visible()
    assert ways.get_by_role("button", name="Tải PDF").is_visible()
