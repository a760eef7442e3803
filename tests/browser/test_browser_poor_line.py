"""What secretaries in the mountains meet: the line drops, the log-in ends, somebody else was first, no script (A11)."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.db.models import Sum

from cells.assessments.models import Score, Sheet
from sinho.audit.models import AuditEntry
from sinho.text.numbers import format_number
from tests.factories import people

pytestmark = pytest.mark.usefixtures("own_demo")
SERIOUS = {"serious", "critical"}


@pytest.fixture
def sheet():
    """The sheet of Nậm Tăm, sent back to be mended."""
    return Sheet.objects.get(campaign__year=2009, organization__states__name="Đảng bộ xã Nậm Tăm")


@pytest.fixture
def part(page, sign_in, sheet):
    """Its second part, open on the secretary's screen."""
    return sign_in(page, "bithu.namtam", f"/danh-gia/phieu/{sheet.pk}/phan/2/")


def points(sheet) -> str:
    return str(Score.objects.get(sheet=sheet, body="self", criterion="2.1").points)


def saves() -> int:
    return AuditEntry.objects.filter(did="assessment.saved").count()


def field(page):
    return page.get_by_label("Điểm tự chấm tiêu chí 2.1")


def type_points(page, typed):
    field(page).fill(typed)
    field(page).blur()


def saved(page):
    page.locator("[data-saved]").get_by_text(re.compile("Đã lưu lúc")).wait_for()


def test_a_field_saves_itself_and_sums_follow(part, sheet):
    type_points(part, "12")
    saved(part)
    assert points(sheet) == "12.00"
    of_part = Score.objects.filter(sheet=sheet, body="self", criterion__startswith="2.").aggregate(sum=Sum("points"))
    assert part.locator('[data-total="score:2"]').first.inner_text() == format_number(of_part["sum"])


def test_a_row_goes_in_one_request_when_one_leaves_it(part, sheet):
    row = part.locator('tr[data-row="score:2.1"]')
    kept = row.get_by_label("tiêu chí 2.1").all()
    sent = []
    part.on("request", lambda request: sent.append(request.post_data) if request.method == "POST" else None)
    kept[0].fill("12")
    kept[1].fill("Báo cáo số 38-BC/UBND")
    assert sent == []
    part.get_by_label("Điểm tự chấm tiêu chí 2.2").focus()
    saved(part)
    assert [one.count("field=") for one in sent] == [2]
    assert Score.objects.get(sheet=sheet, body="self", criterion="2.1").evidence == "Báo cáo số 38-BC/UBND"


def test_a_wrong_value_is_named_below_the_field_and_not_saved(part, sheet):
    before = points(sheet)
    type_points(part, "16")
    part.get_by_text("Điểm tiêu chí 2.1 từ 0 đến 15.").wait_for()
    assert field(part).input_value() == "16"
    assert points(sheet) == before


def test_after_a_wrong_value_taken_back_the_page_goes_on_saving(part, sheet):
    before = field(part).input_value()
    type_points(part, "16")
    part.get_by_text("Điểm tiêu chí 2.1 từ 0 đến 15.").wait_for()
    type_points(part, before)
    part.get_by_label("Điểm tự chấm tiêu chí 2.2").fill("7")
    part.get_by_label("Điểm tự chấm tiêu chí 2.2").blur()
    saved(part)
    assert str(Score.objects.get(sheet=sheet, body="self", criterion="2.2").points) == "7.00"


def test_a_task_that_missed_its_plan_asks_why_at_once(part, sheet):
    task = sheet.tasks.filter(group="political_tasks", direction="up", why_missed="").first()
    part.get_by_label(f"{task.content}: đạt được").fill("0")
    part.get_by_label(f"{task.content}: đạt được").blur()
    part.locator(f'[data-html="task:{task.pk}:outcome"]').get_by_text("Chưa đạt").wait_for()
    assert part.get_by_label(f"Vì sao chưa đạt: {task.content}").is_visible()


def test_when_the_line_drops_nothing_is_lost_and_nothing_done_twice(part, sheet):
    before = saves()
    part.context.set_offline(True)
    type_points(part, "12,5")
    part.get_by_text(re.compile("Mất kết nối. 1 ô chưa lưu")).wait_for()
    assert field(part).input_value() == "12,5"
    part.context.set_offline(False)
    saved(part)
    assert points(sheet) == "12.50"
    assert saves() == before + 1


def test_what_was_typed_without_a_line_survives_the_closed_page(part, sheet):
    part.context.set_offline(True)
    type_points(part, "12,5")
    part.get_by_text(re.compile("Mất kết nối")).wait_for()
    part.wait_for_function("Object.keys(localStorage).some(key => key.startsWith('giu:'))")
    context = part.context
    part.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"/danh-gia/phieu/{sheet.pk}/phan/2/")
    assert field(again).input_value() == "12,5"
    for _ in range(100):
        if points(sheet) == "12.50":
            break
        again.wait_for_timeout(100)
    assert points(sheet) == "12.50"


def test_an_expired_log_in_keeps_what_was_typed(part, sheet, sign_in):
    Session.objects.all().delete()
    type_points(part, "12,5")
    part.get_by_text(re.compile("Phiên làm việc đã hết. 1 ô chưa lưu")).wait_for()
    with part.context.expect_page() as opened:
        part.get_by_role("link", name="Đăng nhập lại ở trang mới").click()
    other = opened.value
    other.get_by_label("Tên đăng nhập").fill("bithu.namtam")
    other.get_by_label("Mật khẩu").fill(people.PASSWORD)
    other.get_by_role("button", name="Đăng nhập").click()
    other.locator("header.top").wait_for()
    other.close()
    part.evaluate("dispatchEvent(new Event('focus'))")
    saved(part)
    assert points(sheet) == "12.50"


def test_in_the_same_field_the_second_sees_both_values_and_chooses(part, sheet, open_page, sign_in):
    people.user("pho.namtam", "commune_secretary", sheet.organization, full_name="Lò Thị Phó")
    other = sign_in(open_page(), "pho.namtam", f"/danh-gia/phieu/{sheet.pk}/phan/2/")
    type_points(part, "11")
    saved(part)
    type_points(other, "10")
    note = other.get_by_role("alert").filter(has_text="Lò Văn Inh đã sửa ô này trước")
    note.wait_for()
    assert "11" in note.inner_text()
    assert points(sheet) == "11.00"
    other.get_by_role("button", name="Giữ của tôi").click()
    saved(other)
    assert points(sheet) == "10.00"


def test_a_save_after_handing_in_says_why_and_keeps_the_value(part, sheet):
    Sheet.objects.filter(pk=sheet.pk).update(state="submitted")
    type_points(part, "12,5")
    part.get_by_text(re.compile("Bản tự đánh giá đã nộp")).wait_for()
    assert field(part).input_value() == "12,5"


def test_everything_works_without_a_script(open_page, sheet):
    page = open_page(java_script_enabled=False)
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("bithu.namtam")
    page.get_by_label("Mật khẩu").fill(people.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.goto(f"/danh-gia/phieu/{sheet.pk}/phan/2/")
    field(page).fill("16")
    page.get_by_label("Điểm tự chấm tiêu chí 2.2").fill("8")
    page.get_by_role("button", name="Lưu và sang phần 3").click()
    page.get_by_text("Điểm tiêu chí 2.1 từ 0 đến 15.").first.wait_for()
    field(page).fill("12")
    page.get_by_role("button", name="Lưu và sang phần 3").click()
    page.get_by_role("heading", name="Phần 3.").wait_for()
    assert points(sheet) == "12.00"
    assert str(Score.objects.get(sheet=sheet, body="self", criterion="2.2").points) == "8.00"


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_pages_of_the_year_have_no_serious_fault_for_those_who_see_badly(open_page, sign_in, sheet, size):
    page = open_page(viewport={"width": size[0], "height": size[1]})
    sign_in(page, "bithu.namtam")
    pages = [f"/danh-gia/phieu/{sheet.pk}/phan/{key}/" for key in ("chung", "2", "ket-qua", "xep-loai", "nop")]
    found = faults(
        page, [*pages, f"/danh-gia/phieu/{sheet.pk}/dang-ky/", "/danh-gia/2009/", "/danh-gia/2009/ghi-chi-bo/"]
    )
    staff = open_page(viewport={"width": size[0], "height": size[1]})
    sign_in(staff, "bantochuc")
    waiting = Sheet.objects.filter(campaign__year=2009, state="in_appraisal").first()
    found |= faults(
        staff,
        [
            f"/danh-gia/phieu/{waiting.pk}/tham-dinh/",
            "/danh-gia/2009/",
            "/danh-gia/mo/",
            "/danh-gia/2009/cai-dat/",
            "/danh-gia/",
        ],
    )
    assert found == {}


def faults(page, addresses) -> dict:
    """Address → serious faults that axe finds, and whether the page is wider than the screen."""
    found = {}
    for address in addresses:
        page.goto(address)
        results = Axe().run(page).response["violations"]
        serious = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in results if one["impact"] in SERIOUS]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            serious.append("wider than the screen")
        if serious:
            found[address] = serious
    return found
