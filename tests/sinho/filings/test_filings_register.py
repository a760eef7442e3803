"""The register on the screen, as a workbook and as a PDF; numbers taken, begun and struck in a browser."""

import datetime as dt
import io

import openpyxl
import pypdf
import pytest
from django.urls import reverse

from cells.organizations.models import Term
from sinho.audit.models import AuditEntry
from sinho.filings.models import IssuedPaper, NumberStart
from tests.factories import filings as make

D = dt.date
REGISTER, NUMBER, BEGIN = (reverse(f"filings:{name}") for name in ("register", "number", "begin"))
FILES = [reverse("filings:register_xlsx"), reverse("filings:register_pdf")]


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def told(district, **more) -> dict:
    return {"body": f"{district.pk}:HU", "type": "KH", "day": "18/12/2009", "subject": "Kế hoạch thử", **more}


@pytest.fixture
def numbers(district, nam_tam, staff, secretary):
    Term.objects.create(organization=district, starts_on=D(2005, 10, 3), planned_until=D(2010, 10, 3))
    return [
        make.number(district, staff, type="NQ", day=D(2008, 3, 1), subject="Nghị quyết về bản trắng"),
        make.number(district, staff, day=D(2009, 3, 1)),
        make.number(nam_tam, secretary, body="ĐU", day=D(2009, 12, 1), subject="Kết quả của xã"),
    ]


def shown(browser, **asked) -> list[str]:
    return [one.number_and_symbol for one in browser.get(REGISTER, asked).context["page"]]


def test_the_register_is_filtered_by_body_type_term_and_year(log_in, staff, district, numbers):
    browser = log_in(staff)
    assert shown(browser) == ["1-BC/ĐU", "1-BC/HU", "1-NQ/HU"]
    assert shown(browser, **{"co-quan": f"{district.pk}:HU"}) == ["1-BC/HU", "1-NQ/HU"]
    assert shown(browser, loai="BC") == ["1-BC/ĐU", "1-BC/HU"] and shown(browser, nam="2008") == ["1-NQ/HU"]
    assert shown(browser, **{"nhiem-ky": "2005"}) == ["1-BC/HU", "1-NQ/HU"]
    assert shown(browser, **{"nhiem-ky": "chua-ghi"}) == ["1-BC/ĐU"]
    odd = {"co-quan": "x:\x00", "loai": "XX", "nhiem-ky": "²²²²", "nam": "99999"}
    assert shown(browser, **odd) == [] and shown(browser, loai="XX", nam="x") == shown(browser)


def test_everybody_sees_the_numbers_of_his_reach(log_in, secretary, stranger, inspector, administrator, numbers):
    assert shown(log_in(secretary)) == ["1-BC/ĐU"] and shown(log_in(stranger)) == []
    assert len(shown(log_in(inspector))) == 3 and "Lấy số văn bản" not in text(log_in(inspector).get(REGISTER))
    for address in (REGISTER, *FILES, NUMBER, BEGIN):
        assert log_in(administrator).get(address).status_code == 403
    assert log_in(inspector).get(NUMBER).status_code == 403


def test_the_register_as_a_workbook_and_as_a_pdf(log_in, staff, numbers):
    browser = log_in(staff)
    xlsx, pdf = (browser.get(address, {"loai": "NQ"}) for address in FILES)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.content)).active
    row = [cell.value for cell in sheet[4]]
    assert row[:2] == ["1-NQ/HU", 1] and row[2].date() == D(2008, 3, 1) and row[4] == "Nghị quyết về bản trắng"
    said = " ".join(pypdf.PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text().split())
    assert "SỔ VĂN BẢN ĐI" in said and "1-NQ/HU" in said and "1-BC/HU" not in said
    assert AuditEntry.objects.filter(did="register.exported").count() == 2


def test_a_number_is_taken_for_a_paper_that_is_written_elsewhere(log_in, leader, district):
    browser = log_in(leader)
    answer = browser.post(NUMBER, told(district), follow=True)
    assert "Đã cấp số 1-KH/HU." in text(answer) and "Kế hoạch thử" in text(answer)
    assert "Kế hoạch" in text(browser.get(NUMBER))


@pytest.mark.parametrize(
    ("wrong", "status", "sentence"),
    [
        ({"body": ""}, 422, "Cơ quan ban hành"),
        ({"body": "1:HU:"}, 422, "chọn lại trong danh sách"),
        ({"type": "XX"}, 422, "chọn lại trong danh sách"),
        ({"type": ""}, 422, "Loại văn bản"),
        ({"day": "32/01/2009"}, 422, "Không có ngày 32/01/2009"),
        ({"day": ""}, 422, "Ngày ký"),
        ({"day": "19/12/2009"}, 409, "chưa đến"),
        ({"day": "01/01/2009"}, 409, "số liền trước"),
        ({"subject": " "}, 422, "Trích yếu"),
        ({"subject": "a" * 301}, 422, "300"),
        ({"subject": "a\x00"}, 422, "ký tự không đọc được"),
    ],
)
def test_a_number_asked_for_wrongly_gets_a_sentence(log_in, staff, district, wrong, status, sentence):
    make.number(district, staff, type="KH", day=D(2009, 2, 1))
    answer = log_in(staff).post(NUMBER, told(district, **wrong))
    assert answer.status_code == status and sentence in text(answer)
    assert IssuedPaper.objects.count() == 1


def test_a_body_of_another_commune_cannot_be_chosen(log_in, secretary, nam_tam, ta_phin):
    sent = told(nam_tam, body=f"{ta_phin.pk}:ĐU")
    assert log_in(secretary).post(NUMBER, sent).status_code == 422 and not IssuedPaper.objects.exists()


@pytest.mark.parametrize(
    ("last", "sentence"), [("", "Đã cấp đến số"), ("-1", "từ 0"), ("x", "từ 0"), ("9" * 9, "từ 0")]
)
def test_the_numbers_on_paper_told_wrongly(log_in, staff, district, last, sentence):
    answer = log_in(staff).post(BEGIN, told(district, last_number=last))
    assert answer.status_code == 422 and sentence in text(answer) and not NumberStart.objects.exists()


def test_numbers_on_paper_are_told_before_the_first_one(log_in, staff, district):
    browser = log_in(staff)
    answer = browser.post(BEGIN, told(district, last_number="41"), follow=True)
    assert "Số tiếp theo là 42-KH/HU." in text(answer)
    browser.post(NUMBER, told(district))
    late = browser.post(BEGIN, told(district, last_number="50"))
    assert late.status_code == 409 and "đã cấp đến số 42-KH/HU trên hệ thống" in text(late)


def test_a_number_is_struck_with_its_reason_and_stays(log_in, staff, secretary, stranger, inspector, numbers):
    one, browser = numbers[1], log_in(staff)
    address = reverse("filings:strike", args=[one.pk])
    assert browser.post(address, {"reason": "x"}).status_code == 422
    answer = browser.post(address, {"reason": "Cấp nhầm loại"}, follow=True)
    assert "Đã bỏ số 1-BC/HU" in text(answer) and "Cấp nhầm loại" in text(browser.get(REGISTER))
    assert browser.post(address, {"reason": "Lần nữa nhé"}).status_code == 409
    assert [log_in(person).get(address).status_code for person in (secretary, stranger)] == [404, 404]
    own = reverse("filings:strike", args=[numbers[2].pk])
    assert [log_in(one).get(own).status_code for one in (secretary, staff, inspector, stranger)] == [200, 403, 403, 404]


def test_a_report_whose_number_was_struck_says_so(log_in, staff, district):
    one = make.report(district, staff)
    browser = log_in(staff)
    browser.post(reverse("filings:strike", args=[one.paper_id]), {"reason": "Ban hành nhầm"})
    assert "Số 1-BC/HU đã bỏ.</b> Ban hành nhầm" in text(browser.get(reverse("filings:filing", args=[one.pk])))
    assert "Đã bỏ số" in text(browser.get(reverse("filings:list")))


def test_the_register_asks_as_much_for_many_as_for_one(log_in, staff, district, django_assert_max_num_queries):
    make.number(district, staff)
    browser = log_in(staff)
    with django_assert_max_num_queries(40) as one:
        browser.get(REGISTER)
    for _ in range(8):
        make.number(district, staff)
    with django_assert_max_num_queries(40) as many:
        assert len(browser.get(REGISTER).context["page"]) == 9
    assert len(many) == len(one)
