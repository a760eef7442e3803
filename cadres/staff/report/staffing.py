"""How many people each commune may have on its staff and how many it has, on any day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cadres.staff import titles
from cadres.staff.actions.facts import COMMUNES
from cadres.staff.enums import PlaceKind, PostEntry, TitleGroup
from cadres.staff.models import CommuneGrade, Post, StaffingNumber
from cells.organizations.enums import OrganizationType
from cells.organizations.models import OrganizationState
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope

VIEW = Permission.VIEW_STAFF
SENT = "sent"


@dataclass(frozen=True)
class Allowed:
    """At most so many; `source` says by what, `own` whether the commune was given its own numbers."""

    full_time: int | None = None
    part_time: int | None = None
    least: int | None = None
    source: str = ""
    confirmed: bool = False
    own: bool = False


@dataclass(frozen=True)
class StaffingLine:
    """A commune on the day. `actual`: people by group, and of both staff groups those who were sent there."""

    organization_id: int
    name: str
    grade: CommuneGrade | None
    allowed: Allowed
    actual: dict[str, int]

    @property
    def elected(self) -> int:
        return self.actual[TitleGroup.ELECTED]

    @property
    def civil(self) -> int:
        return self.actual[TitleGroup.CIVIL_SERVANT]

    @property
    def staff(self) -> int:
        return self.actual["staff"]

    @property
    def sent(self) -> int:
        return self.actual[SENT]

    @property
    def part_time(self) -> int:
        return self.actual[TitleGroup.PART_TIME]

    @property
    def over(self) -> int | None:
        """More than allowed (or, below zero, fewer); None where the number is not known."""
        return None if self.allowed.full_time is None else self.staff - self.allowed.full_time

    @property
    def part_time_over(self) -> int | None:
        return None if self.allowed.part_time is None else self.part_time - self.allowed.part_time


@dataclass(frozen=True)
class Staffing:
    """All communes of the day within reach."""

    day: dt.date
    lines: tuple[StaffingLine, ...]

    def total(self, name: str) -> int:
        return sum(getattr(one, name) for one in self.lines)

    @property
    def totals(self) -> dict[str, int]:
        return {name: self.total(name) for name in ("elected", "civil", "staff", "sent", "part_time")}

    @property
    def allowed(self) -> tuple[int | None, int | None]:
        """Allowed in all communes; None when it is not known of one of them."""
        full = [one.allowed.full_time for one in self.lines]
        part = [one.allowed.part_time for one in self.lines]
        return tuple(None if not found or None in found else sum(found) for found in (full, part))

    @property
    def over(self) -> tuple[int | None, int | None]:
        """All communes together, against what is allowed."""
        actual = (self.total("staff"), self.total("part_time"))
        return tuple(None if most is None else one - most for one, most in zip(actual, self.allowed, strict=True))

    @property
    def ungraded(self) -> int:
        return sum(one.grade is None for one in self.lines)

    @property
    def exceeding(self) -> int:
        return sum((one.over or 0) > 0 or (one.part_time_over or 0) > 0 for one in self.lines)

    @property
    def unconfirmed(self) -> bool:
        return any(one.allowed.source and not one.allowed.confirmed for one in self.lines)


def build(scope: Scope, day: dt.date) -> Staffing:
    """The communes within reach on the day: four queries."""
    states = OrganizationState.objects.on(day).in_scope(scope, VIEW).filter(type__in=COMMUNES).order_by("sort_key")
    places = list(states.values_list("organization_id", "short_name", "type"))
    ids = Ids([pk for pk, _, _ in places])
    grades = {one.organization_id: one for one in CommuneGrade.objects.on(day).filter(organization__among=ids)}
    numbers = {(one.kind, one.grade): one for one in StaffingNumber.objects.on(day)}
    actual = people_of(Post.objects.on(day).filter(organization__among=ids).order_by())
    lines = (
        StaffingLine(pk, name, grades.get(pk), allowed_of(type_, grades.get(pk), numbers), actual[pk])
        for pk, name, type_ in places
    )
    return Staffing(day, tuple(lines))


def allowed_of(type_: str, grade: CommuneGrade | None, numbers: dict[tuple, StaffingNumber]) -> Allowed:
    """What the commune was given by decision, else the number of its class, else that of all classes."""
    kind = PlaceKind.WARD if type_ == OrganizationType.WARD else PlaceKind.COMMUNE
    number = numbers.get((kind, grade.grade)) if grade else None
    number = number or numbers.get((kind, None))
    by_decree = Allowed()
    if number:
        figures = (number.full_time, number.part_time, number.least)
        by_decree = Allowed(*figures, number.source, number.is_confirmed)
    if grade is None or (grade.full_time is None and grade.part_time is None):
        return by_decree
    full, part = (
        own if own is not None else decree
        for own, decree in ((grade.full_time, by_decree.full_time), (grade.part_time, by_decree.part_time))
    )
    return Allowed(full, part, None, grade.decision_number, True, own=True)


def people_of(posts) -> dict[int, dict[str, int]]:
    """Commune → how many people by group; each counts once in a group, and once on the staff."""
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    villages, known = set(titles.codes_in_villages()), titles.known_titles()
    for organization_id, cadre_id, title, entry in posts.values_list("organization_id", "cadre_id", "title", "entry"):
        group = known[title].group if title in known else ""
        if title in villages or not group:
            continue
        found[organization_id][group].add(cadre_id)
        if group != TitleGroup.PART_TIME:
            found[organization_id]["staff"].add(cadre_id)
            if entry == PostEntry.SENT:
                found[organization_id][SENT].add(cadre_id)
    return defaultdict(empty, {pk: empty() | counts(people) for pk, people in found.items()})


def empty() -> dict[str, int]:
    return dict.fromkeys((*TitleGroup, "staff", SENT), 0)


def counts(people: dict[str, Iterable[int]]) -> dict[str, int]:
    return {name: len(ids) for name, ids in people.items()}
