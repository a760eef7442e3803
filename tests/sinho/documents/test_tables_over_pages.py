"""Short tables of a paper stay on one page with their heading, long ones repeat their header; PDF and Word alike."""

import io
from dataclasses import replace

import docx
import pypdf
import pytest
from django.utils.safestring import mark_safe
from docx.oxml.ns import qn

from sinho.documents.paper import printout
from tests.sinho.documents.test_documents_paper import PAPER


def paper_with_table(rows: int, paragraphs: int):
    """A table of so many rows below so many lines of text."""
    lines = "".join(f"<tr><td>Dòng {number}</td><td class='n'>{number}</td></tr>" for number in range(rows))
    head = "<thead><tr><th>Chỉ tiêu</th><th>Số lượng</th></tr></thead>"
    table = f"<table class='grid'><caption>Bảng 1. Kết quả</caption>{head}<tbody>{lines}</tbody></table>"
    body = "<p>Câu trước bảng.</p>" * paragraphs + f"<h3>1- Mục có bảng</h3>{table}<p>Câu sau bảng.</p>"
    return printout(replace(PAPER, body_html=mark_safe(body), annexes=()))


def pages_of(rows: int, paragraphs: int) -> list[str]:
    content = paper_with_table(rows, paragraphs).pdf()
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize("paragraphs", range(11, 17))
def test_a_table_of_twelve_rows_stands_on_one_page_with_its_heading(paragraphs):
    held = [page for page in pages_of(12, paragraphs) if "Dòng" in page]
    assert len(held) == 1 and held[0].count("Dòng") == 12
    assert "Mục có bảng" in held[0] and "Bảng 1" in held[0] and "Chỉ tiêu" in held[0]


def test_a_long_table_begins_where_it_stands_and_repeats_its_header():
    held = [page for page in pages_of(40, 8) if "Dòng" in page]
    assert len(held) == 2 and all("Chỉ tiêu" in page for page in held)
    assert "Mục có bảng" in held[0] and held[0].count("Dòng") > 5


@pytest.mark.parametrize(("rows", "together"), [(12, 12), (13, 3)])
def test_in_word_the_rows_of_a_short_table_are_kept_with_the_next(rows, together):
    document = docx.Document(io.BytesIO(paper_with_table(rows, 1).word()))
    table = next(one for one in document.tables if "Chỉ tiêu" in one.rows[0].cells[0].text)
    kept = [
        all(one.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for one in row._tr.iter(qn("w:p")))
        for row in table.rows
    ]
    assert sum(kept) == together and not kept[-1] and kept[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
