"""Names of organisations in lists."""

import datetime as dt
from collections.abc import Iterable

from cells.organizations.models import OrganizationState


def places_of(ids: Iterable[int], day: dt.date) -> dict[int, OrganizationState]:
    """Organisation → its state on the day, or the last one before it, or its first: one query."""
    states = OrganizationState.objects.filter(organization_id__among=set(ids)).order_by("organization_id", "valid")
    found: dict[int, OrganizationState] = {}
    for state in states.select_related("commune"):
        if state.since <= day or state.organization_id not in found:
            found[state.organization_id] = state
    return found


def called(state: OrganizationState) -> str:
    """Full name; of a cell with its commune, since villages of several communes have the same name."""
    place = state.commune.name if state.commune else ""
    return f"{state.name}, {place}" if place and place not in state.name else state.name
