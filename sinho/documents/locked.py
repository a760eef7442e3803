"""A sheet of which only some cells are written in."""

from collections.abc import Iterable

from openpyxl.styles import PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

LOCKED_FILL, OPEN_FILL = PatternFill("solid", fgColor="EDEDED"), PatternFill("solid", fgColor="FFF9D6")


def lock_all_but(sheet: Worksheet, open_cells: Iterable[str], hidden: Iterable[int]) -> None:
    """Protect the sheet without a password: only these cells are written in; some columns are not shown."""
    for row in sheet[sheet.auto_filter.ref][1:]:
        for cell in row:
            cell.fill = LOCKED_FILL
    for place in open_cells:
        sheet[place].protection, sheet[place].fill = Protection(locked=False), OPEN_FILL
    for position in hidden:
        sheet.column_dimensions[get_column_letter(position)].hidden = True
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False
