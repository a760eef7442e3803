"""Every layout for every body, measured on the PDF and read back from the Word file.

The papers are those of a district committee, one of its boards, a commune committee and a cell.
"""

import datetime as dt
import io
import re

import docx
import pypdf
import pytest
from django.utils.safestring import mark_safe
from docx.oxml.ns import qn
from docx.shared import Mm

from cells.organizations.bodies import COMMITTEE
from cells.organizations.papers import issuer_on
from sinho.documents.layouts import LAYOUTS, PAPER_TYPES, layout_on
from sinho.documents.paper import Paper, printout
from sinho.documents.reports import PaperDetails
from tests.conftest import TODAY
from tests.factories import organizations as make
from tests.sinho.documents.test_documents_paper import POINTS_PER_MM, SENTENCE, families, words_of_page

DAYS = {"hd11_2004": dt.date(2010, 2, 5), "hd36_2018": dt.date(2019, 2, 5), "hd05_2026": dt.date(2026, 6, 5)}
BODIES = {
    "district": ("TỈNH ỦY LAI CHÂU", "HUYỆN ỦY SÌN HỒ", "-BC/HU", ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")),
    "board": ("HUYỆN ỦY SÌN HỒ", "BAN TỔ CHỨC", "-BC/BTCHU", ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")),
    "commune": ("ĐẢNG BỘ HUYỆN SÌN HỒ", "ĐẢNG ỦY XÃ NẬM TĂM", "-BC/ĐU", ("T/M ĐẢNG ỦY", "PHÓ BÍ THƯ")),
    "cell": ("ĐẢNG BỘ XÃ NẬM TĂM", "CHI BỘ BẢN NẬM TĂM 1", "-BC/CB", ("T/M CHI BỘ", "PHÓ BÍ THƯ")),
}
SIGNERS = {"district": "thuong-vu.pho", "board": "ban-to-chuc.pho", "commune": "dang-uy.pho", "cell": "chi-bo.pho"}
ENDING = "Hết văn bản."


def issuers():
    province = make.organization("Đảng bộ tỉnh Lai Châu", make.OrganizationKind.PROVINCE_COMMITTEE)
    district = make.organization("Đảng bộ huyện Sìn Hồ", make.OrganizationKind.DISTRICT_COMMITTEE, parent=province)
    commune = make.commune_committee("Nậm Tăm", parent=district)
    cell = make.organization("Chi bộ bản Nậm Tăm 1", make.OrganizationKind.SUBORDINATE_CELL, parent=commune)
    found = {"district": district, "board": district, "commune": commune, "cell": cell}
    bodies = {"board": "ban-to-chuc"}
    return {name: issuer_on(one.pk, TODAY).acting_as(bodies.get(name, COMMITTEE)) for name, one in found.items()}


def paper_of(issuer, body: str, era: str) -> Paper:
    details = PaperDetails("7", DAYS[era], "", "Vàng A Sếnh", signer=SIGNERS[body])
    text = mark_safe(f"<h2>I- TÌNH HÌNH</h2><p>{SENTENCE * 6}</p>{f'<p>{SENTENCE * 5}</p>' * 6}<p>{ENDING}</p>")
    return Paper(
        head=issuer.head(details, kind="BÁO CÁO", type_symbol="BC", subject="Tình hình chi bộ"),
        layout=layout_on(DAYS[era]),
        body_html=text,
        recipients=issuer.recipients,
        signature=issuer.signature(details),
    )


@pytest.fixture
def papers(db, settings):
    found = issuers()
    return lambda body, era: paper_of(found[body], body, era)


def height(words, text: str) -> float:
    """Size of the word: the box of a word is as high as the letters of the typeface can be."""
    box = next(word for word in words if word[4] == text)
    return (box[3] - box[1]) * POINTS_PER_MM / 1.107


def check_the_end(pdf: bytes, pages: int, layout, body: str) -> None:
    """Recipients left, signature right, on the page of the last words; the number of the page above."""
    signature = BODIES[body][3]
    last = words_of_page(pdf, pages)
    end = " ".join(word[4] for word in last)
    assert ENDING in end and " ".join(signature) in end and "Vàng A Sếnh" in end
    recipients = next(word for word in last if word[4] == "Nơi")
    assert recipients[0] == pytest.approx(30, abs=0.6)
    assert height(last, "Nơi") == pytest.approx(layout.recipients_title_size, abs=0.3)
    assert height(last, "Lưu") == pytest.approx(layout.recipients_size, abs=0.3)
    assert min(word[0] for word in last if word[4] == signature[0].split()[0]) > 105
    above = [word for word in last if word[3] < 19]
    assert [word[4] for word in above] == [str(pages)] and height(last, str(pages)) == pytest.approx(13, abs=0.3)
    assert (above[0][0] + above[0][2]) / 2 == pytest.approx(30 + 165 / 2, abs=1)
    assert ("XÁC NHẬN CỦA ĐẢNG ỦY XÃ NẬM TĂM" in end) is (body == "cell")


@pytest.mark.parametrize("era", DAYS)
@pytest.mark.parametrize("body", BODIES)
def test_the_printed_paper_measured(papers, body, era):
    superior, own, symbol, _ = BODIES[body]
    paper = papers(body, era)
    layout, pdf = paper.layout, printout(paper).pdf()
    pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    words = words_of_page(pdf, 1)
    text = " ".join(word[4] for word in words)
    number = "07" if era == "hd05_2026" else "7"
    assert layout.code == era and families(pdf) == {"Paper-Serif"} and pages > 1
    assert superior in text and own in text and f"Số {number}{symbol}" in text
    assert f"I{layout.heading_mark} TÌNH HÌNH" in text
    assert ", ngày 05 tháng 02 năm" in text or ", ngày 05 tháng 6 năm 2026" in text

    # Margins, the first line, the place of the two blocks.
    assert min(word[0] for word in words) >= 29.5 and max(word[2] for word in words) == pytest.approx(195, abs=0.6)
    assert min(word[1] for word in words) >= 19 and max(word[3] for word in words) <= 278
    first = next(word for word in words if word[4] == "Chi" and word[1] > 75)
    assert first[0] == pytest.approx(40, abs=0.5)
    party = [word for word in words if word[1] < 30 and word[0] > 107]
    assert (party[0][4], party[-1][4]) == ("ĐẢNG", "NAM")
    assert (party[0][0] + party[-1][2]) / 2 == pytest.approx(195 - layout.party_box / 2, abs=1)
    star = next(word for word in words if word[4] == "*")
    assert (star[0] + star[2]) / 2 == pytest.approx(30 + layout.organization_box / 2, abs=1)

    # Sizes.
    assert height(words, "CỘNG") == pytest.approx(layout.party_size, abs=0.3)
    assert height(words, "BÁO") == pytest.approx(layout.kind_size, abs=0.3)
    assert height(words, "Tình") == pytest.approx(layout.subject_size, abs=0.3)
    assert height(words, "Số") == pytest.approx(layout.organization_size, abs=0.3)
    assert height(words, "đều,") == pytest.approx(layout.body_size, abs=0.3)
    check_the_end(pdf, pages, layout, body)


@pytest.mark.parametrize("era", DAYS)
@pytest.mark.parametrize("body", BODIES)
def test_the_word_file_read_back(papers, body, era):
    superior, own, symbol, signature = BODIES[body]
    paper = papers(body, era)
    layout, document = paper.layout, docx.Document(io.BytesIO(printout(paper).word()))
    section = document.sections[0]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(side / Mm(1)) for side in margins] == [20, 15, 20, 30]
    left, right = document.tables[0].rows[0].cells
    number = "07" if era == "hd05_2026" else "7"
    assert left.text.split("\n") == [superior, own, "*", f"Số {number}{symbol}"]
    assert [round(cell.width / Mm(1)) for cell in (left, right)] == [layout.organization_box, layout.party_box]
    end = document.tables[-1]
    assert "\n".join(signature) in end.cell(0, -1).text
    assert f"Lưu {'Văn phòng Huyện ủy' if body == 'district' else ''}".strip() in end.cell(0, 0).text
    sizes = {
        style.name: style.font.size and style.font.size.pt for style in document.styles if getattr(style, "font", None)
    }
    assert sizes["VB Tiêu đề Đảng"] == layout.party_size and sizes["Title"] == layout.kind_size
    assert sizes["Body Text"] == layout.body_size and sizes["VB Cơ quan ban hành"] == layout.organization_size
    assert sizes["VB Nơi nhận"] == layout.recipients_title_size
    assert sizes["VB Danh sách nơi nhận"] == layout.recipients_size
    text = "".join(one.text or "" for one in document.element.body.iter(qn("w:t")))
    assert f"I{layout.heading_mark} TÌNH HÌNH" in text
    assert ENDING in text and ("XÁC NHẬN CỦA ĐẢNG ỦY XÃ NẬM TĂM" in text) is (body == "cell")


def test_every_layout_is_measured_here():
    assert list(DAYS) == [layout.code for layout in LAYOUTS]
    assert all(layout_on(day).code == code for code, day in DAYS.items())


def test_types_of_papers_have_the_symbols_of_the_guidance():
    symbols = re.findall(r"\w+", "NQ QĐ KL QC CT CTr KH BC TTr TB HD CV BB ĐA PA")
    assert list(PAPER_TYPES) == symbols
    assert (PAPER_TYPES["BC"], PAPER_TYPES["CTr"], PAPER_TYPES["QĐ"]) == ("Báo cáo", "Chương trình", "Quyết định")
