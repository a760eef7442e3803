"""Scales of the yearly rating by era; each stands in a file beside this one, with its source."""

from functools import cache
from pathlib import Path

import yaml

from cadres.reviews.rules.rating import Level, Scale, Twice, scale_of
from cadres.staff.rules import said_source


@cache
def scales() -> tuple[Scale, ...]:
    """All scales, the oldest first."""
    return tuple(read(path) for path in sorted(Path(__file__).parent.glob("*.yaml")))


def read(path: Path) -> Scale:
    """The scale of one file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    levels = tuple(Level(**one) for one in data.pop("levels"))
    return Scale(levels=levels, twice=Twice(**data.pop("twice")), **data)


def of_year(year: int) -> Scale:
    return scale_of(scales(), year)


def named(year: int, code: str) -> str:
    """How the level of a year is called."""
    level = of_year(year).level(code)
    return level.name if level else code


def source_words(year: int) -> str:
    """Where the scale of the year comes from, and whether somebody has compared it with the text."""
    scale = of_year(year)
    return said_source(scale.source, scale.verified)


def twice_words(year: int) -> str:
    """What follows after two years running at the lowest level, by the scale of the second one."""
    twice = of_year(year).twice
    return f"{twice.words} ({said_source(twice.source, twice.verified, '; ')})"
