"""Excel files for tests, as an officer would make them: a title, a header, rows by title of the column."""

import io

from openpyxl import Workbook


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
