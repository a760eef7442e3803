"""The admissions of a period as plain rows: what each new member was on the day of the ceremony."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.models import DatedTree, Place
from cells.places.models import VillageState
from members.roll.enums import Entry, Exit, StandingKind, Subject
from members.roll.models import LivingPlace, Member, Membership, Schooling, Standing, Work
from sinho.accounts.scope import Scope

# Until this age somebody who joined the Youth Union counts as its member, when nobody wrote down that he left it.
UNION_AGE = 30


@dataclass(frozen=True)
class Base:
    """A grassroots organisation as it was on a day."""

    organization_id: int
    code: str
    name: str
    type: str
    parent_id: int | None = None


@dataclass(frozen=True)
class Admitted:
    """One admission. Everything is as on the day of the ceremony; `visible`: the record may be opened."""

    member_id: int
    name: str
    birth: str
    on: dt.date
    cell_id: int
    cell: str
    base: Base
    sex: str
    ethnicity: str
    ethnicity_label: str
    religion: str
    age: int
    general: str
    general_words: str
    professional: str
    occupation: str
    village: str
    in_union: bool
    again: bool
    decision: str
    visible: bool


def memberships_of(scope: Scope, since: dt.date, until: dt.date):
    """Memberships that began with an admission in the period; one that was annulled is none."""
    found = Membership.objects.in_scope(scope).filter(entry=Entry.ADMITTED).exclude(exit=Exit.ANNULLED)
    found = found.filter(valid__startswith__range=(since, until))
    return found.select_related("member").order_by("valid", "member__sort_key", "member_id")


class Sources(DatedTree):
    """All that is known of these members, read once: eight queries."""

    def __init__(self, memberships: list[Membership], scope: Scope):
        super().__init__()
        ids = [one.member_id for one in memberships]
        self.visible = set(Member.objects.in_scope(scope).filter(pk__in=ids).values_list("pk", flat=True))
        self.standings = grouped(Standing.objects.of(ids).order_by("valid"))
        self.schooling = grouped(Schooling.objects.of(ids))
        self.works = grouped(Work.objects.of(ids))
        self.homes = grouped(LivingPlace.objects.of(ids).filter(village__isnull=False))
        villages = {home.village_id for homes in self.homes.values() for home in homes}
        self.villages: dict[int, list[VillageState]] = {}
        for state in VillageState.objects.filter(village__in=villages).order_by("valid"):
            self.villages.setdefault(state.village_id, []).append(state)

    def level(self, member_id: int, subject: str, day: dt.date) -> Schooling | None:
        """The last level known on the day."""
        known = [
            one
            for one in self.schooling.get(member_id, ())
            if one.subject == subject and (one.since is None or one.since <= day)
        ]
        return max(known, key=lambda one: (one.since or dt.date.min, one.pk), default=None)


def grouped(rows) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(row.member_id, []).append(row)
    return found


def on_day(rows, day: dt.date):
    """The row of the day; None when there is none."""
    return next((row for row in rows if day in row.valid), None)


def admitted_rows(memberships: list[Membership], scope: Scope, organization_id: int) -> list[Admitted]:
    """One row for each admission that took place at or below the organisation, as the tree stood on its day."""
    sources = Sources(memberships, scope)
    return [
        admitted(one, sources)
        for one in memberships
        if sources.stands_under(organization_id, one.organization_id, one.since)
    ]


def base_of(place: Place) -> Base:
    return Base(place.organization_id, place.code, place.name, place.type, place.parent_id)


def admitted(membership: Membership, sources: Sources) -> Admitted:
    member, day = membership.member, membership.since
    cell = sources.at(membership.organization_id, day)
    standings = sources.standings.get(member.pk, [])
    probation = next((one for one in standings if one.valid.lower == day), None)
    before = [one for one in standings if one.kind == StandingKind.PROBATIONARY and one.valid.lower < day]
    general = sources.level(member.pk, Subject.GENERAL, day)
    professional = sources.level(member.pk, Subject.PROFESSIONAL, day)
    work, home = on_day(sources.works.get(member.pk, ()), day), on_day(sources.homes.get(member.pk, ()), day)
    village = on_day(sources.villages.get(home.village_id, ()), day) if home else None
    age = member.age_on(day)
    return Admitted(
        member_id=member.pk,
        name=member.full_name,
        birth=str(member.birth),
        on=day,
        cell_id=membership.organization_id,
        cell=cell.short_name,
        base=base_of(sources.base(cell, day)),
        sex=member.sex,
        ethnicity=member.ethnicity,
        ethnicity_label=member.get_ethnicity_display(),
        religion=member.religion,
        age=age,
        general=general.level if general else "",
        general_words=str(general) if general else "",
        professional=professional.level if professional else "",
        occupation=work.occupation if work else "",
        village=village.name if village else "",
        in_union=in_union(member, day, age),
        again=bool(before),
        decision=probation.decision_number if probation else "",
        visible=member.pk in sources.visible,
    )


def in_union(member: Member, day: dt.date, age: int) -> bool:
    """Whether somebody was in the Youth Union on the day."""
    if member.joined_union_on is None or member.joined_union_on > day:
        return False
    return member.left_union_on > day if member.left_union_on else age <= UNION_AGE
