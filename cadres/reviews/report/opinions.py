"""Opinions as a list shows them: what is overdue first, then what waits, the answered ones last (A15)."""

import datetime as dt
from dataclasses import dataclass

from cadres.reviews.enums import OpinionState
from cadres.reviews.models import Opinion
from cells.organizations.models import OrganizationState

ORDER = (OpinionState.LATE, OpinionState.WAITING, OpinionState.ANSWERED)
CSS = {OpinionState.LATE: "late", OpinionState.WAITING: "doing", OpinionState.ANSWERED: "done"}


@dataclass
class OpinionRow:
    """An opinion, where it stands on the day, and the name of the organisation that day."""

    one: Opinion
    state: OpinionState
    place: str = ""

    @property
    def css(self) -> str:
        return CSS[self.state]


def read_opinions(opinions, day: dt.date) -> list[OpinionRow]:
    """These opinions with where they stand: one query."""
    rows = [OpinionRow(one, one.state(day)) for one in opinions.select_related("cadre").order_by("received_on", "pk")]
    return sorted(rows, key=lambda row: ORDER.index(row.state))


def name_places(rows: list[OpinionRow], day: dt.date) -> list[OpinionRow]:
    """The rows of a page with the names: one query."""
    places = {row.one.organization_id for row in rows}
    states = OrganizationState.objects.filter(organization__among=places).order_by("valid")
    names = {state.organization_id: state.short_name for state in states if state.valid.lower <= day}
    for row in rows:
        row.place = names[row.one.organization_id]
    return rows


def count_of(rows: list[OpinionRow], state: OpinionState) -> int:
    return sum(row.state == state for row in rows)
