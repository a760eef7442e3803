"""Slips, the decision with its lists, rewards on organisations: text of the PDF, a line in the log, walls."""

import io
import re

import pytest
from pypdf import PdfReader

from cells.assessments.enums import Body, SheetState
from cells.assessments.models import Proposal
from cells.assessments.rewards import UNKNOWN, usual
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from tests.factories import assessments as year
from tests.factories import organizations as make
from tests.factories import people


@pytest.fixture
def cells(campaign, nam_tam, nam_tam_cells):
    """Four cells: exemplary, good, one proposed weak, one too young."""
    third = make.cell("Pậu", parent=nam_tam, code="SH-NT-03")
    fourth = make.cell("Mới", parent=nam_tam, code="SH-NT-04")
    year.decided(campaign, nam_tam_cells[0], "clean_strong", exemplary=True)
    year.decided(campaign, nam_tam_cells[1], "good")
    proposed = year.sheet(campaign, third, SheetState.PROPOSED)
    Proposal.objects.create(
        sheet=proposed,
        round=1,
        body=Body.COMMUNE_COMMITTEE,
        level="weak",
        by=year.hand("nop"),
        at=proposed.submitted_at,
    )
    year.not_evaluated(campaign, fourth)
    return [*nam_tam_cells, third, fourth]


def text_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def printed(client, organization, **form) -> str:
    answer = client.post(f"/danh-gia/2009/giay-to/{organization.pk}/", form)
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()
    return text_of(answer.content)


def test_the_decision_of_a_committee_lists_its_cells(cells, nam_tam, secretary, log_in):
    words = printed(log_in(secretary), nam_tam, paper="quyet-dinh", number="47", date="28/12/2009", name="Lò Văn Inh")
    assert "Xếp loại 03 chi bộ năm 2009" in words and "Số 47-QĐ/ĐU" in words and "Lò Văn Inh" in words
    assert "trong sạch, vững mạnh: 01 (trong đó tiêu biểu: 01); hoàn thành tốt nhiệm vụ: 01" in words
    assert "yếu kém: 01" in words and "Không đánh giá 01 chi bộ" in words and "Chi bộ Pậu" in words
    entry = AuditEntry.objects.get(did="assessment.paper_printed")
    assert entry.organization_id == nam_tam.pk and "quyết định xếp loại chi bộ" in entry.said


def test_the_standing_committee_decides_on_grassroots_organisations(
    campaign, district, nam_tam, ta_phin, staff, log_in
):
    year.decided(campaign, nam_tam, "good")
    words = printed(log_in(staff), district, paper="quyet-dinh")
    assert "Xếp loại 01 tổ chức cơ sở đảng" in words and "Ban Thường vụ Huyện ủy Sìn Hồ quyết định" in words
    assert "T/M BAN THƯỜNG VỤ" in words and "Số" in words and "-QĐ/HU" in words and "Tả Phìn" not in words


def test_who_is_not_evaluated_has_a_list_of_his_own(cells, nam_tam, secretary, log_in):
    words = printed(log_in(secretary), nam_tam, paper="khong-danh-gia")
    assert "DANH SÁCH" in words and "Chi bộ Mới" in words and "Chi bộ Pậu" not in words


def test_a_reward_has_the_amount_that_was_typed_or_room_to_write_it(cells, nam_tam, secretary, log_in):
    client = log_in(secretary)
    words = printed(client, nam_tam, paper="khen-thuong", amount="900000")
    assert "Tặng giấy khen cho 01 chi bộ" in words and "900.000 đồng, cộng 900.000 đồng (chín trăm nghìn đồng" in words
    open_words = printed(client, nam_tam, paper="khen-thuong", level="clean_strong")
    assert "……… đồng" in open_words and "450" not in open_words


def test_the_slip_of_opinions_shows_how_each_ranks_itself(cells, campaign, nam_tam, secretary, log_in):
    campaign.sheets.filter(organization=cells[2]).update(self_level="completed")
    words = printed(log_in(secretary), nam_tam, paper="y-kien")
    assert "PHIẾU XIN Ý KIẾN XẾP LOẠI CHI BỘ" in words and "Tự xếp loại" in words and "NGƯỜI CHO Ý KIẾN" in words
    assert "Chi bộ Pậu HTNV" in words and "Chi bộ Mới chưa xếp" in words
    assert "tối đa" not in words and "Phiếu kín" not in words


def test_the_slip_of_opinions_quotes_the_cap_of_its_scheme(district, nam_tam, nam_tam_cells, secretary, log_in):
    later = year.campaign(district, 2009, "qd132_2018")
    year.decided(later, nam_tam_cells[0], "good")
    words = printed(log_in(secretary), nam_tam, paper="y-kien")
    assert "tối đa 20 % của 1 tổ chức, tức 0 tổ chức; đã quyết định 0. Theo Hướng dẫn 21-HD/BTCTW" in words


def test_slips_name_one_or_all(cells, nam_tam, secretary, log_in):
    client = log_in(secretary)
    own, below = (printed(client, nam_tam, paper=paper) for paper in ("phieu", "phieu-duoi"))
    assert "PHIẾU XẾP LOẠI ĐẢNG BỘ" in own and "Phiếu kín" in own and "Chi bộ Pậu" not in own
    assert (
        "PHIẾU XẾP LOẠI CHI BỘ" in below
        and "Chi bộ Pậu" in below
        and "TSVM: trong sạch, vững mạnh" in below
        and "yếu kém" not in below
    )


def test_the_secretary_of_a_cell_prints_its_slip_alone(cells, log_in):
    who = people.user("bithu.chibo", Role.CELL_SECRETARY, cells[0], full_name="Lò Văn Chi")
    client, there = log_in(who), f"/danh-gia/2009/giay-to/{cells[0].pk}/"
    page = client.get(there).content.decode()
    assert "Phiếu xếp loại chi bộ" in page and "Quyết định" not in page
    assert "PHIẾU XẾP LOẠI CHI BỘ" in printed(client, cells[0], paper="phieu")
    assert client.post(there, {"paper": "quyet-dinh"}).status_code == 422


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"number": ""}, 422, "Giấy"),
        ({"paper": "la"}, 422, "Giấy"),
        ({"paper": "khen-thuong", "amount": "nhiều"}, 422, "Tiền thưởng là số đồng"),
        ({"paper": "khen-thuong", "amount": "-5"}, 422, "Tiền thưởng là số đồng"),
        ({"paper": "khen-thuong", "level": "la"}, 422, "Khen thưởng mức"),
        ({"paper": "quyet-dinh", "date": "31/02/2009"}, 422, "Ngày ký"),
        ({"paper": "quyet-dinh", "number": "4\x007"}, 422, "Số văn bản"),
        ({"paper": "quyet-dinh", "name": "x" * 81}, 422, "Họ và tên"),
        ({"paper": "quyet-dinh"}, 409, "chưa in được quyết định"),
        ({"paper": "khong-danh-gia"}, 409, "Không có tổ chức nào"),
        ({"paper": "khen-thuong"}, 409, "Chưa có tổ chức nào ở mức"),
    ],
)
def test_bad_requests_print_nothing(campaign, nam_tam, nam_tam_cells, secretary, log_in, form, status, said):
    answer = log_in(secretary).post(f"/danh-gia/2009/giay-to/{nam_tam.pk}/", form)
    assert answer.status_code == status and said in answer.content.decode()
    assert not AuditEntry.objects.filter(did="assessment.paper_printed").exists()


def test_walls_of_papers(campaign, district, nam_tam, nam_tam_cells, secretary, stranger, log_in):
    there = "/danh-gia/2009/giay-to/{}/".format
    assert log_in(stranger).get(there(nam_tam.pk)).status_code == 404
    assert log_in(secretary).get(there(district.pk)).status_code == 404
    assert log_in(secretary).get("/danh-gia/2005/giay-to/1/").status_code == 404
    reader = people.user("phu.trach", Role.MEMBER_IN_CHARGE, nam_tam)
    assert log_in(reader).get(there(nam_tam.pk)).status_code == 403


def test_the_board_leads_to_the_papers(campaign, district, nam_tam, nam_tam_cells, secretary, staff, log_in):
    for person, organization in ((secretary, nam_tam), (staff, district)):
        page = log_in(person).get("/danh-gia/2009/").content.decode()
        assert f"/danh-gia/2009/giay-to/{organization.pk}/" in page


def test_amounts_are_said_with_their_source():
    assert usual(2021).member == 450000 and not usual(2021).verified and "chưa đối chiếu" in usual(2021).source
    assert usual(2009) is UNKNOWN
