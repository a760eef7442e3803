"""The staff as lists show them on a day: a fixed number of queries, however many rows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import F, FilteredRelation, Q

from cadres.staff import titles
from cadres.staff.enums import Measure, StaffSubject
from cadres.staff.models.cadre import Cadre
from cadres.staff.models.post import Post
from cadres.staff.models.qualification import Qualification
from cadres.staff.rules import LEAST, LEVELS, Known, enough
from cells.organizations.models import OrganizationState
from members.roll.enums import Subject
from sinho.accounts.scope import Ids

# What somebody brought along, of which no day is known, comes before the rest.
BROUGHT_FIRST = F("since").asc(nulls_first=True)


@dataclass
class Row:
    """Somebody with the posts and what he had learned on the day."""

    cadre: Cadre
    day: dt.date
    number: int = 0
    commune: str = ""
    may_open: bool = True
    posts: list[Post] = field(default_factory=list)
    learned: dict[str, list[Qualification]] = field(default_factory=dict)
    # What he lacks of the standards of these titles, in words; filled by lists that show it.
    missing: list[str] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        """Names of the titles on the day, in the order of the list."""
        order = list(titles.known_titles())
        codes = sorted((one.title for one in self.posts), key=lambda code: order.index(code) if code in order else 99)
        return [titles.named(code, self.day) for code in codes]

    @property
    def age(self) -> int:
        return self.cadre.birth.age_on(self.day)

    @property
    def since(self) -> dt.date | None:
        """Since when he holds the first of these posts."""
        return min((one.since for one in self.posts), default=None)

    def words(self, subject: str) -> str:
        """The highest level of the subject, or the last words where it has no levels; "" for nothing."""
        order = [code for code, _ in LEVELS[subject]]
        known = sorted(self.learned.get(subject, []), key=lambda one: order.index(one.level) if order else 0)
        return str(known[-1]) if known else ""

    def highest(self, subject: str) -> str:
        """Code of the highest level of the subject; "" for none."""
        known = {one.level for one in self.learned.get(subject, [])}
        return next((code for code, _ in reversed(LEVELS[subject]) if code in known), "")

    @property
    def general(self) -> str:
        return self.words(Subject.GENERAL)

    @property
    def professional(self) -> str:
        return self.words(Subject.PROFESSIONAL)

    @property
    def theory(self) -> str:
        return self.words(Subject.THEORY)


def read_rows(cadres: Collection[Cadre], day: dt.date, first: int = 1) -> list[Row]:
    """What lists show of these people on the day, numbered from `first`: three queries."""
    rows = {one.pk: Row(one, day, number) for number, one in enumerate(cadres, first)}
    for post in Post.objects.on(day).filter(cadre__among=Ids(rows)).order_by("valid", "id"):
        rows[post.cadre_id].posts.append(post)
    communes = {row.posts[0].organization_id for row in rows.values() if row.posts}
    names = OrganizationState.objects.on(day).filter(organization__among=communes)
    names = dict(names.values_list("organization_id", "short_name"))
    for one in Qualification.objects.known_on(day).filter(cadre__among=Ids(rows)).order_by(BROUGHT_FIRST, "id"):
        rows[one.cadre_id].learned.setdefault(one.subject, []).append(one)
    for row in rows.values():
        row.commune = names.get(row.posts[0].organization_id, "") if row.posts else ""
    return list(rows.values())


def reaching(posts, day: dt.date):
    """Each holder of these posts of the day once, with True or None for every indicator: one query.

    What counts stands in the rules (`LEAST`); here the database looks at all qualifications once.
    """
    learned = FilteredRelation(
        "cadre__qualifications",
        condition=Q(cadre__qualifications__struck_on__isnull=True)
        & (Q(cadre__qualifications__since__isnull=True) | Q(cadre__qualifications__since__lte=day)),
    )
    found = {}
    for measure, (subject, _) in LEAST.items():
        counts = Q(learned__subject=subject, learned__level__in=enough(measure))
        if measure == Measure.TRAINED:
            counts |= Q(learned__subject=StaffSubject.TITLE_TRAINING, learned__title=F("title"))
        found[str(measure)] = BoolOr(counts)
    return posts.order_by().annotate(learned=learned).values("cadre_id").annotate(**found)


def known_of(posts, day: dt.date) -> dict[int, Known]:
    """Cadre → what he had learned and which titles he holds, for the holders of these posts of the day: two queries."""
    held = defaultdict(set)
    for cadre_id, title in posts.order_by().values_list("cadre_id", "title"):
        held[cadre_id].add(title)
    return learned_by(held, day)


def learned_by(held: Mapping[int, Collection[str]], day: dt.date) -> dict[int, Known]:
    """Cadre → what he had learned by the day, beside the titles that are asked about: one query."""
    levels, trained, told = defaultdict(lambda: defaultdict(set)), defaultdict(set), defaultdict(set)
    rows = Qualification.objects.known_on(day).filter(cadre__among=Ids(held)).order_by()
    for cadre_id, subject, level, title in rows.values_list("cadre_id", "subject", "level", "title"):
        if subject == StaffSubject.TITLE_TRAINING:
            trained[cadre_id].add(title)
        elif level:
            levels[cadre_id][subject].add(level)
        else:
            told[cadre_id].add(subject)
    return {
        pk: Known(levels[pk], frozenset(trained[pk]), frozenset(codes), frozenset(told[pk]))
        for pk, codes in held.items()
    }
