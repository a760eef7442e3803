"""Days to settle a difficulty and to answer an opinion; each term stands in a file beside this one, with its source."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from cells.oversight.rules.terms import Term, term_on


@cache
def terms() -> tuple[Term, ...]:
    """All terms, the oldest first."""
    paths = sorted(Path(__file__).parent.glob("*.yaml"))
    return tuple(Term(**yaml.safe_load(path.read_text(encoding="utf-8"))) for path in paths)


def on(day: dt.date) -> Term:
    return term_on(terms(), day)
