"""Where organisations stood on any day, from one reading of their dated life: for reports that ask for many days."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cells.organizations.enums import GRASSROOTS
from cells.organizations.models.organization import OrganizationState

DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation during a period, both days included; `last_day` None while it goes on."""

    organization_id: int
    code: str
    since: dt.date
    last_day: dt.date | None
    parent_id: int | None
    kind: str
    type: str
    name: str
    short_name: str


class DatedTree:
    """All organisations with their periods: one query."""

    def __init__(self):
        self.places: dict[int, list[Place]] = {}
        rows = OrganizationState.objects.order_by("organization_id", "valid")
        names = ("organization_id", "organization__code", "valid", "parent_id", "kind", "type", "name", "short_name")
        for key, code, valid, *rest in rows.values_list(*names):
            last = valid.upper - dt.timedelta(days=1) if valid.upper else None
            self.places.setdefault(key, []).append(Place(key, code, valid.lower, last, *rest))

    def known(self, organization_id: int) -> Sequence[Place]:
        """The periods of the organisation, in order."""
        return self.places.get(organization_id, ())

    def at(self, organization_id: int, day: dt.date) -> Place | None:
        """As it was on the day; None when it did not exist."""
        last = self.last(organization_id, day)
        return last if last and (last.last_day is None or day <= last.last_day) else None

    def last(self, organization_id: int, day: dt.date) -> Place | None:
        """As it was on the day, or last before it; None when it did not exist yet."""
        return next((one for one in reversed(self.known(organization_id)) if one.since <= day), None)

    def base(self, place: Place, day: dt.date) -> Place:
        """The grassroots organisation at or above this one; what stands at the top when there is none."""
        found: Place | None = place
        for _ in range(DEEPEST):
            if found is None or found.kind in GRASSROOTS or found.parent_id is None:
                break
            found = self.at(found.parent_id, day)
        return found or place

    def stands_under(self, organization_id: int, cell_id: int, day: dt.date) -> bool:
        """Whether the cell is the organisation or stands below it on the day."""
        key: int | None = cell_id
        for _ in range(DEEPEST):
            if key == organization_id or key is None:
                break
            place = self.at(key, day)
            key = place.parent_id if place else None
        return key == organization_id

    def turns(self, since: dt.date, until: dt.date) -> list[dt.date]:
        """Days of the period on which an organisation was put under another one."""
        found = {
            place.since
            for places in self.places.values()
            for before, place in pairwise(places)
            if since <= place.since <= until and place.parent_id != before.parent_id
        }
        return sorted(found)


class NearestTree(DatedTree):
    """For who was in a cell up to its last day: before its first period and after its last one, the nearest."""

    def at(self, organization_id: int, day: dt.date) -> Place:
        return self.last(organization_id, day) or self.known(organization_id)[0]
