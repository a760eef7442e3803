"""Titles of the staff of a commune by era; each list stands in a file beside this one, with its source."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from cadres.staff.enums import TitleGroup
from cadres.staff.rules import Era, Title, era_on, said_source


@cache
def eras() -> tuple[Era, ...]:
    """All lists, the oldest first."""
    return tuple(read(path) for path in sorted(Path(__file__).parent.glob("*.yaml")))


def read(path: Path) -> Era:
    """The list of one file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    titles = tuple(Title(group=group, **one) for group, rows in data["titles"].items() for one in rows)
    return Era(data["since"], data["source"], titles)


def title_on(code: str, day: dt.date) -> Title | None:
    """The title in the list of the day; None when that list has no such title."""
    return era_on(eras(), day).title(code)


@cache
def known_titles() -> dict[str, Title]:
    """Every code of any list with its last title, in the order of the lists."""
    return {one.code: one for era in eras() for one in era.titles}


def named(code: str, day: dt.date) -> str:
    """How the title is called on the day; by its last list when that of the day has no such title."""
    title = title_on(code, day) or known_titles().get(code)
    return title.name if title else code


def group_of(code: str) -> str:
    """The group of a title; one that no list has any more counts as part-time work."""
    title = known_titles().get(code)
    return str(title.group) if title else str(TitleGroup.PART_TIME)


def ranks() -> dict[str, tuple[int, int]]:
    """Title → its place: elected cadres first, in a group as the lists name them."""
    groups = TitleGroup.values
    return {one.code: (groups.index(one.group), place) for place, one in enumerate(known_titles().values())}


def codes_of(group: str) -> list[str]:
    """Codes of the titles of a group, of all lists."""
    return [code for code, title in known_titles().items() if title.group == group]


def titles_on(day: dt.date, *groups: str) -> list[Title]:
    """The titles of these groups in the list of the day."""
    return [one for one in era_on(eras(), day).titles if one.group in groups]


def codes_in_villages() -> list[str]:
    """Codes of the titles that are held in a village."""
    return [code for code, title in known_titles().items() if title.in_village]


def source_on(day: dt.date) -> str:
    """Where the list of the day comes from, and whether somebody has compared it with the text."""
    era = era_on(eras(), day)
    return said_source(era.source, all(title.verified for title in era.titles))
