"""How many should attend and how long a meeting should last, by era; the file stands beside this one."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from cells.meetings.rules.quality import Limit, limit_on


@cache
def limits() -> tuple[Limit, ...]:
    """All limits, the oldest first."""
    data = yaml.safe_load((Path(__file__).parent / "limits.yaml").read_text(encoding="utf-8"))
    return tuple(Limit(**one) for one in data)


def on(day: dt.date) -> Limit:
    return limit_on(limits(), day)
