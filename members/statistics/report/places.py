"""Where cells stood on any day, from one reading of the dated tree."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from cells.organizations.enums import GRASSROOTS
from cells.organizations.models import OrganizationState

DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation during a period."""

    organization_id: int
    since: dt.date
    parent_id: int | None
    kind: str
    type: str
    name: str
    short_name: str


class Places:
    """All organisations with their states: one query. Before its first state and after its last one, the nearest."""

    def __init__(self):
        self.states: dict[int, list[Place]] = {}
        rows = OrganizationState.objects.order_by("organization_id", "valid")
        names = ("organization_id", "valid", "parent_id", "kind", "type", "name", "short_name")
        for organization_id, valid, *rest in rows.values_list(*names):
            self.states.setdefault(organization_id, []).append(Place(organization_id, valid.lower, *rest))

    def on(self, organization_id: int, day: dt.date) -> Place:
        states = self.states[organization_id]
        return next((state for state in reversed(states) if state.since <= day), states[0])

    def base(self, organization_id: int, day: dt.date) -> Place:
        """The grassroots organisation at or above this one; what stands at the top when there is none."""
        place = self.on(organization_id, day)
        for _ in range(DEEPEST):
            if place.kind in GRASSROOTS or place.parent_id is None:
                break
            place = self.on(place.parent_id, day)
        return place

    def stands_under(self, organization_id: int, cell_id: int, day: dt.date) -> bool:
        """Whether the cell is the organisation or stands below it on the day."""
        at: int | None = cell_id
        for _ in range(DEEPEST):
            if at == organization_id or at is None:
                break
            at = self.on(at, day).parent_id
        return at == organization_id

    def turns(self, since: dt.date, until: dt.date) -> list[dt.date]:
        """Days of the period on which an organisation was put under another one."""
        found = {
            state.since
            for states in self.states.values()
            for before, state in pairwise(states)
            if since <= state.since <= until and state.parent_id != before.parent_id
        }
        return sorted(found)
