"""Papers are read back: text, typeface, sizes and places on the sheet."""

import datetime as dt
import io
import re
import shutil
import subprocess
from dataclasses import replace

import pypdf
import pytest
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from sinho.documents.layouts import HD05_2026, HD36_2018
from sinho.documents.paper import (
    Annex,
    ForeignResource,
    Paper,
    PaperHead,
    Signature,
    render_paper,
    render_pdf,
)

POINTS_PER_MM = 72 / 25.4
A4 = (210 * POINTS_PER_MM, 297 * POINTS_PER_MM)
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')

SENTENCE = "Chi bộ bản Nậm Tăm sinh hoạt đều, phân công đảng viên giúp đỡ hộ nghèo, giữ vững trật tự ở cơ sở. "
PARAGRAPH = f"<p>{SENTENCE * 6}Hết.</p>"
HEAD = PaperHead(
    superior="TỈNH ỦY LAI CHÂU",
    issuer="HUYỆN ỦY SÌN HỒ",
    number_and_symbol="7-BC/HU",
    place="Sìn Hồ",
    day=dt.date(2020, 1, 8),
    kind="BÁO CÁO",
    subject="chất lượng tổ chức cơ sở đảng năm 2019",
)
PAPER = Paper(
    head=HEAD,
    layout=HD36_2018,
    body_html=mark_safe(PARAGRAPH),
    recipients=("Ban Thường vụ Tỉnh ủy (báo cáo)", "Lưu Văn phòng Huyện ủy"),
    signature=Signature(("T/M BAN THƯỜNG VỤ",), "PHÓ BÍ THƯ", "Vàng A Sếnh"),
)


def table(rows: int) -> str:
    head = "<thead><tr><th>TT</th><th>Chi bộ</th></tr></thead>"
    body = "".join(f'<tr><td class="n">{n}</td><td>Hết dòng {n}</td></tr>' for n in range(1, rows + 1))
    return mark_safe(f'<table class="grid">{head}<tbody>{body}</tbody></table>')


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in read(pdf).pages]


def sheet_sizes(pdf: bytes) -> list[str]:
    boxes = [page.mediabox for page in read(pdf).pages]
    return ["portrait" if box.width < box.height else "landscape" for box in boxes]


def families(pdf: bytes) -> set[str]:
    """Names of the embedded typefaces without subset and face; a font that is not embedded fails."""
    names = set()
    for page in read(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"].get_object()
            names.add(re.sub(r"^/[A-Z]{6}\+|-(Bold|Italic)", "", descendant["/BaseFont"]))
    return names


def words_of_page(pdf: bytes, number: int) -> list[tuple[float, float, float, float, str]]:
    """Boxes of the words in millimetres from the left and the top edge."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = [program, "-bbox", "-f", str(number), "-l", str(number), "-", "-"]
    found = WORD.findall(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode())
    return [(*(float(value) / POINTS_PER_MM for value in box), text) for *box, text in found]


@pytest.fixture(scope="module")
def report() -> bytes:
    """Three sheets: body, table with signature, annex."""
    body = mark_safe(f"<h2>I- TÌNH HÌNH CHUNG</h2>{PARAGRAPH * 4}{table(12)}{PARAGRAPH}")
    annex = Annex("PHỤ LỤC", "Xếp loại đảng bộ xã, thị trấn", table(5), "landscape")
    return render_paper(replace(PAPER, body_html=body, annexes=(annex,)))


def test_heading_body_and_signature_are_readable_vietnamese(report):
    first, second, annex = texts(report)
    for text in (
        "TỈNH ỦY LAI CHÂU HUYỆN ỦY SÌN HỒ * Số 7-BC/HU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Sìn Hồ, ngày 08 tháng 01 năm 2020",
        "BÁO CÁO chất lượng tổ chức cơ sở đảng năm 2019 -----",
        SENTENCE.strip(),
    ):
        assert text in first
    assert "Nơi nhận: - Ban Thường vụ Tỉnh ủy (báo cáo), - Lưu Văn phòng Huyện ủy." in second
    assert "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ Vàng A Sếnh" in second
    assert "(kèm theo Báo cáo số 7-BC/HU ngày 08 tháng 01 năm 2020)" in annex


def test_file_says_its_title_and_language(report):
    reader = read(report)
    assert reader.metadata.title == "Báo cáo chất lượng tổ chức cơ sở đảng năm 2019"
    assert reader.trailer["/Root"]["/Lang"] == "vi"


def test_one_typeface_is_embedded(report):
    assert families(report) == {"Paper-Serif"}


def test_sheets_are_a4_and_an_annex_may_lie(report):
    box = read(report).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(A4, abs=0.5)
    assert sheet_sizes(report) == ["portrait", "portrait", "landscape"]


def test_page_number_stands_top_centre_from_the_second_page(report):
    assert min(top for _, top, _, _, _ in words_of_page(report, 1)) > 19
    for page, middle in ((2, 30 + 165 / 2), (3, 297 / 2)):
        above = [word for word in words_of_page(report, page) if word[3] < 19]
        assert [word[4] for word in above] == [str(page)]
        assert (above[0][0] + above[0][2]) / 2 == pytest.approx(middle, abs=1)


def test_margins_and_first_line_indent(report):
    words = words_of_page(report, 1)
    assert min(word[0] for word in words) == pytest.approx(30, abs=0.5)
    assert max(word[2] for word in words) == pytest.approx(210 - 15, abs=0.5)
    assert max(word[3] for word in words) < 297 - 20 + 1
    first_of_body = next(word for word in words if word[4] == "Chi")
    assert first_of_body[0] == pytest.approx(40, abs=0.5)
    lying = [word for word in words_of_page(report, 3) if word[1] > 25]
    assert min(word[0] for word in lying) >= 20
    assert min(word[1] for word in lying) == pytest.approx(30, abs=2)


def test_the_heading_has_two_blocks_and_the_end_too(report):
    words = words_of_page(report, 1)
    left = [word for word in words if word[4] in {"TỈNH", "HUYỆN"}]
    party = next(word for word in words if word[4] == "ĐẢNG")
    assert all(word[0] >= 30 and word[2] < 30 + 77 for word in left)
    assert party[0] > 210 - 15 - 88
    end = words_of_page(report, 2)
    recipients = next(word for word in end if word[4] == "Nơi")
    authority = next(word for word in end if word[4] == "T/M")
    assert recipients[0] == pytest.approx(30, abs=0.5)
    assert authority[0] > 105


@pytest.mark.parametrize("paragraphs", range(3, 12))
def test_signature_goes_with_the_last_lines_of_the_body(paragraphs):
    pdf = render_paper(replace(PAPER, body_html=mark_safe(PARAGRAPH * paragraphs)))
    last = texts(pdf)[-1]
    assert "Hết." in last and "Nơi nhận:" in last and "PHÓ BÍ THƯ Vàng A Sếnh" in last


@pytest.mark.parametrize("rows", range(24, 40, 2))
def test_signature_goes_with_the_last_rows_of_a_table(rows):
    last = texts(render_paper(replace(PAPER, body_html=table(rows))))[-1]
    assert f"Hết dòng {rows}" in last and "PHÓ BÍ THƯ Vàng A Sếnh" in last


def test_a_long_table_repeats_its_header():
    pages = texts(render_paper(replace(PAPER, body_html=table(90))))
    assert len(pages) >= 3
    assert all("TT Chi bộ" in page for page in pages)


def test_what_is_not_known_stays_open():
    head = replace(HEAD, superior="", number_and_symbol="-BC/HU", day=None, year=2009)
    paper = replace(
        PAPER, head=head, signature=Signature(("T/M BAN THƯỜNG VỤ",), "", ""), annexes=(Annex("PHỤ LỤC", "", ""),)
    )
    first, annex = texts(render_paper(paper))
    assert "Số -BC/HU" in first
    assert "Sìn Hồ, ngày tháng năm 2009" in first
    assert "TỈNH ỦY" not in first
    assert "kèm theo" not in annex
    words = words_of_page(render_paper(paper), 1)
    number = next(word for word in words if word[4] == "Số")
    symbol = next(word for word in words if word[4].endswith("-BC/HU"))
    assert symbol[2] - number[0] > 30


def test_layout_of_2026_pads_the_number_and_underlines_the_recipients():
    pdf = render_paper(replace(PAPER, layout=HD05_2026))
    assert "Số 07-BC/HU" in texts(pdf)[0]
    title = next(word for word in words_of_page(pdf, 1) if word[4] == "Nơi")
    older = next(word for word in words_of_page(render_paper(PAPER), 1) if word[4] == "Nơi")
    assert title[3] - title[1] > older[3] - older[1]


def test_an_official_letter_has_its_subject_below_the_number():
    head = replace(HEAD, kind="", number_and_symbol="62-CV/HU", subject="Về việc nộp báo cáo năm")
    text = texts(render_paper(replace(PAPER, head=head)))[0]
    assert "Số 62-CV/HU Về việc nộp báo cáo năm ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "-----" not in text


def test_minutes_have_two_signatures():
    secretary = Signature(("NGƯỜI GHI BIÊN BẢN",), "", "Lò Thị An")
    chair = Signature(("CHỦ TRÌ",), "", "Vàng A Sếnh")
    pdf = render_paper(replace(PAPER, recipients=(), left_signature=secretary, signature=chair))
    words = {word[4]: word for word in words_of_page(pdf, 1)}
    assert words["BIÊN"][2] < 115 < words["CHỦ"][0]
    assert words["BIÊN"][1] == pytest.approx(words["CHỦ"][1], abs=0.5)


def test_a_form_without_party_heading_may_lie():
    pdf = render_pdf("print/paper.html", {}, title="Biểu số 7A", layout=HD36_2018, orientation="landscape")
    assert sheet_sizes(pdf) == ["landscape"]
    assert texts(pdf) == [""]
    assert read(pdf).metadata.title == "Biểu số 7A"


def test_text_that_was_not_marked_as_safe_is_printed_as_it_is():
    assert "<b>Vàng & Lò</b>" in texts(render_paper(replace(PAPER, body_html="<b>Vàng & Lò</b>")))[0]


@pytest.mark.parametrize(
    "piece",
    [
        '<img src="http://127.0.0.1:9/a.png">',
        '<img src="file:///etc/hostname">',
        '<img src="data:image/png;base64,AAAA">',
        '<p style="background: url(https://example.org/a.png)">a</p>',
        '<link rel="stylesheet" href="file:///etc/hostname">',
    ],
)
def test_nothing_is_fetched(piece):
    with pytest.raises(ForeignResource):
        render_paper(replace(PAPER, body_html=mark_safe(piece)))


def test_the_same_paper_gives_the_same_bytes(report):
    assert render_paper(PAPER) == render_paper(PAPER)
    assert b"/CreationDate" not in report
    assert "/CreationDate" not in read(report).metadata


def test_the_template_carries_no_style_of_its_own():
    source = get_template("print/paper.html").template.source
    assert "<style" not in source and "style=" not in source and "<script" not in source
