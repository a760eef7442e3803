"""Rules on retirement as data: who is a candidate, which steps, which regimes; each with its source."""

import datetime as dt
from functools import cache
from pathlib import Path as FilePath

import yaml

from cadres.movements.rules.retiring import Criteria, Path, Regime, Step


def _loaded(name: str):
    return yaml.safe_load((FilePath(__file__).parent / name).read_text(encoding="utf-8"))


@cache
def all_criteria() -> tuple[Criteria, ...]:
    """Every rule, the oldest first."""
    return tuple(
        Criteria(**{**one, "ages": {sex: tuple(ages) for sex, ages in one["ages"].items()}, "weak": tuple(one["weak"])})
        for one in _loaded("criteria.yaml")
    )


def criteria_on(day: dt.date) -> Criteria:
    """The rule in force on the day; before the first one the first."""
    known = all_criteria()
    return [known[0], *(one for one in known if one.since <= day)][-1]


@cache
def regimes() -> dict[str, Regime]:
    return {one["code"]: Regime(**one) for one in _loaded("regimes.yaml")}


def regimes_on(day: dt.date) -> list[Regime]:
    """Regimes that may be applied on the day."""
    return [one for one in regimes().values() if one.holds_on(day)]


@cache
def paths() -> dict[str, tuple[dt.date, Path]]:
    """Code → first day and path."""
    found = {}
    for one in _loaded("paths.yaml"):
        lists = ("after", "asks", "needs")
        steps = [{name: tuple(v) if name in lists else v for name, v in step.items()} for step in one["steps"]]
        path = Path(one["code"], one["source"], one["verified"], tuple(Step(**step) for step in steps))
        found[path.code] = (one["since"], path)
    return found


def path_of(code: str) -> Path:
    return paths()[code][1]


def path_on(day: dt.date) -> Path:
    """The path with which a case is opened on the day; before all of them the first one."""
    known = list(paths().values())
    return [known[0][1], *(path for since, path in known if since <= day)][-1]
