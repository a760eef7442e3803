"""Whom a cell prepares, and what is written down about a step."""

import datetime as dt
from dataclasses import dataclass

from cells.places.models import Village
from members.admissions.models import Case
from members.admissions.rules.path import Votes
from members.roll.actions.receiving import Person
from members.roll.rules import BirthDate


@dataclass(frozen=True)
class Candidate:
    """Whom the cell prepares."""

    full_name: str
    sex: str
    birth: BirthDate
    ethnicity: str
    schooling: str
    occupation: str
    religion: str = "none"
    home_place: str = ""
    identity_number: str = ""
    schooling_words: str = ""
    union_on: dt.date | None = None
    village: Village | None = None
    mountain: bool = True
    elder: bool = False
    left_party_on: dt.date | None = None

    def columns(self) -> dict:
        facts = {name: value for name, value in vars(self).items() if name != "birth"}
        return facts | {"birth_year": self.birth.year, "birth_month": self.birth.month, "birth_day": self.birth.day}


@dataclass(frozen=True)
class Taken:
    """What is written down about a step."""

    step: str
    on: dt.date
    number: str = ""
    people: str = ""
    votes: Votes | None = None
    note: str = ""


def person_of(known: Case | Candidate) -> Person:
    """The candidate as the first page of his member sheet will say."""
    names = ("full_name", "sex", "birth", "ethnicity", "religion", "home_place", "identity_number")
    return Person(**{name: getattr(known, name) for name in names}, joined_union_on=known.union_on)
