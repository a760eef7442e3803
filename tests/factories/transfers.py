"""Transfers of Party activity for tests."""

import datetime as dt

from cells.organizations.models import Organization
from members.roll.models import Member, Transfer

D = dt.date


def transfer(who: Member, to: Organization | None = None, **facts) -> Transfer:
    """Introduced on 02/12/2009 from his cell; to a cell of the district, or with `to_words` out of it."""
    home = who.memberships.latest("valid").organization
    given = {
        "kind": "within" if to else "to_district",
        "from_organization": home,
        "to_organization": to,
        "decided_on": D(2009, 11, 16),
        "introduced_on": D(2009, 12, 2),
        "sheet_number": "12-GTSH",
    }
    return Transfer.objects.create(member=who, **{**given, **facts})


def decided(who: Member, to: Organization, **facts) -> Transfer:
    """Without a sheet yet."""
    return transfer(who, to, **{"introduced_on": None, "sheet_number": "", **facts})


def temporary(who: Member, to: Organization | None = None, **facts) -> Transfer:
    """At the host since 10/09/2009, until 28/02/2010."""
    given = {
        "kind": "temporary",
        "host_cell": to,
        "decided_on": D(2009, 9, 1),
        "introduced_on": D(2009, 9, 3),
        "presented_on": D(2009, 9, 10),
        "received_on": D(2009, 9, 10),
        "until": D(2010, 2, 28),
    }
    return transfer(who, to, **{**given, **facts})
