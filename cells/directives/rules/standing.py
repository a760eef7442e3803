"""How far a unit is with a document, and how many of its members were reached."""

import datetime as dt
from dataclasses import dataclass

from cells.directives.enums import Reached, Timing
from sinho.text.dates import format_date


@dataclass(frozen=True)
class Order:
    """What a unit was told to do with a document."""

    brief_by: dt.date
    programme_by: dt.date | None = None


@dataclass(frozen=True)
class Standing:
    """Where the unit stands on a day; the days on which it did what; `whole`: it did all that it was told."""

    state: Reached
    timing: Timing
    briefed_on: dt.date | None = None
    programme_on: dt.date | None = None
    whole: bool = False

    @property
    def words(self) -> str:
        owed = " ban hành chương trình" if self.overdue and self.state == Reached.BRIEFED else ""
        return f"{self.state.label}, {self.timing.label}{owed}"

    @property
    def css(self) -> str:
        """Shape of the state (`components/_state.html`)."""
        if self.timing == Timing.OVERDUE:
            return "late"
        if self.state == Reached.NOT_YET:
            return "none"
        return "back" if self.timing == Timing.LATE else "done" if self.whole else "doing"

    @property
    def owes(self) -> bool:
        """Whether something is still to be done."""
        return not self.whole

    @property
    def overdue(self) -> bool:
        return self.timing == Timing.OVERDUE


def standing_on(order: Order, briefed_on: dt.date | None, programme_on: dt.date | None, day: dt.date) -> Standing:
    """What came after the day is not known on it. Late: the first thing that was not done by its day says so."""
    briefed = briefed_on if briefed_on and briefed_on <= day else None
    programme = programme_on if programme_on and programme_on <= day else None
    state = Reached.PROGRAMME if programme else Reached.BRIEFED if briefed else Reached.NOT_YET
    due = [(order.brief_by, briefed)]
    if order.programme_by:
        due.append((order.programme_by, programme))
    whole = all(done is not None for _, done in due)
    return Standing(state, timing_of(due, state, day), briefed, programme, whole)


def timing_of(due: list[tuple[dt.date, dt.date | None]], state: Reached, day: dt.date) -> Timing:
    """Overdue when anything is owed beyond its day, late when anything came late."""
    if any(done is None and day > by for by, done in due):
        return Timing.OVERDUE
    if any(done is not None and done > by for by, done in due):
        return Timing.LATE
    return Timing.WAITING if state == Reached.NOT_YET else Timing.ON_TIME


@dataclass(frozen=True)
class Share:
    """Members who were there, and how many there are; `known` says that the second one is of the roll or was told."""

    present: int
    members: int
    known: bool = True

    @property
    def reached(self) -> int:
        """Who came twice is counted twice, but never more than there are."""
        return min(self.present, self.members)

    @property
    def percent(self) -> int | None:
        return round(100 * self.reached / self.members) if self.members else None


def why_not_held(held_on: dt.date, known_on: list[dt.date], today: dt.date) -> list[str]:
    """Why a briefing cannot be of this day."""
    if held_on > today:
        return [f"Ngày quán triệt {format_date(held_on)} chưa đến."]
    if early := [day for day in known_on if held_on < day]:
        return [f"Ngày quán triệt trước ngày ban hành văn bản, {format_date(max(early))}."]
    return []


def why_not_counted(heard: dict[str, tuple[int, int]], labels: dict[str, str], members: int | None) -> list[str]:
    """Kind → (invited, present): somebody was there, nobody came who was not asked. `members`: of the organisation."""
    found = [
        f"{labels[kind]}: có mặt {present} nhiều hơn số mời {invited}."
        for kind, (invited, present) in heard.items()
        if present > invited
    ]
    if not any(present for _, present in heard.values()):
        found.append("Ghi số có mặt của ít nhất một loại người dự.")
    if members == 0:
        found.append("Số đảng viên của tổ chức phải từ 1 trở lên, hoặc để trống.")
    return found
