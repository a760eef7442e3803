"""Slips, minutes, the decision with its lists: text of the PDF, a reason in the log, walls."""

import io
import re

import pytest
from pypdf import PdfReader

from members.ratings.models import Rating, RatingOpinion
from sinho.audit.models import AuditEntry
from tests.factories import ratings

YEAR = "/danh-gia/dang-vien/2009/"


def text_of(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


@pytest.fixture
def rows(campaign, nam_tam, nam_tam_cells, secretary):
    rows = ratings.rated(campaign, nam_tam_cells[0], ["excellent", "completed"], secretary, "submitted")
    ratings.rated(campaign, nam_tam_cells[1], ["good"] * 7 + ["not:not_yet"])
    Rating.objects.filter(not_evaluated="not_yet").update(words="Đi chữa bệnh")
    ratings.handing.submit(campaign=campaign, cell=nam_tam_cells[1], hand=ratings.BOTH, by=secretary)
    RatingOpinion.objects.create(rating=rows[0], body="residence", level="excellent")
    return rows


def printed(client, address: str, **form):
    answer = client.post(address, {"reason": "Họp chi bộ cuối năm", **form})
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()
    return text_of(answer.content)


def test_papers_of_a_cell(rows, cell, cell_secretary, log_in):
    client, address = log_in(cell_secretary), f"{YEAR}{cell.pk}/in/"
    slip = printed(client, address, paper="phieu")
    assert "PHIẾU XẾP LOẠI ĐẢNG VIÊN" in slip and "Lò Văn Aa" in slip and "Lò Văn Ab" in slip and "HTXSNV" not in slip
    assert "HTTNV: đảng viên đủ tư cách, hoàn thành tốt nhiệm vụ" in slip
    second = printed(client, address, paper="phieu-lan-hai")
    assert "MỨC HTXSNV" in second and "Lò Văn Aa" in second and "Lò Văn Ab" not in second
    minutes = printed(client, address, paper="bien-ban")
    assert "BIÊN BẢN" in minutes and "ĐẢNG CỘNG SẢN VIỆT NAM" in minutes and "phiếu hợp lệ: 20" in minutes
    assert "Chi bộ nơi cư trú" in minutes and "15 5" in minutes and "THƯ KÝ CHỦ TRÌ" in minutes
    entry = AuditEntry.objects.filter(did="rating.printed").latest("pk")
    assert "Họp chi bộ cuối năm" in entry.said and entry.organization_id == cell.pk


def test_the_decision_with_its_lists(rows, nam_tam, secretary, log_in):
    address = f"{YEAR}co-so/{nam_tam.pk}/in/"
    words = printed(log_in(secretary), address, paper="quyet-dinh", number="45", date="17/12/2009", name="Lò Văn Inh")
    assert "QUYẾT ĐỊNH" in words and "Xếp loại 9 đảng viên năm 2009" in words
    assert "hoàn thành tốt nhiệm vụ: 7 đồng chí" in words and "Không đánh giá 1 đồng chí" in words
    assert "Chưa được đánh giá: Đi chữa bệnh" in words


def test_the_decision_leaves_out_a_cell_that_has_not_handed_in(rows, nam_tam, nam_tam_cells, secretary, log_in):
    handed = {"campaign": rows[0].campaign, "cell": nam_tam_cells[1], "hand": ratings.BOTH, "by": secretary}
    ratings.handing.send_back(comment="Bỏ phiếu lại", **handed)
    words = printed(log_in(secretary), f"{YEAR}co-so/{nam_tam.pk}/in/", paper="quyet-dinh")
    assert "Xếp loại 2 đảng viên năm 2009" in words and "Đi chữa bệnh" not in words


def test_who_is_not_evaluated_and_who_is_rewarded(rows, nam_tam, secretary, log_in):
    client, address = log_in(secretary), f"{YEAR}co-so/{nam_tam.pk}/in/"
    left_out = printed(client, address, paper="khong-danh-gia")
    assert "DANH SÁCH" in left_out and "Đi chữa bệnh" in left_out and "Lò Văn Aa" not in left_out
    reward = printed(client, address, paper="khen-thuong", amount="450000", number="46", date="30/12/2009")
    assert "Tặng giấy khen cho 01 đảng viên" in reward and "450.000 đồng (bốn trăm năm mươi nghìn đồng" in reward
    assert "kèm theo Quyết định số 46-QĐ/ĐU" in reward and "Lò Văn Aa" in reward and "Lò Văn Ab" not in reward
    assert AuditEntry.objects.filter(did="rating.printed", said__contains="khen thưởng").count() == 1


def test_papers_without_anybody_are_refused(campaign, nam_tam, nam_tam_cells, secretary, log_in):
    client, address = log_in(secretary), f"{YEAR}co-so/{nam_tam.pk}/in/"
    for paper, said in (
        ("quyet-dinh", "chưa in được"),
        ("khong-danh-gia", "Không có đảng viên"),
        ("khen-thuong", "Chưa có đảng viên"),
    ):
        answer = client.post(address, {"paper": paper, "reason": "Họp cuối năm"})
        assert answer.status_code == 409 and said in answer.content.decode()
    bad = client.post(address, {"paper": "khen-thuong", "reason": "Họp cuối năm", "amount": "nhiều"})
    assert bad.status_code == 422 and "Tiền thưởng là số đồng" in bad.content.decode()
    assert not AuditEntry.objects.filter(did="rating.printed").exists()


@pytest.mark.parametrize("change", [{"reason": ""}, {"paper": "giay-la"}, {"paper": ""}, {"reason": "x" * 301}])
def test_bad_requests_print_nothing(rows, cell, cell_secretary, log_in, change):
    form = {"paper": "phieu", "reason": "Họp chi bộ"} | change
    assert log_in(cell_secretary).post(f"{YEAR}{cell.pk}/in/", form).status_code == 422
    assert not AuditEntry.objects.filter(did="rating.printed").exists()


def test_walls_of_papers(rows, cell, nam_tam, stranger, inspector, cell_secretary, log_in):
    assert log_in(stranger).get(f"{YEAR}{cell.pk}/in/").status_code == 404
    assert log_in(stranger).get(f"{YEAR}co-so/{nam_tam.pk}/in/").status_code == 404
    assert log_in(inspector).get(f"{YEAR}{cell.pk}/in/").status_code == 403
    assert log_in(cell_secretary).get(f"{YEAR}co-so/{nam_tam.pk}/in/").status_code == 403
