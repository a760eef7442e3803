"""Whether bytes are an Excel workbook that may be opened, and a copy of it that is safe to open.

The copy holds only the sheets' own parts, unpacked within limits, so that the reader never meets more than was
measured here: no bomb of zeros, no cell in the last corner of the sheet, no macros.
"""

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from django.conf import settings

from sinho.refusal import Refused

MOST_ROWS, MOST_COLUMNS, MOST_PARTS = 20_000, 200, 500
# Rows above the header and notes below the table do not count as rows of the table.
ROWS_AROUND = 100
MOST_UNPACKED = 64 * 1024 * 1024

SHARED_TEXTS, SHEETS = "xl/sharedStrings.xml", ("xl/worksheets/", "xl/chartsheets/", "xl/dialogsheets/")
# What the reader needs, at the places where spreadsheet programs put it; a sheet anywhere else would go unmeasured.
READ_PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    SHARED_TEXTS,
}
# Comments, and where a sheet says which ones are its own.
LINKS = "xl/worksheets/_rels/"
COMMENTS = (LINKS, "xl/comments")
MOST_CELLS = 20_000_000
_PLACE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

ONLY_XLSX = (
    "Chỉ nhận tệp Excel đuôi .xlsx. Đồng chí mở tệp bằng Excel, chọn “Lưu thành” rồi chọn “Excel Workbook (*.xlsx)”."
)
LOCKED = "Tệp đang đặt mật khẩu nên không đọc được. Đồng chí bỏ mật khẩu, lưu lại rồi tải lên."
BROKEN = "Tệp bị hỏng hoặc chưa tải xong. Đồng chí mở bằng Excel, lưu lại rồi tải lên."
TOO_MUCH = "Tệp giải nén ra quá lớn. Đồng chí chép phần số liệu sang tệp mẫu rồi tải lên."

# A link of a sheet to anything but its comments: to pictures and drawings, which the copy does not have.
_OTHER_LINK = re.compile(
    rb"""<(?:\w+:)?Relationship\b(?![^>]*/relationships/comments["'])[^>]*(?:/>|>\s*</(?:\w+:)?Relationship\s*>)"""
)
# A cell whose formula failed; the reader would take it for an empty one.
_FAILED_CELL = re.compile(rb"""(<(?:\w+:)?c\b[^>]*?\st\s*=\s*)(?:"e"|'e')""")


def checked_copy(content: bytes, file_name: str, *, with_comments: bool = False) -> bytes:
    """The copy to read from. Refused with one sentence when the file cannot or must not be opened.

    `with_comments`: also what people wrote beside the cells, for a file that goes back.
    """
    refuse_wrong_kind(content, file_name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return repacked(archive, with_comments=with_comments)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, expat.ExpatError) as error:
        raise Refused(BROKEN) from error


def refuse_wrong_kind(content: bytes, file_name: str) -> None:
    """Empty, too large, of an older Excel, with a password, or something else under another name."""
    if not content:
        raise Refused("Tệp rỗng. Đồng chí chọn lại tệp.")
    if len(content) > settings.UPLOAD_LIMIT:
        raise Refused(too_large())
    if content.startswith(OLE):
        raise Refused(LOCKED if ENCRYPTED in content else f"Đây là tệp Excel đời cũ (.xls). {ONLY_XLSX}")
    if not file_name.lower().endswith(".xlsx") or not content.startswith(ZIP):
        raise Refused(ONLY_XLSX)


def too_large() -> str:
    return f"Tệp quá lớn: chỉ nhận tệp đến {settings.UPLOAD_LIMIT // 1024 // 1024} MB. Đồng chí tách thành nhiều tệp."


def repacked(archive: zipfile.ZipFile, *, with_comments: bool = False) -> bytes:
    """The parts that hold text and numbers, measured while they are unpacked; shared texts before the sheets."""
    comments = COMMENTS if with_comments else ()
    parts = [part for part in archive.infolist() if is_read(part.filename) or part.filename.startswith(comments)]
    if len(archive.infolist()) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(TOO_MUCH)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(LOCKED)
    copy, measure = io.BytesIO(), Measure()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as safe:
        for part in sorted(parts, key=lambda one: one.filename != SHARED_TEXTS):
            text = archive.read(part)
            measure.walk(part.filename, text)
            sheet = part.filename.startswith(SHEETS)
            text = _FAILED_CELL.sub(rb'\1"str"', text) if sheet else text
            safe.writestr(part.filename, _OTHER_LINK.sub(b"", text) if part.filename.startswith(LINKS) else text)
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names or MAIN_TYPE not in archive.read("[Content_Types].xml"):
        raise Refused(ONLY_XLSX)
    return copy.getvalue()


def is_read(name: str) -> bool:
    """Whether the part goes into the copy."""
    return name in READ_PARTS or (name.startswith(SHEETS) and name.endswith(".xml"))


class Measure:
    """Walks through the XML of all parts: no document type, no cell outside the limits, no text repeated endlessly."""

    def __init__(self):
        self.shared: list[int] = []
        self.characters = 0
        self.cells, self.far = 0, [0, 0]
        self.row, self.column = 0, 0
        self.is_shared, self.inside, self.value = False, False, ""

    def walk(self, name: str, text: bytes) -> None:
        if b"\x00" in text[:4]:  # not UTF-8, which the reader would read otherwise than we do
            raise Refused(BROKEN)
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.doctype
        if name == SHARED_TEXTS:
            parser.StartElementHandler, parser.CharacterDataHandler = self.shared_start, self.shared_text
        elif name.startswith(SHEETS):
            parser.StartElementHandler, parser.EndElementHandler = self.cell_start, self.cell_end
            parser.CharacterDataHandler = self.cell_text
        self.row, self.column, self.far = 0, 0, [0, 0]
        parser.Parse(text, True)
        self.cells += self.far[0] * self.far[1]
        if self.cells > MOST_CELLS:
            raise Refused(TOO_MUCH)

    def doctype(self, *args) -> None:
        raise Refused(BROKEN)

    def shared_start(self, tag: str, attributes: dict) -> None:
        if tag.rpartition(":")[2] == "si":
            self.shared.append(0)

    def shared_text(self, text: str) -> None:
        if self.shared:
            self.shared[-1] += len(text)

    def cell_start(self, tag: str, attributes: dict) -> None:
        """A cell counts where it holds something, not where it is only painted; without a place it is the next one."""
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif tag == "c":
            self.is_shared = attributes.get("t") == "s"
            self.stand_at(attributes.get("r"))
        elif tag in {"v", "is"}:
            self.inside, self.value = self.is_shared and tag == "v", ""
            self.refuse_far_cell()

    def cell_text(self, text: str) -> None:
        if self.inside:
            self.value += text

    def cell_end(self, tag: str) -> None:
        """Every repetition of a shared text counts."""
        if self.inside and tag.rpartition(":")[2] == "v":
            number = int(self.value) if self.value.strip().isdecimal() else len(self.shared)
            self.characters += self.shared[number] if number < len(self.shared) else 0
            self.inside = False
            if self.characters > MOST_UNPACKED:
                raise Refused(TOO_MUCH)

    def stand_at(self, place: str | None) -> None:
        """Where the cell stands: as it says, or after the one before."""
        if place is None:
            self.column += 1
            return
        if not (found := _PLACE.fullmatch(place)):
            raise Refused(BROKEN)
        self.column, row = column_number(found[1]), int(found[2])
        self.row = max(self.row, row)

    def refuse_far_cell(self) -> None:
        if self.row > MOST_ROWS + ROWS_AROUND:
            raise Refused(f"Tệp có số liệu đến dòng {self.row}; mỗi lần chỉ nhận {MOST_ROWS} dòng. Đồng chí tách tệp.")
        if self.column > MOST_COLUMNS:
            letters = column_letters(self.column)
            raise Refused(f"Tệp có số liệu ở cột {letters}, quá xa bảng mẫu. Đồng chí chép sang tệp mẫu.")
        self.far = [max(self.far[0], self.row), max(self.far[1], self.column)]


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
