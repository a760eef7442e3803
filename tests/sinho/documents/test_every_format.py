"""Every kind of report of the demo district in every format: it opens, is typed, and keeps every Vietnamese letter."""

import io
import json
import re
import unicodedata

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from cells.access.models import scope_of
from cells.organizations.models import OrganizationState
from sinho.accounts.models import User
from sinho.documents import reports as kit
from sinho.documents.formats import FIGURES, PDFA, WORD, WORKBOOK
from sinho.web import clock

PLACE = "Nậm Tăm"
CODES = [kind.code for kind in kit.all_kinds()]
# A number that was written as text: 70,0% · 1.234,5; numbers of lines (3.1) and of papers are text for good.
NUMBER_AS_TEXT = re.compile(r"-?\d[\d.]*,\d+( ?%)?|-?\d+ ?%")


@pytest.fixture
def built(demo, request):
    """The report on one commune, as far as its committee can be asked for it."""
    kind, today = kit.kind_of(request.param), clock.today()
    state = OrganizationState.objects.on(today).get(name=f"Đảng bộ xã {PLACE}")
    scope = scope_of(User.objects.get(username="bantochuc"), today)
    month = {"since": today.replace(day=1)} if kind.asks == kit.PERIOD else {}
    asked = kit.asked_for(kind, organization_id=state.organization_id, today=today, **month)
    return kind, kind.build(scope, asked)


def reads_well(text: str) -> bool:
    """The commune by its name, in composed letters, none of them lost."""
    whole = unicodedata.normalize("NFC", text) == text
    return PLACE.casefold() in " ".join(text.split()).casefold() and whole and "\ufffd" not in text


def texts_of(book) -> list[str]:
    rows = (row for sheet in book for row in sheet.iter_rows())
    return [cell.value for row in rows for cell in row if isinstance(cell.value, str)]


@pytest.mark.parametrize("built", CODES, indirect=True)
def test_every_format_of_a_kind_says_the_same_in_whole_letters(built):
    kind, report = built
    details = kit.PaperDetails()
    figures, workbook, archive, word = (one.write(kind, report, details) for one in (FIGURES, WORKBOOK, PDFA, WORD))
    assert reads_well(figures.decode()) and json.loads(figures)

    reader = pypdf.PdfReader(io.BytesIO(archive))
    assert reads_well("\n".join(page.extract_text() for page in reader.pages))
    assert {name: content[0] for name, content in reader.attachments.items()} == {
        "so-lieu.json": figures,
        "so-lieu.xlsx": workbook,
    }
    assert reader.trailer["/Root"]["/Lang"] == "vi" and "/StructTreeRoot" in reader.trailer["/Root"]

    document = docx.Document(io.BytesIO(word))
    assert reads_well("\n".join(one.text or "" for one in document.element.body.iter(qn("w:t"))))
    assert document.core_properties.title == reader.metadata.title

    book = load_workbook(io.BytesIO(workbook))
    texts = texts_of(book)
    assert reads_well("\n".join(texts)) and not [text for text in texts if NUMBER_AS_TEXT.fullmatch(text)]
    for sheet in book:
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize), setup.fitToHeight) == ("landscape", 9, 0)
        assert sheet.print_title_rows and sheet.freeze_panes
        for row in sheet.iter_rows():
            if "Cộng" in [cell.value for cell in row[:2]] and len(row) > 2:
                assert any(cell.data_type == "f" for cell in row), f"{sheet.title}: totals are no formulas"
