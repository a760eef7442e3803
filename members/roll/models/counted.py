"""How many members an organisation has on a day, for themes below this app that ask."""

import datetime as dt

from cells.organizations.models import subtree_ids
from members.roll.models.membership import Membership
from sinho.accounts.scope import Ids


def counted_in(organization_id: int, day: dt.date) -> int | None:
    """Everybody on the roll of the organisation and of all below it; None where there is nobody."""
    ids = Ids(subtree_ids(organization_id, day))
    return Membership.objects.on(day).filter(organization__among=ids).count() or None
