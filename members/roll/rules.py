"""Ages, Party ages and the words for dates that are known in part only. Pure: days are arguments."""

import datetime as dt
from dataclasses import dataclass

from sinho.text.dates import format_date

PROBATION_MONTHS = 12


@dataclass(frozen=True)
class BirthDate:
    """A birth date of which the day, or the day and the month, may be unknown (member sheet, item 4)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """12/03/1971 · 03/1971 · 1971, as much as is known."""
        parts = [f"{part:02d}" for part in (self.day, self.month) if part] + [f"{self.year:04d}"]
        return "/".join(parts)

    def age_on(self, day: dt.date) -> int:
        """Full years on the day; an unknown month or day counts as the first one of what is known."""
        passed = (self.month or 1, self.day or 1) <= (day.month, day.day)
        return day.year - self.year - (not passed)

    def problem(self) -> str:
        """Why there is no such day; "" when there is one."""
        if self.day and not self.month:
            return "Có ngày sinh thì phải có tháng sinh."
        try:
            dt.date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return f"Không có ngày {self} trong lịch."
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
