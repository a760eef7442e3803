"""The workbook of one sheet in the hands of somebody who fills it in with Excel."""

import io

from openpyxl import load_workbook

from cells.assessments.imports.book import book_bytes
from cells.assessments.imports.lines import code_of
from cells.assessments.models import Sheet
from cells.assessments.models.facts import open_sheet
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.imports.models import Upload
from sinho.web import clock
from tests.factories import people
from tests.factories.workbooks import saved

HEADER = 3
VALUE, DAY, WORDS = "Kết quả, điểm, mức", "Ngày", "Lý do, minh chứng, nguồn"


def book(sheet: Sheet) -> bytes:
    """The file as it leaves now."""
    fresh = Sheet.objects.select_related("campaign", "organization").get(pk=sheet.pk)
    return book_bytes(open_sheet(fresh, clock.today()), clock.today())


def page_of(content: bytes):
    """The workbook and its sheet with the table."""
    workbook = load_workbook(io.BytesIO(content))
    return workbook, workbook.worksheets[0]


def columns(page) -> dict[str, int]:
    return {cell.value: cell.column for cell in page[HEADER]}


def place(page, entry: str, title: str):
    """The cell of a row in a column."""
    at = columns(page)
    keys = {page.cell(row, at["Mã dòng"]).value: row for row in range(HEADER + 1, page.max_row + 1)}
    return page.cell(keys[entry], at[title])


def filled(content: bytes, changes: dict[tuple[str, str], object]) -> bytes:
    """The file with other values: (row, column) → value."""
    workbook, page = page_of(content)
    for (entry, title), value in changes.items():
        place(page, entry, title).value = value
    return saved(workbook)


def brought(sheet: Sheet, content: bytes, by) -> Upload:
    """The file tried."""
    given = {"kind": kind_of("sheet"), "file_name": "ban.xlsx", "content": content, "by": by}
    upload = uploads.try_file(**given, scope=people.scope(by), organization_id=sheet.organization_id)
    assert code_of(sheet) in upload.trial["seen"] or upload.trial["errors"]
    return upload
