"""Pairs of look-alike records as people read them: a fixed number of queries, however many pairs."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from members.roll.enums import StandingKind
from members.roll.life import CellNames
from members.roll.models import Member, Membership, Standing
from members.roll.same import COMPARED, Compared, compare


@dataclass(frozen=True)
class Side:
    """One of two records: who, when admitted, in which cell last, and whether still on the roll."""

    member: Member
    cell: str
    since: dt.date | None
    left: str
    left_on: dt.date | None
    admitted_on: dt.date | None

    @property
    def facts(self) -> dict:
        known = {name: getattr(self.member, name) for name in COMPARED if name != "admitted_on"}
        return known | {"admitted_on": self.admitted_on}


@dataclass(frozen=True)
class Alike:
    """Two records held against each other."""

    first: Side
    second: Side
    compared: Compared

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.first, self.second


def sides_of(members: Collection[int]) -> dict[int, Side]:
    """Records with their last cell: four queries."""
    last = Membership.objects.filter(member__in=members).order_by("member_id", "-valid").distinct("member_id")
    cells = {one.member_id: one for one in last}
    names = CellNames({one.organization_id for one in cells.values()})
    admitted = dict(
        Standing.objects.filter(member__in=members, kind=StandingKind.PROBATIONARY)
        .order_by("member_id", "valid")
        .distinct("member_id")
        .values_list("member_id", "valid__startswith")
    )
    found = {}
    for pk, member in Member.objects.in_bulk(list(members)).items():
        cell = cells.get(pk)
        found[pk] = Side(
            member,
            names.on(cell.organization_id, cell.last_day or dt.date.max) if cell else "",
            cell.since if cell else None,
            cell.get_exit_display() if cell and cell.exit else "",
            cell.valid.upper if cell else None,
            admitted.get(pk),
        )
    return found


def alike(pairs: Sequence[tuple[int, int]]) -> list[Alike]:
    """The pairs, in their order."""
    sides = sides_of({pk for pair in pairs for pk in pair})
    return [held_together(sides[first], sides[second]) for first, second in pairs]


def held_together(first: Side, second: Side) -> Alike:
    one, other = first.member, second.member
    compared = compare((one.full_name, other.full_name), (one.birth, other.birth), (first.facts, second.facts))
    return Alike(first, second, compared)
