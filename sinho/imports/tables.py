"""The table in a workbook: its header row, its columns by letter, its rows as they were typed."""

import datetime as dt
import difflib
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

import vn_text
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from sinho.imports.files import MOST_ROWS, checked_copy, column_letters
from sinho.imports.findings import COLUMNS, IGNORED, SHOWN_TYPED, Finding
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.folding import fold
from sinho.text.numbers import MINUS, format_number

HEADER_WITHIN = 30
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
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def column(self, title: str) -> str:
        """cột F · Ngày sinh."""
        return f"cột {self.letters[title]} · {title}" if title in self.letters else f"cột “{title}”"


def read_table(content: bytes, file_name: str, titles: Mapping[str, bool]) -> Table:
    """The table whose header fits best. `titles`: title of each column → whether the file must have it.

    Refused when the file cannot be opened or no sheet has such a header.
    """
    best: tuple[int, str, int, list[list]] = (0, "", 0, [])
    wanted = {fold(title): title for title in titles}
    for sheet, grid in visible_sheets(checked_copy(content, file_name)):
        for index, cells in enumerate(grid[:HEADER_WITHIN]):
            known = len({fold(tidy(cell)) for cell in cells if isinstance(cell, str)} & wanted.keys())
            if known > best[0]:
                best = (known, sheet, index, grid)
    if best[0] < min(2, len(titles)):
        raise Refused(
            "Không thấy dòng tiêu đề của mẫu trong tệp. Đồng chí tải tệp mẫu, chép số liệu vào rồi tải lên lại."
        )
    return table_below(best[1], best[2], best[3], titles, wanted)


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


def table_below(sheet: str, index: int, grid: list[list], titles: Mapping[str, bool], wanted: dict[str, str]) -> Table:
    """The table under its header row; rows without anything are left out."""
    table = Table(sheet, index + 1, {})
    positions: dict[int, str] = {}
    for position, cell in enumerate(grid[index]):
        header = tidy(cell) if isinstance(cell, str) else shown(cell)
        title = wanted.get(fold(header))
        if title and title not in table.letters:
            positions[position] = title
            table.letters[title] = column_letters(position + 1)
        elif header and fold(header) not in OWN_COLUMNS:
            table.findings.append(misplaced(header, title, position, table, titles))
    for title, required in titles.items():
        if required and title not in table.letters:
            table.findings.append(Finding(COLUMNS, f"Thiếu cột bắt buộc “{title}” ở dòng tiêu đề.", row=table.header))
    for number, cells in enumerate(grid[index + 1 :], start=index + 2):
        row = {positions[at]: cell for at, cell in enumerate(cells) if at in positions and not is_blank(cell)}
        if row:
            table.rows.append(Row(number, row))
    if len(table.rows) > MOST_ROWS:
        raise Refused(f"Tệp có {len(table.rows)} dòng; mỗi lần chỉ nhận {MOST_ROWS} dòng. Đồng chí tách tệp.")
    note_untitled(table, grid[index], grid[index + 1 :], index + 2)
    return table


def misplaced(header: str, title: str | None, position: int, table: Table, titles: Mapping[str, bool]) -> Finding:
    """A column that stands there twice, or that the template does not have."""
    letter = column_letters(position + 1)
    if title:
        text = f"Cột “{title}” có hai lần: {table.letters[title]} và {letter}. Giữ lại một."
    else:
        near = difflib.get_close_matches(header, titles, n=1, cutoff=0.75)
        text = "Mẫu không có cột này. " + (f"Có phải “{near[0]}”?" if near else "Xóa cột, hoặc sửa tiêu đề theo mẫu.")
    return Finding(COLUMNS, text, row=table.header, column=f"cột {letter}", typed=header[:SHOWN_TYPED])


def note_untitled(table: Table, header: list, body: list[list], first: int) -> None:
    """Cells beside the table, in columns without a title, are said to be left out."""
    untitled = [at for at, cell in enumerate(header) if is_blank(cell)]
    for at in untitled:
        used = next((n for n, cells in enumerate(body, start=first) if not is_blank(cells[at])), None)
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
