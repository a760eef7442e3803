"""The period of the report, the same one of the year before, and the rows behind their figures."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sinho.documents.reports import Listed
from sinho.text.dates import format_date


@dataclass(frozen=True)
class Span:
    """A period; `prefix` of the keys of its figures."""

    since: dt.date
    until: dt.date
    prefix: str = ""

    def holds(self, day: dt.date | None) -> bool:
        return day is not None and self.since <= day <= self.until

    @property
    def words(self) -> str:
        """năm 2009 · từ 01/01/2009 đến 18/12/2009."""
        whole = (self.since.month, self.since.day, self.until.month, self.until.day) == (1, 1, 12, 31)
        if whole and self.since.year == self.until.year:
            return f"năm {self.until.year}"
        return f"từ {format_date(self.since)} đến {format_date(self.until)}"


def year_before(span: Span) -> Span | None:
    """The same period a year earlier; None for more than a year, which would be compared with itself."""
    if span.until >= back(span.since, -1):
        return None
    last = back(span.until)
    if span.until.day == calendar.monthrange(span.until.year, span.until.month)[1]:
        last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return Span(back(span.since), last, "before.")


def back(day: dt.date, years: int = 1) -> dt.date:
    """The same day so many years before; 29 February becomes 28."""
    last = calendar.monthrange(day.year - years, day.month)[1]
    return day.replace(year=day.year - years, day=min(day.day, last))


@dataclass
class Rows:
    """Rows by the key of the figure that counts them."""

    found: dict[str, list[Listed]] = field(default_factory=lambda: defaultdict(list))

    def put(self, row: Listed, *keys: str) -> None:
        for key in keys:
            if key:
                self.found[key].append(row)

    def get(self, key: str) -> tuple[Listed, ...]:
        return tuple(self.found.get(key, ()))

    def of(self, key: str, organization_ids: Iterable[int]) -> tuple[Listed, ...]:
        """Those of some organisations."""
        ids = set(organization_ids)
        return tuple(row for row in self.get(key) if row.organization_id in ids)
