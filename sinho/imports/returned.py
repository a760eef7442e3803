"""The workbook that goes back to its owner: as it came, with a comment in each cell that has to be looked at."""

import io
from collections import defaultdict

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from sinho.documents.workbooks import workbook_bytes
from sinho.imports.files import checked_copy
from sinho.refusal import Refused

AUTHOR = "Công tác tổ chức Sìn Hồ"
WRONG, DOUBTFUL = PatternFill("solid", fgColor="F8CBAD"), PatternFill("solid", fgColor="FFE699")
WIDTH, LINE, PER_LINE = 320, 18, 44


def commented_bytes(content: bytes, file_name: str, trial: dict) -> bytes:
    """The sheets of the file with what the trial found: errors and doubts stand at their cells, what is said of a whole
    row at its first cell. Comments of other people stay below ours."""
    workbook = opened(content, file_name)
    sheet = workbook[trial["sheet"]]
    said: dict[tuple[int, int], list[str]] = defaultdict(list)
    wrong = set()
    for level in ("errors", "doubts"):
        for finding in (one for group in trial[level] for one in group["findings"]):
            place = place_of(sheet, finding)
            said[place].append(finding["text"])
            if level == "errors":
                wrong.add(place)
    for place, texts in said.items():
        cell = sheet.cell(*place)
        before = cell.comment.text if cell.comment else ""
        text = "\n".join([*dict.fromkeys(texts), *([before] if before else [])])
        cell.comment = Comment(text, AUTHOR, width=WIDTH, height=LINE * (2 + len(text) // PER_LINE + text.count("\n")))
        cell.fill = WRONG if place in wrong else DOUBTFUL
    return workbook_bytes(workbook)


def opened(content: bytes, file_name: str) -> Workbook:
    """The workbook with the comments of its owner; without them when they are not written as they should be."""
    try:
        return load_workbook(io.BytesIO(checked_copy(content, file_name, with_comments=True)))
    except (Refused, KeyError, ValueError, TypeError, AttributeError, SyntaxError):
        return load_workbook(io.BytesIO(checked_copy(content, file_name)))


def place_of(sheet: Worksheet, finding: dict) -> tuple[int, int]:
    """Row and column of the cell; of merged cells the first one. What is said of the file stands in the first cell."""
    row, column = finding["row"] or 1, column_index_from_string(finding["letters"] or "A")
    if isinstance(sheet.cell(row, column), MergedCell):
        merged = next(found for found in sheet.merged_cells.ranges if (row, column) in cells_of(found))
        return merged.min_row, merged.min_col
    return row, column


def cells_of(merged) -> set[tuple[int, int]]:
    return {place for line in merged.rows for place in line}
