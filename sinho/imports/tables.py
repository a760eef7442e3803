"""The table in a workbook: its header row, its columns by letter, its rows as they were typed."""

import datetime as dt
import difflib
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import vn_text
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from sinho.imports.encodings import Converted, Texts
from sinho.imports.files import MOST_ROWS, checked_copy, column_letters
from sinho.imports.findings import COLUMNS, IGNORED, OTHER_SHEET, SHOWN_TYPED, Finding
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.folding import fold
from sinho.text.numbers import MINUS, format_number

HEADER_WITHIN = 30
# With so many required columns a row of one text is no row of the table.
ENOUGH_REQUIRED = 4
# Columns people add for themselves, and the one that the file of wrong rows has.
OWN_COLUMNS = {"stt", "tt", "so thu tu", "ghi chu", "vi sao khong nhan"}

# Signs that no text has and the database refuses; a workbook can hold them as _x0000_.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

Raw = str | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None


@dataclass
class Row:
    """A row of the table: its number in the sheet and its cells by title, empty cells left out."""

    number: int
    cells: dict[str, Raw]


@dataclass
class Table:
    """What was found in the workbook. With `findings` of level error its rows mean nothing."""

    sheet: str
    header: int
    letters: dict[str, str]
    texts: Texts
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def column(self, title: str) -> str:
        """cột F · Ngày sinh."""
        return f"cột {self.letters[title]} · {title}" if title in self.letters else f"cột “{title}”"


@dataclass(frozen=True)
class Titles:
    """The columns of a kind: title → whether a file must have it; `also`: other ways to write a title → title."""

    required: Mapping[str, bool]
    also: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[str, str]:
        """Folded title, in any of its spellings → title."""
        return {fold(other): title for other, title in self.also.items()} | {fold(t): t for t in self.required}

    def found(self, spellings: Iterable[str]) -> str | None:
        """The title that one of these spellings means."""
        return next((title for text in spellings if (title := self.by_key.get(fold(text)))), None)


def read_table(content: bytes, file_name: str, titles: Titles, encoding: str = "") -> Table:
    """The table whose header fits best. `encoding`: how the texts are written, when somebody said so.

    Refused when the file cannot be opened or no sheet has such a header.
    """
    sheets = list(visible_sheets(checked_copy(content, file_name)))
    texts = Texts.of([grid for _, grid in sheets], encoding)
    tables = [best_of(sheet, [[texts.read(cell) for cell in row] for row in typed], titles) for sheet, typed in sheets]
    known, sheet, header, grid = max(tables, key=lambda one: one[0], default=(0, "", None, []))
    if header is None or known < min(2, len(titles.required)):
        raise Refused(
            "Không thấy dòng tiêu đề của mẫu trong tệp. Đồng chí tải tệp mẫu, chép số liệu vào rồi tải lên lại."
        )
    table = Table(sheet, header.row, {}, texts)
    fill(table, header, grid, titles)
    for _, other, head, cells in (one for one in tables if one[1] != sheet and one[0] * 2 > known):
        if any(not is_blank(cell) for row in cells[head.row :] for cell in row):
            text = f"Trang “{other}” cũng có bảng theo mẫu này nhưng không được đọc; tách thành tệp riêng để nhập."
            table.findings.append(Finding(OTHER_SHEET, text))
    return table


def best_of(sheet: str, grid: list[list], titles: "Titles") -> tuple[int, str, "Header | None", list[list]]:
    """How many titles the best header of the sheet has, with the sheet itself; the first one of equals."""
    found = [(len({titles.found(texts) for texts in header.cells} - {None}), header) for header in headers_of(grid)]
    known, header = max(found, key=lambda one: one[0], default=(0, None))
    return known, sheet, header if known else None, grid


def visible_sheets(copy: bytes):
    """Name and cells of every sheet that a person sees."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(copy))
        for meta in workbook.sheets_metadata:
            if meta.visible == SheetVisibleEnum.Visible:
                grid = workbook.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
                yield meta.name, [[_CONTROL.sub(" ", c) if isinstance(c, str) else c for c in row] for row in grid]
    except CalamineError as error:
        raise Refused("Tệp bị hỏng nên không đọc được. Đồng chí mở bằng Excel, lưu lại rồi tải lên.") from error


@dataclass(frozen=True)
class Header:
    """A row that may be the header: its number in the sheet, and for each column the ways to read its title."""

    row: int
    cells: list[tuple[str, ...]]


def headers_of(grid: list[list]) -> Iterable[Header]:
    """Single rows first, then pairs of rows: a heading over several columns, the parts below it."""
    top = grid[: HEADER_WITHIN + 1]
    for index, cells in enumerate(top[:HEADER_WITHIN]):
        yield Header(index + 1, [spellings(cell) for cell in cells])
    for index, (above, below) in enumerate(pairwise(top)):
        over, cells = "", []
        for heading, part in zip(above, below, strict=False):
            over = heading_of(heading) or over
            cells.append((*spellings(part), f"{over} {heading_of(part)}") if heading_of(part) else spellings(heading))
        yield Header(index + 2, cells)


def heading_of(cell: Raw) -> str:
    return tidy(cell) if isinstance(cell, str) else ""


def spellings(cell: Raw) -> tuple[str, ...]:
    """The ways to read a cell of the header; none for an empty one."""
    if is_blank(cell):
        return ()
    if isinstance(cell, Converted):
        return tidy(cell), tidy(cell.typed)
    return (tidy(cell) if isinstance(cell, str) else shown(cell),)


def fill(table: Table, header: Header, grid: list[list], titles: Titles) -> None:
    """The table under its header row; rows without anything, numbers of columns and headings are left out."""
    positions: dict[int, str] = {}
    for position, texts in enumerate(header.cells):
        title = titles.found(texts)
        if title and title not in table.letters:
            positions[position] = title
            table.letters[title] = column_letters(position + 1)
        elif texts and fold(texts[0]) not in OWN_COLUMNS:
            table.findings.append(misplaced(texts[0], title, position, table, titles))
    for title, required in titles.required.items():
        if required and title not in table.letters:
            table.findings.append(Finding(COLUMNS, f"Thiếu cột bắt buộc “{title}” ở dòng tiêu đề.", row=table.header))
    body = grid[header.row :]
    many = sum(titles.required.values()) >= ENOUGH_REQUIRED
    for number, cells in enumerate(body, start=header.row + 1):
        row = {positions[at]: cell for at, cell in enumerate(cells) if at in positions and not is_blank(cell)}
        if not row or (number == header.row + 1 and numbers_of_columns(cells)):
            continue
        if many and is_heading(cells):
            text = "Dòng chỉ có một ô chữ nên coi là dòng đề mục, không đọc."
            only = next(iter(row))
            table.findings.append(Finding(IGNORED, text, number, table.column(only), shown(row[only])))
            continue
        table.rows.append(Row(number, row))
    if len(table.rows) > MOST_ROWS:
        raise Refused(f"Tệp có {len(table.rows)} dòng; mỗi lần chỉ nhận {MOST_ROWS} dòng. Đồng chí tách tệp.")
    note_untitled(table, header, body)


def is_heading(cells: list) -> bool:
    """A row with nothing but one text: the name of a group of rows."""
    filled = [cell for cell in cells if not is_blank(cell)]
    return len(filled) == 1 and isinstance(filled[0], str)


def numbers_of_columns(cells: list) -> bool:
    """The row 1, 2, 3 … that forms have below their header."""
    filled = [as_text(cell).strip("()") for cell in cells if not is_blank(cell)]
    numbers = [int(text) for text in filled if text.isdecimal() and len(text) <= 2]
    return len(filled) > 2 and len(numbers) == len(filled) and all(b == a + 1 for a, b in pairwise(numbers))


def misplaced(header: str, title: str | None, position: int, table: Table, titles: Titles) -> Finding:
    """A column that stands there twice, or that the template does not have."""
    letter = column_letters(position + 1)
    if title:
        text = f"Cột “{title}” có hai lần: {table.letters[title]} và {letter}. Giữ lại một."
    else:
        near = difflib.get_close_matches(header, titles.required, n=1, cutoff=0.75)
        text = "Mẫu không có cột này. " + (f"Có phải “{near[0]}”?" if near else "Xóa cột, hoặc sửa tiêu đề theo mẫu.")
    return Finding(COLUMNS, text, row=table.header, column=f"cột {letter}", typed=header[:SHOWN_TYPED])


def note_untitled(table: Table, header: Header, body: list[list]) -> None:
    """Cells beside the table, in columns without a title, are said to be left out."""
    for at in (at for at, texts in enumerate(header.cells) if not texts):
        used = next(
            (n for n, cells in enumerate(body, header.row + 1) if at < len(cells) and not is_blank(cells[at])), 0
        )
        if used:
            column = f"cột {column_letters(at + 1)}"
            table.findings.append(Finding(IGNORED, "Cột không có tiêu đề nên không được đọc.", row=used, column=column))


def tidy(text: str) -> str:
    """Text in composed Unicode with single plain spaces, without invisible signs; Ð of old fonts is Đ."""
    visible = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return " ".join(vn_text.repair_mojibake(visible).split())


def is_blank(cell: Raw) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.translate(_INVISIBLE).strip())


def as_text(cell: Raw) -> str:
    """A cell as the person sees it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, dt.datetime | dt.date):
        return format_date(cell)
    if isinstance(cell, int | float):
        return format_number(cell).replace(".", "").replace(MINUS, "-")
    return tidy(str(cell if cell is not None else ""))


def shown(cell: Raw) -> str:
    """The text of a cell, short enough for a message."""
    text = as_text(cell)
    return text if len(text) <= SHOWN_TYPED else text[: SHOWN_TYPED - 1] + "…"
