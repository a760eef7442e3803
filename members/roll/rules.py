"""Ages, Party ages and the words for dates that are known in part only. Pure: days are arguments."""

import datetime as dt
import re
from dataclasses import dataclass

from sinho.text.dates import format_date

PROBATION_MONTHS = 12
EARLIEST_BIRTH, LATEST_BIRTH = 1880, 2100


_PARTS = re.compile(r"(?:(?:([0-9]{1,2})[/.-])?([0-9]{1,2})[/.-])?([0-9]{4})")


@dataclass(frozen=True)
class BirthDate:
    """A birth date of which the day, or the day and the month, may be unknown (member sheet, item 4)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """12/03/1971 · 03/1971 · 1971, as much as is known."""
        day, month = f"{self.day:02d}/" if self.day else "", f"{self.month:02d}/" if self.month else ""
        return f"{day}{month}{self.year:04d}"

    @property
    def earliest(self) -> dt.date:
        """The first day on which somebody may have been born."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> dt.date:
        """The last day on which somebody may have been born."""
        if self.day:
            return self.earliest
        month = self.month or 12
        after = dt.date(self.year + month // 12, month % 12 + 1, 1)
        return after - dt.timedelta(days=1)

    @classmethod
    def read(cls, typed: str) -> "BirthDate":
        """From 12/3/1971, 3/1971 or 1971. ValueError with a sentence when it is none of these."""
        match = _PARTS.fullmatch(typed.strip())
        if not match:
            how = "Ghi ngày/tháng/năm, tháng/năm hoặc chỉ năm sinh, năm đủ bốn chữ số."
            raise ValueError(f"“{typed}” không phải là ngày sinh. {how}")
        birth = cls(int(match[3]), int(match[2]) if match[2] else None, int(match[1]) if match[1] else None)
        if problem := birth.problem(typed.strip()):
            raise ValueError(problem)
        return birth

    def age_on(self, day: dt.date) -> int:
        """Full years on the day; an unknown month or day counts as the first one of what is known."""
        passed = (self.month or 1, self.day or 1) <= (day.month, day.day)
        return day.year - self.year - (not passed)

    def may_be(self, other: "BirthDate") -> bool:
        """Whether both can be one day: nothing that both know differs."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(one == two for one, two in pairs if one and two)

    @property
    def parts_known(self) -> int:
        """How much is known: 1 the year, 2 the month, 3 the day."""
        return 1 + bool(self.month) + bool(self.day)

    def problem(self, typed: str = "") -> str:
        """Why there is no such day, as it was typed; "" when there is one."""
        if not EARLIEST_BIRTH <= self.year <= LATEST_BIRTH:
            return f"Năm sinh {self.year} không hợp lệ."
        if self.day and not self.month:
            return "Có ngày sinh thì phải có tháng sinh."
        try:
            dt.date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except ValueError:
            return f"Không có ngày {typed or self} trong lịch."
        return ""


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of the month where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def official_due(admitted_on: dt.date) -> dt.date:
    """The day from which a probationary member may be recognised: 12 months after the admission (S1 4.2.2)."""
    return months_later(admitted_on, PROBATION_MONTHS)


def party_age(decided_on: dt.date, periods: list[tuple[dt.date, dt.date | None]], day: dt.date) -> int:
    """Full years in the Party on the day: from the first admission decision, less the time outside (S1 4.5.1).

    `periods`: pairs (first day, first day no longer) of the time in the Party, in order; the first begins with the
    ceremony, which follows the decision.
    """
    inside = dt.timedelta()
    for number, (since, until) in enumerate(periods):
        since = min(decided_on, since) if number == 0 else since
        inside += max(min(until or day, day) - since, dt.timedelta())
    began = day - inside
    return day.year - began.year - ((began.month, began.day) > (day.month, day.day))


def dated(decision_number: str, decision_date: dt.date | None, issuer: str = "") -> str:
    """“44-QĐ/HU ngày 12/01/1998, Ban Thường vụ Huyện ủy”; "" when nothing is known."""
    said = decision_number
    if decision_date:
        said = f"{said} ngày {format_date(decision_date)}".strip()
    return ", ".join(part for part in (said, issuer) if part)


# Nobody on a roll was ever admitted younger; who is admitted today is asked by the rules of admission.
YOUNGEST = 15


def why_not_admitted_then(
    birth: BirthDate,
    admitted_on: dt.date,
    official_on: dt.date | None,
    decided_on: dt.date | None,
    since: dt.date,
) -> list[str]:
    """Why these days of a life in the Party cannot follow each other; an empty list when they can."""
    reasons, due = [], official_due(admitted_on)
    if birth.age_on(admitted_on) < YOUNGEST:
        reasons.append(f"Ngày vào Đảng {format_date(admitted_on)} khi chưa đủ {YOUNGEST} tuổi.")
    if decided_on and decided_on > admitted_on:
        reasons.append("Ngày quyết định kết nạp phải trước hoặc bằng ngày vào Đảng.")
    if official_on and official_on > since:
        reasons.append("Ngày chính thức sau ngày tiếp nhận thì ghi khi công nhận, không ghi lúc tiếp nhận.")
    if official_on and official_on < due:
        reasons.append(f"Ngày chính thức sớm nhất là 12 tháng sau ngày vào Đảng: {format_date(due)}.")
    if since < admitted_on:
        reasons.append(f"Về chi bộ ngày {format_date(since)}, trước ngày vào Đảng {format_date(admitted_on)}.")
    return reasons
