"""Only real workbooks are opened, and of those only what was measured."""

import io
import zipfile

import pytest
from django.conf import settings

from sinho.imports import files
from sinho.imports.files import checked_copy, column_letters, column_number
from sinho.refusal import Refused
from tests.factories.workbooks import xlsx

GOOD = xlsx([{"Mã": "A", "Tên": "Chi bộ"}])
PARTS = {
    "[Content_Types].xml": b'<Types><Override ContentType="' + files.MAIN_TYPE + b'"/></Types>',
    "xl/workbook.xml": b"<workbook/>",
}


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def sheet(cells: str, **parts: bytes) -> bytes:
    """A file with one sheet of these cells (XML)."""
    body = f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>".encode()
    return zipped({**PARTS, **parts, "xl/worksheets/sheet1.xml": body})


def locked_zip() -> bytes:
    """A zip whose parts say that they are encrypted."""
    content = bytearray(zipped(PARTS))
    for at in range(len(content) - 4):
        if content[at : at + 4] == b"PK\x03\x04":
            content[at + 6] |= 1
        if content[at : at + 4] == b"PK\x01\x02":
            content[at + 8] |= 1
    return bytes(content)


REPEATED = b"<sst><si><t>" + b"a" * 30_000 + b"</t></si></sst>"
BAD_FILES = {
    "empty": (b"", "a.xlsx", "Tệp rỗng"),
    "text": (b"ma,ten\n1,2\n", "a.xlsx", "đuôi .xlsx"),
    "csv": (b"ma,ten\n1,2\n", "a.csv", "đuôi .xlsx"),
    "good under another name": (GOOD, "a.csv", "đuôi .xlsx"),
    "old Excel": (files.OLE + b"Workbook" * 100, "a.xls", "đời cũ"),
    "old Excel renamed": (files.OLE + b"Workbook" * 100, "a.xlsx", "đời cũ"),
    "password": (files.OLE + files.ENCRYPTED, "a.xlsx", "mật khẩu"),
    "password of the zip": (locked_zip(), "a.xlsx", "mật khẩu"),
    "cut off": (GOOD[: len(GOOD) // 2], "a.xlsx", "hỏng"),
    "only the beginning of a zip": (b"PK\x03\x04junk", "a.xlsx", "hỏng"),
    "zip of something else": (zipped({"mimetype": b"text"}), "a.xlsx", "đuôi .xlsx"),
    "macros": (zipped({**PARTS, "[Content_Types].xml": b"<Types>macroEnabled</Types>"}), "a.xlsx", "đuôi .xlsx"),
    "too large": (b"PK\x03\x04" + b"0" * settings.UPLOAD_LIMIT, "a.xlsx", "đến 5 MB"),
    "bomb": (zipped({**PARTS, "xl/worksheets/sheet1.xml": b"<a>" + b" " * 70_000_000}), "a.xlsx", "quá lớn"),
    "too many parts": (zipped({f"{n}.xml": b"<a/>" for n in range(600)}), "a.xlsx", "quá lớn"),
    "one text repeated": (
        sheet('<c r="A1" t="s"><v>0</v></c>' * 2500, **{files.SHARED_TEXTS: REPEATED}),
        "a.xlsx",
        "quá lớn",
    ),
    "document type": (
        zipped({**PARTS, "xl/styles.xml": b"<!DOCTYPE a><a/>"}),
        "a.xlsx",
        "hỏng",
    ),
    "broken xml": (sheet("<c"), "a.xlsx", "hỏng"),
    "wrong encoding": (zipped({**PARTS, "xl/styles.xml": "<a/>".encode("utf-16")}), "a.xlsx", "hỏng"),
    "cell in the last row": (sheet('<c r="A1048576"><v>1</v></c>'), "a.xlsx", "1048576"),
    "cell in the last column": (sheet('<c r="XFD1"><v>1</v></c>'), "a.xlsx", "cột XFD"),
    "cells without a place": (sheet("<c><v>1</v></c>" * 300), "a.xlsx", "quá xa bảng mẫu"),
    "a row far below": (sheet('</row><row r="1048576"><c><v>1</v></c>'), "a.xlsx", "1048576"),
    "a place that is none": (sheet('<c r="1A"><v>1</v></c>'), "a.xlsx", "hỏng"),
    "inline text far away": (sheet('<c r="A999999" t="inlineStr"><is><t>x</t></is></c>'), "a.xlsx", "999999"),
}


@pytest.mark.parametrize(("content", "name", "said"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_gets_one_sentence(content, name, said):
    with pytest.raises(Refused) as refused:
        checked_copy(content, name)
    assert len(refused.value.reasons) == 1
    assert said in refused.value.reasons[0]


def test_the_copy_holds_nothing_but_texts_and_numbers():
    content = zipped({**PARTS, "xl/vbaProject.bin": b"macro", "xl/media/a.png": b"picture"})
    with zipfile.ZipFile(io.BytesIO(checked_copy(content, "a.xlsx"))) as copy:
        assert copy.namelist() == list(PARTS)


def test_painted_empty_cells_far_away_are_harmless():
    assert checked_copy(sheet('<c r="XFD1048576" s="3"/>'), "A.XLSX")


def test_a_failed_formula_becomes_text_in_the_copy():
    copy = checked_copy(sheet('<c r="A1" t="e"><v>#N/A</v></c><c r="B1" s="1" t="n"><v>1</v></c>'), "a.xlsx")
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        text = archive.read("xl/worksheets/sheet1.xml")
    assert b'<c r="A1" t="str"><v>#N/A</v></c><c r="B1" s="1" t="n">' in text


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_columns_by_letter(number, letters):
    assert (column_letters(number), column_number(letters)) == (letters, number)


def test_a_sheet_at_another_place_is_not_read():
    """What is not measured must not reach the reader."""
    body = b'<worksheet><sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    copy = files.checked_copy(zipped({**PARTS, "xl/evil/sheet1.xml": body}), "a.xlsx")
    assert "xl/evil/sheet1.xml" not in zipfile.ZipFile(io.BytesIO(copy)).namelist()
