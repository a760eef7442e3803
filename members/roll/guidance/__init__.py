"""Limits of transfers, levels and days of badges by era, as data with their source: the files lie beside this one."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from members.roll.limits import Guidance
from members.roll.seniority import Award, Levels


def _loaded(name: str):
    return yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))


def _in_force(eras, day: dt.date):
    """The era of the day; before all of them the first one."""
    return next((one for one in reversed(eras) if one.since <= day), eras[0])


@cache
def _transfers() -> tuple[Guidance, ...]:
    """The eras in order of time; each is checked when it is read."""
    return tuple(Guidance.read(data) for data in _loaded("transfers.yaml"))


def transfers_on(day: dt.date) -> Guidance:
    """The limits of transfers in force on the day."""
    return _in_force(_transfers(), day)


@cache
def _levels() -> tuple[Levels, ...]:
    return tuple(Levels(**{**data, "years": tuple(data["years"])}) for data in _loaded("badges.yaml")["levels"])


def levels_on(day: dt.date) -> Levels:
    """The badges that there are on the day."""
    return _in_force(_levels(), day)


@cache
def award() -> Award:
    """When badges are awarded, how much earlier or later."""
    return Award.read(_loaded("badges.yaml")["award"])
