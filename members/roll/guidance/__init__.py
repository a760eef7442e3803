"""Limits of transfers by era, as data with their source: `transfers.yaml` lies beside this file."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from members.roll.limits import Guidance


@cache
def _transfers() -> tuple[Guidance, ...]:
    """The eras in order of time; each is checked when it is read."""
    text = (Path(__file__).parent / "transfers.yaml").read_text(encoding="utf-8")
    return tuple(Guidance.read(data) for data in yaml.safe_load(text))


def transfers_on(day: dt.date) -> Guidance:
    """The limits in force on the day; before all of them those of the first era."""
    eras = _transfers()
    return next((one for one in reversed(eras) if one.since <= day), eras[0])
