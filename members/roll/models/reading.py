"""Members as lists show them on a day: a fixed number of queries, however many rows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import OuterRef, Subquery

from cells.organizations.enums import OrganizationKind
from cells.organizations.models import OrganizationState
from members.roll.enums import StandingKind, Subject
from members.roll.models.life import LivingPlace, Pause, Standing, Work
from members.roll.models.member import Card, Member
from members.roll.models.membership import Membership, MembershipQuerySet
from members.roll.models.schooling import Schooling
from members.roll.models.transfer import Transfer
from members.roll.rules import party_age

COMMITTEES = (OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationKind.SECTION_COMMITTEE)


@dataclass
class Row:
    """A member on the roll on a day."""

    membership: Membership
    day: dt.date
    number: int = 0
    cell: str = ""
    committee: str = ""
    standings: list[Standing] = field(default_factory=list)
    pause: Pause | None = None
    away: Transfer | None = None
    card: Card | None = None
    work: Work | None = None
    living_place: LivingPlace | None = None
    schooling: dict[str, Schooling] = field(default_factory=dict)

    @property
    def member(self) -> Member:
        return self.membership.member

    @property
    def standing(self) -> Standing | None:
        """Probationary or official on the day."""
        return next((one for one in self.standings if self.day in one.valid), None)

    @property
    def is_probationary(self) -> bool:
        return self.standing is not None and self.standing.kind == StandingKind.PROBATIONARY

    @property
    def admission(self) -> Standing | None:
        """The last admission up to the day."""
        return self._last(StandingKind.PROBATIONARY)

    @property
    def recognition(self) -> Standing | None:
        """The last recognition as an official member up to the day."""
        return self._last(StandingKind.OFFICIAL)

    def _last(self, kind: str) -> Standing | None:
        known = [one for one in self.standings if one.kind == kind and one.valid.lower <= self.day]
        return known[-1] if known else None

    @property
    def admitted_on(self) -> dt.date | None:
        """The day of the ceremony."""
        return self.admission.valid.lower if self.admission else None

    @property
    def official_on(self) -> dt.date | None:
        return self.recognition.valid.lower if self.recognition else None

    @property
    def party_age(self) -> int | None:
        """Full years in the Party on the day."""
        first = next((one for one in self.standings if one.kind == StandingKind.PROBATIONARY), None)
        if first is None or first.valid.lower > self.day:
            return None
        periods = [(one.valid.lower, one.valid.upper) for one in self.standings]
        return party_age(first.decision_date or first.valid.lower, periods, self.day)

    def words(self, subject: str) -> str:
        """How the sheet writes what he has learned; "" for nothing."""
        known = self.schooling.get(subject)
        return str(known) if known else ""

    @property
    def general(self) -> str:
        return self.words(Subject.GENERAL)

    @property
    def professional(self) -> str:
        return self.words(Subject.PROFESSIONAL)

    @property
    def theory(self) -> str:
        return self.words(Subject.THEORY)


def read_rows(memberships: Collection[Membership], day: dt.date, first: int = 1) -> list[Row]:
    """What lists show of these members on the day, numbered from `first`: eight queries. `member` should be fetched."""
    rows = {membership.member_id: Row(membership, day) for membership in memberships}
    ids = list(rows)
    cells = names_of({one.organization_id for one in memberships}, day)
    standings = defaultdict(list)
    for standing in Standing.objects.of(ids).order_by("valid"):
        standings[standing.member_id].append(standing)
    parts = {
        "pause": {one.member_id: one for one in Pause.objects.on(day).of(ids)},
        "away": {one.member_id: one for one in Transfer.objects.hosted_on(day).filter(member__in=ids)},
        "card": {one.member_id: one for one in Card.objects.of(ids).filter(valid__contains=day)},
        "work": {one.member_id: one for one in Work.objects.on(day).of(ids)},
        "living_place": {one.member_id: one for one in LivingPlace.objects.on(day).of(ids).named(day)},
    }
    learned = defaultdict(dict)
    for schooling in Schooling.objects.of(ids).last_known_on(day):
        learned[schooling.member_id][schooling.subject] = schooling
    for number, (pk, row) in enumerate(rows.items(), first):
        row.number = number
        row.cell, row.committee = cells.get(row.membership.organization_id, ("", ""))
        row.standings, row.schooling = standings[pk], learned[pk]
        for name, found in parts.items():
            setattr(row, name, found.get(pk))
    return list(rows.values())


def names_of(cell_ids: set[int], day: dt.date) -> dict[int, tuple[str, str]]:
    """Cell → its short name and that of its committee on the day ("" for a grassroots cell): one query."""
    above = OrganizationState.objects.on(day).filter(organization=OuterRef("parent"), kind__in=COMMITTEES)
    states = OrganizationState.objects.on(day).filter(organization__among=cell_ids)
    rows = states.annotate(above=Subquery(above.values("short_name")[:1]))
    return {pk: (name, above or "") for pk, name, above in rows.values_list("organization_id", "short_name", "above")}


@dataclass(frozen=True)
class Counts:
    """How many are on the roll, and of them official, probationary, exempted, suspended, for a time elsewhere."""

    total: int
    official: int
    probationary: int
    exempted: int
    suspended: int
    away: int

    def of(self, state: str) -> int:
        """How many there are of this standing or pause; all of them for ""."""
        return getattr(self, state or "total")


# `who`: the members who are counted, or one more than `most`; in that case nothing else is looked for. They are one
# array, which is walked along an index once; a join looks for them one by one.
COUNTS = """
WITH found AS MATERIALIZED (SELECT array_agg(member_id) AS who, count(*) AS n FROM ({who}) AS here)
SELECT n, CASE WHEN n <= {most} THEN (
    SELECT count(*) FROM members_standing WHERE member_id = ANY((SELECT who FROM found)::bigint[])
        AND kind = 'probationary' AND valid @> %s::date
) END, CASE WHEN n <= {most} THEN (
    SELECT ARRAY[count(*) FILTER (WHERE kind = 'exempted'), count(*) FILTER (WHERE kind = 'suspended')]
    FROM members_pause WHERE member_id = ANY((SELECT who FROM found)::bigint[]) AND valid @> %s::date
) END, CASE WHEN n <= {most} THEN (
    SELECT count(*) FROM members_transfer WHERE member_id = ANY((SELECT who FROM found)::bigint[])
        AND kind = 'temporary' AND received_on <= %s::date AND (returned_on IS NULL OR returned_on > %s::date)
) END
FROM found
"""
ANY_NUMBER = 2**31


def count(memberships: MembershipQuerySet, day: dt.date, most: int = ANY_NUMBER) -> Counts | None:
    """What those who are on the roll on the day are: one query. None for more than `most`.

    The few who are probationary, paused or away are looked for, not everybody's standing: who is on the roll is in the
    Party (`membership_in_the_party`), so the others are official.
    """
    who, parameters = memberships.order_by().values("member_id")[: most + 1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(COUNTS.format(who=who, most=int(most)), [*parameters, *[day] * 4])
        total, probationary, paused, away = cursor.fetchone()
    if total > most:
        return None
    return Counts(total, total - probationary, probationary, *paused, away)
