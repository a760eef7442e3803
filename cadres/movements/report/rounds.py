"""Rounds of recruitment in numbers, and what they did to the age and schooling of the staff (A20)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from cadres.movements.enums import Hiring
from cadres.movements.models import RecruitmentCandidate, RecruitmentRound, RecruitmentSeat
from cadres.movements.rules.recruiting import KINH, mean_age
from cadres.staff.life import names_of
from cadres.staff.models import Cadre, Post
from cadres.staff.models.reading import Row, known_of, read_rows
from cadres.staff.rules import STAFF
from members.roll.enums import Subject
from sinho.accounts.scope import Ids, Scope
from sinho.text.numbers import percent

ONE_DAY = dt.timedelta(days=1)
# Key of the effect → its words and what must be known.
LEVELS = {
    "schooling": ("Học vấn từ trung học phổ thông", Subject.GENERAL, "upper_secondary"),
    "professional": ("Chuyên môn từ trung cấp", Subject.PROFESSIONAL, "intermediate"),
}


@dataclass(frozen=True)
class RoundItem:
    """A round on a day: seats, wanted, candidates, hired, of them of the ethnic minorities, with the communes named."""

    round: RecruitmentRound
    communes: tuple[str, ...]
    wanted: int
    applied: int
    hired: int
    minority: int


def read_rounds(rounds: Iterable[RecruitmentRound], scope: Scope, day: dt.date) -> list[RoundItem]:
    """Of what one sees of these rounds, as it stood on the day: three queries."""
    rounds = list(rounds)
    seats = RecruitmentSeat.objects.in_scope(scope).filter(round__in=rounds).order_by("pk")
    names = names_of(set(seats.values_list("organization_id", flat=True)))
    wanted = dict(seats.order_by().values_list("round").annotate(sum=Sum("number")))
    hired = Q(result=Hiring.HIRED, result_on__lte=day)
    people = RecruitmentCandidate.objects.in_scope(scope).filter(seat__round__in=rounds, applied_on__lte=day).order_by()
    counts = people.values("seat__round").annotate(
        applied=Count("pk"), hired=Count("pk", filter=hired), minority=Count("pk", filter=hired & ~Q(ethnicity=KINH))
    )
    counts = {row["seat__round"]: row for row in counts}
    places: dict[int, list[str]] = {}
    for one in seats:
        known = names.get(one.organization_id, [])
        places.setdefault(one.round_id, []).append(known[-1][0] if known else "")
    found = []
    for one in rounds:
        row = counts.get(one.pk, {})
        named = tuple(dict.fromkeys(places.get(one.pk, [])))
        found.append(
            RoundItem(one, named, wanted.get(one.pk, 0), *(row.get(k, 0) for k in ("applied", "hired", "minority")))
        )
    return found


@dataclass(frozen=True)
class Side:
    """The staff of the communes of a round on one day."""

    day: dt.date
    ages: dict[int, int]
    reached: dict[str, frozenset[int]]

    @property
    def whole(self) -> int:
        return len(self.ages)

    @property
    def mean(self) -> Decimal | None:
        return mean_age(self.ages.values())

    def share(self, key: str) -> Decimal | None:
        return percent(len(self.reached[key]), self.whole)

    def people(self, key: str) -> frozenset[int]:
        """Ids behind a figure; KeyError for an unknown one."""
        return frozenset(self.ages) if key == "staff" else self.reached[key]


@dataclass(frozen=True)
class EffectLine:
    """A level on the two days: numbers, of how many, shares, and the growth in points."""

    key: str
    label: str
    before: Side
    after: Side

    @property
    def counts(self) -> tuple[int, int]:
        return len(self.before.reached[self.key]), len(self.after.reached[self.key])

    @property
    def shares(self) -> tuple[Decimal | None, Decimal | None]:
        return self.before.share(self.key), self.after.share(self.key)

    @property
    def points(self) -> Decimal | None:
        first, last = self.shares
        return None if None in (first, last) else last - first


@dataclass(frozen=True)
class Effect:
    """The day before the round and a later day beside each other."""

    before: Side
    after: Side

    @property
    def lines(self) -> list[EffectLine]:
        return [EffectLine(key, label, self.before, self.after) for key, (label, _, _) in LEVELS.items()]

    @property
    def younger(self) -> Decimal | None:
        """By how many years the mean age changed."""
        means = self.before.mean, self.after.mean
        return None if None in means else means[1] - means[0]

    def side(self, word: str) -> Side:
        return self.before if word == "truoc" else self.after


def effect_of(round: RecruitmentRound, scope: Scope, day: dt.date) -> Effect:
    """Of the communes of the round that one sees, elected cadres and civil servants."""
    communes = RecruitmentSeat.objects.in_scope(scope).filter(round=round).values_list("organization_id", flat=True)
    communes = set(communes)
    return Effect(side_of(communes, scope, round.opened_on - ONE_DAY), side_of(communes, scope, day))


def side_of(communes: set[int], scope: Scope, day: dt.date) -> Side:
    posts = Post.objects.on(day).in_scope(scope).in_groups(*STAFF).filter(organization_id__in=communes)
    known = known_of(posts, day)
    people = Cadre.objects.filter(pk__among=Ids(known))
    reached = {
        key: frozenset(pk for pk, one in known.items() if one.has(subject, least))
        for key, (_, subject, least) in LEVELS.items()
    }
    return Side(day, {one.pk: one.birth.age_on(day) for one in people}, reached)


def rows_behind(side: Side, key: str) -> list[Row]:
    """The people of a figure as they were on the day, by name."""
    people = Cadre.objects.with_last_organization().filter(pk__among=Ids(side.people(key))).order_by("sort_key", "pk")
    return read_rows(list(people), side.day)
