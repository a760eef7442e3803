"""Working regulations: who has them, one written down, its text and its paper."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from cells.directives.models import Regulation
from cells.organizations.models import Term
from tests.factories import directives as make

D = dt.date
COVERAGE = reverse("directives:coverage")


def url(name, one):
    return reverse(f"directives:{name}", args=[one.pk])


def words(pdf) -> str:
    return " ".join(PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text().split())


@pytest.fixture
def term(nam_tam):
    return Term.objects.create(organization=nam_tam, starts_on=D(2005, 9, 1), planned_until=D(2010, 9, 1))


SENT = {"number": "05-QC/ĐU", "title": "Làm việc của Đảng ủy", "issued_on": "10/01/2006", "part-duty": "Trực."}


def test_who_has_none_and_whose_are_out_of_date(log_in, staff, secretary, nam_tam, ta_phin, nam_tam_cells, term):
    make.regulation(nam_tam, staff, term=term)
    make.regulation(ta_phin, staff, next_review_on=D(2008, 1, 10))
    first = nam_tam_cells[0]
    old = Term.objects.create(organization=first, starts_on=D(2003, 1, 1), planned_until=D(2008, 1, 1))
    make.regulation(first, staff, D(2004, 1, 1), term=old)
    client = log_in(staff)
    page = client.get(COVERAGE)
    assert [number for *_, number in page.context["counts"]] == [2, 1, 1, 1]
    assert [row.name for row, _ in client.get(f"{COVERAGE}?xem=qua-ra-soat").context["rows"]] == ["Tả Phìn"]
    assert [number for *_, number in client.get(f"{COVERAGE}?ngay=31/12/2007").context["counts"]] == [2, 0, 0, 3]
    assert "chưa đối chiếu văn bản" in page.text
    assert len(log_in(secretary).get(COVERAGE).context["rows"]) == 3
    Term.objects.create(organization=nam_tam, starts_on=D(2009, 9, 1), planned_until=D(2014, 9, 1))
    ended = client.get(f"{COVERAGE}?xem=het-nhiem-ky").context["rows"]
    assert sorted(row.name for row, _ in ended) == ["Chi bộ bản Nậm Tăm 1", "Nậm Tăm"]


def test_the_whole_committee_signs_how_a_district_works(log_in, staff, district):
    pdf = log_in(staff).get(url("regulation_pdf", make.regulation(district, staff)))
    assert "T/M BAN CHẤP HÀNH" in words(pdf) and "BAN THƯỜNG VỤ HUYỆN" not in words(pdf)


def test_regulations_are_written_mended_and_printed(log_in, secretary, stranger, leader, nam_tam, term):
    client, issue = log_in(secretary), url("regulate", nam_tam)
    assert "Làm việc của Đảng ủy xã Nậm Tăm nhiệm kỳ 2005–2010" in client.get(issue).text
    assert client.post(issue, SENT | {"term": term.pk}).status_code == 302
    assert client.post(issue, SENT | {"term": term.pk}).status_code == 409
    one = Regulation.objects.get()
    assert "Chế độ trực" in client.get(url("regulation", one)).text
    pdf = client.get(url("regulation_pdf", one))
    assert pdf.content.startswith(b"%PDF")
    assert "Chương I." in words(pdf) and "T/M ĐẢNG ỦY" in words(pdf)
    assert (
        client.post(
            url("correct_regulation", one), SENT | {"part-duty": "Trực cả tuần.", "reason": "Thiếu"}
        ).status_code
        == 302
    )
    two = Regulation.objects.latest("pk")
    assert "Xem bản đã sửa" in client.get(url("regulation", one)).text
    assert client.post(url("strike_regulation", two), {"reason": "Nhầm"}).status_code == 302
    assert log_in(stranger).get(url("regulation", two)).status_code == 404
    assert log_in(leader).get(url("regulation", one)).status_code == 200
    assert log_in(leader).post(issue, SENT).status_code == 403


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"number": ""}, 422, "Số, ký hiệu"),
        ({"issued_on": "10/13/2006"}, 422, "Ngày ban hành"),
        ({"issued_on": "19/12/2009"}, 409, "chưa đến"),
        ({"part-duty": ""}, 409, "ít nhất một phần"),
        ({"part-duty": "a\x00"}, 422, "Chế độ trực"),
        ({"part-duty": "a" * 8001}, 422, "Chế độ trực"),
        ({"next_review_on": "10/01/2006"}, 409, "phải sau ngày ban hành"),
        ({"term": "9999"}, 422, "Nhiệm kỳ"),
    ],
)
def test_wrong_regulations_are_told_why(log_in, secretary, nam_tam, change, status, sentence):
    answer = log_in(secretary).post(url("regulate", nam_tam), SENT | change)
    assert (answer.status_code, Regulation.objects.count()) == (status, 0)
    assert sentence in answer.text
