"""Small organisations for tests, counted by hand: a district, its communes, their cells, villages."""

import datetime as dt
import itertools

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.enums import EventKind, Office, OrganizationKind, OrganizationType
from cells.organizations.models import Officer, Organization, OrganizationEvent, OrganizationState
from cells.places.enums import CommuneKind, ServiceKind
from cells.places.models import Commune, Village, VillageService, VillageState
from sinho.text.folding import fold

LONG_AGO = dt.date(2004, 1, 2)
_numbers = itertools.count(1)


def _code(prefix: str) -> str:
    return f"{prefix}-{next(_numbers):04d}"


def period(since: dt.date = LONG_AGO, until: dt.date | None = None) -> DateRange:
    """From `since` to the last day `until` (open without it)."""
    return DateRange(since, until + dt.timedelta(days=1) if until else None, "[)")


def organization(
    name: str,
    kind: str,
    *,
    parent: Organization | None = None,
    short_name: str = "",
    code: str = "",
    type: str = "",
    commune: Commune | None = None,
    since: dt.date = LONG_AGO,
    until: dt.date | None = None,
) -> Organization:
    """An organisation with one state."""
    created = Organization.objects.create(code=code or _code("T"))
    OrganizationState.objects.create(
        organization=created,
        valid=period(since, until),
        name=name,
        short_name=short_name or name,
        kind=kind,
        type=type,
        parent=parent,
        commune=commune,
    )
    return created


def district(name: str = "Đảng bộ huyện Sìn Hồ", code: str = "SH") -> Organization:
    return organization(name, OrganizationKind.DISTRICT_COMMITTEE, short_name="Sìn Hồ", code=code)


def commune(name: str = "Nậm Tăm", code: str = "") -> Commune:
    return Commune.objects.create(
        code=code or f"{next(_numbers):05d}", name=name, kind=CommuneKind.COMMUNE, valid=period(), source="thử"
    )


def commune_committee(name: str, *, parent: Organization, place: Commune | None = None, **more) -> Organization:
    """Đảng bộ xã with its commune."""
    return organization(
        f"Đảng bộ xã {name}",
        OrganizationKind.GRASSROOTS_COMMITTEE,
        parent=parent,
        short_name=name,
        type=OrganizationType.COMMUNE,
        commune=place or commune(name),
        **more,
    )


def grassroots_cell(name: str, *, parent: Organization, type: str = OrganizationType.STATE_AGENCY, **more):
    """Chi bộ cơ sở directly under the district."""
    return organization(
        f"Chi bộ {name}", OrganizationKind.GRASSROOTS_CELL, parent=parent, short_name=name, type=type, **more
    )


def cell(name: str, *, parent: Organization, **more) -> Organization:
    """Chi bộ trực thuộc under a grassroots committee."""
    return organization(
        f"Chi bộ {name}", OrganizationKind.SUBORDINATE_CELL, parent=parent, short_name=f"Chi bộ {name}", **more
    )


def state_of(org: Organization, day: dt.date | None = None) -> OrganizationState:
    """The state on the day, or the last one."""
    states = org.states.order_by("valid")
    return states.filter(valid__contains=day).get() if day else states.last()


def village(
    name: str,
    *,
    committee: Organization,
    served_by: Organization | None = None,
    kind: str = ServiceKind.OWN,
    since: dt.date = LONG_AGO,
) -> Village:
    """A village of the committee's commune, served by a cell or by none."""
    created = Village.objects.create(code=_code("B" + fold(name)[:2].upper()))
    VillageState.objects.create(
        village=created,
        valid=period(since),
        name=name,
        commune=state_of(committee).commune,
        committee=committee,
    )
    if served_by:
        VillageService.objects.create(village=created, cell=served_by, valid=period(since), kind=kind)
    return created


def founding(org: Organization, on: dt.date, **facts) -> OrganizationEvent:
    return OrganizationEvent.objects.create(organization=org, kind=EventKind.ESTABLISH, on=on, **facts)


def secretary(org: Organization, name: str = "Lò Văn Thử", since: dt.date = LONG_AGO) -> Officer:
    return Officer.objects.create(organization=org, person_name=name, office=Office.SECRETARY, held=period(since))
