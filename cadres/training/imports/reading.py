"""Cells of the workbooks of training: months, whole đồng, levels of a class, words that lists use for choices."""

import datetime as dt
import re
from types import SimpleNamespace

from cadres.staff.imports.reading import SUBJECT_CALLED, CalledWidget
from cadres.training.enums import ClassField, ClassKind, Mode, OpenedBy, Place, Result, Status
from cadres.training.rules import month_words, read_month
from sinho.imports.findings import DAY, NUMBER, WrongCell
from sinho.imports.lines import Understood
from sinho.imports.tables import Raw, as_text
from sinho.imports.widgets import CellWidget
from sinho.text.numbers import format_dong

MOST = 999_999_999_999
_BEFORE_MONTH = re.compile(r"^(?:tháng|t)\s*", re.IGNORECASE)
_AFTER_AMOUNT = re.compile(r"\s*(?:đồng|đ|vnđ|vnd)\.?$", re.IGNORECASE)
# 300.000 · 300 000; with commas as other lists and machines write it.
_GROUPED = re.compile(r"[0-9]{1,3}(?:([. \u00a0,])[0-9]{3})(?:\1[0-9]{3})*")

KIND_CALLED = {
    ClassKind.COMMITTEE: ("Cấp ủy viên",),
    ClassKind.MEMBER_WORK: ("Công tác đảng viên",),
}
FIELD_CALLED = {
    **{field: SUBJECT_CALLED[field] for field in ClassField if field in SUBJECT_CALLED},
    ClassField.DEFENCE: ("Quốc phòng, an ninh", "Quốc phòng"),
}
MODE_CALLED = {
    Mode.FULL_TIME: ("Chính quy", "Học tập trung"),
    Mode.PART_TIME: ("Tại chức", "Vừa làm vừa học", "Vừa học vừa làm"),
}
PLACE_CALLED = {
    Place.ON_SITE: ("Tại huyện", "Ở huyện"),
    Place.AWAY: ("Nơi khác", "Cử đi", "Cử đi học", "Ở tỉnh"),
    Place.ABROAD: ("Nước ngoài",),
}
OPENED_CALLED = {
    OpenedBy.DISTRICT: ("Huyện", "Cấp huyện"),
    OpenedBy.PROVINCE: ("Tỉnh", "Cấp tỉnh"),
    OpenedBy.CENTRAL: ("Trung ương",),
}
STATUS_CALLED = {
    Status.FINISHED: ("Đã hoàn thành", "Tốt nghiệp", "Đã tốt nghiệp", "Đã học xong"),
    Status.FAILED: ("Không hoàn thành",),
    Status.LEFT: ("Bỏ học", "Nghỉ học"),
}


def kind_widget() -> CalledWidget:
    return CalledWidget(ClassKind, KIND_CALLED)


def field_widget() -> CalledWidget:
    return CalledWidget(ClassField, FIELD_CALLED)


def mode_widget() -> CalledWidget:
    return CalledWidget(Mode, MODE_CALLED)


def place_widget() -> CalledWidget:
    return CalledWidget(Place, PLACE_CALLED)


def opened_widget() -> CalledWidget:
    return CalledWidget(OpenedBy, OPENED_CALLED)


def status_widget() -> CalledWidget:
    """How it went; what was written down by mistake is mended on the page."""
    known = SimpleNamespace(choices=[one for one in Status.choices if one[0] != Status.WITHDRAWN])
    return CalledWidget(known, STATUS_CALLED)


def result_widget() -> CalledWidget:
    return CalledWidget(Result, {Result.FAIR: ("Tiên tiến",), Result.AVERAGE: ("TB",)})


class MonthWidget(CellWidget):
    """A month written 9/2009; a spreadsheet makes the first day of it."""

    def read(self, value: Raw) -> dt.date:
        if isinstance(value, dt.date):
            if value.day != 1:
                raise WrongCell("Ô là một ngày; hãy ghi tháng/năm, ví dụ 9/2009.", DAY)
            return dt.date(value.year, value.month, 1)
        try:
            return read_month(_BEFORE_MONTH.sub("", as_text(value)))
        except ValueError as error:
            raise WrongCell(str(error), DAY) from error

    def render(self, value, obj=None, **kwargs):
        return month_words(value) if value else None


class DongWidget(CellWidget):
    """Whole đồng, at least `least`."""

    kind = "integer"

    def __init__(self, least: int = 0):
        super().__init__()
        self.least = least

    def read(self, value: Raw) -> int | Understood:
        if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
            raise WrongCell("Ghi số đồng nguyên, ví dụ 300.000.", NUMBER)
        text = _AFTER_AMOUNT.sub("", as_text(value))
        grouped = _GROUPED.fullmatch(text)
        digits = text.replace(grouped[1], "") if grouped else text
        if not digits.isascii() or not digits.isdecimal():
            raise WrongCell("Ghi số đồng nguyên, không ghi chữ và phần lẻ, ví dụ 300.000.", NUMBER)
        if len(digits) > 15 or not self.least <= int(digits) <= MOST:
            raise WrongCell(f"Số tiền từ {format_dong(self.least)} đến dưới 1.000 tỷ đồng.", NUMBER)
        if grouped and grouped[1] == ",":
            return Understood(int(digits), f"“{text}”: đọc là {format_dong(int(digits))}.")
        return int(digits)

    def said(self, value) -> str:
        return format_dong(value)
