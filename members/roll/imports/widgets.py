"""Cells of the workbooks of members: births known by their year, numbers that lost zeros, levels in words."""

import datetime as dt
import re

from members.roll.enums import LEVELS, Subject
from members.roll.models.member import masked
from members.roll.rules import YOUNGEST, BirthDate
from sinho.imports.encodings import looks_like_old_font
from sinho.imports.findings import CHOICE, DAY, NUMBER, TEXT, WrongCell
from sinho.imports.lines import Understood
from sinho.imports.tables import Raw, as_text, shown, tidy
from sinho.imports.widgets import CellWidget, ChoiceWidget, DayWidget, TextWidget
from sinho.text.dates import format_date, parse_date
from sinho.text.folding import fold
from sinho.text.names import why_no_name

# The Party was founded on 3 February 1930: no admission, card or decision is older.
FOUNDED = dt.date(1930, 2, 3)
OLDEST = 110
_SHORT_YEAR = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{2})")
_SHORT_BIRTH = re.compile(r"(?:(?:([0-9]{1,2})[/.-])?([0-9]{1,2})[/.-])?([0-9]{2})")
_NAME_PART = re.compile(r"[^\s'’-]+")
_OLD_GRADE = re.compile(r"([0-9]{1,2})\s*/\s*(10|12)")
# Last class of each stage, in schools of ten and of twelve classes (member_record 5.3, not verified).
STAGES = {
    "10": ((4, "primary"), (7, "lower_secondary"), (10, "upper_secondary")),
    "12": ((5, "primary"), (9, "lower_secondary"), (12, "upper_secondary")),
}
# How people write levels, folded, longest first.
SAYINGS = {
    Subject.GENERAL: {
        "chua biet chu": "illiterate",
        "mu chu": "illiterate",
        "biet doc biet viet": "literate",
        "biet doc": "literate",
        "tieu hoc": "primary",
        "cap 1": "primary",
        "trung hoc co so": "lower_secondary",
        "thcs": "lower_secondary",
        "cap 2": "lower_secondary",
        "trung hoc pho thong": "upper_secondary",
        "thpt": "upper_secondary",
        "cap 3": "upper_secondary",
    },
    Subject.PROFESSIONAL: {
        "so cap": "elementary",
        "cong nhan ky thuat": "elementary",
        "trung cap": "intermediate",
        "trung hoc chuyen nghiep": "intermediate",
        "cao dang": "college",
        "dai hoc": "university",
        "cu nhan": "university",
        "ky su": "university",
        "bac si": "university",
        "thac si": "master",
        "tien si": "doctor",
    },
    Subject.THEORY: {
        "so cap": "elementary",
        "trung cap": "intermediate",
        "cao cap": "advanced",
        "cu nhan": "bachelor",
    },
}
# How lists call the subjects, beside their names.
ALSO_CALLED = {
    Subject.GENERAL: ("Văn hóa", "Trình độ văn hóa", "Trình độ học vấn", "Học vấn phổ thông"),
    Subject.PROFESSIONAL: ("Trình độ chuyên môn", "Chuyên môn, nghiệp vụ"),
    Subject.THEORY: ("Trình độ lý luận", "Lý luận", "LLCT"),
    Subject.LANGUAGE: ("Tiếng nước ngoài",),
    Subject.ETHNIC_LANGUAGE: ("Tiếng dân tộc thiểu số",),
}
NOTHING = {"khong", "chua co", "chua qua", "chua qua dao tao"}


class NameWidget(TextWidget):
    """The name of a person, each part with its capital: also when it was typed in capitals or with a font of them."""

    def read(self, value: Raw) -> str:
        text = super().read(value)
        if (problem := why_no_name(text)) and not looks_like_old_font(text):
            raise WrongCell(problem, TEXT)
        return _NAME_PART.sub(lambda part: part[0][0].upper() + part[0][1:].lower(), text)


class BirthWidget(CellWidget):
    """A birth date: a day, a month and year, or a year alone. `today` tells which century two digits can mean."""

    today: dt.date | None = None

    def read(self, value: Raw) -> BirthDate | Understood:
        if isinstance(value, dt.date):
            return BirthDate(value.year, value.month, value.day)
        typed = as_text(value)
        if short := _SHORT_BIRTH.fullmatch(typed):
            return self.of_short_year(short, typed)
        try:
            return BirthDate.read(typed)
        except ValueError as error:
            raise WrongCell(str(error), DAY) from error

    def of_short_year(self, short: re.Match, typed: str) -> Understood:
        """Members are at least fifteen and nobody is older than a hundred and ten."""
        month, day = (int(part) if part else None for part in (short[2], short[1]))
        births = [BirthDate(century + int(short[3]), month, day) for century in (1900, 2000)]
        if problem := births[0].problem(typed):
            raise WrongCell(problem, DAY)
        today = self.today or dt.date(2000, 1, 1)
        possible = [one for one in births if YOUNGEST <= today.year - one.year <= OLDEST]
        if len(possible) != 1:
            raise WrongCell(f"Năm có 2 chữ số: 19{short[3]} hay 20{short[3]}?", DAY)
        return Understood(possible[0], f"{typed}: năm có 2 chữ số, đọc là {possible[0]}.")

    def render(self, value, obj=None, **kwargs):
        return None if value is None else str(value)


class PartyDayWidget(DayWidget):
    """A day of a life in the Party. A year of two digits is read when only one century can be meant."""

    today: dt.date | None = None

    def read(self, value: Raw) -> dt.date | Understood:
        short = _SHORT_YEAR.fullmatch(tidy(value)) if isinstance(value, str) else None
        if short is None:
            return super().read(value)
        days = []
        for century in (1900, 2000):
            try:
                day = parse_date(f"{short[1]}/{short[2]}/{century + int(short[3])}")
            except ValueError:
                continue
            if day >= FOUNDED and (self.today is None or day <= self.today):
                days.append(day)
        if len(days) != 1:
            return super().read(value)
        return Understood(days[0], f"Năm có 2 chữ số, đọc là {format_date(days[0])}.")


class DigitsWidget(CellWidget):
    """A number of digits kept as text: `lengths` it may have. A spreadsheet takes zeros from the front; they come back.

    Shown only in its last digits.
    """

    def __init__(self, *lengths: int):
        super().__init__()
        self.lengths = lengths

    def read(self, value: Raw) -> str | Understood:
        text = "".join(sign for sign in as_text(value) if sign not in " .-'")
        if not text.isdecimal() or not text.isascii():
            raise WrongCell(f"Chỉ ghi chữ số, {self.words} chữ số.", NUMBER)
        if len(text) in self.lengths:
            return text
        longer = [length for length in self.lengths if 0 < length - len(text) <= 2]
        if not longer:
            raise WrongCell(f"Có {len(text)} chữ số; phải có {self.words} chữ số.", NUMBER)
        whole = text.zfill(min(longer))
        return Understood(
            whole, f"Excel làm mất số 0 ở đầu; đọc là {'0' * (len(whole) - len(text))}… ({len(whole)} số)."
        )

    @property
    def words(self) -> str:
        return " hoặc ".join(str(length) for length in self.lengths)

    def said(self, value) -> str:
        return masked(value or "")


class YesWidget(CellWidget):
    """Yes or no, as people tick it: Có, x, 1; Không, 0."""

    SAID = {"co": True, "x": True, "1": True, "true": True, "khong": False, "0": False, "false": False}
    labels = {True: "Có", False: "Không"}

    def read(self, value: Raw) -> bool:
        found = self.SAID.get(fold(as_text(value)))
        if found is None:
            raise WrongCell("Ghi Có hoặc Không.", CHOICE)
        return found

    def render(self, value, obj=None, **kwargs):
        return self.labels.get(value)


def refuse_day(value: Raw) -> None:
    """A spreadsheet makes a day of “9/12”; which class that was can no longer be told."""
    if isinstance(value, dt.date):
        raise WrongCell("Excel đã đổi ô này thành ngày; gõ lại, ví dụ “9/12 phổ thông” hoặc “Trung học cơ sở”.", CHOICE)


class LevelTextWidget(TextWidget):
    """A level as it is typed; what it means depends on the subject that stands in another cell."""

    def read(self, value: Raw) -> str:
        refuse_day(value)
        return super().read(value)


class SubjectWidget(ChoiceWidget):
    """A subject of the member sheet, also as lists call it."""

    def __init__(self):
        super().__init__(Subject)
        self.values |= {fold(name): subject for subject, names in ALSO_CALLED.items() for name in names}


class LevelWidget(CellWidget):
    """A level of schooling as people write it: a label, “9/12 bổ túc”, “Đại học Sư phạm”. Gives (level, words)."""

    def __init__(self, subject: str, longest: int = 120):
        super().__init__()
        self.subject, self.longest = subject, longest
        self.labels = dict(LEVELS[subject])
        self.by_label = {fold(label): code for code, label in LEVELS[subject]}

    def read(self, value: Raw) -> tuple[str, str] | Understood | None:
        refuse_day(value)
        text = " ".join(as_text(value).split())
        key = fold(text)
        if key in NOTHING:
            return None
        if len(text) > self.longest:
            raise WrongCell(f"Ô dài {len(text)} ký tự; nhiều nhất {self.longest}.", CHOICE)
        if key in self.by_label:
            return self.by_label[key], ""
        if self.subject == Subject.GENERAL and (grade := _OLD_GRADE.match(text)):
            return self.of_class(int(grade[1]), grade[2], text)
        for saying, level in sorted(SAYINGS[self.subject].items(), key=lambda pair: -len(pair[0])):
            if key == saying or key.startswith(saying + " "):
                return level, "" if key == saying else text
        raise WrongCell(f"Không rõ trình độ. Các trình độ: {'; '.join(self.labels.values())}.", CHOICE)

    def of_class(self, done: int, years: str, text: str) -> tuple[str, str] | Understood:
        """The stage that the class closes or, on our suggestion, the last one that was completed."""
        if not 1 <= done <= int(years):
            raise WrongCell(f"Không có lớp {done} trong hệ {years} năm.", CHOICE)
        finished = [level for last, level in STAGES[years] if done >= last]
        level = finished[-1] if finished else "literate"
        if any(done == last for last, _ in STAGES[years]):
            return level, text
        return Understood((level, text), f"{shown(text)}: hiểu là đã xong {self.labels[level].lower()}.")

    def render(self, value, obj=None, **kwargs):
        if value is None:
            return None
        level, words = value
        return words or self.labels.get(level, level)
