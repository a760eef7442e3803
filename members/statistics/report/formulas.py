"""Totals of a form as formulas of a workbook: what its numbers of columns and rows say of themselves.

A formula is written only where it gives the number that was counted; a total that does not add up stays a number.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from members.statistics.report.sheet import Line, Sheet
from sinho.documents.workbooks import Formula

_NUMBER = re.compile(r"\d+")
_SHARE = re.compile(r"=\s*(\d+)\s*\*\s*100\s*/\s*(\d+)")
_SUM = re.compile(r"=\s*(\d+(?:\s*\+\s*\d+)+)\s*\)")
_RANGE = re.compile(r"=\s*(\d+)\s*\+\s*…\s*\+\s*(\d+)")
_OF_ROWS = re.compile(r"\(([0-9]+(?:\+[0-9]+)+)\)$")
PART = "Trong đó"

# Place of a column and of a line → address of the cell.
At = Callable[[int, int], str]


def columns_below(sheet: Sheet) -> dict[int, list[int]]:
    """Place of a column that is the sum of others → their places."""
    places = {number_of(heading.number): place for place, heading in enumerate(sheet.headings)}
    found = {}
    for place, heading in enumerate(sheet.headings):
        numbers: list[str] = []
        if said := _SUM.search(heading.number):
            numbers = _NUMBER.findall(said[1])
        elif said := _RANGE.search(heading.number):
            numbers = [str(number) for number in range(int(said[1]), int(said[2]) + 1)]
        parts = [places[one] for one in numbers if one in places]
        parts = [one for one in parts if not sheet.headings[one].label.startswith(PART)]
        if parts:
            found[place] = parts
    return found


def shares(sheet: Sheet) -> dict[int, tuple[int, int]]:
    """Place of a column that is a share → places of the part and the whole."""
    places = {number_of(heading.number): place for place, heading in enumerate(sheet.headings)}
    said = ((place, _SHARE.search(heading.number)) for place, heading in enumerate(sheet.headings))
    return {place: (places[one[1]], places[one[2]]) for place, one in said if one and {one[1], one[2]} <= set(places)}


def number_of(text: str) -> str:
    """Number of a column, without its formula: 2(=3+4) is 2."""
    found = _NUMBER.match(text)
    return found[0] if found else ""


def rows_below(lines: tuple[Line, ...]) -> dict[int, list[int]]:
    """Number of a line that is the sum of others → their numbers: as it names them, or as its label says (1+2+3)."""
    numbers = {line.key: number for number, line in enumerate(lines)}
    found = {}
    for number, line in enumerate(lines):
        parts = [numbers[key] for key in line.sums if key in numbers]
        if not parts and (said := _OF_ROWS.search(line.label)):
            parts = numbered_after(lines, number, said[1].split("+"))
        if parts:
            found[number] = parts
    return found


def numbered_after(lines: tuple[Line, ...], number: int, wanted: list[str]) -> list[int]:
    """Lines below with these numbers (1. 2. 3.), before the next line of the same rank; [] when one is missing."""
    found: dict[str, int] = {}
    for place in range(number + 1, len(lines)):
        if lines[place].level <= lines[number].level:
            break
        mark, dot, _ = lines[place].label.partition(".")
        if dot and mark in wanted:
            found.setdefault(mark, place)
    return list(found.values()) if len(found) == len(wanted) else []


class Formulas:
    """What stands in a cell of the workbook: a formula, or the number."""

    def __init__(self, sheet: Sheet, at: At):
        self.sheet, self.at = sheet, at
        self.rows, self.columns, self.shares = rows_below(sheet.lines), columns_below(sheet), shares(sheet)

    def count(self, number: int, place: int) -> int | Decimal | None:
        cells = self.sheet.lines[number].cells
        cell = cells[place] if place < len(cells) else None
        return None if cell is None else cell.figure.count if cell.figure else cell.number

    def value(self, number: int, place: int) -> int | Decimal | Formula | None:
        counted = self.count(number, place)
        if counted is None:
            return None
        if place in self.shares:
            part, whole = (self.at(number, one) for one in self.shares[place])
            return Formula(f'IF({whole}=0,"",ROUND({part}*100/{whole},1))')
        for cells in (
            [(number, one) for one in self.columns.get(place, ())],
            [(one, place) for one in self.rows.get(number, ())],
        ):
            if cells and sum(self.count(*cell) or 0 for cell in cells) == counted:
                return Formula("+".join(self.at(*cell) for cell in cells) if len(cells) < LONG else self.run(cells))
        return counted

    def run(self, cells: list[tuple[int, int]]) -> str:
        """SUM over the whole run of cells when nothing else stands between them."""
        (first, place), (last, _) = cells[0], cells[-1]
        if last - first + 1 == len(cells) and all(one == place for _, one in cells):
            return f"SUM({self.at(first, place)}:{self.at(last, place)})"
        return f"SUM({','.join(self.at(*cell) for cell in cells)})"


# From so many cells on a sum is written as SUM.
LONG = 12
