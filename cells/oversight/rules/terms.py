"""How many days there are to settle what was raised or said. Pure: days are arguments."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """From a day on: days for a difficulty and for the answer to an opinion."""

    since: dt.date
    difficulty_days: int
    opinion_days: int
    source: str
    verified: bool

    @property
    def source_words(self) -> str:
        return self.source if self.verified else f"{self.source}, chưa đối chiếu văn bản"


def term_on(terms: Collection[Term], day: dt.date) -> Term:
    """The term of the day; before the first one the first."""
    ordered = sorted(terms, key=lambda one: one.since)
    return [ordered[0], *(one for one in ordered if one.since <= day)][-1]
