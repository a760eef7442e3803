"""Lists of members as districts keep them in Excel: right ones, and ugly ones."""

import datetime as dt

from openpyxl import Workbook
from viparse.normalize.encodings import CHARMAPS

from tests.factories.workbooks import saved

PERSON = {
    "Họ và tên khai sinh": "Lò Văn Ánh",
    "Giới tính": "Nam",
    "Ngày sinh": "12/03/1971",
    "Dân tộc": "Thái",
    "Chi bộ đang sinh hoạt": "SH-NT-01",
    "Ngày vào Đảng": dt.date(1998, 2, 3),
    "Ngày chính thức": dt.date(1999, 2, 3),
}


def person(**more) -> dict:
    """A right row: an official member of the first cell of Nậm Tăm. None leaves a cell empty."""
    return {**PERSON, **more}


def typed_in(encoding: str, text: str) -> str:
    """The text as a font of the time before Unicode keeps it. Capitals with a tone become small ones in TCVN3."""
    signs: dict[str, str] = {}
    for old, new in CHARMAPS[encoding].pairs:
        signs.setdefault(new, old)
    return "".join(signs.get(sign, signs.get(sign.lower(), sign)) for sign in text)


def ugly(encoding: str = "tcvn3") -> bytes:
    """A list as districts really have it: an old font, a heading over two columns, a row of numbers, headings between
    the rows, days as text, years of two digits, numbers without their zeros, a cell spelled in two ways, a twin."""
    joined = "01/01/2006"
    heading = [
        "STT",
        "Họ và tên",
        "Giới tính",
        "Ngày sinh",
        "Dân tộc",
        "Chi bộ",
        "Ngày vào Đảng",
        "",
        "Số CMND",
        "Số thẻ",
    ]
    heading.append("Ngày về chi bộ")
    parts = ["", "", "", "", "", "", "Dự bị", "Chính thức", "", "", ""]
    people = [
        ["Chi bộ bản Nậm Tăm 1"],
        [1, "Lò Văn Ánh", "Nam", "12/3/71", "Thái", "Nậm Tăm 1", "3/2/1998", "03.02.1999", 45000111, 5000123, joined],
        [2, "GIÀNG A TỦA", "Nam", "1968", "Mông", "Nậm Tăm 1", "19/5/95", "19-5-1996", "045000222", "", joined],
        [None],
        ["Chi bộ bản Nậm Tăm 2"],
        [3, "Lừ Thị Hặc", "Nữ", "31/02/1980", "Lự", "Cbộ N.Tăm hai", "2/9/2003", "2/9/2004", "", "", joined],
        [4, "Tẩn Chỉn Lụa", "Nữ", "05/1979", "Dao", "Cbộ N.Tăm hai", "3/2/2001", "3/2/2002", "", "", joined],
        [5, "Lò Văn Ánh", "Nam", "12/03/1971", "Thái", "Nậm Tăm 1", "03/02/1998", "03/02/1999", "", "", joined],
    ]
    workbook = Workbook()
    page = workbook.active
    page.title = "Sheet1"
    rows = [["Danh sách đảng viên năm 2009"], [], heading, parts, list(range(1, 12)), *people]
    for row in rows:
        page.append([typed_in(encoding, cell) if isinstance(cell, str) else cell for cell in row])
    page.merge_cells("A1:K1")
    page.merge_cells("G3:H3")
    for number in (6, 10):
        page.merge_cells(f"A{number}:K{number}")
    return saved(workbook)
