"""Terms of officers for tests, and who holds them."""

import datetime as dt

from cells.organizations.enums import Office
from cells.organizations.models import Officer, Organization
from members.roll.models import Member, OfficeHolder
from sinho.web import clock
from tests.factories.organizations import period

SINCE = dt.date(2006, 6, 1)


def officer(
    org: Organization,
    name: str = "Lò Văn An",
    office: str = Office.COMMITTEE_MEMBER,
    *,
    since: dt.date = SINCE,
    until: dt.date | None = None,
) -> Officer:
    """A term since 01/06/2006, to the last day `until`."""
    return Officer.objects.create(
        organization=org, person_name=name, office=office, held=period(since, until), decision_number="4-QĐ/HU"
    )


def linked(term: Officer, who: Member, by) -> OfficeHolder:
    return OfficeHolder.objects.create(officer=term, member=who, at=clock.now(), by=by)


def holds(who: Member, org: Organization, by, office: str = Office.COMMITTEE_MEMBER, **days) -> OfficeHolder:
    """A term in the name of the member, linked to him."""
    return linked(officer(org, who.full_name, office, **days), who, by)
