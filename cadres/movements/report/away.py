"""Who is away where on a day, as lists show it: a fixed number of queries, however many rows."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from cadres.movements.enums import Direction
from cadres.movements.models import Movement
from cadres.movements.rules.moving import SOON, due_state
from cadres.staff.life import names_of
from cadres.staff.models import Cadre
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope


@dataclass(frozen=True)
class Away:
    """A movement as it stood on the day; what came later is not shown. `commune` is the one under which it is kept."""

    movement: Movement
    day: dt.date
    commune: str
    other: str
    may_open: bool
    number: int = 0

    @property
    def ended(self) -> bool:
        """Whether he was back on the day."""
        return self.movement.until is not None and self.movement.until <= self.day

    @property
    def due(self) -> str:
        """late, soon or ""; nothing once he is back."""
        return "" if self.ended else due_state(self.movement.planned_until, self.day)

    @property
    def origin(self) -> str:
        return self.commune if self.movement.direction == Direction.UP else self.other

    @property
    def target(self) -> str:
        return self.other if self.movement.direction == Direction.UP else self.commune


def read_away(movements: Collection[Movement], scope: Scope, day: dt.date, first: int = 1) -> list[Away]:
    """What lists show of these movements: two queries; the records are named by who may see them alone."""
    ids = {one.organization_id for one in movements} | {one.other_id for one in movements if one.other_id}
    names = names_of(ids)
    people = Cadre.objects.in_scope(scope).filter(pk__among=Ids({one.cadre_id for one in movements}))
    visible = frozenset(people.values_list("pk", flat=True))

    def name(pk: int, on: dt.date) -> str:
        known = names.get(pk, [])
        return next((said for said, valid in known if on in valid), known[-1][0] if known else "")

    found = []
    for number, one in enumerate(movements, first):
        other = name(one.other_id, one.since) if one.other_id else one.agency
        found.append(Away(one, day, name(one.organization_id, one.since), other, one.cadre_id in visible, number))
    return found


def counts_on(rows, day: dt.date) -> dict[str, int]:
    """How many of these movements are away, overdue, due soon on the day, and ended in its year: one query."""
    away = Q(valid__contains=day)
    soon = Q(planned_until__range=(day, day + dt.timedelta(days=SOON)))
    year = (dt.date(day.year, 1, 1), day)
    return rows.order_by().aggregate(
        away=Count("pk", filter=away),
        late=Count("pk", filter=away & Q(planned_until__lt=day)),
        soon=Count("pk", filter=away & soon),
        ended=Count("pk", filter=Q(valid__endswith__range=year)),
    )


def visible_movements(scope: Scope, permission: Permission = Permission.VIEW_STAFF):
    """Movements within reach with who was moved."""
    return Movement.objects.in_scope(scope, permission).select_related("cadre")
