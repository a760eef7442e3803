"""What the life of an organisation is made of, before it becomes rows; the content of the data files; chance."""

import datetime as dt
import random
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data"
SEED = "Sìn Hồ 2009"
DEMO_DAY = dt.date(2009, 12, 18)
REGISTER_SINCE = dt.date(2004, 1, 2)
NEW_SINCE = dt.date(2008, 1, 1)


@cache
def content(name: str):
    """What stands in `data/<name>.yaml`."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def chance(part: str) -> random.Random:
    """A source of chance of one part of the district: the same on every run, not disturbed by other parts."""
    return random.Random(f"{SEED}/{part}")  # noqa: S311 - made-up data, no secret


# Days on which no decision falls: 1 January, Tết, 30 April and 1 May, 2 September.
HOLIDAYS = frozenset(
    [dt.date(year, month, day) for year in (2008, 2009) for month, day in ((1, 1), (4, 30), (5, 1), (9, 2))]
    + [dt.date(2008, 2, 5) + dt.timedelta(days=n) for n in range(7)]
    + [dt.date(2009, 1, 23) + dt.timedelta(days=n) for n in range(8)]
)


def working_day(day: dt.date, step: int = -1) -> dt.date:
    """The day itself or the nearest one before it (with `step=1`: after it) on which offices are open."""
    while day.weekday() > 4 or day in HOLIDAYS:
        day += dt.timedelta(days=step)
    return day


@dataclass(frozen=True)
class Turn:
    """From `since` on an organisation is like this; `what` is the event that made it so ("" for none recorded)."""

    since: dt.date
    kind: str
    name: str
    short_name: str
    parent: str = ""
    what: str = ""
    reason: str = ""
    place: str = ""
    members: tuple[int, int] | None = None
    split_from: str = ""


@dataclass(frozen=True)
class Ending:
    """`on` is the first day without the organisation."""

    on: dt.date
    what: str
    reason: str
    into: str = ""


@dataclass
class Unit:
    """An organisation from its founding on, by codes."""

    code: str
    turns: list[Turn]
    type: str = ""
    commune: str = ""
    region: str = "agency"
    ended: Ending | None = None
    joined: bool = False

    @property
    def last(self) -> Turn:
        return self.turns[-1]

    @property
    def since(self) -> dt.date:
        return self.turns[0].since

    def on(self, day: dt.date) -> Turn | None:
        """How it is on the day; None when it does not exist."""
        if self.ended and day >= self.ended.on:
            return None
        return next((turn for turn in reversed(self.turns) if turn.since <= day), None)


@dataclass
class VillagePlan:
    """A village with the cells that serve it: (since, code of the cell, kind) in order of time."""

    code: str
    name: str
    commune: str
    committee: str
    households: int
    services: list[tuple[dt.date, str, str]] = field(default_factory=list)
    earlier_name: str = ""


def following(turn: Turn, **changes) -> Turn:
    """The next turn: like this one but for the changes; what belongs to one event alone is left behind."""
    fresh = {"what": "", "reason": "", "place": "", "members": None, "split_from": ""}
    return replace(turn, **{**fresh, **changes})
