"""Posts one is planned for, limits and steps of a plan by era; they stand in the files beside this one."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from cadres.planning.rules import Limits, PostSpec, Step, Steps, in_force
from cadres.staff import titles
from cadres.staff.rules import said_source


def _loaded(name: str):
    return yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))


@cache
def columns() -> tuple[dict, ...]:
    """Columns of form 12C, from the left."""
    return tuple(_loaded("posts.yaml")["columns"])


@cache
def posts() -> dict[str, PostSpec]:
    """Every post one can be planned for, by its code, in the order of the columns."""
    return {one["code"]: PostSpec(**one) for one in _loaded("posts.yaml")["posts"]}


@cache
def form12c() -> dict:
    """Rows of form 12C and the set it belongs to."""
    return _loaded("form12c.yaml")


def bodies() -> list[PostSpec]:
    """Bodies with several seats, whose number stands in the decision."""
    return [one for one in posts().values() if one.body]


def named(code: str, day: dt.date) -> str:
    """How the post is called on the day: as the list of titles of the day calls it."""
    title = titles.title_on(code, day)
    spec = posts().get(code)
    return title.name if title else spec.name if spec else code


@cache
def limits() -> tuple[Limits, ...]:
    """All limits, the oldest first."""
    return tuple(Limits(**one) for one in _loaded("limits.yaml"))


def limits_on(day: dt.date) -> Limits:
    return in_force(limits(), day)


@cache
def eras_of_steps() -> tuple[Steps, ...]:
    """The steps of each era, the oldest first."""
    return tuple(
        Steps(one["since"], one["source"], one["verified"], tuple(Step(**step) for step in one["steps"]))
        for one in _loaded("steps.yaml")
    )


def steps_on(day: dt.date) -> Steps:
    return in_force(eras_of_steps(), day)


def known_steps() -> dict[str, Step]:
    """Every step of any era by its code."""
    return {step.code: step for era in eras_of_steps() for step in era.steps}


def said(era: Limits | Steps) -> str:
    """Where it comes from, and whether somebody has compared it with the text."""
    return said_source(era.source, era.verified)
