"""Whole jobs of leading the cells, finished by clicks in a real browser (A6, A8, A12, A14)."""

import datetime as dt
import re

import pytest

from cells.meetings.models import Conclusion
from cells.oversight.models import (
    Commendation,
    Discipline,
    Inspection,
    InspectionPlan,
    PlanPerson,
    Practice,
    Recommendation,
    TakenUp,
    Visit,
)
from sinho.web.models import Installation
from tests.browser.test_browser_weak_cell import fill, follow, press
from tests.factories import assessments as year
from tests.factories import organizations as make
from tests.factories import oversight, people

D = dt.date
CELL = "Chi bộ bản Nậm Lò"
COMMUNE = "Đảng bộ xã Nậm Tăm"


@pytest.fixture
def begun(transactional_db):
    """A district with one commune and two cells; one was the best in 2008 and 2007, the other has a plan."""
    Installation.objects.create(demo_day=D(2009, 12, 18))
    district = make.district()
    commune = make.commune_committee("Nậm Tăm", parent=district, code="SH-NT")
    cell = make.cell("bản Nậm Lò", parent=commune, code="SH-NT-01")
    other = make.cell("Pậu", parent=commune, code="SH-NT-02")
    staff = people.user("bantochuc", "district_staff", district, full_name="Tao Thị Mỷ")
    people.user("kiemtra", "inspector", district, full_name="Giàng A Sử")
    people.user("bithu.namlo", "cell_secretary", cell, full_name="Lò Văn Ón")
    for number in (2007, 2008):
        campaign = year.campaign(district, number)
        year.decided(campaign, other, campaign.rules.levels[0].code, on=D(number, 12, 20))
        year.decided(campaign, commune, campaign.rules.levels[0].code, on=D(number, 12, 22))
    oversight.plan(cell, staff)
    oversight.visit(commune, staff)
    return cell


def put(page, values: dict[str, str]):
    """Into boxes that need not be filled in, by their names."""
    for name, value in values.items():
        page.locator(f"main [name={name}]").fill(value)


def choose(page, values: dict[str, str]):
    for label, option in values.items():
        page.get_by_label(label, exact=True).select_option(label=option)


def meet_without_a_script(page):
    """The secretary writes a meeting with a conclusion, then that it was done."""
    page.goto("/lanh-dao/sinh-hoat/ghi/")
    fill(page, {"Ngày họp": "05/12/2009", "Tổng số đảng viên": "10", "Có mặt": "10", "Người chủ trì": "Lò Văn Ón"})
    fill(page, {"Nội dung chính": "Kiểm điểm năm 2009"})
    put(page, {"content-1": "Sửa nhà họp của bản", "owner-1": "Lò Văn Ón", "due-1": "15/12/2009"})
    press(page, "Ghi buổi sinh hoạt")
    page.get_by_text("Đã ghi buổi sinh hoạt.").wait_for()
    follow(page, re.compile("Ghi tình hình"))
    put(page, {"on": "14/12/2009", "words": "Đã lợp lại mái"})
    choose(page, {"Tình hình": "Đã xong"})
    press(page, "Ghi tình hình")
    page.get_by_text("Đã ghi tình hình kết luận.").wait_for()
    one = Conclusion.objects.get()
    assert (one.content, one.results.count()) == ("Sửa nhà họp của bản", 1)


def send_somebody(page):
    """To the weak cell, and back."""
    page.goto(f"/lanh-dao/cung-co/{PlanPerson.plan.field.related_model.objects.get().pk}/")
    follow(page, "Cử người")
    fill(page, {"Họ và tên": "Vàng Văn Dân", "Chức vụ, đơn vị": "Chuyên viên Ban Dân vận", "Từ ngày": "01/03/2009"})
    press(page, "Ghi")
    follow(page, re.compile("^Ghi thôi"))
    fill(page, {"Ngày cuối cùng": "30/11/2009"})
    press(page, "Ghi")
    page.get_by_text("30/11/2009").first.wait_for()
    assert PlanPerson.objects.get().last_day == D(2009, 11, 30)


def inspect(page):
    """A plan, an inspection, its conclusion, what it asks to be mended, that it is mended."""
    page.goto("/lanh-dao/kiem-tra/ke-hoach/ghi/")
    fill(page, {"Năm": "2009", "Số kế hoạch": "03-KH/UBKT", "Ngày kế hoạch": "10/01/2009"})
    fill(page, {"Đảng bộ, chi bộ ban hành kế hoạch": "SH"})
    choose(page, {"Kế hoạch của": "Ủy ban Kiểm tra"})
    press(page, "Ghi kế hoạch")
    page.locator("[name=organization]").fill("SH-NT")
    page.locator("[name=kind]").select_option(label="Kiểm tra việc chấp hành")
    page.locator("[name=quarter]").select_option("2")
    page.locator("[name=content]").fill("Chấp hành quy chế làm việc")
    press(page, "Ghi cuộc kiểm tra")
    page.get_by_text("Đã ghi vào kế hoạch.").wait_for()
    follow(page, re.compile(COMMUNE))
    fill(page, {"Số kết luận": "04-KL/UBKT", "Ngày kết luận": "01/06/2009", "Nội dung kết luận": "Còn thiếu sót"})
    choose(page, {"Vi phạm": "Có vi phạm"})
    press(page, "Ghi kết luận")
    put(page, {"content": "Bổ sung quy chế", "due_on": "01/09/2009"})
    press(page, "Ghi kiến nghị")
    follow(page, "Bổ sung quy chế")
    fill(page, {"Ngày": "20/08/2009", "Kết quả thực hiện": "Đã bổ sung, ban hành lại"})
    page.get_by_label("Đã thực hiện xong").check()
    press(page, "Ghi kết quả")
    page.get_by_text("Đã thực hiện").first.wait_for()
    assert Recommendation.objects.get().done_on == D(2009, 8, 20)


def discipline(page):
    """A decision, a complaint, a lighter form."""
    page.goto("/lanh-dao/ky-luat/ghi/")
    fill(page, {"Tổ chức bị kỷ luật": "SH-NT", "Số quyết định": "05-QĐ/UBKT", "Ngày quyết định": "01/03/2009"})
    fill(page, {"Cấp quyết định": "Ủy ban Kiểm tra", "Có hiệu lực từ ngày": "01/03/2009"})
    fill(page, {"Nội dung vi phạm": "Buông lỏng quản lý"})
    choose(page, {"Hình thức": "Cảnh cáo"})
    press(page, "Ghi kỷ luật")
    choose(page, {"Việc": "Khiếu nại"})
    put(page, {"on": "01/04/2009", "note": "Đề nghị xem lại"})
    press(page, "Ghi khiếu nại")
    choose(page, {"Việc": "Giải quyết khiếu nại"})
    for name, value in (("outcome", "reduced"), ("new_form", "reprimand")):
        page.locator(f"[name={name}]").select_option(value)
    put(page, {"on": "01/05/2009", "number": "09-QĐ/HU", "issuer": "Huyện ủy"})
    press(page, "Ghi khiếu nại")
    page.get_by_text("Giảm hình thức: khiển trách").first.wait_for()
    assert Discipline.objects.get().standing(D(2009, 12, 18)).form == "reprimand"


def spread_a_practice(page):
    """Written down by one cell, taken up by another."""
    page.goto("/lanh-dao/dien-hinh/ghi/")
    fill(page, {"Của tổ chức": "SH-NT-02", "Tên cách làm": "Mỗi đảng viên giúp ba hộ", "Ngày ghi nhận": "10/06/2009"})
    fill(page, {"Cách làm, kết quả": "Chi bộ phân công, họp nghe báo cáo hằng tháng"})
    press(page, "Ghi điển hình")
    follow(page, "Ghi đơn vị áp dụng")
    fill(page, {"Đơn vị áp dụng": "SH-NT-01", "Áp dụng từ ngày": "01/09/2009"})
    put(page, {"note": "Ba hộ thoát nghèo"})
    press(page, "Ghi đơn vị áp dụng")
    page.get_by_text("Đã áp dụng tại").wait_for()
    assert TakenUp.objects.get().practice == Practice.objects.get()


def praise_a_candidate(page):
    """Who fits the rule, chosen, looked at, written."""
    page.goto("/lanh-dao/khen-thuong/goi-y/?nam=2008")
    page.get_by_role("checkbox").first.check()
    fill(page, {"Cơ quan khen": "Huyện ủy Sìn Hồ", "Số quyết định": "15-QĐ/HU", "Ngày quyết định": "03/02/2009"})
    press(page, "Xem trước")
    press(page, "Ghi khen thưởng")
    page.get_by_text("Đã ghi khen thưởng cho 1.").wait_for()
    assert Commendation.objects.get().decision_number == "15-QĐ/HU"


def strike_a_visit(page):
    """Written by mistake: struck with a reason, found in the list of what was struck."""
    page.goto("/lanh-dao/xuong-co-so/")
    follow(page, re.compile("^Gạch bỏ"))
    fill(page, {"Lý do gạch bỏ": "Ghi nhầm xã"})
    press(page, "Gạch bỏ")
    page.get_by_text("Chưa ghi lần xuống cơ sở nào.").wait_for()
    page.goto("/lanh-dao/gach-bo/")
    page.get_by_text("Ghi nhầm xã").wait_for()
    assert not Visit.objects.standing().exists()


def test_whole_jobs_are_finished_by_clicks(begun, open_page, sign_in):
    meet_without_a_script(sign_in(open_page(java_script_enabled=False), "bithu.namlo"))
    staff = sign_in(open_page(), "bantochuc")
    send_somebody(staff)
    spread_a_practice(staff)
    praise_a_candidate(staff)
    strike_a_visit(staff)
    inspector = sign_in(open_page(), "kiemtra")
    inspect(inspector)
    discipline(inspector)
    assert Inspection.objects.get().plan == InspectionPlan.objects.get()
