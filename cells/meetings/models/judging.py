"""Whose meetings a person judges: those of the cells directly under his committee, never of his own cell."""

import datetime as dt

from cells.organizations.enums import OrganizationKind
from cells.organizations.models import OrganizationState
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope

K = OrganizationKind
# Kind of the committee of the grant → kind of the cells whose meetings it judges.
JUDGES = {
    K.PROVINCE_COMMITTEE: K.GRASSROOTS_CELL,
    K.DISTRICT_COMMITTEE: K.GRASSROOTS_CELL,
    K.GRASSROOTS_COMMITTEE: K.SUBORDINATE_CELL,
    K.SECTION_COMMITTEE: K.SUBORDINATE_CELL,
}


def judged_cells(scope: Scope, day: dt.date) -> frozenset[int]:
    """Ids of the cells whose meetings the person judges on the day; also of those that ended under his committee."""
    roots = [one for one in scope.reaches if Permission.JUDGE_MEETINGS in one.permissions]
    states = OrganizationState.objects.on(day)
    kinds = dict(
        states.filter(organization__in=[one.organization_id for one in roots]).values_list("organization", "kind")
    )
    found: set[int] = set()
    for one in roots:
        if kind := JUDGES.get(kinds.get(one.organization_id)):
            cells = OrganizationState.objects.filter(kind=kind, organization__in=one.organization_ids)
            found.update(cells.values_list("organization_id", flat=True))
    return frozenset(found - scope.own_organization_ids())


def judges(scope: Scope, organization_id: int, day: dt.date) -> bool:
    return organization_id in judged_cells(scope, day)
