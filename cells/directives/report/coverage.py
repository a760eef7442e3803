"""Who has working regulations, whose are out of date, on a day (A9)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from cells.directives.enums import Coverage
from cells.directives.models import Regulation
from cells.directives.rules.regulations import CSS, coverage_on
from cells.organizations.enums import OrganizationKind
from cells.organizations.models import OrganizationState, Term
from sinho.accounts.scope import Ids, Scope

WORDS = {
    "chua": Coverage.NONE,
    "het-nhiem-ky": Coverage.TERM_ENDED,
    "qua-ra-soat": Coverage.REVIEW_PASSED,
    "con": Coverage.IN_FORCE,
}


@dataclass(frozen=True)
class CoverageRow:
    """An organisation of the day, its regulations (None) and how they stand; `term_until`: the day the term ends."""

    organization_id: int
    name: str
    kind: str
    above: str
    regulation: Regulation | None
    term_until: dt.date | None
    state: Coverage

    @property
    def css(self) -> str:
        return CSS[self.state]

    @property
    def kind_label(self) -> str:
        return OrganizationKind(self.kind).label


def read_coverage(scope: Scope, day: dt.date, within: Collection[int] | None = None) -> list[CoverageRow]:
    """Every committee and cell of the day within reach: four queries."""
    states = OrganizationState.objects.on(day).in_scope(scope).in_order()
    states = states.filter(organization__among=Ids(within)) if within is not None else states
    states = list(states.values_list("organization_id", "short_name", "kind", "parent_id"))
    ids = Ids([pk for pk, *_ in states])
    held = Regulation.objects.in_force_on(day).filter(organization__among=ids).select_related("term")
    held = {one.organization_id: one for one in held}
    begun = dict(
        Term.objects.filter(organization__among=ids, starts_on__lte=day)
        .order_by("organization_id", "starts_on")
        .values_list("organization_id", "starts_on")
    )
    parents = OrganizationState.objects.on(day).filter(organization__among=Ids({one[3] for one in states if one[3]}))
    above = dict(parents.values_list("organization_id", "short_name"))
    return [
        row_of(pk, name, kind, above.get(parent, ""), held.get(pk), begun.get(pk), day)
        for pk, name, kind, parent in states
    ]


def row_of(pk, name, kind, above, held: Regulation | None, begun: dt.date | None, day: dt.date) -> CoverageRow:
    """A term ends on its planned day, or the day before a later one began."""
    until = held.term.planned_until if held and held.term else None
    if held and begun and held.issued_on < begun and (held.term is None or held.term.starts_on < begun):
        until = begun - dt.timedelta(days=1)
    review = held.next_review_on if held else None
    return CoverageRow(pk, name, kind, above, held, until, coverage_on(held is not None, review, until, day))


def coverage_counts(rows: list[CoverageRow]) -> list[tuple[str, str, int]]:
    """Word of the address, label, number."""
    return [(word, state.label, sum(row.state == state for row in rows)) for word, state in WORDS.items()]
