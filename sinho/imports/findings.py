"""What is said about the rows of a file: the cause, where it stands, what was typed, what would be right; questions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sinho.imports.enums import Level

SHOWN_TYPED = 80
_LETTERS = re.compile(r"cột ([A-Z]{1,3})(?: · |$)")


@dataclass(frozen=True)
class Cause:
    """Why rows are stopped or doubted: the heading of their group, and the way out in words."""

    code: str
    title: str
    hint: str
    level: str = Level.ERROR


_causes: dict[str, Cause] = {}


def cause(code: str, title: str, hint: str, level: str = Level.ERROR) -> Cause:
    """Declare a cause; a code stands for one cause."""
    if code in _causes:
        raise ValueError(f"cause {code} is declared twice")
    _causes[code] = Cause(code, title, hint, level)
    return _causes[code]


def cause_of(code: str) -> Cause:
    """The cause with this code."""
    return _causes[code]


COLUMNS = cause(
    "columns", "Cột không khớp với mẫu", "Giữ nguyên dòng tiêu đề của mẫu; thứ tự các cột không quan trọng."
)
MISSING = cause("missing", "Thiếu ô bắt buộc", "Ghi đủ các cột có dấu * và các cột đi cùng nhau.")
DAY = cause("day", "Ngày không đọc được", "Viết đủ ngày/tháng/năm, ví dụ 05/02/2009.")
NUMBER = cause("number", "Số không đọc được", "Chỉ ghi số nguyên, không ghi chữ, ví dụ 12.")
CHOICE = cause(
    "choice", "Giá trị không có trong danh mục", "Chọn trong danh sách của ô, hoặc xem trang “Hướng dẫn” của mẫu."
)
CODE = cause("code", "Mã không đúng dạng", "Mã chỉ gồm chữ không dấu, chữ số, dấu chấm và gạch ngang, ví dụ SH-NT-05.")
TEXT = cause("text", "Chữ quá dài hoặc có ký tự lạ", "Rút ngắn, hoặc gõ lại ô đó.")
EXCEL = cause("excel", "Ô Excel đang báo lỗi", "Sửa công thức của ô, hoặc ghi thẳng giá trị.")
REFERENCE = cause(
    "reference", "Không tìm thấy trong phạm vi của đồng chí", "Ghi mã đã có, hoặc thêm tổ chức đó vào cùng tệp."
)
SCOPE = cause(
    "scope", "Không thuộc phạm vi của đồng chí", "Bỏ các dòng này, hoặc đề nghị Ban Tổ chức Huyện ủy giao quyền nhập."
)
TWICE = cause("twice", "Hai dòng ghi cùng một việc", "Giữ lại một dòng.")
ORDER = cause("order", "Thời gian chưa hợp lý", "Xem lại các ngày; ngày cuối là ngày cuối cùng còn hiệu lực.")
DATABASE = cause("database", "Không ghi được cùng với dữ liệu đã có", "Xem lại dòng này cùng những dòng liên quan.")
STALE = cause(
    "stale",
    "Đã có người sửa từ lúc thử",
    "Nhập tiếp sẽ ghi đè việc người khác vừa làm. Đồng chí thử lại tệp này để xem số liệu mới.",
)
WAITING = cause(
    "waiting", "Chờ dòng khác", "Những dòng này đúng, nhưng dựa vào dòng sai ở trên nên cũng chưa ghi được."
)
TWIN = cause(
    "twin",
    "Có thể trùng",
    "Tên giống nhau nhưng mã khác nhau. Nếu là một thì sửa mã trong tệp; nếu là hai thì xác nhận khi nhập.",
    Level.DOUBT,
)
FONT = cause(
    "font",
    "Chữ có thể gõ bằng bảng mã cũ",
    "Tệp dùng phông TCVN3 (.Vn…) hoặc VNI thì chuyển sang Unicode rồi thử lại.",
    Level.DOUBT,
)
CONVERTED = cause(
    "converted",
    "Tệp gõ bằng phông cũ, đã đổi sang Unicode",
    "Xem mẫu chữ ở mục “Chữ trong tệp”; sai thì chọn bảng mã khác.",
    Level.DOUBT,
)
UNKNOWN_NAME = cause(
    "unknown_name",
    "Chưa rõ là tổ chức nào",
    "Trả lời một lần ở mục “Tên chưa rõ”; hệ thống nhớ cho các tệp sau.",
)
READ_AS = cause("read_as", "Hệ thống đã hiểu khác chữ trong ô", "Xem lại; sai thì sửa trong tệp.", Level.NOTE)
OTHER_SHEET = cause(
    "other_sheet",
    "Còn trang khác có bảng",
    "Mỗi lần chỉ đọc một trang; trang kia thì nhập thành một tệp riêng.",
    Level.DOUBT,
)
IGNORED = cause("ignored", "Cột, ô không dùng đến", "Những cột này không được nhập.", Level.NOTE)


class WrongCell(ValueError):
    """A cell cannot be taken as it is; `text` says why and what would be right."""

    def __init__(self, text: str, cause: Cause):
        super().__init__(text)
        self.text = text
        self.cause = cause


class WrongColumn(WrongCell):
    """A cell that cannot stand beside other cells of its row, or beside what is already known."""

    def __init__(self, column: str, text: str, cause: Cause):
        super().__init__(text, cause)
        self.column = column


@dataclass(frozen=True)
class Finding:
    """One thing said about one row (row 0: about the file)."""

    cause: Cause
    text: str
    row: int = 0
    column: str = ""
    typed: str = ""
    name: str = ""

    @property
    def level(self) -> str:
        return self.cause.level

    @property
    def where(self) -> str:
        """dòng 14, cột F “Ngày sinh”, “31/02/1979”."""
        typed = f"“{self.typed}”" if self.typed else ""
        return ", ".join(part for part in (f"dòng {self.row}" if self.row else "", self.column, typed) if part)

    @property
    def reason(self) -> str:
        """F · Ngày sinh: Không có ngày 31/02/1979 trong lịch."""
        column = self.column.removeprefix("cột ")
        return f"{column}: {self.text}" if column else self.text

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.where else self.text

    @property
    def letters(self) -> str:
        """F: the column in the sheet; "" for the row as a whole."""
        found = _LETTERS.match(self.column)
        return found[1] if found else ""

    def as_json(self) -> dict:
        return {
            "row": self.row,
            "letters": self.letters,
            "column": self.column,
            "typed": self.typed,
            "name": self.name,
            "text": self.text,
            "line": str(self),
        }


@dataclass(frozen=True)
class Question:
    """A name that is in no list, on so many rows; `near`: codes of what looks most like it."""

    name: str
    rows: int
    near: tuple[str, ...] = ()

    def as_json(self) -> dict:
        return {"name": self.name, "rows": self.rows, "near": list(self.near)}


def grouped(findings: Iterable[Finding], level: str) -> list[dict]:
    """Findings of a level by cause, largest groups first but waiting rows last; plain values for pages and logs."""
    groups: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: (one.row, one.column)):
        if finding.level == level:
            groups.setdefault(finding.cause.code, []).append(finding)
    in_order = sorted(groups.items(), key=lambda item: (item[0] == WAITING.code, -len(item[1]), item[0]))
    return [
        {
            "code": code,
            "title": cause_of(code).title,
            "hint": cause_of(code).hint,
            "rows": len({finding.row for finding in found}),
            "findings": [finding.as_json() for finding in found],
        }
        for code, found in in_order
    ]
