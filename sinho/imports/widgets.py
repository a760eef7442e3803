"""How a cell is read and written, by kind of column. A cell that cannot be read raises `WrongCell`.

Reading gives None for an empty cell; writing gives what `sinho.documents.workbooks` puts into a typed cell.
"""

import datetime as dt
import re
import unicodedata

from import_export.widgets import Widget

from sinho.imports.encodings import Converted
from sinho.imports.findings import CHOICE, CODE, DAY, EXCEL, NUMBER, TEXT, WrongCell
from sinho.imports.tables import Raw, as_text, is_blank, shown, tidy
from sinho.text.dates import format_date, parse_date
from sinho.text.folding import fold
from sinho.text.numbers import parse_decimal

EXCEL_ERRORS = {
    "#N/A",
    "#REF!",
    "#NAME?",
    "#VALUE!",
    "#DIV/0!",
    "#NUM!",
    "#NULL!",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
}
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_MONTH_YEAR = re.compile(r"(?:tháng\s*)?[0-9]{1,2}\s*[/.-]\s*(?:19|20)[0-9]{2}")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-]([0-9]{2})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}")


class CellWidget(Widget):
    """Common part: empty cells, failed formulas, values as text."""

    kind = "text"

    def clean(self, value: Raw, row=None, **kwargs):
        if is_blank(value):
            return None
        if isinstance(value, str) and tidy(value) in EXCEL_ERRORS:
            raise WrongCell(f"Ô báo lỗi {tidy(value)} của Excel.", EXCEL)
        return self.read(value)

    def read(self, value: Raw):
        raise NotImplementedError

    def render(self, value, obj=None, **kwargs):
        return value

    def said(self, value) -> str:
        """The value in a sentence or a preview."""
        value = self.render(value)
        if value is None:
            return ""
        return format_date(value) if isinstance(value, dt.date) else str(value)


class TextWidget(CellWidget):
    """Text of at most `longest` characters."""

    def __init__(self, longest: int):
        super().__init__()
        self.longest = longest

    def read(self, value: Raw) -> str:
        text = as_text(value)
        if any(unicodedata.category(sign) in {"Cc", "Cs", "Co"} for sign in text):
            raise WrongCell("Ô có ký tự điều khiển không in được.", TEXT)
        if len(text) > self.longest:
            raise WrongCell(f"Ô dài {len(text)} ký tự; nhiều nhất {self.longest}.", TEXT)
        return text


class CodeWidget(TextWidget):
    """A code: capital letters without marks, digits, dots and hyphens. Small letters count as capital ones."""

    def read(self, value: Raw) -> str:
        text = super().read(value).upper()
        if not re.fullmatch(r"[A-Z0-9][A-Z0-9.\-]*", text):
            raise WrongCell("Mã chỉ gồm chữ không dấu, chữ số, dấu chấm và gạch ngang, không có dấu cách.", CODE)
        return text


class ReferenceWidget(TextWidget):
    """A code or a name of something that exists; what follows “ · ” is only for people. Resolved by the resource."""

    def __init__(self, longest: int = 200):
        super().__init__(longest)
        self.names: dict[str, str] = {}

    def read(self, value: Raw) -> str:
        return super().read(value).partition(" · ")[0].strip()

    def render(self, value, obj=None, **kwargs):
        return f"{value} · {self.names[value]}" if value in self.names else value


class DayWidget(CellWidget):
    """A day: a date cell, or text day/month/year."""

    kind = "date"

    def read(self, value: Raw) -> dt.date:
        if isinstance(value, dt.datetime):
            value = value.date()
        if not isinstance(value, dt.date | str):
            raise WrongCell(why_no_day(shown(value)), DAY)
        try:
            return parse_date(tidy(value) if isinstance(value, str) else value)
        except ValueError as error:
            raise WrongCell(why_no_day(shown(value), str(error)), DAY) from error


def why_no_day(typed: str, sentence: str = "") -> str:
    """What is wrong with the text of a day, as exactly as can be told."""
    if _YEAR.fullmatch(typed):
        return "Mới có năm; cần đủ ngày, tháng, năm."
    if _MONTH_YEAR.fullmatch(typed.lower()):
        return "Mới có tháng và năm; cần đủ ngày, tháng, năm."
    if short := _SHORT_YEAR.fullmatch(typed):
        return f"Năm có 2 chữ số: 19{short[1]} hay 20{short[1]}?"
    if (swapped := _MONTH_FIRST.fullmatch(typed)) and int(swapped[2]) > 12 >= int(swapped[1]):
        return f"Không có tháng {int(swapped[2])}; có thể đã đảo ngày và tháng."
    if re.fullmatch(r"[0-9]+(,[0-9]+)?", typed):
        return "Ô là một con số, không phải ngày; đổi định dạng ô sang ngày, hoặc gõ lại ngày."
    return sentence or "Ô không phải là ngày."


class CountWidget(CellWidget):
    """A whole number from 0 to `most`."""

    kind = "integer"

    def __init__(self, most: int):
        super().__init__()
        self.most = most

    def read(self, value: Raw) -> int:
        try:
            if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
                raise ValueError
            number = parse_decimal(tidy(value) if isinstance(value, str) else value)
        except ValueError as error:
            raise WrongCell("Chỉ ghi số nguyên, không ghi chữ và đơn vị.", NUMBER) from error
        if number != int(number) or not 0 <= number <= self.most:
            raise WrongCell(f"Phải là số nguyên từ 0 đến {self.most}.", NUMBER)
        return int(number)


class ChoiceWidget(CellWidget):
    """One of the labels (with or without marks) or codes of a list."""

    def __init__(self, choices):
        super().__init__()
        self.labels = dict(choices.choices)
        self.values = {fold(text): code for code, label in choices.choices for text in (code, label)}

    def read(self, value: Raw) -> str:
        found = self.values.get(fold(as_text(value)))
        if found is None and isinstance(value, Converted):  # Unicode all along, among texts of an old font
            found = self.values.get(fold(value.typed))
        if found is None:
            few = f" Các giá trị: {'; '.join(self.labels.values())}." if len(self.labels) <= 6 else ""
            raise WrongCell(f"Không có trong danh mục.{few}", CHOICE)
        return found

    def render(self, value, obj=None, **kwargs):
        return self.labels.get(value, value)
