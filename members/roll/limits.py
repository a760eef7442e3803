"""Where a transfer stands on a day, what is due until when, how long a temporary one lasts. Pure: days are arguments.

The numbers are data (`members/roll/guidance/transfers.yaml`); what they mean follows S1 6.3.1 and S3 4.3.1d.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from itertools import pairwise

from cells.organizations.enums import OrganizationKind
from members.roll.enums import TransferKind, TransferState, TransferStep
from members.roll.rules import months_later
from sinho.text.dates import days_left_words, format_date
from sinho.text.working_days import working_days_later

ONE_DAY = dt.timedelta(days=1)
S = TransferState
DISTRICT = (OrganizationKind.DISTRICT_COMMITTEE, OrganizationKind.PROVINCE_COMMITTEE)
ONLY_THE_DISTRICT = "Chuyển ra ngoài huyện do Ban Tổ chức Huyện ủy ghi."


def may_send_out(kinds: Iterable[str]) -> bool:
    """Whether who works for organisations of these kinds lets members go out of the district: the district alone."""
    return any(kind in DISTRICT for kind in kinds)


@dataclass(frozen=True)
class Guidance:
    """The limits of an era. `verified` is False while its text has not been compared."""

    code: str
    title: str
    verified: bool
    since: dt.date
    start_working_days: int
    present_working_days: int
    removal_months: int
    temporary_months: tuple[int, int]
    study_months: tuple[int, int]
    extension_months: int

    @classmethod
    def read(cls, data: dict) -> "Guidance":
        """From the file. ValueError when a limit is missing, unknown, or no positive number."""
        if set(data) != {field.name for field in fields(cls)}:
            raise ValueError(f"{data.get('code')}: limits of transfers are missing or unknown")
        pairs = {name: tuple(data[name]) for name in ("temporary_months", "study_months")}
        found = cls(**{**data, **pairs})
        numbers = (found.start_working_days, found.present_working_days, found.removal_months, found.extension_months)
        if min(*numbers, *found.temporary_months, *found.study_months) < 1:
            raise ValueError(f"{found.code}: limits of transfers are positive numbers")
        return found


@dataclass(frozen=True)
class TransferFacts:
    """The dates of a transfer; `until` is the planned last day of a temporary one, with its extensions."""

    kind: str
    decided_on: dt.date | None = None
    introduced_on: dt.date | None = None
    presented_on: dt.date | None = None
    received_on: dt.date | None = None
    returned_on: dt.date | None = None
    cancelled_on: dt.date | None = None
    until: dt.date | None = None

    def known_on(self, day: dt.date) -> "TransferFacts":
        """As it was known at the end of the day."""
        names = ("introduced_on", "presented_on", "received_on", "returned_on", "cancelled_on")
        later = {name: None for name in names if (on := getattr(self, name)) and on > day}
        return replace(self, **later)


def state_on(facts: TransferFacts, day: dt.date) -> TransferState:
    """Where the transfer stands at the end of the day."""
    known = facts.known_on(day)
    if known.cancelled_on:
        return S.CANCELLED
    if known.returned_on:
        return S.RETURNED
    if known.received_on:
        return S.HOSTED if facts.kind == TransferKind.TEMPORARY else S.COMPLETED
    return S.PRESENTED if known.presented_on else S.INTRODUCED if known.introduced_on else S.DECIDED


# What may be written next in each state, the expected step first.
NEXT = {
    S.DECIDED: (TransferStep.INTRODUCE, TransferStep.CANCEL),
    S.INTRODUCED: (TransferStep.RECEIVE, TransferStep.PRESENT, TransferStep.CANCEL),
    S.PRESENTED: (TransferStep.RECEIVE, TransferStep.CANCEL),
    S.HOSTED: (TransferStep.COME_BACK, TransferStep.EXTEND),
}


@dataclass(frozen=True)
class Due:
    """What is due until which day. `removal`: the receiving committee may remove the name (S3 4.3.1d)."""

    words: str
    day: dt.date
    today: dt.date
    removal: bool = False

    @property
    def late(self) -> bool:
        return self.day < self.today

    @property
    def left_words(self) -> str:
        return days_left_words(self.day, self.today)

    @property
    def css(self) -> str:
        """late, soon or "" for the page."""
        return "late" if self.late else "soon" if (self.day - self.today).days <= 7 else ""


def due_on(guidance: Guidance, facts: TransferFacts, day: dt.date) -> Due | None:
    """What the transfer waits for on the day, if that has a limit. Papers that were handed in have none."""
    state = state_on(facts, day)
    if state == S.DECIDED and facts.decided_on:
        limit = working_days_later(facts.decided_on, guidance.start_working_days)
        return Due("Làm thủ tục chuyển", limit, day)
    if state == S.INTRODUCED:
        last = months_later(facts.introduced_on, guidance.removal_months)
        if day > last:
            return Due(f"Quá {guidance.removal_months} tháng không nộp giấy, xem xét xóa tên", last, day, removal=True)
        limit = working_days_later(facts.introduced_on, guidance.present_working_days)
        return Due("Nộp giấy giới thiệu ở nơi đến", limit, day)
    if state == S.HOSTED and facts.until:
        return Due("Trở về nơi sinh hoạt chính thức", facts.until, day)
    return None


def why_not_so_long(guidance: Guidance, first: dt.date, until: dt.date, *, study: bool) -> list[str]:
    """Why a temporary transfer cannot last from `first` to its last day; an empty list when it can.

    3 to under 12 months; 3 to 24 months for studies (S1 6.3.1).
    """
    least, most = guidance.study_months if study else guidance.temporary_months
    after = until + ONE_DAY
    if after < months_later(first, least):
        last = months_later(first, least) - ONE_DAY
        return [f"Sinh hoạt tạm thời từ {least} tháng trở lên: sớm nhất đến hết ngày {format_date(last)}."]
    if study and after > months_later(first, most):
        last = months_later(first, most) - ONE_DAY
        return [f"Đi học thì sinh hoạt tạm thời không quá {most} tháng: đến hết ngày {format_date(last)}."]
    if not study and after >= months_later(first, most):
        return [f"Sinh hoạt tạm thời dưới {most} tháng; từ {most} tháng trở lên thì chuyển chính thức."]
    return []


def why_not_extended(guidance: Guidance, first_until: dt.date, until: dt.date, new: dt.date) -> list[str]:
    """Why a temporary transfer cannot be extended to `new`: all extensions together stay under a year (S1 6.3.1)."""
    if new <= until:
        return [f"Gia hạn phải sau ngày hết hạn hiện nay, {format_date(until)}."]
    if new >= months_later(first_until, guidance.extension_months):
        return [
            f"Các lần gia hạn cộng lại phải dưới {guidance.extension_months} tháng kể từ {format_date(first_until)}."
        ]
    return []


def why_not_ordered(*dates: tuple[str, dt.date | None]) -> list[str]:
    """Why these dates, given with their names in the order of the papers, cannot follow each other."""
    known = [(name, on) for name, on in dates if on]
    return [
        f"{after} {format_date(second)} không thể trước {before[0].lower()}{before[1:]} {format_date(first)}."
        for (before, first), (after, second) in pairwise(known)
        if second < first
    ]
