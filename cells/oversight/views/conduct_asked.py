"""What pages on conduct and praise ask of the address, and how they name places."""

import datetime as dt
from collections.abc import Callable

from cells.organizations.enums import GRASSROOTS
from cells.organizations.models import NearestTree, OrganizationState, subtree_ids
from cells.oversight.conduct_words import CheckState, DisciplineState, RecommendationState
from sinho.accounts.roles import Permission
from sinho.web.lists import row_asked

VIEW, PRAISE = Permission.VIEW, Permission.RECORD_PRAISE
READ, RECORD = Permission.VIEW_CONDUCT, Permission.RECORD_CONDUCT
FIRST_YEAR = 2000
CSS = {
    CheckState.LATE: "late",
    CheckState.PLANNED: "sent",
    CheckState.DONE: "done",
    RecommendationState.LATE: "late",
    RecommendationState.OPEN: "doing",
    RecommendationState.DONE: "done",
    DisciplineState.COMING: "sent",
    DisciplineState.IN_FORCE: "ask",
    DisciplineState.ENDED: "none",
    DisciplineState.LIFTED: "done",
}


def shown(state) -> tuple[str, str]:
    """Shape and words of a state."""
    return CSS[state], state.label


def years_to(day: dt.date) -> list[tuple[str, str]]:
    """Years to choose from, the last one first."""
    return [(str(year), str(year)) for year in range(day.year, day.year - 10, -1)]


def namer(day: dt.date) -> Callable[[int], str]:
    """Names an organisation on the day, a cell with the grassroots organisation above it: one query."""
    tree = NearestTree()

    def named(pk: int) -> str:
        place = tree.at(pk, day)
        base = tree.base(place, day)
        same = base.organization_id == pk or base.kind not in GRASSROOTS
        return place.name if same else f"{place.name}, {base.short_name}"

    return named


def below_asked(request, rows, day: dt.date, path: str = "organization_id"):
    """Only rows of the organisation in the address and of what is below it (`?don-vi=`)."""
    pk = row_asked(request, "don-vi")
    return rows.filter(**{f"{path}__among": subtree_ids(pk, day)}) if pk else rows


def states_for(request, permission: Permission, day: dt.date):
    """Organisations of the day on which the person may do this."""
    return OrganizationState.objects.on(day).in_scope(request.scope, permission)
