"""When an organisation has nobody in charge, and when it has two. Pure: days are arguments."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sinho.text.dates import format_date
from sinho.text.folding import fold

# First and last day, both included; no last day while it goes on.
Period = tuple[dt.date, dt.date | None]
ONE = dt.timedelta(days=1)


@dataclass(frozen=True)
class Gap:
    """Days without anybody, both included; `until` None: until the day asked for. `since` None: there never was."""

    since: dt.date | None
    until: dt.date | None = None

    @property
    def words(self) -> str:
        if self.since is None:
            return "chưa ghi huyện ủy viên phụ trách lần nào"
        if self.until is None:
            return f"chưa có huyện ủy viên phụ trách từ {format_date(self.since)}"
        return f"không có người phụ trách từ {format_date(self.since)} đến {format_date(self.until)}"


def gaps(periods: Iterable[Period], day: dt.date) -> list[Gap]:
    """Where nobody was in charge from the first assignment on, up to the day."""
    begun = sorted((first, last) for first, last in periods if first <= day)
    if not begun:
        return [Gap(None)]
    found, free = [], begun[0][0]
    for first, last in begun:
        if first > free:
            found.append(Gap(free, first - ONE))
        if last is None or last >= day:
            return found
        free = max(free, last + ONE)
    return [*found, Gap(free)]


def differs(assigned: Collection[str], granted: Collection[str]) -> list[str]:
    """Names that hold the account of who is in charge without being assigned."""
    known = {fold(name) for name in assigned}
    return sorted(name for name in granted if fold(name) not in known)


def why_not_ended(since: dt.date, last_day: dt.date, today: dt.date, *, mistaken: bool) -> list[str]:
    """Why somebody cannot end on this day."""
    if last_day < since and not mistaken:
        return [f"Ngày thôi phụ trách {format_date(last_day)} trước ngày bắt đầu, {format_date(since)}."]
    return [f"Ngày {format_date(last_day)} chưa đến."] if last_day > today else []
