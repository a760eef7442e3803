"""Excel workbooks: typed cells, drop-down lists, printing set up; the same input gives the same bytes.

Text stays text: an identity number keeps its zeros, and a name that begins with = is never run as a formula. Only
a `Formula` is one, and only a program writes those.
"""

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sinho.documents.unchanging import MADE_AT, same_bytes

Kind = Literal["text", "integer", "decimal", "date", "percent"]

SPARE_ROWS = 500
CHOICES_SHEET = "Danh mục"

_KIND_LABELS = {
    "text": "Chữ",
    "integer": "Số nguyên",
    "decimal": "Số, dùng dấu phẩy cho phần lẻ",
    "date": "Ngày dd/mm/yyyy",
    "percent": "Phần trăm, ví dụ 65,9",
}
# A percentage is kept as 65.9, the way reports hold it, so the sign is printed as text and does not multiply.
_FORMATS = {"text": "@", "integer": "#,##0", "decimal": "#,##0.00", "date": "dd/mm/yyyy", "percent": '0.0" %"'}
_STYLE_PREFIX = "bang_"
_MOST_INLINE_CHOICES = 200
_RUN_BY_EXCEL = ("=", "+", "-", "@")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_TITLE, _LONGEST_MESSAGE = 31, 255


@dataclass(frozen=True)
class Column:
    """Column of a sheet: `key` in the rows, `title` in the header, `width` in characters, `choices` to pick from."""

    key: str
    title: str
    kind: Kind = "text"
    width: float = 16
    choices: tuple[str, ...] = ()
    help: str = ""
    strict: bool = True  # off: other values than the choices may be typed too


@dataclass(frozen=True)
class Formula:
    """A formula of ours, without the sign =. `{key}` is the cell of that column in the same row; in a row of totals
    `{rows}` is the whole column above.
    """

    text: str

    def filled(self, places: Mapping[str, str]) -> str:
        return "=" + self.text.format_map(places)


SUM = Formula("SUM({rows})")


def new_workbook() -> Workbook:
    """Workbook without a sheet."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    return workbook


def write_table(
    workbook: Workbook,
    sheet_title: str,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    title: str | None = None,
    notes: Sequence[str] = (),
    total: Mapping[str, Any] | None = None,
) -> Worksheet:
    """Add a sheet with one row per mapping; `title` above the header, `total` and `notes` below the table.

    Values: None is an empty cell; text any value; integer int; decimal and percent int, float or Decimal; date a date
    or a moment; a Formula anywhere. TypeError with the title of the column for anything else.
    """
    _register_styles(workbook)
    sheet = workbook.create_sheet(_sheet_title(sheet_title))
    header = _write_header(sheet, columns, title)
    last = header
    for last, row in enumerate(rows, start=header + 1):
        _write_row(sheet, columns, row, last)
    for position, column in enumerate(columns, start=1):
        if column.choices:
            letter = get_column_letter(position)
            offer_choices(workbook, sheet, column, f"{letter}{header + 1}:{letter}{last + SPARE_ROWS}")
    if total is not None and last > header:
        _write_row(sheet, columns, total, last + 1, above=(header + 1, last))
    for row_number, note in enumerate(notes, start=last + (2 if total is None else 3)):
        _write_text(sheet.cell(row_number, 1), note)
        sheet.cell(row_number, 1).font = Font(italic=True)
    sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(columns))}{last}"
    sheet.freeze_panes = f"A{header + 1}"
    _set_up_printing(sheet)
    sheet.print_title_rows = f"{header}:{header}"
    return sheet


def write_explanations(workbook: Workbook, columns: Sequence[Column], intro_lines: Sequence[str]) -> Worksheet:
    """Add the sheet “Hướng dẫn”: what the workbook is for, then each column with its kind, choices and meaning."""
    _register_styles(workbook)
    sheet = workbook.create_sheet("Hướng dẫn")
    for row_number, line in enumerate(intro_lines, start=1):
        _write_text(sheet.cell(row_number, 1), line)
    parts = (
        Column("title", "Cột", width=26),
        Column("kind", "Kiểu", width=22),
        Column("choices", "Giá trị được ghi", width=40),
        Column("help", "Giải thích", width=60),
    )
    header = len(intro_lines) + 2 if intro_lines else 1
    _write_header_row(sheet, parts, header)
    for row_number, column in enumerate(columns, start=header + 1):
        texts = (column.title, _KIND_LABELS[column.kind], "; ".join(column.choices), column.help)
        for position, text in enumerate(texts, start=1):
            _write_cell(sheet.cell(row_number, position), parts[position - 1], text)
    sheet.freeze_panes = f"A{header + 1}"
    _set_up_printing(sheet)
    sheet.print_title_rows = f"{header}:{header}"
    return sheet


def workbook_bytes(workbook: Workbook) -> bytes:
    """The file; the list of choices goes last, and times of making are fixed."""
    if CHOICES_SHEET in workbook.sheetnames:
        workbook.move_sheet(CHOICES_SHEET, offset=len(workbook.sheetnames))
    workbook.properties.creator = ""
    workbook.properties.created = MADE_AT
    written = io.BytesIO()
    workbook.save(written)
    return same_bytes(written.getvalue())


def _register_styles(workbook: Workbook) -> None:
    """One named style per kind: writing a cell then costs one assignment."""
    if f"{_STYLE_PREFIX}text" in workbook.named_styles:
        return
    thin = Side(style="thin", color="999999")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    for kind, number_format in _FORMATS.items():
        side = {"text": "left", "date": "center"}.get(kind, "right")
        style = NamedStyle(f"{_STYLE_PREFIX}{kind}", border=border, number_format=number_format)
        style.alignment = Alignment(horizontal=side, vertical="top", wrap_text=kind == "text")
        workbook.add_named_style(style)
    header = NamedStyle(f"{_STYLE_PREFIX}header", border=border, font=Font(bold=True))
    header.fill = PatternFill("solid", fgColor="E8E8E8")
    header.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    workbook.add_named_style(header)


def _write_header(sheet: Worksheet, columns: Sequence[Column], title: str | None) -> int:
    """Title and header row with the widths; gives the number of the header row."""
    header = 1
    if title:
        _write_text(sheet.cell(1, 1), title)
        sheet.cell(1, 1).font = Font(bold=True, size=14)
        header = 3
    _write_header_row(sheet, columns, header)
    for position, column in enumerate(columns, start=1):
        # Cells that a user fills in later have the format already: an identity number typed there stays text.
        sheet.column_dimensions[get_column_letter(position)].number_format = _FORMATS[column.kind]
    return header


def _write_header_row(sheet: Worksheet, columns: Sequence[Column], row_number: int) -> None:
    for position, column in enumerate(columns, start=1):
        cell = sheet.cell(row_number, position)
        _write_text(cell, column.title)
        cell.style = f"{_STYLE_PREFIX}header"
        sheet.column_dimensions[get_column_letter(position)].width = column.width


def _write_row(
    sheet: Worksheet,
    columns: Sequence[Column],
    row: Mapping[str, Any],
    number: int,
    above: tuple[int, int] | None = None,
) -> None:
    """A row of the table; `above` are the rows that a row of totals, set in bold, adds up."""
    places = {column.key: f"{get_column_letter(at)}{number}" for at, column in enumerate(columns, start=1)}
    for position, column in enumerate(columns, start=1):
        cell, value = sheet.cell(number, position), row.get(column.key)
        if isinstance(value, Formula):
            letter = get_column_letter(position)
            rows = {"rows": f"{letter}{above[0]}:{letter}{above[1]}"} if above else {}
            cell.style = f"{_STYLE_PREFIX}{column.kind}"
            cell.value = value.filled({**places, **rows})
        else:
            _write_cell(cell, column, value)
        if above:
            cell.font = Font(bold=True)


def _write_cell(cell, column: Column, value: Any) -> None:
    cell.style = f"{_STYLE_PREFIX}{column.kind}"
    if value is None or value == "":
        return
    if column.kind == "text":
        _write_text(cell, str(value))
    elif column.kind == "date":
        if not isinstance(value, dt.date):
            raise TypeError(f"{column.title}: {value!r} is no date")
        cell.value = _plain_day(value)
        cell.number_format = _FORMATS["date"]
    else:
        numbers = (int,) if column.kind == "integer" else (int, float, Decimal)
        if isinstance(value, bool) or not isinstance(value, numbers):
            raise TypeError(f"{column.title}: {value!r} is no {column.kind}")
        cell.value = value


def _write_text(cell, text: str) -> None:
    """Text that Excel neither runs nor reads as a number or an error."""
    clean = NOT_XML.sub("", text)
    cell.value = clean
    cell.data_type = "s"
    if clean.startswith(_RUN_BY_EXCEL):
        cell.quotePrefix = True


def _plain_day(value: dt.date) -> dt.date:
    if not isinstance(value, dt.datetime):
        return value
    return (timezone.localtime(value) if timezone.is_aware(value) else value).date()


def offer_choices(workbook: Workbook, sheet: Worksheet, column: Column, cells: str) -> None:
    """Drop-down list in some cells; a long one refers to the hidden sheet, as Excel allows 255 signs."""
    inline = ",".join(column.choices)
    if len(inline) <= _MOST_INLINE_CHOICES and not any(sign in choice for choice in column.choices for sign in ',"'):
        formula = f'"{inline}"'
    else:
        formula = _listed(workbook, column)
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="stop")
    rule.showErrorMessage, rule.errorTitle = column.strict, "Giá trị không có trong danh mục"
    error = f"Cột “{column.title}” chỉ nhận giá trị trong danh mục: hãy chọn từ mũi tên bên phải ô."
    rule.error = error[:_LONGEST_MESSAGE]
    rule.add(cells)
    sheet.add_data_validation(rule)


def _listed(workbook: Workbook, column: Column) -> str:
    """Write the choices into the next column of the hidden sheet; gives the range."""
    if CHOICES_SHEET in workbook.sheetnames:
        sheet = workbook[CHOICES_SHEET]
        position = sheet.max_column + 1
    else:
        sheet = workbook.create_sheet(CHOICES_SHEET)
        sheet.sheet_state = "hidden"
        position = 1
    _write_text(sheet.cell(1, position), column.title)
    for row_number, choice in enumerate(column.choices, start=2):
        _write_text(sheet.cell(row_number, position), choice)
    letter = get_column_letter(position)
    return f"{quote_sheetname(CHOICES_SHEET)}!${letter}$2:${letter}${len(column.choices) + 1}"


def _set_up_printing(sheet: Worksheet) -> None:
    """A4 landscape, as wide as the page, page numbers at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P/&N"


def _sheet_title(title: str) -> str:
    return _NOT_IN_SHEET_TITLE.sub(" ", title)[:_LONGEST_SHEET_TITLE].strip() or "Bảng"
