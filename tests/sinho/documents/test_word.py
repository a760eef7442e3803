"""Word files are read back: sheets, styles, sizes, tables, the words."""

import io
import unicodedata
import zipfile
from dataclasses import replace

import docx
import pytest
from django.utils.safestring import mark_safe
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from sinho.documents.layouts import HD05_2026, HD36_2018
from sinho.documents.paper import Annex, Paper, PaperHead, Printout, Signature, printout
from sinho.documents.word.writer import word_document
from tests.sinho.documents.test_documents_paper import HEAD, PAPER, PARAGRAPH, table

MERGED = mark_safe(
    '<table class="grid"><caption>Bảng 1. Xếp loại</caption>'
    '<thead><tr><th rowspan="2">Xếp loại</th><th colspan="2">Năm 2009</th></tr><tr><th>Số</th><th>%</th></tr></thead>'
    '<tbody><tr class="b"><td>Đảng bộ cơ sở</td><td class="n">28</td><td class="n">62,2</td></tr>'
    '<tr><td class="i1">Trong sạch,<br>vững mạnh</td><td class="n">7</td><td class="n">15,6</td></tr></tbody></table>'
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" aria-label="Kết nạp">{}</svg>'


def opened(paper: Paper | Printout):
    one = paper if isinstance(paper, Printout) else printout(paper)
    return docx.Document(io.BytesIO(one.word()))


def mm(length) -> float:
    return round(length / Mm(1), 1)


def lines(document) -> list[str]:
    """Texts of all paragraphs in the order of the file, those in tables too."""
    found = ["".join(one.text or "" for one in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]
    return [line for line in found if line.strip()]


def style_of(document, text: str):
    """The style of the paragraph that begins so."""
    for p in document.element.body.iter(qn("w:p")):
        if "".join(one.text or "" for one in p.iter(qn("w:t"))).startswith(text):
            key = p.pPr.pStyle.val
            return next(style for style in document.styles if style.style_id == key)
    raise AssertionError(text)


@pytest.fixture(scope="module")
def report():
    body = mark_safe(f"<h2>I- TÌNH HÌNH CHUNG</h2>{PARAGRAPH}<h3>1- Chi bộ</h3>{MERGED}{PARAGRAPH}")
    annexes = (Annex("PHỤ LỤC", "Danh sách", table(5), "landscape"), Annex("PHỤ LỤC 2", "Thêm", "Hết"))
    return opened(replace(PAPER, body_html=body, annexes=annexes))


def test_sheets_have_the_margins_of_the_paper_and_an_annex_lies(report):
    found = [
        (
            section.orientation,
            *(mm(side) for side in (section.page_width, section.page_height)),
            *(
                mm(side)
                for side in (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
            ),
        )
        for section in report.sections
    ]
    standing = (WD_ORIENT.PORTRAIT, 210, 297, 20, 15, 20, 30)
    assert found == [standing, (WD_ORIENT.LANDSCAPE, 297, 210, 30, 20, 15, 20), standing]


def test_the_page_number_stands_above_in_the_middle_from_the_second_page(report):
    first, second, _ = report.sections
    assert first.different_first_page_header_footer and not second.different_first_page_header_footer
    assert not first.first_page_header.paragraphs or not first.first_page_header.paragraphs[0].text
    number = first.header.paragraphs[0]
    assert "PAGE" in number._p.xml and number.style.paragraph_format.alignment == 1
    assert number.style.font.size.pt == 13
    assert second.header.is_linked_to_previous


def test_typeface_and_language_hold_for_everything(report):
    defaults = report.styles.element.find(qn("w:docDefaults"))
    fonts = defaults.find(f".//{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"
    assert not report.element.body.findall(f".//{qn('w:rFonts')}")
    assert not list(report.styles.element.iter(qn("w:color")))


@pytest.mark.parametrize(
    ("text", "style", "size", "bold"),
    [
        ("TỈNH ỦY LAI CHÂU", "VB Cơ quan cấp trên", 14, None),
        ("HUYỆN ỦY SÌN HỒ", "VB Cơ quan ban hành", 14, True),
        ("Số 7-BC/HU", "VB Số, ký hiệu", 14, None),
        ("ĐẢNG CỘNG SẢN", "VB Tiêu đề Đảng", 15, True),
        ("Sìn Hồ, ngày 08", "VB Địa danh, ngày tháng", 14, None),
        ("BÁO CÁO", "Title", 16, True),
        ("chất lượng", "Subtitle", 14, True),
        ("I- TÌNH", "Heading 1", 14, True),
        ("1- Chi bộ", "Heading 2", 14, True),
        ("Chi bộ bản", "Body Text", 14, None),
        ("Bảng 1.", "Caption", 14, None),
        ("Nơi nhận", "VB Nơi nhận", 12, True),
        ("- Lưu", "VB Danh sách nơi nhận", 11, None),
        ("T/M BAN", "VB Thẩm quyền ký", 14, True),
        ("PHÓ BÍ THƯ", "VB Chức vụ ký", 14, None),
        ("Vàng A Sếnh", "VB Người ký", 14, True),
        ("PHỤ LỤC", "VB Phụ lục", 14, True),
        ("(kèm theo", "VB Kèm theo", 13, None),
    ],
)
def test_every_part_has_a_style_of_its_own(report, text, style, size, bold):
    found = style_of(report, text)
    assert (found.name, found.font.size.pt, found.font.bold) == (style, size, bold)


def test_the_body_is_justified_with_an_indent_of_ten_millimetres(report):
    form = style_of(report, "Chi bộ bản").paragraph_format
    assert (form.alignment, mm(form.first_line_indent)) == (3, 10)


def test_the_heading_has_two_blocks_without_lines_and_a_rule_as_long_as_the_title(report):
    head = report.tables[0]
    assert [mm(cell.width) for cell in head.rows[0].cells] == [77, 88]
    assert head._tbl.tblPr.find(qn("w:tblBorders")) is None
    party = next(p for p in head.cell(0, 1).paragraphs if p.text.startswith("ĐẢNG"))
    assert party._p.pPr.find(f"{qn('w:pBdr')}/{qn('w:bottom')}").get(qn("w:val")) == "single"
    rule = 88 - mm(party.paragraph_format.left_indent) - mm(party.paragraph_format.right_indent)
    assert 68 < rule < 76


def test_recipients_and_signature_stand_beside_each_other_and_with_the_last_lines(report):
    end = next(one for one in report.tables if "Nơi nhận" in one.cell(0, 0).text)
    assert "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nVàng A Sếnh" in end.cell(0, -1).text
    assert [mm(cell.width) for cell in end.rows[0].cells] == [72, 8, 85]
    row = end.rows[0]._tr
    assert row.trPr.find(qn("w:cantSplit")) is not None
    before = end._tbl.getprevious()
    while before.pPr.pStyle.val == "Spacer":
        assert before.pPr.find(qn("w:keepNext")) is not None
        before = before.getprevious()
    assert before.pPr.find(qn("w:keepNext")) is not None


def test_merged_cells_header_rows_and_sides(report):
    grid = next(one for one in report.tables if "Xếp loại" in one.cell(0, 0).text)
    assert grid.cell(0, 0)._tc is grid.cell(1, 0)._tc and grid.cell(0, 1)._tc is grid.cell(0, 2)._tc
    headers = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in grid.rows]
    assert headers == [True, True, False, False]
    assert grid.cell(2, 0).paragraphs[0].runs[0].bold and not grid.cell(3, 0).paragraphs[0].runs[0].bold
    assert grid.cell(3, 1).paragraphs[0].alignment == 2
    assert grid.cell(3, 0).text == "Trong sạch,\nvững mạnh"
    assert round(sum(mm(cell.width) for cell in grid.rows[2].cells)) == 165
    assert grid._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Bảng 1. Xếp loại"


def test_what_is_not_known_stays_open_as_dots():
    head = replace(HEAD, number_and_symbol="-BC/HU", day=None)
    document = opened(replace(PAPER, head=head))
    dotted = [run for p in document.tables[0].cell(0, 0).paragraphs for run in p.runs if run.underline]
    assert dotted and all(set(run.text) == {"\xa0"} for run in dotted)


def test_layout_of_2026_has_exact_lines_and_underlined_recipients():
    document = opened(replace(PAPER, layout=HD05_2026))
    assert style_of(document, "Chi bộ bản").paragraph_format.line_spacing.pt == 19.5
    recipients = style_of(document, "Nơi nhận")
    assert recipients.font.underline and recipients.font.size.pt == 14 and not recipients.font.bold
    assert "Số 07-BC/HU" in lines(document)


def test_minutes_have_two_signatures_and_a_letter_its_subject_below_the_number():
    secretary, chair = Signature(("NGƯỜI GHI BIÊN BẢN",), "", "Lò An"), Signature(("CHỦ TRÌ",), "", "Vàng A Sếnh")
    letter = PaperHead("", "HUYỆN ỦY SÌN HỒ", "62-CV/HU", "Sìn Hồ", None, "", "Về việc nộp báo cáo")
    document = opened(replace(PAPER, head=letter, recipients=(), left_signature=secretary, signature=chair))
    assert style_of(document, "Về việc").name == "VB Trích yếu công văn"
    end = document.tables[-1]
    assert "BIÊN BẢN" in end.cell(0, 0).text and "CHỦ TRÌ" in end.cell(0, -1).text


def test_a_drawing_becomes_a_picture_with_its_words_for_who_cannot_see_it():
    drawn = mark_safe(f"<figure>{SVG.format('<rect/>')}</figure>")
    document = opened(replace(PAPER, body_html=drawn))
    shape = document.inline_shapes[0]
    assert (round(shape.width.pt), round(shape.height.pt)) == (300, 150)
    assert shape._inline.docPr.get("descr") == "Kết nạp"


def test_words_survive_with_their_marks_and_nothing_else_is_left_in_the_file(report):
    text = "\n".join(lines(report))
    assert "Chi bộ bản Nậm Tăm sinh hoạt đều" in text and "\ufffd" not in text
    assert text == unicodedata.normalize("NFC", text)
    said = report.core_properties
    assert (said.title, said.language) == ("Báo cáo chất lượng tổ chức cơ sở đảng năm 2019", "vi-VN")
    assert not said.author and not said.comments


def test_the_same_paper_gives_the_same_bytes():
    written = printout(PAPER).word()
    assert printout(PAPER).word() == written
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2008, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_text_that_was_not_marked_as_safe_is_printed_as_it_is():
    assert "<b>Vàng & Lò</b>" in lines(opened(replace(PAPER, body_html="<b>Vàng & Lò</b>", layout=HD36_2018)))


FORM = """<body class="lying"><div class="text">
<section class="form">
<header class="form-head"><div class="form-l"><p>HUYỆN ỦY</p></div><div class="form-c"><p class="kind">BÁO CÁO</p></div>
<div class="form-r"><p><b>Biểu 1</b></p></div></header>
<p class="unit">Đvt: Người</p>
<table class="grid"><colgroup><col><col class="form-w"></colgroup>
<thead><tr><th>Chỉ tiêu</th><th>Số</th></tr><tr class="nos"><th>1</th><th>2</th></tr></thead>
<tbody><tr class="b"><td class="i0">A. Đầu kỳ</td><td class="n">5</td></tr>
<tr class="overleaf"><td class="i1">B. Tăng</td><td class="n">-</td></tr></tbody></table>
<div class="form-foot"><div class="form-end"><div class="form-who"><p><b>NGƯỜI LẬP BIỂU</b></p></div>
<div class="form-who"><p>TRƯỞNG BAN</p><p class="form-signer">Vàng A Sếnh</p></div></div></div>
</section>
<section class="form form-next"><p>Tờ hai</p></section>
</div></body>"""


def read_page(page: str):
    return docx.Document(io.BytesIO(word_document(page, HD36_2018, "Biểu 1")))


def test_a_statistical_form_lies_and_its_next_sheet_begins_a_page():
    document = read_page(FORM)
    margins = (20, 15, 15, 30)
    for section in document.sections:
        sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
        assert (section.orientation, *(mm(side) for side in sides)) == (WD_ORIENT.LANDSCAPE, *margins)
    assert len(document.sections) == 2 and lines(document)[-1] == "Tờ hai"
    grid = document.tables[1]
    assert [mm(cell.width) for cell in grid.rows[0].cells] == [252 - 38, 38]
    assert grid.cell(2, 0).paragraphs[0].runs[0].font.size.pt == 10
    assert grid.cell(3, 0).paragraphs[0]._p.pPr.find(qn("w:pageBreakBefore")) is not None
    head, end = document.tables[0], document.tables[2]
    assert [style_of(document, text).name for text in ("BÁO CÁO", "Biểu 1")] == ["VB Tên biểu", "VB Đơn vị báo cáo"]
    assert len(head.columns) == 3 and [mm(cell.width) for cell in end.rows[0].cells] == [85, 82, 85]
    assert style_of(document, "Vàng A Sếnh").name == "VB Người ký biểu"


@pytest.mark.parametrize(
    "page",
    [
        "<body>Lời <b>mở</b> đầu</body>",
        "<body><article>Lời <b>mở</b> đầu<p>Đoạn</p></article></body>",
        "<body><div class='text'><ul><li>Lời <b>mở</b> đầu</li></ul></div></body>",
        "<body><div class='text'><blockquote><span>Lời</span> <b>mở</b> <i>đầu</i></blockquote></div></body>",
        "<body><table><tr><td><p>Lời <b>mở</b>\n   đầu</p></td></tr></table></body>",
    ],
)
def test_words_outside_of_known_places_are_never_lost(page):
    assert lines(read_page(page))[0] == "Lời mở đầu"


def test_an_empty_page_and_an_empty_table_are_a_file_too():
    assert lines(read_page("<body></body>")) == []
    assert lines(read_page('<body><table class="grid"><caption>Bảng 1</caption></table></body>')) == ["Bảng 1"]


def test_control_characters_that_somebody_pasted_are_left_out():
    hostile = "Lò\x01 Văn\x0b \ufffeÚn=cmd"
    drawing = SVG.format(f"<text>{hostile}</text>").replace("Kết nạp", hostile)
    paper = replace(PAPER, body_html=mark_safe(f"{drawing}<p>{hostile}</p>"))
    document = opened(Printout("print/paper.html", {}, hostile, HD36_2018, paper=paper))
    assert document.core_properties.title == "Lò Văn Ún=cmd"
    assert "Lò Văn Ún=cmd" in lines(document)
