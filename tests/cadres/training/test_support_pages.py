"""The pages of support: budget, awards, payments; who sees, who pays."""

import datetime as dt

import pytest
from django.urls import reverse

from cadres.training.models import BudgetDecision, SupportAward, SupportPayment
from sinho.audit.models import AuditEntry
from tests.factories import cadres as make
from tests.factories import training as train
from tests.tables import each

D = dt.date
SUPPORT, BUDGET, PAY = (reverse(f"training:{name}") for name in ("support", "budget", "pay"))
PAPER = reverse("training:payment_paper")
GIVEN = {
    "year": "2009",
    "amount": "250.000.000",
    "decision_number": "5-QĐ/HU",
    "decision_date": "02/01/2009",
    "note": "",
}
AWARDED = {
    "monthly_amount": "300.000",
    "first": "2/2009",
    "last": "6/2009",
    "decision_number": "7-QĐ/HU",
    "decision_date": "05/01/2009",
}


def written() -> int:
    return AuditEntry.objects.filter(did__startswith="support.").count()


@pytest.fixture
def course(district):
    return train.training_class(district, field="general", level="lower_secondary", specialty="")


@pytest.fixture
def rows(course, nam_tam, ta_phin):
    an = make.cadre(nam_tam, "Lò Văn An", "committee_deputy")
    lo = make.cadre(ta_phin, "Chẻo A Lở", "front_chair", ethnicity="eth_dao")
    return [train.student(course, nam_tam, an), train.student(course, ta_phin, lo)]


@pytest.fixture
def budget(district):
    return train.budget(district, amount=10_000_000)


def test_a_year_from_the_budget_to_the_payment_and_back(log_in, staff, course, rows):
    client = log_in(staff)
    assert "chưa có dự toán" in client.get(SUPPORT).text
    client.post(BUDGET, GIVEN)
    award = reverse("training:award", args=[course.pk])
    assert "Lò Văn An" in client.get(award).text
    answer = client.post(award, AWARDED | {"nguoi": [row.pk for row in rows]}, follow=True)
    assert "Đã duyệt hỗ trợ cho 2 người" in answer.text
    page = client.get(PAY, {"thang": "3/2009"})
    assert len(page.context["rows"]) == 2
    voucher = {"number": "PC 3", "day": "05/03/2009", "muc": [one.award.pk for one in page.context["rows"]]}
    answer = client.post(f"{PAY}?thang=3/2009", voucher, follow=True)
    assert "Đã ghi chi 600.000\xa0đồng, tháng 3/2009" in answer.text
    assert "249.400.000 đồng" in answer.text
    assert client.post(f"{PAY}?thang=3/2009", voucher).status_code == 409
    paid = SupportPayment.objects.earliest("pk")
    back = reverse("training:take_back", args=[paid.pk])
    assert client.get(back).status_code == 200
    client.post(back, {"number": "PT 1", "day": "09/03/2009", "reason": "Chi nhầm"})
    assert "249.700.000 đồng" in client.get(SUPPORT).text
    end = reverse("training:end_award", args=[paid.award_id])
    client.post(end, {"after": "3/2009", "reason": "Thôi học"})
    assert SupportAward.objects.get(pk=paid.award_id).last_month == D(2009, 3, 1)


def test_a_secretary_sees_his_own_people_and_no_budget(log_in, secretary, budget, rows, course):
    for row in rows:
        train.payment(train.award(row), budget, D(2009, 3, 1))
    client = log_in(secretary)
    for query in ({}, {"xem": "chi"}):
        page = client.get(SUPPORT, query)
        assert "Lò Văn An" in page.text and "Chẻo A Lở" not in page.text
        assert page.context["money"] == []
    for page in (BUDGET, PAY, PAPER, reverse("training:award", args=[course.pk])):
        assert client.get(page).status_code == 403
    award, payment = SupportAward.objects.earliest("pk"), SupportPayment.objects.earliest("pk")
    for name, row in (("end_award", award), ("take_back", payment)):
        assert client.post(reverse(f"training:{name}", args=[row.pk]), {}).status_code == 403


def test_a_secretary_neither_sees_nor_touches_another_commune(log_in, stranger, budget, rows, ta_phin):
    award = train.award(rows[0])
    payment = train.payment(award, budget, D(2009, 3, 1))
    from_there = log_in(stranger)
    assert "Lò Văn An" not in from_there.get(SUPPORT).text
    for name, row in (("end_award", award), ("take_back", payment)):
        assert from_there.post(reverse(f"training:{name}", args=[row.pk]), {}).status_code == 403


@each(
    ("more", "status", "words"),
    [
        ({"year": "x"}, 422, "Năm phải là số"),
        ({"year": "1900"}, 422, "Năm phải là số"),
        ({"amount": ""}, 422, "Số tiền"),
        ({"amount": "hai trăm"}, 422, "Ghi số đồng nguyên"),
        ({"amount": "200.00"}, 422, "Ghi số đồng nguyên"),
        ({"amount": "0"}, 409, "khác 0"),
        ({"decision_number": ""}, 422, "Số quyết định"),
        ({"decision_number": "1\x00"}, 422, "Số quyết định"),
        ({"decision_date": "31/12/2009"}, 409, "chưa đến"),
        ({"note": "x" * 301}, 422, "300"),
    ],
)
def test_a_wrong_budget_is_refused_with_a_sentence(log_in, staff, more, status, words):
    answer = log_in(staff).post(BUDGET, GIVEN | more)
    assert (answer.status_code, words in answer.text) == (status, True)
    assert (BudgetDecision.objects.count(), written()) == (0, 0)


def test_what_is_wrong_with_an_award(log_in, staff, course, rows):
    client, page = log_in(staff), reverse("training:award", args=[course.pk])
    ticked = {"nguoi": [rows[0].pk]}
    cases = [
        (ticked | {"first": "13/2009"}, 422, "không phải là tháng"),
        (ticked | {"first": "7/2009"}, 409, "từ tháng đầu trở đi"),
        (ticked | {"first": "12/2008"}, 409, "trước tháng vào học"),
        (ticked | {"monthly_amount": "0"}, 422, "Ghi số đồng nguyên"),
        ({"nguoi": []}, 409, "Chưa chọn ai"),
        ({"nguoi": ["0"]}, 409, "không còn học lớp này"),
        (ticked | {"seen": "cũ"}, 409, "vừa được người khác sửa"),
    ]
    for more, status, words in cases:
        answer = client.post(page, AWARDED | more)
        assert (answer.status_code, words in answer.text) == (status, True), more
    assert (SupportAward.objects.count(), written()) == (0, 0)


def test_what_is_wrong_with_a_payment(log_in, staff, rows, district):
    client, award = log_in(staff), train.award(rows[0])
    voucher = {"number": "PC 3", "day": "05/03/2009", "muc": [award.pk]}
    assert "chưa có dự toán" in client.post(f"{PAY}?thang=3/2009", voucher).text
    train.budget(district, amount=200_000)
    cases = [
        ({}, 409, "không đủ chi"),
        ({"muc": []}, 409, "Chưa chọn ai"),
        ({"muc": ["x"]}, 409, "tải lại trang"),
        ({"number": ""}, 422, "Số phiếu chi"),
        ({"day": "27/02/2009"}, 409, "Không chi trước tháng"),
        ({"day": "31/12/2009"}, 409, "chưa đến"),
    ]
    for more, status, words in cases:
        answer = client.post(f"{PAY}?thang=3/2009", voucher | more)
        assert (answer.status_code, words in answer.text) == (status, True), more
    assert "không phải là tháng" in client.get(PAY, {"thang": "2009"}).text
    assert (SupportPayment.objects.count(), written()) == (0, 0)


def test_the_list_of_payments_is_a_pdf_with_the_sum_in_words(log_in, staff, budget, rows):
    for row in rows:
        train.payment(train.award(row), budget, D(2009, 3, 1))
    client = log_in(staff)
    answer = client.get(PAPER, {"thang": "3/2009"})
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert client.get(PAPER, {"thang": "4/2009"}).status_code == 409
    assert client.get(PAPER, {"thang": "x"}).status_code == 409
    assert AuditEntry.objects.filter(did="training.printed").count() == 1
