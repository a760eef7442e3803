"""The staff as lists show them on a day: a fixed number of queries, however many rows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from cadres.staff import titles
from cadres.staff.enums import StaffSubject
from cadres.staff.models.cadre import Cadre
from cadres.staff.models.post import Post
from cadres.staff.models.qualification import Qualification
from cadres.staff.rules import LEVELS, Known
from cells.organizations.models import OrganizationState
from members.roll.enums import Subject
from sinho.accounts.scope import Ids


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
        known = self.learned.get(subject, [])
        return str(max(known, key=lambda one: order.index(one.level) if order else 0)) if known else ""

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
    for one in Qualification.objects.known_on(day).filter(cadre__among=Ids(rows)).order_by("since", "id"):
        rows[one.cadre_id].learned.setdefault(one.subject, []).append(one)
    for row in rows.values():
        row.commune = names.get(row.posts[0].organization_id, "") if row.posts else ""
    return list(rows.values())


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
