"""The PDF that is kept for good: what it says of itself, and the figures inside it."""

import io
import json
from dataclasses import replace

import pypdf
import pytest

from sinho.documents.paper import Attached, printout, render_paper
from tests.sinho.documents.test_documents_paper import PAPER

FIGURES = Attached("cell-quality.json", b'{"cells": 270}', "Số liệu")
WORKBOOK = Attached("cell-quality.xlsx", b"PK", "Bảng Excel")


@pytest.fixture(scope="module")
def kept() -> bytes:
    return printout(PAPER).archive((FIGURES, WORKBOOK))


def catalog(pdf: bytes):
    return pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]


def kinds_of(element, found=None) -> set[str]:
    """Kinds of the elements of the structure tree."""
    found = set() if found is None else found
    element = element.get_object()
    if isinstance(element, list):
        for one in element:
            kinds_of(one, found)
    elif isinstance(element, dict):
        if "/S" in element:
            found.add(element["/S"])
        if "/K" in element:
            kinds_of(element["/K"], found)
    return found


def test_it_says_that_it_is_pdf_a_3a(kept):
    said = pypdf.PdfReader(io.BytesIO(kept)).xmp_metadata.stream.get_data().decode()
    assert 'pdfaid:part="3"' in said and 'pdfaid:conformance="A"' in said
    assert "Báo cáo chất lượng tổ chức cơ sở đảng năm 2019" in said
    root = catalog(kept)
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert root["/Lang"] == "vi"


def test_what_it_says_of_itself_can_be_read_whatever_the_title_holds():
    paper = replace(PAPER, head=replace(PAPER.head, subject="của Chi bộ\x01 <b>\ufffebản\x0b Lò"))
    reader = pypdf.PdfReader(io.BytesIO(printout(paper).archive()))
    assert "của Chi bộ <b>bản Lò" in reader.xmp_metadata.dc_title["x-default"]


@pytest.mark.parametrize("make", [lambda: render_paper(PAPER), lambda: printout(PAPER).archive()])
def test_headings_paragraphs_and_title_are_tagged(make):
    root = catalog(make())
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert {"/H1", "/P", "/Document"} <= kinds_of(root["/StructTreeRoot"])


def test_the_figures_are_inside_as_data_of_the_paper(kept):
    reader = pypdf.PdfReader(io.BytesIO(kept))
    assert {name: content[0] for name, content in reader.attachments.items()} == {
        one.name: one.content for one in (FIGURES, WORKBOOK)
    }
    assert json.loads(reader.attachments[FIGURES.name][0]) == {"cells": 270}
    files = {one.get_object()["/UF"]: one.get_object() for one in reader.trailer["/Root"]["/AF"]}
    assert {name: one["/AFRelationship"] for name, one in files.items()} == {
        FIGURES.name: "/Data",
        WORKBOOK.name: "/Data",
    }
    assert files[FIGURES.name]["/Desc"] == "Số liệu"


def test_the_same_paper_gives_the_same_bytes(kept):
    assert printout(PAPER).archive((FIGURES, WORKBOOK)) == kept
