"""Opinions of the people as lists show them: overdue, waiting, answered, published (A15)."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.models import OrganizationState
from cells.oversight.enums.opinion import OpinionStanding as S
from cells.oversight.models import PeopleOpinion

ORDER = (S.LATE, S.WAITING, S.ANSWERED, S.PUBLISHED)
CSS = {S.LATE: "late", S.WAITING: "doing", S.ANSWERED: "sent", S.PUBLISHED: "done"}


@dataclass
class PeopleOpinionRow:
    """An opinion with where it stands on the day."""

    one: PeopleOpinion
    standing: S
    place: OrganizationState | None = None

    @property
    def css(self) -> str:
        return CSS[self.standing]


def read_opinions(opinions, day: dt.date) -> list[PeopleOpinionRow]:
    """Those received until the day: one query."""
    found = opinions.received_until(day).with_answers().order_by("received_on", "pk")
    rows = [PeopleOpinionRow(one, one.standing(day)) for one in found]
    return sorted(rows, key=lambda row: ORDER.index(row.standing))
