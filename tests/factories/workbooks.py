"""Excel files for tests, as an officer would make them: a title, a header, rows by title of the column."""

import io
import re
from decimal import ROUND_HALF_UP, Decimal

from openpyxl import Workbook, load_workbook


def xlsx(rows, titles=None, *, title="Danh sách", sheet="Dữ liệu") -> bytes:
    """A workbook with one table. `titles`: header in this order; without it the titles of the first row."""
    titles = titles if titles is not None else list(dict.fromkeys(key for row in rows for key in row))
    workbook = Workbook()
    page = workbook.active
    page.title = sheet
    if title:
        page.append([title])
        page.append([])
    page.append(titles)
    for row in rows:
        page.append([row.get(key) for key in titles])
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    """The bytes of the file."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


_SHARE = re.compile(r'=IF\(([A-Z]+\d+)=0,"",ROUND\(([A-Z]+\d+)\*100/\1,1\)\)')
_SUM = re.compile(r"=(?:SUM\()?([A-Z]+\d+(?:[+:,][A-Z]+\d+)+)\)?")


def computed(content: bytes) -> list[list[tuple]]:
    """The rows of each sheet as a spreadsheet program shows them: formulas of ours with their values."""
    return [
        [tuple(_value(page, cell) for cell in row) for row in page.iter_rows()]
        for page in load_workbook(io.BytesIO(content))
    ]


def _value(page, cell):
    text = cell.value
    if not (isinstance(text, str) and text.startswith("=")):
        return text
    if share := _SHARE.fullmatch(text):
        whole, part = (_value(page, page[one]) for one in share.groups())
        share = Decimal(part) * 100 / Decimal(whole) if whole else None
        return float(share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)) if share is not None else ""
    parts = []
    for one in re.split(r"[+,]", _SUM.fullmatch(text)[1]):
        parts += [cell for (cell,) in page[one]] if ":" in one else [page[one]]
    return sum(_value(page, one) or 0 for one in parts)
