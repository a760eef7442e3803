"""The printed report is read back: heading, figures, letters, places on the sheet."""

import datetime as dt
import io
import re
import shutil
import subprocess
from functools import cache

import pypdf
import pytest
from django.template.loader import render_to_string

from cells.assessments.report import KIND, build
from cells.assessments.report.paper import paper_of
from sinho.accounts.roles import Role
from sinho.documents.layouts import HD05_2026, HD11_2004, HD36_2018
from sinho.documents.reports import PaperDetails, asked_for
from sinho.text.numbers import format_number, format_signed
from tests.conftest import TODAY
from tests.factories import graded_district as made
from tests.factories import organizations as make
from tests.factories import people

MM = 72 / 25.4
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')
SIGNED = PaperDetails("214", dt.date(2010, 1, 18), "Phó Bí thư", "Vàng A Sếnh")


@pytest.fixture
def orgs(db):
    return made.graded_district()


def report_of(orgs, code="SH", **asked):
    person = people.user(f"in.{code.lower()}", Role.DISTRICT_STAFF, orgs["SH"])
    return build(people.scope(person), asked_for(KIND, organization_id=orgs[code].pk, today=TODAY, **asked))


@pytest.fixture(scope="module")
def printed():
    """`printed(report)`: its PDF; many tests read the same paper back, which is printed for the first of them."""
    kept = {}

    def pdf_of(report, details: PaperDetails = SIGNED) -> bytes:
        paper = (KIND.printed(report, details).html(), details)
        if paper not in kept:
            kept[paper] = KIND.pdf(report, details)
        return kept[paper]

    return pdf_of


@cache
def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def words_of_page(pdf: bytes, number: int) -> list[tuple[float, float, float, float, str]]:
    """Boxes of the words in millimetres from the left and the top edge."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = [program, "-bbox", "-f", str(number), "-l", str(number), "-", "-"]
    found = WORD.findall(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode())
    return [(*(float(edge) / MM for edge in box), text) for *box, text in found]


def fonts(pdf: bytes) -> set[str]:
    names = set()
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"].get_object()
            names.add(re.sub(r"^/[A-Z]{6}\+|-(Bold|Italic)", "", descendant["/BaseFont"]))
    return names


def dash(count: int | None) -> str:
    return "" if count is None else format_number(count) if count else "-"


def test_the_heading_is_the_district_s(orgs, printed):
    first = pages(printed(report_of(orgs)))[0]
    assert "TỈNH ỦY LAI CHÂU HUYỆN ỦY SÌN HỒ * Số 214-BC/HU" in first
    assert "ĐẢNG CỘNG SẢN VIỆT NAM Sìn Hồ, ngày 18 tháng 01 năm 2010" in first
    assert "BÁO CÁO Kết quả đánh giá chất lượng tổ chức cơ sở đảng năm 2009 -----" in first
    assert "Thực hiện Hướng dẫn số 20-HD/BTCTW ngày 10/10/2008, Ban Thường vụ Huyện ủy Sìn Hồ báo cáo" in first


def test_the_end_is_signed_on_behalf_of_the_standing_committee(orgs, printed):
    text = " ".join(pages(printed(report_of(orgs))))
    assert "Nơi nhận: - Ban Thường vụ Tỉnh ủy Lai Châu (báo cáo)" in text
    assert "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ Vàng A Sếnh" in text
    assert "(kèm theo Báo cáo số 214-BC/HU ngày 18 tháng 01 năm 2010)" in text


def test_the_province_comes_from_the_settings(orgs, settings, printed):
    settings.PROVINCE_NAME = "Điện Biên"
    text = " ".join(pages(printed(report_of(orgs))))
    assert "TỈNH ỦY ĐIỆN BIÊN" in text and "LAI CHÂU" not in text


def test_every_line_of_the_summary_stands_in_the_text_as_it_was_counted(orgs, printed):
    report = report_of(orgs)
    text = " ".join(pages(printed(report)))
    for line in [line for group in report.groups for line in group.lines]:
        cells = [
            line.label,
            dash(line.count),
            format_number(line.share, 1),
            dash(line.count_before),
            format_number(line.share_before, 1),
            format_signed(line.change),
            format_signed(line.points, 1),
        ]
        assert " ".join(cell for cell in cells if cell) in text


def test_the_sentences_say_the_same_figures(orgs, printed):
    text = " ".join(pages(printed(report_of(orgs))))
    for sentence in (
        "Đến ngày 18/12/2009, Đảng bộ huyện Sìn Hồ có 05 tổ chức cơ sở đảng, gồm 03 đảng bộ cơ sở và 02 chi bộ cơ sở; "
        "08 chi bộ trực thuộc. So với năm 2008: tổ chức cơ sở đảng tăng 01; chi bộ trực thuộc không thay đổi.",
        "Xã 02; Cơ quan nhà nước 01; Đơn vị sự nghiệp công lập 01; Quân đội 01.",
        "chưa có quyết định xếp loại đối với: 01 tổ chức cơ sở đảng; 01 chi bộ trực thuộc.",
        "Có 03/05 tổ chức cơ sở đảng được đánh giá; 01 chưa đánh giá (mới thành lập 01)",
        "trong sạch, vững mạnh 03 (50 %), trong đó tiêu biểu 01 (16,7 %)",
        "Tổ chức cơ sở đảng xếp loại yếu kém có 01: Đảng bộ xã Tả Phìn, hai năm liền.",
        "Chi bộ trực thuộc xếp loại yếu kém có 01: Chi bộ bản Tả Phìn 1 (Tả Phìn), hai năm liền.",
        "Trong 02 đảng bộ xã, thị trấn có 01 trong sạch, vững mạnh; 00 hoàn thành tốt nhiệm vụ",
    ):
        assert sentence.replace("\u00a0", " ") in text.replace("\u00a0", " ")


def test_the_annex_gives_each_committee_with_both_grades_and_its_cells(orgs, printed):
    annex = pages(printed(report_of(orgs)))[-1]
    assert "1 Nậm Tăm TSVM tiêu biểu HTTNV 4 2 1 - - 1 - 2/3 66,7" in annex
    assert "2 Tả Phìn Yếu kém Yếu kém 3 - - 1 1 - 1 0/2 0,0" in annex
    assert "1 Quân sự huyện Chưa QĐ TSVM 1 1 - - - - - 1/1 100,0" in annex
    assert "Cộng 3 đảng bộ 1 TSVM 1 TSVM 8 3 1 1 1 1 1 3/6 50,0" in annex


def test_what_is_left_open_is_a_dotted_blank(orgs, printed):
    pdf = printed(report_of(orgs), PaperDetails())
    first = pages(pdf)[0]
    assert "Số -BC/HU" in first and "Sìn Hồ, ngày tháng năm" in first
    assert "kèm theo" not in " ".join(pages(pdf))
    words = words_of_page(pdf, 1)
    number, symbol = (next(word for word in words if word[4].endswith(text)) for text in ("Số", "-BC/HU"))
    assert symbol[2] - number[0] > 30


@pytest.mark.parametrize(
    ("code", "superior", "organ", "place", "authority"),
    [
        (
            "SH-NT",
            "ĐẢNG BỘ HUYỆN SÌN HỒ ĐẢNG ỦY XÃ NẬM TĂM * Số -BC/ĐU",
            "Đảng ủy xã Nậm Tăm",
            "Nậm Tăm",
            "T/M ĐẢNG ỦY",
        ),
        ("SH-TC", "ĐẢNG BỘ HUYỆN SÌN HỒ CHI BỘ PHÒNG TÀI CHÍNH * Số -BC/CB", "Chi bộ Phòng", "Sìn Hồ", "T/M CHI BỘ"),
    ],
)
def test_a_grassroots_organisation_reports_in_its_own_name(orgs, code, superior, organ, place, authority, printed):
    text = " ".join(pages(printed(report_of(orgs, code), PaperDetails())))
    assert superior in text and organ in text and authority in text
    assert f"{place}, ngày tháng năm" in text
    assert "Ban Thường vụ Huyện ủy Sìn Hồ (báo cáo)" in text


def test_a_commune_says_its_own_grade_and_lists_its_cells(orgs, printed):
    text = " ".join(pages(printed(report_of(orgs, "SH-NT"), PaperDetails())))
    assert "Xếp loại năm 2009: trong sạch, vững mạnh tiêu biểu; năm 2008: hoàn thành tốt nhiệm vụ." in text
    assert "Đảng bộ xã Nậm Tăm có 04 chi bộ trực thuộc." in text
    assert "4 Chi bộ bản Nậm Tăm 4 Chưa đánh giá: mới thành lập" in text
    assert "Tả Phìn" not in text


def test_a_cell_without_anything_below_reports_on_itself(orgs, printed):
    found = pages(printed(report_of(orgs, "SH-TC"), PaperDetails()))
    assert len(found) == 1
    assert "Xếp loại năm 2009: hoàn thành tốt nhiệm vụ; năm 2008: trong sạch, vững mạnh." in found[0]


def test_without_last_year_nothing_is_compared(db, printed):
    orgs = made.organizations()
    made.grades_of_2009(orgs)
    text = " ".join(pages(printed(report_of(orgs))))
    assert "so với" not in text.lower() and "2008:" not in text
    assert "Bảng 1. Xếp loại năm 2009" in text


@pytest.mark.parametrize("compared", [True, False])
@pytest.mark.parametrize("piece", ["print/cells/assessments/_quality_committees.html", "page"])
def test_every_row_of_the_table_of_committees_is_as_wide_as_its_header(db, log_in, piece, compared):
    orgs = made.organizations()
    made.grades_of_2009(orgs)
    if compared:
        made.grades_of_2008(orgs)
    if piece == "page":
        page = (
            log_in(people.user("xem", Role.DISTRICT_STAFF, orgs["SH"])).get("/bao-cao/cell-quality/").content.decode()
        )
        table = page[page.index("data-pin") :].partition("</table>")[0]
    else:
        table = render_to_string(piece, {"report": report_of(orgs)})
    widths = [
        sum(int((re.findall(r'colspan="(\d+)"', cell) or ["1"])[0]) for cell in re.findall(r"<t[hd][ >][^>]*", row))
        for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)
    ]
    assert widths[1] + 2 == widths[0]  # TT and the name reach over both rows of the header
    assert set(widths[2:]) == {widths[0]}


@pytest.mark.parametrize(
    ("day", "layout"),
    [
        (None, HD11_2004),
        (dt.date(2010, 1, 18), HD11_2004),
        (dt.date(2019, 1, 5), HD36_2018),
        (dt.date(2027, 1, 5), HD05_2026),
    ],
)
def test_the_layout_is_that_of_the_paper_s_own_date(orgs, day, layout):
    assert paper_of(report_of(orgs), PaperDetails(day=day)).layout is layout


@pytest.fixture
def long_pdf(orgs, printed):
    """A report whose annex needs several sheets."""
    for n in range(1, 41):
        make.commune_committee(f"Ướm Thử Nghiệm {n}", parent=orgs["SH"], code=f"SH-U{n}")
    return printed(report_of(orgs))


def test_sheets_are_a4_with_the_margins_of_party_papers(long_pdf):
    boxes = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(long_pdf)).pages]
    sizes = [tuple(round(float(edge) / MM) for edge in (box.width, box.height)) for box in boxes]
    assert set(sizes) == {(210, 297), (297, 210)}
    for number, (width, height) in enumerate(sizes, start=1):
        words = [word for word in words_of_page(long_pdf, number) if word[1] > 19]
        if width < height:
            assert min(word[0] for word in words) >= 29.5
            assert max(word[2] for word in words) <= width - 14.5
            assert max(word[3] for word in words) <= height - 19.5
        else:
            assert min(word[0] for word in words) >= 19.5
            assert max(word[2] for word in words) <= width - 19.5
            assert max(word[3] for word in words) <= height - 14.5


def test_one_typeface_is_embedded_and_sheets_are_numbered_from_the_second(long_pdf):
    assert fonts(long_pdf) == {"Paper-Serif"}
    count = len(pages(long_pdf))
    above = [[word[4] for word in words_of_page(long_pdf, page) if word[3] < 19] for page in range(1, count + 1)]
    assert above == [[], *([str(page)] for page in range(2, count + 1))]


def test_the_header_of_the_annex_is_repeated_and_the_signature_is_not_alone(long_pdf):
    found = pages(long_pdf)
    annex = next(number for number, text in enumerate(found) if "PHỤ LỤC" in text)
    assert len(found) - annex >= 3
    assert all("TT Đảng bộ" in text for text in found[annex:])
    signed = next(text for text in found if "T/M BAN THƯỜNG VỤ" in text)
    assert "kết quả trên." in signed


@pytest.mark.parametrize("extra", range(0, 12, 2))
def test_the_signature_goes_with_the_last_lines_wherever_the_page_ends(orgs, extra, printed):
    for n in range(extra):
        row = make.cell(f"bản Yếu {n}", parent=orgs["SH-TP"], code=f"SH-Y{n}")
        made.year.decided(orgs["SH"].campaign_set.get(year=2009), row, "weak", on=made.DECIDED_2009)
    signed = next(text for text in pages(printed(report_of(orgs))) if "T/M BAN THƯỜNG VỤ" in text)
    assert "kết quả trên." in signed and "Vàng A Sếnh" in signed
