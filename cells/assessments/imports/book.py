"""The workbook of one sheet as it leaves: cells to fill in, all others locked, lists to choose from."""

from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cells.assessments.imports import KIND
from cells.assessments.imports.lines import ENTERED, AskedRow, Book
from cells.assessments.imports.resource import SheetResource
from cells.assessments.models.facts import OpenSheet
from cells.assessments.rules.fields import SCORE
from sinho.documents.locked import lock_all_but
from sinho.documents.workbooks import (
    Column,
    new_workbook,
    offer_choices,
    workbook_bytes,
    write_explanations,
    write_table,
)
from sinho.text.dates import format_date

FIRST = 4
SHOWN = ("part", "name", "given", *ENTERED)
NUMBERS = "#,##0.###"


def book_bytes(opened: OpenSheet, today) -> bytes:
    """The file of the sheet as it stands."""
    book, resource = Book(opened, today), SheetResource(reach=frozenset(), day=today)
    columns = [Column(**{**vars(one), "title": one.title.removesuffix(" *")}) for one in resource.columns()]
    lines = book.lines()
    title = f"Bản tự đánh giá năm {opened.sheet.campaign.year}, {opened.state.name}, tải ngày {format_date(today)}"
    workbook = new_workbook()
    rows = [{one.key: getattr(line, one.key) for one in columns} | days(book, line.entry) for line in lines]
    sheet = write_table(workbook, KIND.sheet, columns, rows, title=title)
    keys = [one.key for one in columns]
    open_cells = []
    for number, asked in enumerate(book.rows.values(), start=FIRST):
        for name in asked.fields:
            place = f"{get_column_letter(keys.index(name) + 1)}{number}"
            open_cells.append(place)
            if name == "value":
                fill_in(workbook, sheet, place, asked)
    lock_all_but(sheet, open_cells, [keys.index(name) + 1 for name in keys if name not in SHOWN])
    write_explanations(workbook, [one for one in columns if one.key in SHOWN], KIND.intro)
    return workbook_bytes(workbook)


def days(book: Book, entry: str) -> dict:
    """The day of a row as a day."""
    asked = book.rows[entry]
    return {"on": getattr(asked.row, asked.fields["on"].attribute) if "on" in asked.fields else None}


def fill_in(workbook, sheet, place: str, asked: AskedRow) -> None:
    """The cell of a value: a list to choose from, or a number within its limits."""
    if asked.choices:
        choices = tuple(asked.choices.values())
        offer_choices(workbook, sheet, Column(asked.entry, asked.name, choices=choices), place)
        return
    cell, held = sheet[place], getattr(asked.row, asked.fields["value"].attribute)
    cell.number_format = NUMBERS
    cell.value = held if isinstance(held, Decimal) else None
    if asked.fields["value"].kind == SCORE:
        most = asked.most
        rule = DataValidation(type="decimal", operator="between", formula1="0", formula2=str(most), allow_blank=True)
        rule.showErrorMessage, rule.errorTitle, rule.errorStyle = True, "Điểm ngoài mức", "warning"
        rule.error = f"Điểm từ 0 đến {most}."
        rule.add(place)
        sheet.add_data_validation(rule)
