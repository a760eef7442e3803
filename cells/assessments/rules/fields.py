"""The single fields of a sheet: how each is named, read from what was typed, and written back.

A field is named `kind:row:attribute`, for example `score:2.1:points`, `task:57:actual`, `sheet::meeting_on`. The name
stands on the page, in the autosave and in the log.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from cells.assessments.enums import Direction
from cells.assessments.rules.criteria import Frame
from cells.assessments.rules.scheme import Scheme
from cells.assessments.rules.sheet import points_problem
from sinho.text.dates import format_date, parse_date
from sinho.text.numbers import format_number, parse_decimal

SCORE, BOARD, TASK, RESULT, SHEET = "score", "board", "task", "result", "sheet"
Value = Decimal | dt.date | str | bool | None

# (kind, attribute) → type of the value and its limit.
_KNOWN: dict[tuple[str, str], tuple[str, int]] = {
    (SCORE, "points"): ("points", 0),
    (SCORE, "evidence"): ("text", 500),
    (BOARD, "points"): ("points", 0),
    (BOARD, "evidence"): ("text", 500),
    (TASK, "content"): ("line", 300),
    (TASK, "measure"): ("line", 200),
    (TASK, "unit"): ("line", 40),
    (TASK, "planned"): ("amount", 0),
    (TASK, "deadline"): ("day", 0),
    (TASK, "direction"): ("direction", 0),
    (TASK, "actual"): ("number", 0),
    (TASK, "done_on"): ("past_day", 0),
    (TASK, "why_missed"): ("text", 1000),
    (RESULT, "value"): ("number", 0),
    (RESULT, "source"): ("line", 200),
    (RESULT, "source_date"): ("past_day", 0),
    (SHEET, "aimed_level"): ("level", 0),
    (SHEET, "self_level"): ("level", 0),
    (SHEET, "self_exemplary"): ("flag", 0),
    (SHEET, "meeting_on"): ("past_day", 0),
}
REGISTRATION_ATTRIBUTES = {"content", "measure", "unit", "planned", "deadline", "direction", "aimed_level"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LARGEST, _MOST_PLACES = Decimal(10) ** 12, 3


@dataclass(frozen=True)
class Field:
    """One field of a sheet."""

    kind: str
    row: str
    attribute: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.row}:{self.attribute}"

    @property
    def row_name(self) -> str:
        return f"{self.kind}:{self.row}"

    @property
    def registers(self) -> bool:
        """Whether it belongs to the registration at the start of the year."""
        return self.attribute in REGISTRATION_ATTRIBUTES


def field_named(name: str) -> Field:
    """The field with this name; ValueError when there is none."""
    parts = name.split(":")
    if len(parts) != 3 or (parts[0], parts[2]) not in _KNOWN:
        raise ValueError("Không có ô này trong bản đánh giá.")
    field = Field(*parts)
    right_row = {TASK: field.row.isdecimal() and len(field.row) < 18, SHEET: field.row == ""}
    if not right_row.get(field.kind, field.row != "" and len(field.row) <= 40):
        raise ValueError("Không có ô này trong bản đánh giá.")
    return field


def value_typed(field: Field, typed: str, *, scheme: Scheme, frame: Frame, year: int, today: dt.date) -> Value:
    """The value of what was typed; ValueError with a sentence when it cannot be one. Nothing typed gives nothing."""
    kind, limit = _KNOWN[(field.kind, field.attribute)]
    _check_row(field, frame)
    text = _tidy(typed, one_line=kind != "text")
    if kind in ("line", "text"):
        if len(text) > limit:
            raise ValueError(f"Dài {len(text)} ký tự, tối đa {limit}; đồng chí rút gọn.")
        return text
    if kind == "level":
        if text and not scheme.has_level(text):
            raise ValueError("Mức này không có trong bộ quy tắc của đợt.")
        return text
    if kind == "flag":
        return text in {"1", "on", "true"}
    if kind == "direction":
        if text not in Direction:
            raise ValueError("Chọn chiều: càng cao càng tốt hoặc càng thấp càng tốt.")
        return text
    if not text:
        return None
    if kind in ("day", "past_day"):
        first = year - 1 if field.kind == RESULT else year
        return _day(text, range(first, year + 2), today if kind == "past_day" else None)
    return _number(field, text, kind, frame)


def value_shown(value: Value) -> str:
    """The value as its field shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, dt.date):
        return format_date(value)
    if isinstance(value, Decimal):
        return format_number(value).replace("−", "-")
    return value


_WORDS = {
    (SCORE, "points"): "điểm tiêu chí {row}",
    (SCORE, "evidence"): "minh chứng tiêu chí {row}",
    (BOARD, "points"): "điểm thẩm định tiêu chí {row}",
    (BOARD, "evidence"): "nhận xét tiêu chí {row}",
    (TASK, "content"): "tên nhiệm vụ",
    (TASK, "measure"): "cách đo nhiệm vụ “{row}”",
    (TASK, "unit"): "đơn vị tính nhiệm vụ “{row}”",
    (TASK, "planned"): "mức đăng ký nhiệm vụ “{row}”",
    (TASK, "deadline"): "hạn nhiệm vụ “{row}”",
    (TASK, "direction"): "chiều nhiệm vụ “{row}”",
    (TASK, "actual"): "kết quả nhiệm vụ “{row}”",
    (TASK, "done_on"): "ngày hoàn thành nhiệm vụ “{row}”",
    (TASK, "why_missed"): "lý do chưa đạt nhiệm vụ “{row}”",
    (RESULT, "value"): "“{row}”",
    (RESULT, "source"): "nguồn số liệu “{row}”",
    (RESULT, "source_date"): "ngày số liệu “{row}”",
    (SHEET, "aimed_level"): "mức phấn đấu",
    (SHEET, "self_level"): "mức tự xếp loại",
    (SHEET, "self_exemplary"): "đề nghị tiêu biểu",
    (SHEET, "meeting_on"): "ngày họp thông qua",
}


def words_for(field: Field, row_label: str) -> str:
    """What people call the field; `row_label` is the name of its task or indicator, or the criterion's number."""
    return _WORDS[(field.kind, field.attribute)].format(row=row_label or "chưa có tên")


def value_in_words(field: Field, value: Value, scheme: Scheme, frame: Frame) -> str:
    """The value as the log says it."""
    kind, _ = _KNOWN[(field.kind, field.attribute)]
    if kind == "points":
        return frame.criteria[field.row].words(value) or "(để trống)"
    if kind == "level":
        return scheme.label(value) or "(để trống)"
    if kind == "flag":
        return "có" if value else "không"
    if kind == "direction":
        return Direction(value).label.lower()
    return value_shown(value) or "(để trống)"


def _check_row(field: Field, frame: Frame) -> None:
    known = {
        SCORE: frame.criteria,
        BOARD: frame.criteria,
        RESULT: {indicator.code for indicator in frame.indicators},
    }
    if field.kind in known and field.row not in known[field.kind]:
        raise ValueError("Không có ô này trong bản đánh giá.")


def _tidy(typed: str, *, one_line: bool) -> str:
    text = _CONTROL.sub(" ", unicodedata.normalize("NFC", str(typed))).replace("\r\n", "\n").replace("\r", "\n")
    return " ".join(text.split()) if one_line else text.strip()


def _day(text: str, years: range, today: dt.date | None) -> dt.date:
    """A day within the years, not after today if it must be past."""
    day = parse_date(text)
    if day.year not in years:
        raise ValueError(f"Ngày {format_date(day)} ngoài các năm {years[0]}–{years[-1]}; đồng chí kiểm tra lại năm.")
    if today is not None and day > today:
        raise ValueError(f"Ngày {format_date(day)} chưa đến; ghi ngày đã qua hoặc hôm nay.")
    return day


def _number(field: Field, text: str, kind: str, frame: Frame) -> Decimal:
    if kind == "points" and (scale := frame.criteria[field.row].choices):
        text = {word.casefold(): kept for kept, word in scale}.get(text.casefold(), text)
    number = parse_decimal(text)
    if abs(number) >= _LARGEST:
        raise ValueError("Số quá lớn; đồng chí kiểm tra lại đơn vị tính.")
    if -number.as_tuple().exponent > _MOST_PLACES:
        raise ValueError(f"Tối đa {_MOST_PLACES} chữ số sau dấu phẩy.")
    if kind == "amount" and number < 0:
        raise ValueError("Mức đăng ký không được âm.")
    if kind == "points" and (problem := points_problem(frame.criteria[field.row], number)):
        raise ValueError(problem)
    return number
