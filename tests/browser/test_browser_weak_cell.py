"""One weak cell over three years in a real browser (A6, A8, A12, A13): named by the computed list, a resolution
and its plan, a difficulty raised and solved, better meetings, a better grade, gone from the list, commended."""

import datetime as dt
import re

import pytest

from sinho.web.models import Installation
from tests.factories import assessments as year
from tests.factories import meetings, oversight, people
from tests.factories import organizations as make

D = dt.date
CELL = "Chi bộ bản Nậm Lò"
RESOLUTION = "08-NQ/HU"
# Points of the meetings by month: few and poor, then regular, then good.
HELD = {2007: {2: 45, 5: 40, 9: 48, 12: 44}, 2008: {month: 55 + month for month in (1, 3, 4, 6, 7, 9, 10, 12)}}
HELD[2009] = {month: 72 + 2 * month for month in range(1, 12)}


@pytest.fixture
def begun(transactional_db):
    """A district with one commune; its cell was weak in 2007 and 2008, the cell beside it was not."""
    Installation.objects.create(demo_day=D(2009, 12, 18))
    district = make.district()
    commune = make.commune_committee("Nậm Tăm", parent=district, code="SH-NT")
    cell = make.cell("bản Nậm Lò", parent=commune, code="SH-NT-01")
    other = make.cell("Pậu", parent=commune, code="SH-NT-02")
    staff = people.user("bantochuc", "district_staff", district, full_name="Tao Thị Mỷ")
    people.user("bithu.namtam", "commune_secretary", commune, full_name="Lò Văn Inh")
    people.user("bithu.namlo", "cell_secretary", cell, full_name="Lò Văn Ón")
    people.user("phutrach", "member_in_charge", commune, full_name="Sùng A Páo")
    for number, level in {2007: "weak", 2008: "weak", 2009: ""}.items():
        campaign = year.campaign(district, number)
        for organization, grade in ((cell, level), (other, "good" if level else "")):
            if grade:
                year.decided(campaign, organization, grade, on=D(number, 12, 20))
    oversight.in_charge(commune, staff)
    for number, months in HELD.items():
        for month, score in months.items():
            meetings.meeting(cell, D(number, month, 5), score=score)
    return cell


def press(page, name: str):
    """The button of the form; the next page is there when it answers."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(page, name: str | re.Pattern):
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name).first.click()


def tab(page, name: str):
    with page.expect_navigation():
        page.locator("nav.tabs").get_by_role("link", name=name, exact=True).first.click()


def fill(page, values: dict[str, str]):
    for label, value in values.items():
        page.get_by_label(label, exact=True).fill(value)


def listed(page, day: str) -> bool:
    """Whether the computed list of the day names the cell."""
    page.goto(f"/lanh-dao/yeu-kem/?ngay={day}")
    table = page.get_by_role("table", name="Có trong danh sách")
    return table.count() > 0 and table.get_by_text(CELL).count() > 0


def open_the_plan(page):
    """From the list that nobody writes, to the thematic resolution, a measure, a quarterly check."""
    page.get_by_role("link", name="Lãnh đạo cơ sở").first.click()
    tab(page, "Yếu kém kéo dài")
    row = page.get_by_role("row").filter(has_text=CELL)
    assert "năm 2007: Yếu kém; năm 2008: Yếu kém" in row.inner_text()
    with page.expect_navigation():
        row.get_by_role("link", name=re.compile("^Mở kế hoạch")).click()
    fill(
        page,
        {
            "Số nghị quyết": RESOLUTION,
            "Ngày nghị quyết": "15/01/2009",
            "Trích yếu": "Nâng cao năng lực lãnh đạo của chi bộ bản Nậm Lò",
        },
    )
    press(page, "Ghi")
    page.get_by_text("Đã mở kế hoạch.").wait_for()
    follow(page, "Thêm biện pháp")
    fill(page, {"Việc phải làm": "Dự sinh hoạt chi bộ hằng tháng", "Người, đơn vị làm": "Đảng ủy xã"})
    fill(page, {"Ngày thống nhất": "20/01/2009", "Hạn": "30/06/2009"})
    press(page, "Ghi")
    follow(page, re.compile("^Ghi kết quả"))
    fill(page, {"Ngày xong": "25/06/2009", "Kết quả": "Cấp ủy xã dự đủ sáu kỳ"})
    press(page, "Ghi")
    follow(page, "Ghi kiểm tra quý")
    page.get_by_label("Quý", exact=True).select_option(label="Quý 2")
    fill(page, {"Năm": "2009", "Ngày kiểm tra": "30/06/2009", "Người kiểm tra": "Ban Tổ chức", "Nhận xét": "Họp đều"})
    page.get_by_label("Đánh giá", exact=True).select_option(label="Chuyển biến rõ")
    press(page, "Ghi")


def raise_a_difficulty(page):
    """The district committee member in charge, from his own page."""
    page.goto("/lanh-dao/phu-trach/dia-ban/")
    follow(page, re.compile("^Nêu khó khăn"))
    page.get_by_label("Tổ chức", exact=True).fill(CELL)
    fill(page, {"Ngày nêu": "10/03/2009", "Người nêu": "Sùng A Páo", "Nội dung khó khăn": "Bản chưa có nhà họp"})
    page.get_by_label("Lĩnh vực", exact=True).select_option(label="Đường, điện, nước, trường, trạm")
    fill(page, {"Nơi giải quyết": "Ủy ban nhân dân xã", "Hạn giải quyết": "30/05/2009"})
    press(page, "Ghi")


def solve_it(page):
    page.get_by_text("Đã ghi khó khăn.").wait_for()
    page.get_by_label("Việc", exact=True).select_option(label="Đã giải quyết")
    fill(page, {"Ngày": "20/05/2009", "Người, cơ quan": "Ủy ban nhân dân xã"})
    page.get_by_label("Nội dung, kết quả hoặc lý do", exact=True).fill("Đã dựng xong nhà họp của bản")
    press(page, "Ghi")


def hold_a_meeting(page):
    """The secretary of the cell, on his telephone."""
    page.goto("/lanh-dao/sinh-hoat/ghi/")
    fill(page, {"Ngày họp": "05/12/2009", "Tổng số đảng viên": "10", "Có mặt": "10", "Người chủ trì": "Lò Văn Ón"})
    page.get_by_label("Nội dung chính", exact=True).fill("Kiểm điểm năm 2009, nhiệm vụ tháng 12")
    page.locator("summary").filter(has_text="Chấm điểm").click()
    page.get_by_label(re.compile("^Tổng điểm")).fill("96")
    press(page, "Ghi buổi sinh hoạt")


def judge_it(page):
    """The committee above decides the level, after a preview."""
    page.goto("/lanh-dao/sinh-hoat/duyet/?thang=12/2009")
    press(page, "Xem lại trước khi ghi")
    press(page, "Ghi 1 mức")


def grade_the_year(page):
    """The committee of the commune decides on its cells for 2009."""
    page.goto("/danh-gia/2009/ghi-chi-bo/")
    row = page.get_by_role("row").filter(has_text="Nậm Lò")
    row.get_by_role("combobox").first.select_option(label="Hoàn thành tốt nhiệm vụ")
    fill(page, {"Số quyết định": "21-QĐ/ĐU", "Ngày quyết định": "16/12/2009"})
    press(page, "Xem trước")
    press(page, "Ghi kết quả các chi bộ đã chọn")
    page.get_by_text("Đã ghi kết quả xếp loại của 1 chi bộ.").wait_for()


def close_the_plan(page):
    page.goto("/lanh-dao/yeu-kem/")
    page.get_by_role("table", name="Ghi kết cục ở trang kế hoạch").get_by_role("link", name=RESOLUTION).click()
    follow(page, "Kết thúc kế hoạch")
    page.get_by_label("Kết cục", exact=True).select_option(label="Ra khỏi danh sách yếu kém")
    fill(page, {"Ngày kết thúc": "18/12/2009", "Kết quả": "Chi bộ đã ra khỏi diện yếu kém"})
    press(page, "Ghi")


def commend(page):
    """The committee of the commune praises it for the year."""
    page.goto("/lanh-dao/khen-thuong/ghi/")
    page.get_by_label("Tổ chức được khen", exact=True).fill(CELL)
    page.get_by_label("Hình thức", exact=True).select_option(label="Biểu dương")
    page.get_by_label("Cấp khen", exact=True).select_option(label="Cấp ủy cơ sở")
    fill(
        page,
        {
            "Cơ quan khen": "Đảng ủy xã Nậm Tăm",
            "Số quyết định": "22-QĐ/ĐU",
            "Ngày quyết định": "17/12/2009",
            "Thành tích của năm": "2009",
            "Thành tích": "Từ yếu kém lên hoàn thành tốt nhiệm vụ",
        },
    )
    press(page, "Ghi khen thưởng")


def told_until(page, cell, day: str) -> str:
    """The timeline of the cell as of a day."""
    page.goto(f"/to-chuc/{cell.pk}/qua-trinh/?ngay={day}")
    return page.locator("ol.life").inner_text()


def report(page, code: str, number: int) -> dict:
    """A report of a year as of its last day, as numbers."""
    last = "18/12/2009" if number == 2009 else f"31/12/{number}"
    return page.request.get(f"/bao-cao/{code}/json/?tu=01/01/{number}&den={last}&nam={number}&ngay={last}").json()


def steps_stand_on_the_timeline(page, cell):
    first, second, third = (told_until(page, cell, day) for day in ("31/12/2007", "31/12/2008", "18/12/2009"))
    assert "Xếp loại năm 2007: Yếu kém" in first and "Xếp loại năm 2008" not in first
    assert "Vào danh sách yếu kém kéo dài" in second and "Vào danh sách" not in first
    for words in (
        RESOLUTION,
        "Nêu khó khăn: Bản chưa có nhà họp",
        "Đã giải quyết: Bản chưa có nhà họp",
        "Xếp loại năm 2009: Hoàn thành tốt nhiệm vụ",
        "Ra khỏi danh sách yếu kém kéo dài",
        "Biểu dương",
    ):
        assert words in third and words not in second


def reports_tell_it_year_by_year(page):
    weak = {number: report(page, "oversight", number)["figures"] for number in (2007, 2008, 2009)}
    assert [weak[number]["weak.on"] for number in weak] == [0, 1, 0]
    assert weak[2008]["weak.without_plan"] == weak[2008]["weak.new"] == 1
    keys = (
        "weak.risen",
        "plan.issued",
        "plan.closed",
        "measure.done",
        "check",
        "difficulty.raised",
        "difficulty.solved",
    )
    assert [weak[2009][key] for key in keys] == [1] * len(keys)
    assert [len(report(page, "cell-quality", number)["lowest"]["cells"]) for number in (2007, 2008, 2009)] == [1, 1, 0]
    held = [report(page, "meetings", number)["figures"] for number in (2007, 2008, 2009)]
    assert [one["all-held"] for one in held] == [4, 8, 12]
    good = [one["all-good"] for one in held]
    assert good[0] == good[1] == 0 < good[2]
    praise = [report(page, "conduct", number)["figures"]["praise"] for number in (2007, 2008, 2009)]
    assert praise == [0, 0, 1]


def test_a_weak_cell_is_led_out_of_it(begun, open_page, sign_in):
    staff = sign_in(open_page(), "bantochuc")
    assert [listed(staff, day) for day in ("31/12/2007", "31/12/2008", "17/12/2009")] == [False, True, True]
    open_the_plan(staff)
    charge = sign_in(open_page(), "phutrach")
    raise_a_difficulty(charge)
    solve_it(charge)
    phone = sign_in(open_page(viewport={"width": 390, "height": 844}), "bithu.namlo")
    hold_a_meeting(phone)
    committee = sign_in(open_page(), "bithu.namtam")
    judge_it(committee)
    grade_the_year(committee)
    assert not listed(staff, "18/12/2009")
    close_the_plan(staff)
    commend(committee)
    steps_stand_on_the_timeline(staff, begun)
    reports_tell_it_year_by_year(staff)
