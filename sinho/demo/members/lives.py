"""What the life of a member is made of, before it becomes rows."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from cells.organizations.enums import CELLS
from members.roll.enums import Entry, Exit
from sinho.demo.people import is_woman
from sinho.demo.plan import DEMO_DAY, Unit, content, working_day

HISTORY = dt.date(1998, 1, 1)
ONE_DAY = dt.timedelta(days=1)


@dataclass
class Stay:
    """In the cell from `since` on; `until` is the first day elsewhere or nowhere."""

    cell: str
    since: dt.date
    entry: str
    until: dt.date | None = None
    exit: str = ""


@dataclass
class Life:
    """A member: name, birth, admission, cells. `official_on` is None while the recognition is to come."""

    name: str
    group: str
    born: dt.date
    region: str
    decided_on: dt.date
    admitted_on: dt.date
    official_on: dt.date | None
    work: str = ""
    village: str = ""
    stays: list[Stay] = field(default_factory=list)
    office: bool = False

    @property
    def woman(self) -> bool:
        return is_woman(self.name)

    @property
    def last(self) -> Stay:
        return self.stays[-1]

    def in_cell(self, day: dt.date) -> str:
        """Code of the cell on the day; "" when not on the roll."""
        for stay in self.stays:
            if stay.since <= day and (stay.until is None or day < stay.until):
                return stay.cell
        return ""

    def settle(self, cell: str, since: dt.date, entry: str) -> None:
        """The first stay, or the next one after a time outside."""
        self.stays.append(Stay(cell, since, entry))

    def move(self, cell: str, on: dt.date) -> None:
        """Into another cell of the district."""
        self.leave(on, Exit.WITHIN)
        self.stays.append(Stay(cell, on, Entry.WITHIN))

    def leave(self, on: dt.date, how: str) -> None:
        self.last.until, self.last.exit = on, how

    def age(self, day: dt.date) -> int:
        return (day - self.born).days // 365


def cell_time(unit: Unit) -> tuple[dt.date, dt.date | None] | None:
    """First day as a cell and first day no longer one; None when it was never a cell."""
    turns = unit.turns
    kinds = [turn.kind in CELLS for turn in turns]
    if not any(kinds):
        return None
    first = kinds.index(True)
    after = next((turn.since for turn, is_cell in zip(turns[first:], kinds[first:], strict=True) if not is_cell), None)
    return turns[first].since, after or (unit.ended.on if unit.ended else None)


def is_cell_on(unit: Unit | None, day: dt.date) -> bool:
    """Whether the unit exists and is a cell on the day."""
    turn = unit.on(day) if unit else None
    return turn is not None and turn.kind in CELLS


def ceremony_in(year: int, chance: Random, after: dt.date, before: dt.date) -> dt.date:
    """A day of the year on which members are admitted, within bounds; most fall on the days of commemoration."""
    month, day = chance.choice(content("members")["ceremonies"])
    chosen = dt.date(year, month, day) + dt.timedelta(days=chance.choice((0, 0, 0, 1, 2, 5, 9, 16)))
    if not after <= chosen <= before:
        first, last = max(after, dt.date(year, 1, 5)), min(before, dt.date(year, 12, 28))
        chosen = first + dt.timedelta(days=chance.randrange(max((last - first).days, 0) + 1))
    return max(after, min(working_day(chosen), before))


def decision_before(ceremony: dt.date, chance: Random) -> dt.date:
    """The admission is decided one to four weeks before the ceremony."""
    return working_day(ceremony - dt.timedelta(days=chance.randint(8, 27)))


def a_year_after(day: dt.date) -> dt.date:
    """The official day: 12 months after the ceremony."""
    return dt.date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def recognised(admitted_on: dt.date, chance: Random) -> dt.date | None:
    """The official day when its recognition has been decided by the demo day; mostly within seven weeks."""
    official = a_year_after(admitted_on)
    weeks = chance.randint(8, 20) if chance.random() < 0.06 else chance.randint(2, 7)
    return official if official + dt.timedelta(weeks=weeks) <= DEMO_DAY else None
