"""Difficulties as lists show them: what is overdue first, then what is open, the solved ones last (A13)."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.models import OrganizationState
from cells.oversight.enums.difficulty import DifficultyStanding as S
from cells.oversight.models import Difficulty
from cells.oversight.report.places import places_of
from cells.oversight.rules.difficulty import Stand

ORDER = (S.LATE, S.OPEN, S.SOLVED, S.WITHDRAWN)
CSS = {S.LATE: "late", S.OPEN: "doing", S.SOLVED: "done", S.WITHDRAWN: "none"}


@dataclass
class DifficultyRow:
    """A difficulty with where it stands on the day."""

    one: Difficulty
    stand: Stand
    place: OrganizationState | None = None

    @property
    def css(self) -> str:
        return CSS[self.stand.standing]

    @property
    def label(self) -> str:
        return self.stand.standing.label


def read_difficulties(difficulties, day: dt.date) -> list[DifficultyRow]:
    """Those raised until the day: two queries."""
    found = difficulties.raised_until(day).with_entries().order_by("due_on", "pk")
    rows = [DifficultyRow(one, one.stand(day)) for one in found]
    return sorted(rows, key=lambda row: ORDER.index(row.stand.standing))


def with_places(rows: list, day: dt.date) -> list:
    """The rows of a page with where they belong: one query."""
    places = places_of({row.one.organization_id for row in rows}, day)
    for row in rows:
        row.place = places[row.one.organization_id]
    return rows


def count_of(rows: list[DifficultyRow], *standings: str) -> int:
    return sum(row.stand.standing in standings for row in rows)
