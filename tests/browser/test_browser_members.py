"""From an ugly list to an official member in a real browser (A4): the list is mended from its comments, one person goes
the whole way from outstanding to official member, and stands in the report and in the statistical form of the year."""

import datetime as dt
import io
import re

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from members.admissions.models import Case, CaseStep
from members.roll.models import Member, Membership
from sinho.web.models import Installation
from tests.factories import organizations as make
from tests.factories import people
from tests.factories.lists import ugly

NAME = "Vàng Thị Dế"
# Every step with its day, and what its form asks besides.
STEPS = (
    ("awareness_class", "10/09/2007", {"number": "15-GCN"}),
    ("permission", "20/09/2007", {}),
    ("application", "01/10/2007", {}),
    ("record", "01/10/2007", {}),
    ("verification", "20/10/2007", {}),
    ("referrals", "25/10/2007", {"people": "Lò Văn Ánh, Giàng A Tủa"}),
    ("opinions", "01/11/2007", {}),
    ("cell_vote", "05/11/2007", {"agreed": "2"}),
    ("committee_vote", "20/11/2007", {"counted": "9", "agreed": "8"}),
    ("decision", "10/01/2008", {"number": "21-QĐ/HU"}),
    ("ceremony", "03/02/2008", {"people": "Lò Văn Ánh"}),
    ("new_member_class", "15/08/2008", {"number": "77-GCN"}),
    ("self_review", "05/02/2009", {}),
    ("mentor_remarks", "05/02/2009", {}),
    ("final_opinions", "06/02/2009", {}),
    ("cell_recognition", "10/02/2009", {"agreed": "2"}),
    ("committee_recognition", "20/02/2009", {"counted": "9", "agreed": "9"}),
    ("recognition", "05/03/2009", {"number": "48-QĐ/HU"}),
)


@pytest.fixture
def begun(transactional_db):
    """A district with one commune of two cells, and its staff."""
    Installation.objects.create(demo_day=dt.date(2009, 12, 18))
    district = make.district()
    commune = make.commune_committee("Nậm Tăm", parent=district, code="SH-NT")
    for number in (1, 2):
        make.cell(f"bản Nậm Tăm {number}", parent=commune, code=f"SH-NT-{number:02d}")
    people.user("bantochuc", "district_staff", district, full_name="Tao Thị Mỷ")
    return district


def send(page, content: bytes):
    page.get_by_role("link", name="Nhập dữ liệu").first.click()
    page.get_by_label("Mẫu").first.select_option(label="Đảng viên")
    file = {"name": "dang-vien.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Thử tệp này").click()
    page.get_by_role("heading", name=re.compile("Nhập thử: Đảng viên")).wait_for()


def mended(page) -> bytes:
    """The file as it came back, mended at the cells that have a comment."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp có ghi chú").click()
    workbook = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = workbook.worksheets[0]
    told = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    day = next(place for place, text in told.items() if "Không có ngày 31/02/1980" in text)
    twin = next(place for place, text in told.items() if "đã ghi Lò Văn Ánh" in text)
    sheet[day] = "28/02/1980"
    sheet.delete_rows(sheet[twin].row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def bring_in_the_list(page):
    send(page, ugly())
    page.get_by_text("Giàng A Tủa").first.wait_for()  # what was read from the old font
    page.get_by_label("Cbộ N.Tăm hai").select_option("SH-NT-02")
    page.get_by_role("button", name="Ghi nhận và thử lại").click()
    page.get_by_text("Đã ghi nhận câu trả lời").wait_for()
    send(page, mended(page))
    page.get_by_label("Tôi đã xem những chỗ nêu trên").check()
    page.get_by_role("button", name="Nhập 4 dòng").click()
    page.get_by_text("Đã nhập 4 dòng").wait_for()
    assert Membership.objects.count() == 4


def open_the_case(page) -> Case:
    page.get_by_role("link", name="Kết nạp").first.click()
    page.get_by_role("link", name=re.compile("Thêm quần chúng|Mở hồ sơ|Lập hồ sơ")).first.click()
    page.get_by_label("Họ và tên").fill(NAME)
    page.get_by_label("Giới tính").select_option(label="Nữ")
    page.get_by_label("Ngày sinh").fill("08/03/1985")
    page.get_by_label("Dân tộc", exact=True).select_option(label="Mông")
    page.get_by_label("Học vấn", exact=True).select_option(label="Trung học cơ sở")
    page.get_by_label("Nghề nghiệp").select_option(label="Nông, lâm, ngư nghiệp")
    page.get_by_label("Chi bộ", exact=True).fill("SH-NT-01")
    page.get_by_label("Chi bộ chọn ngày").fill("01/06/2007")
    page.get_by_label(re.compile("được phân công giúp đỡ")).fill("Lò Văn Ánh")
    page.locator("main form button.btn-primary").click()
    page.get_by_role("heading", name=f"Hồ sơ kết nạp: {NAME}").wait_for()
    return Case.objects.get()


def take(page, code: str, day: str, facts: dict):
    """Write down one step in its panel."""
    panel = page.locator(f"details#{code}")
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    panel.locator("[name$=on]").first.fill(day)
    for name, value in facts.items():
        panel.locator(f"[name$={name}]").fill(value)
    with page.expect_navigation():
        panel.get_by_role("button", name="Ghi bước này").click()
    assert CaseStep.objects.filter(step=code).exists(), page.locator("main").inner_text()


def test_from_an_ugly_list_to_an_official_member_in_the_report(begun, open_page, sign_in):
    page = sign_in(open_page(), "bantochuc")
    bring_in_the_list(page)
    case = open_the_case(page)
    for code, day, facts in STEPS:
        take(page, code, day, facts)
    member = Member.objects.get(full_name=NAME)
    assert [(one.kind, one.valid.lower) for one in member.standings.order_by("valid")] == [
        ("probationary", dt.date(2008, 2, 3)),
        ("official", dt.date(2009, 2, 3)),
    ]
    case.refresh_from_db()
    assert case.member == member
    stands_in_the_report(page)


def stands_in_the_report(page):
    """The one admission of 2008, in the report on admission and in form 2: its list, the page, the PDF."""
    period = "tu=01/01/2008&den=31/12/2008"
    for code in ("admission", "form-2"):
        page.goto(f"/bao-cao/{code}/?{period}")
        page.get_by_role("link", name="1", exact=True).first.click()
        page.get_by_role("link", name=NAME).wait_for()
    texts = [printed(page, code, period) for code in ("admission", "form-2")]
    assert NAME in texts[0]
    assert re.search(r"Đảng viên mới kết nạp trong kỳ\s+1\b", texts[1]), texts[1][:900]


def printed(page, code: str, period: str) -> str:
    """The text of the PDF."""
    pdf = page.request.get(f"/bao-cao/{code}/pdf/?{period}").body()
    return " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages).split())
