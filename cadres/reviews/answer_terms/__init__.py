"""How long there is to answer an opinion; each term stands in a file beside this one, with its source."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from cadres.reviews.rules.opinions import Term, due_on, term_on
from cadres.staff.rules import said_source


@cache
def terms() -> tuple[Term, ...]:
    """All terms, the oldest first."""
    paths = sorted(Path(__file__).parent.glob("*.yaml"))
    return tuple(Term(**yaml.safe_load(path.read_text(encoding="utf-8"))) for path in paths)


def due(received_on: dt.date) -> dt.date:
    """The last day for the answer."""
    return due_on(terms(), received_on)


def words_on(day: dt.date) -> str:
    """The term of the day, with its source."""
    term = term_on(terms(), day)
    return f"{term.days} ngày ({said_source(term.source, term.verified)})"
