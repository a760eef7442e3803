"""Pages and files of reports: who may, what a wrong address gives, what a file leaves behind."""

import io
import json

import docx
import pypdf
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cells.assessments.report import CODE
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.documents.formats import WORD_TYPE
from tests.factories import assessments as year
from tests.factories import organizations as make
from tests.factories import people

NAMES = ("report", "rows", "pdf", "pdfa", "docx", "xlsx", "json")
ADDRESSES = {name: reverse(f"reports:{name}", args=[CODE]) for name in NAMES}
FAR = "999999999999999999999"


@pytest.fixture
def graded(district, nam_tam, nam_tam_cells, ta_phin):
    campaign = year.campaign(district, 2009)
    for cell in nam_tam_cells:
        year.decided(campaign, cell, "good")
    return campaign


@pytest.fixture
def browser(log_in, staff, graded):
    return log_in(staff)


def test_the_list_of_reports_leads_to_each(browser):
    page = browser.get(reverse("reports:list")).content.decode()
    assert "Chất lượng tổ chức cơ sở đảng" in page and ADDRESSES["report"] in page


def test_files_are_what_they_say(browser):
    pdf, xlsx, data, kept, word = (browser.get(ADDRESSES[name]) for name in ("pdf", "xlsx", "json", "pdfa", "docx"))
    assert pdf["Content-Type"] == "application/pdf" and pypdf.PdfReader(io.BytesIO(pdf.content)).pages
    assert load_workbook(io.BytesIO(xlsx.content)).sheetnames[0] == "Tổng hợp"
    assert json.loads(data.content)["report"] == CODE
    assert [answer["Content-Disposition"] for answer in (pdf, xlsx, data, kept, word)] == [
        f'attachment; filename="chat-luong-to-chuc-co-so-dang-2009-den-18-12-2009-dang-bo-huyen-sin-ho.{ending}"'
        for ending in ("pdf", "xlsx", "json", "luu-tru.pdf", "docx")
    ]
    assert set(pypdf.PdfReader(io.BytesIO(kept.content)).attachments) == {"so-lieu.json", "so-lieu.xlsx"}
    assert word["Content-Type"] == WORD_TYPE
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in docx.Document(io.BytesIO(word.content)).tables[0].cell(0, 1).text
    said = AuditEntry.objects.filter(did="report.exported").order_by("pk").values_list("said", flat=True)
    assert [one.rpartition(", ")[2] for one in said] == [
        "bản in PDF",
        "tệp Excel",
        "tệp JSON",
        "bản PDF lưu trữ",
        "tệp Word",
    ]


def test_what_was_asked_stands_in_the_form_and_in_the_links(browser, nam_tam):
    response = browser.get(ADDRESSES["report"], {"nam": "2009", "don_vi": nam_tam.pk, "ngay": "31/12/2009"})
    page = response.content.decode()
    assert f'<option value="{nam_tam.pk}" selected>Đảng bộ xã Nậm Tăm</option>' in page
    assert '<option value="2009" selected>2009</option>' in page
    assert 'value="31/12/2009"' in page
    assert f"nam=2009&amp;ngay=31%2F12%2F2009&amp;don_vi={nam_tam.pk}" in page


def test_one_chooses_among_the_organisations_that_one_reaches(log_in, graded, secretary, district):
    page = log_in(secretary).get(ADDRESSES["report"]).content.decode()
    assert "Đảng bộ xã Tả Phìn" not in page and "<select" in page
    assert f'type="hidden" name="don_vi" value="{secretary.grants.get().organization_id}"' in page


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"nam": "abc"}, "Năm phải là số"),
        ({"nam": "99999"}, "Năm phải là số"),
        ({"nam": "-1"}, "Năm phải là số"),
        ({"nam": "9" * 5000}, "Năm phải là số"),
        ({"ngay": "32/13/2009"}, "Không có ngày 32/13/2009"),
        ({"ngay": "hôm nay"}, "không phải là ngày"),
        ({"ngay": "01/01/1500"}, "Năm 1500 không hợp lệ"),
        ({"ngay": "1" * 500}, "không phải là ngày"),
        ({"don_vi": "x"}, "Phạm vi không đúng"),
        ({"nam": ["2008", "2009"]}, "Năm</a>: Địa chỉ ghi hai giá trị khác nhau"),
        ({"don_vi": ["1", "2"]}, "Phạm vi</a>: Địa chỉ ghi hai giá trị khác nhau"),
    ],
)
def test_a_wrong_address_brings_the_form_with_a_sentence(browser, name, asked, sentence):
    response = browser.get(ADDRESSES[name], {**asked, "so": "cells.total"})
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page and "Chưa làm được báo cáo" in page
    assert not AuditEntry.objects.filter(did="report.exported").exists()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("asked", [{"don_vi": FAR}, {"don_vi": "-5"}, {"don_vi": "0999"}])
def test_an_organisation_out_of_reach_does_not_exist(browser, name, asked):
    assert browser.get(ADDRESSES[name], {**asked, "so": "cells.total"}).status_code == 404


@pytest.mark.parametrize("key", ["unknown", "", "cells", "cells.level.", "cells.total\x00", "9" * 3000])
def test_an_unknown_figure_does_not_exist(browser, key):
    assert browser.get(ADDRESSES["rows"], {"so": key}).status_code == 404


@pytest.mark.parametrize("page", ["abc", "-1", "99999999999999999999"])
def test_a_wrong_page_of_a_list_gives_the_nearest(browser, page):
    assert browser.get(ADDRESSES["rows"], {"so": "cells.total", "trang": page}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"ngay_ky": "30/02/2010"}, "Không có ngày 30/02/2010"),
        ({"so": "214-BC/HU"}, "Chỉ ghi số, ví dụ 214"),
        ({"so": "<b>"}, "Chỉ ghi số, ví dụ 214"),
        ({"ho_ten": "a" * 200}, "80"),
        ({"chuc_vu": "a\x00b"}, "ký tự không đọc được"),
        ({"co_quan": "ban-la"}, "Cơ quan ban hành</a>: Không có trong danh sách"),
        ({"ky": "chu-tich"}, "Chức vụ ký</a>: Không có trong danh sách"),
        ({"ky": "x" * 3000}, "Chức vụ ký</a>: Không có trong danh sách"),
        ({"ky": "ban-to-chuc.pho"}, "Danh nghĩa ký đã chọn không thuộc Huyện ủy Sìn Hồ"),
        (
            {"co_quan": "ban-to-chuc", "ky": "thuong-vu.pho"},
            "Danh nghĩa ký đã chọn không thuộc Ban Tổ chức Huyện ủy Sìn Hồ",
        ),
    ],
)
@pytest.mark.parametrize("name", ["pdf", "pdfa", "docx"])
def test_a_wrong_number_or_date_of_the_paper_brings_the_small_form_back(browser, name, asked, sentence):
    response = browser.get(ADDRESSES[name], asked)
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page and "Chưa in được" in page and "Tải PDF" in page
    assert not AuditEntry.objects.filter(did="report.exported").exists()


def test_the_small_form_keeps_the_question(browser, nam_tam):
    page = browser.get(ADDRESSES["pdf"], {"nam": "2009", "don_vi": nam_tam.pk, "ngay_ky": "x"}).content.decode()
    assert f'name="don_vi" value="{nam_tam.pk}"' in page and 'name="nam" value="2009"' in page


def test_number_date_and_signature_stand_on_the_paper(browser):
    asked = {"so": "214", "ngay_ky": "18/01/2010", "chuc_vu": "Phó Bí thư", "ho_ten": "Vàng A Sếnh"}
    pages = pypdf.PdfReader(io.BytesIO(browser.get(ADDRESSES["pdf"], asked).content)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert "Số 214-BC/HU" in text and "ngày 18 tháng 01 năm 2010" in text and "PHÓ BÍ THƯ Vàng A Sếnh" in text


def test_a_board_may_issue_the_paper_and_its_deputy_sign_it(browser):
    asked = {"so": "7", "co_quan": "ban-to-chuc", "ky": "ban-to-chuc.pho", "ho_ten": "Lò Thị An"}
    pages = pypdf.PdfReader(io.BytesIO(browser.get(ADDRESSES["pdf"], asked).content)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert "HUYỆN ỦY SÌN HỒ BAN TỔ CHỨC * Số 7-BC/BTCHU" in text
    assert "K/T TRƯỞNG BAN PHÓ TRƯỞNG BAN Lò Thị An" in text and "Lưu Ban Tổ chức." in text
    assert "Ban Tổ chức Huyện ủy Sìn Hồ báo cáo Ban Thường vụ Huyện ủy Sìn Hồ kết quả trên" in text
    word = docx.Document(io.BytesIO(browser.get(ADDRESSES["docx"], asked).content))
    assert "BAN TỔ CHỨC" in word.tables[0].cell(0, 0).text


def test_who_may_issue_follows_the_organisation(browser, nam_tam):
    page = browser.get(ADDRESSES["report"]).content.decode()
    assert '<option value="kiem-tra">Ủy ban Kiểm tra Huyện ủy Sìn Hồ</option>' in page
    assert '<option value="thuong-vu.pho">T/M BAN THƯỜNG VỤ, Phó Bí thư</option>' in page
    below = browser.get(ADDRESSES["report"], {"don_vi": nam_tam.pk}).content.decode()
    assert 'name="co_quan"' not in below and "T/M ĐẢNG ỦY, Phó Bí thư" in below


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_year_that_has_nothing_gives_no_file(browser, name):
    response = browser.get(ADDRESSES[name], {"nam": "2007", **({"so": "cells.total"} if name == "rows" else {})})
    assert response.status_code == 409
    assert "Chưa có đợt đánh giá năm 2007." in response.content.decode()
    assert not AuditEntry.objects.filter(did="report.exported").exists()


def test_what_cannot_be_reported_keeps_the_form_on_the_page(browser):
    response = browser.get(ADDRESSES["report"], {"nam": "2009", "ngay": "01/06/2008"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "chưa sang năm 2009" in page and 'name="ngay"' in page


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_report_does_not_exist(browser, name):
    assert browser.get(reverse(f"reports:{name}", args=["khong-co"])).status_code == 404


def test_inside_one_s_tree_but_not_allowed_is_403(log_in, graded, nam_tam, ta_phin):
    person = people.user("hai.vai", Role.COMMUNE_SECRETARY, nam_tam)
    people.grant(person, Role.MEMBER_IN_CHARGE, ta_phin)
    browser = log_in(person)
    assert browser.get(ADDRESSES["report"]).status_code == 200
    for name in NAMES:
        assert browser.get(ADDRESSES[name], {"don_vi": ta_phin.pk, "so": "cells.total"}).status_code == 403


@pytest.mark.parametrize("role", [Role.MEMBER_IN_CHARGE, Role.CELL_SECRETARY, Role.SYSTEM_ADMINISTRATOR])
def test_who_may_not_take_figures_out_sees_no_report(log_in, graded, district, role):
    browser = log_in(people.user("khong", role, district))
    for address in (reverse("reports:list"), *ADDRESSES.values()):
        assert browser.get(address).status_code == 403


def test_reports_are_only_read(browser):
    for address in (reverse("reports:list"), *ADDRESSES.values()):
        assert browser.post(address).status_code == 405


def test_without_log_in_there_is_only_the_log_in(client, graded):
    assert client.get(ADDRESSES["pdf"]).status_code == 302


def test_a_period_is_asked_with_two_days(browser):
    address = reverse("reports:report", args=["organizations-founded"])
    page = browser.get(address, {"tu": "01/01/2008", "den": "31/12/2009"}).content.decode()
    assert 'name="tu"' in page and 'name="den"' in page and 'name="nam"' not in page
    wrong = browser.get(address, {"tu": "01/01/2009", "den": "31/12/2008"})
    assert wrong.status_code == 422
    assert "Ngày cuối của kỳ báo cáo phải từ ngày đầu trở đi." in wrong.content.decode()


def test_a_kind_of_organisation_beyond_the_choices_is_still_shown(browser, nam_tam_cells):
    page = browser.get(ADDRESSES["report"], {"don_vi": nam_tam_cells[0].pk}).content.decode()
    assert f'<option value="{nam_tam_cells[0].pk}" selected>Đơn vị đang xem</option>' in page


def test_choices_are_those_of_the_counted_day(browser, district):
    make.commune_committee("Mới Lập", parent=district, since=make.dt.date(2009, 12, 31))
    page = browser.get(ADDRESSES["report"]).content.decode()
    assert "Đảng bộ xã Mới Lập" not in page
    assert "Đảng bộ xã Mới Lập" in browser.get(ADDRESSES["report"], {"ngay": "31/12/2009"}).content.decode()


def test_what_was_not_compared_with_a_text_is_said_where_the_paper_is_asked_for(browser, nam_tam):
    layouts = "chưa đối chiếu: Hướng dẫn số 11-HD/VPTW ngày 28/5/2004."
    page = browser.get(ADDRESSES["report"]).content.decode()
    assert "Ký hiệu, danh nghĩa ký của các ban: chưa đối chiếu văn bản." in page and layouts in page
    commune = browser.get(ADDRESSES["report"], {"don_vi": nam_tam.pk}).content.decode()
    assert "danh nghĩa ký của các ban" not in commune and layouts in commune
