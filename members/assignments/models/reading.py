"""The work of members as lists show it: a cell member by member, and the figures of many cells; any day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q

from cells.organizations.enums import CELLS
from cells.organizations.models import OrganizationState
from members.assignments.models.assignment import WorkAssignment
from members.assignments.rules import day_within
from members.roll.models import Member, Membership, Pause
from members.roll.models.reading import names_of


@dataclass
class Line:
    """A member of the cell with his work of the year as it stood on the day `seen`."""

    member: Member
    seen: dt.date
    pause: Pause | None = None
    work: list[WorkAssignment] = field(default_factory=list)
    number: int = 0

    @property
    def state(self) -> str:
        """missing · given · judged · free: exempted or suspended."""
        if self.pause:
            return "free"
        if not self.work:
            return "missing"
        return "judged" if all(self.is_judged(one) for one in self.work) else "given"

    def is_judged(self, one: WorkAssignment) -> bool:
        """Whether the result was known on the day."""
        return one.judged_on is not None and one.judged_on <= self.seen

    @property
    def shown(self) -> list[tuple[WorkAssignment, bool]]:
        """The work with whether its result was known."""
        return [(one, self.is_judged(one)) for one in self.work]


def lines_of(cell_id: int, year: int, seen: dt.date) -> list[Line]:
    """Everybody on the roll of the cell; who has no work stands first, who needs none last: three queries."""
    day = day_within(year, seen)
    roll = Membership.objects.on(day).filter(organization=cell_id).select_related("member")
    people = [one.member for one in roll.order_by("member__sort_key", "member_id")]
    pauses = {pause.member_id: pause for pause in Pause.objects.on(day).of(people)}
    work = defaultdict(list)
    rows = WorkAssignment.objects.of_year(year, day).filter(organization=cell_id, member__in=people)
    for one in rows.select_related("supervisor").order_by("valid", "pk"):
        work[one.member_id].append(one)
    lines = [Line(member, seen, pauses.get(member.pk), work[member.pk]) for member in people]
    lines.sort(key=lambda line: {"missing": 0, "free": 2}.get(line.state, 1))
    for number, line in enumerate(lines, 1):
        line.number = number
    return lines


def left_open(cell_id: int, year: int, seen: dt.date) -> list[WorkAssignment]:
    """Work of the cell that waits for a result and whose member is no longer on its roll: he moved or left, the cell
    still has to judge it or end it. One query."""
    day = day_within(year, seen)
    here = Membership.objects.on(day).filter(organization=cell_id).values("member")
    rows = WorkAssignment.objects.of_year(year, day).filter(organization=cell_id).exclude(member__in=here)
    rows = rows.filter(Q(judged_on__isnull=True) | Q(judged_on__gt=seen))
    return list(rows.select_related("member", "supervisor").order_by("member__sort_key", "pk"))


@dataclass
class Tally:
    """Figures of a cell on a day: members; of them exempted or suspended; of the others with work, without, judged.

    `ratings`: code → pieces of work judged so, of members who take part.
    """

    organization_id: int = 0
    name: str = ""
    sort_key: str = ""
    committee: str = ""
    members: int = 0
    free: int = 0
    given: int = 0
    judged: int = 0
    ratings: dict[str, int] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        """Without work, though they take part."""
        return self.members - self.free - self.given

    @property
    def unjudged(self) -> int:
        return self.given - self.judged


def tallies_of(cell_ids: Collection[int], year: int, seen: dt.date) -> list[Tally]:
    """Figures of these cells, of those that exist on the day: four queries."""
    day = day_within(year, seen)
    states = OrganizationState.objects.on(day).filter(organization__among=cell_ids, kind__in=CELLS)
    found = {
        pk: Tally(pk, name, key) for pk, name, key in states.values_list("organization_id", "short_name", "sort_key")
    }
    for pk, (_, committee) in names_of(set(found), day).items():
        found[pk].committee = committee
    for row in counted(found, year, seen):
        tally = found[row.pop("organization_id")]
        for name, number in row.items():
            setattr(tally, name, number)
    rows = WorkAssignment.objects.of_year(year, day).judged_by(seen).of_those_who_take_part(day)
    rows = rows.filter(organization__among=found.keys()).order_by().values_list("organization_id", "rating")
    for pk, rating, number in rows.annotate(Count("pk")):
        found[pk].ratings[rating] = number
    return sorted(found.values(), key=lambda tally: (tally.sort_key, tally.organization_id))


def counted(cell_ids: Collection[int], year: int, seen: dt.date):
    """Members of each cell by how they stand: one query."""
    day = day_within(year, seen)
    pause = Exists(Pause.objects.on(day).filter(member=OuterRef("member")))
    work = WorkAssignment.objects.of_year(year, day)
    work = work.filter(member=OuterRef("member"), organization=OuterRef("organization"))
    unjudged = work.filter(Q(judged_on__isnull=True) | Q(judged_on__gt=seen))
    given = ~pause & Exists(work)
    roll = Membership.objects.on(day).filter(organization__among=cell_ids)
    return (
        roll.order_by()
        .values("organization_id")
        .annotate(
            members=Count("pk"),
            free=Count("pk", filter=pause),
            given=Count("pk", filter=given),
            judged=Count("pk", filter=given & ~Exists(unjudged)),
        )
    )


def summed(tallies: Collection[Tally]) -> Tally:
    """All of them together."""
    whole = Tally()
    for tally in tallies:
        for name in ("members", "free", "given", "judged"):
            setattr(whole, name, getattr(whole, name) + getattr(tally, name))
        for rating, number in tally.ratings.items():
            whole.ratings[rating] = whole.ratings.get(rating, 0) + number
    return whole


def without_work(cell_ids: Collection[int], year: int, day: dt.date):
    """Memberships of the day of who takes part and has no work for the year from his cell."""
    work = WorkAssignment.objects.of_year(year, day)
    work = work.filter(member=OuterRef("member"), organization=OuterRef("organization"))
    return Membership.objects.on(day).filter(organization__among=cell_ids).taking_part(day).filter(~Exists(work))
