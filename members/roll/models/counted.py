"""How many members an organisation has on a day, for themes below this app that ask."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, Q

from cells.organizations.models import subtree_ids
from members.roll.enums import Sex, StandingKind
from members.roll.models.life import Standing
from members.roll.models.membership import Membership
from sinho.accounts.scope import Ids


def counted_in(organization_id: int, day: dt.date) -> int | None:
    """Everybody on the roll of the organisation and of all below it; None where there is nobody."""
    ids = Ids(subtree_ids(organization_id, day))
    return Membership.objects.on(day).filter(organization__among=ids).count() or None


def by_cell(ids: Collection[int], day: dt.date) -> dict[int, dict[str, int]]:
    """Cell → men, women, official, probationary members and all of them on the day, where there is anybody."""
    on_probation = Standing.objects.on(day).filter(member=OuterRef("member"), kind=StandingKind.PROBATIONARY)
    rows = Membership.objects.on(day).filter(organization__among=Ids(ids)).order_by()
    rows = rows.annotate(on_probation=Exists(on_probation)).values("organization_id")
    counted = rows.annotate(
        men=Count("pk", filter=Q(member__sex=Sex.MALE)),
        women=Count("pk", filter=Q(member__sex=Sex.FEMALE)),
        probationary=Count("pk", filter=Q(on_probation=True)),
        total=Count("pk"),
    )
    return {one["organization_id"]: {**one, "official": one["total"] - one["probationary"]} for one in counted}
