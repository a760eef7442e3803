"""What a class may be, who may be enrolled and finish, what may be paid. Pure: days are arguments."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cadres.staff.rules import LEVELS, SUBJECTS
from cadres.training.enums import ClassField, ClassKind, Status
from sinho.text.dates import format_date

DEFENCE_OBJECTS = tuple((f"object_{n}", f"Đối tượng {n}") for n in (1, 2, 3, 4))
ONE_DAY = dt.timedelta(days=1)
LONGEST_YEARS = 8
MONTH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{4})")
FIRST_YEAR, LAST_YEAR = 1990, 2100
# What is taught in classes of each kind.
FIELDS: dict[str, tuple[str, ...]] = {
    ClassKind.TRAINING: (ClassField.GENERAL, ClassField.PROFESSIONAL, ClassField.THEORY),
    ClassKind.FOSTERING: tuple(one for one in ClassField if one != ClassField.GENERAL),
    ClassKind.COMMITTEE: (ClassField.PARTY_WORK,),
    ClassKind.MEMBER_WORK: (ClassField.PARTY_WORK,),
}


def levels_of(field: str) -> tuple[tuple[str, str], ...]:
    """The levels that a class in this field may lead to; none where it is told in words."""
    return DEFENCE_OBJECTS if field == ClassField.DEFENCE else LEVELS.get(field, ())


def subject_of(field: str) -> str:
    """The subject of the qualification that a certificate gives; "" when it gives none."""
    return field if field in SUBJECTS else ""


@dataclass(frozen=True)
class ClassFacts:
    """What a class is."""

    name: str
    kind: str
    field: str
    level: str
    specialty: str
    title: str
    mode: str
    place: str
    opened_by: str
    organiser: str
    partner: str
    starts_on: dt.date
    ends_on: dt.date
    decision_number: str
    decision_date: dt.date | None
    cost: int | None = None


def why_not_class(one: ClassFacts) -> list[str]:
    """Why there is no such class; an empty list when there may be."""
    reasons = []
    if one.field not in FIELDS[one.kind]:
        fields = ", ".join(ClassField(field).label.lower() for field in FIELDS[one.kind])
        reasons.append(f"Lớp {ClassKind(one.kind).label.lower()} có nội dung: {fields}.")
    levels = dict(levels_of(one.field))
    if levels and one.level not in levels:
        reasons.append(f"Chọn trình độ của nội dung {ClassField(one.field).label.lower()}.")
    if (one.field == ClassField.TITLE_TRAINING) != bool(one.title):
        reasons.append("Chọn chức danh khi và chỉ khi lớp dạy nghiệp vụ theo chức danh.")
    if one.ends_on < one.starts_on:
        reasons.append(f"Ngày kết thúc phải từ ngày khai giảng {format_date(one.starts_on)} trở đi.")
    elif one.ends_on.year - one.starts_on.year > LONGEST_YEARS:
        reasons.append(f"Lớp kéo dài quá {LONGEST_YEARS} năm; đồng chí xem lại ngày kết thúc.")
    if one.decision_date and one.decision_date > one.starts_on:
        reasons.append(f"Ngày quyết định phải trước hoặc trùng ngày khai giảng {format_date(one.starts_on)}.")
    return reasons


@dataclass(frozen=True)
class Outcome:
    """How it ended for somebody: status with its day, grade, certificate."""

    status: str
    ended_on: dt.date | None = None
    result: str = ""
    certificate_number: str = ""
    certificate_on: dt.date | None = None


def why_not_outcome(one: Outcome, since: dt.date, today: dt.date) -> list[str]:
    """Why it cannot have ended so for who is enrolled since that day."""
    if (one.status == Status.ATTENDING) != (one.ended_on is None):
        return ["Đã xong thì ghi ngày; đang học thì để trống ngày."]
    if one.ended_on and one.ended_on < since:
        return [f"Ngày kết thúc học phải từ ngày vào học {format_date(since)} trở đi."]
    if not one.certificate_number.strip() and not one.certificate_on:
        certificate = []
    elif not (one.certificate_number.strip() and one.certificate_on):
        certificate = ["Chứng chỉ, văn bằng phải có cả số và ngày cấp."]
    elif one.status != Status.FINISHED:
        certificate = ["Chỉ cấp chứng chỉ, văn bằng cho người hoàn thành."]
    elif one.certificate_on < one.ended_on:
        certificate = [f"Ngày cấp phải từ ngày kết thúc học {format_date(one.ended_on)} trở đi."]
    else:
        certificate = []
    graded = ["Chỉ xếp loại người hoàn thành."] if one.result and one.status != Status.FINISHED else []
    late = [day for day in (one.ended_on, one.certificate_on) if day and day > today]
    return [*certificate, *graded, *(f"Ngày {format_date(day)} chưa đến." for day in late)]


def why_not_enrolled(since: dt.date, starts_on: dt.date, ends_on: dt.date, decision: dt.date | None) -> list[str]:
    """Why nobody enters a class of these days on that day."""
    if not starts_on <= since <= ends_on:
        return [f"Ngày vào học phải trong thời gian của lớp, {format_date(starts_on)} đến {format_date(ends_on)}."]
    if decision and decision > since:
        return [f"Ngày quyết định cử đi học phải trước hoặc trùng ngày vào học {format_date(since)}."]
    return []


def why_not_attended(held: int | None, present: Iterable[int | None]) -> list[str]:
    """Nobody was there on more days than the class was held."""
    most = max((one for one in present if one is not None), default=None)
    if most is None:
        return []
    if held is None:
        return ["Ghi số buổi của lớp trước khi ghi số buổi có mặt."]
    return [f"Số buổi có mặt {most} nhiều hơn số buổi của lớp {held}."] if most > held else []


def month_of(day: dt.date) -> dt.date:
    """The first day of its month, by which a month is named."""
    return day.replace(day=1)


def next_month(month: dt.date) -> dt.date:
    return dt.date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """All months from the first to the last one, both included."""
    found, month = [], month_of(first)
    while month <= last:
        found.append(month)
        month = next_month(month)
    return found


def month_words(month: dt.date) -> str:
    """9/2009, the way months stand in lists of payments."""
    return f"{month.month}/{month.year}"


def read_month(typed: str) -> dt.date:
    """The first day of 9/2009; ValueError with a sentence."""
    match = MONTH.fullmatch(typed.strip())
    if not match or not 1 <= int(match[1]) <= 12 or not FIRST_YEAR <= int(match[2]) <= LAST_YEAR:
        raise ValueError(f"“{typed.strip()[:20]}” không phải là tháng. Hãy ghi tháng/năm, ví dụ 9/2009.")
    return dt.date(int(match[2]), int(match[1]), 1)


def why_not_awarded(first: dt.date, last: dt.date, since: dt.date, ended_on: dt.date | None) -> list[str]:
    """Why a student of these days gets no support for the months from `first` to `last`."""
    if last < first:
        return ["Tháng cuối phải từ tháng đầu trở đi."]
    if first < month_of(since):
        return [f"Hỗ trợ từ tháng {month_words(first)} trước tháng vào học {month_words(since)}."]
    if ended_on and last > ended_on:
        return [f"Hỗ trợ đến tháng {month_words(last)} sau tháng kết thúc học {month_words(ended_on)}."]
    return []
