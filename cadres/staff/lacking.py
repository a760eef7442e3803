"""Who lacks what of the standard of a title on a day: for titles that are held, and for titles not yet held.

A title without a standard on the day is absent from the answers: nothing is known of it, so nobody meets or lacks it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from cadres.staff.enums import Area, PostEntry
from cadres.staff.models import Cadre, CommuneGrade, Post, QualificationStandard
from cadres.staff.models.reading import learned_by
from cadres.staff.rules import Known
from cadres.staff.standards import AREA_UNLESS_SAID, Lack, lacks
from sinho.accounts.scope import Ids

Lacking = dict[int, dict[str, tuple[Lack, ...]]]


class Standards:
    """All standards and the areas of the communes: two queries, asked once for many people and several days."""

    def __init__(self):
        self.rows: dict[tuple[str, str], list[QualificationStandard]] = defaultdict(list)
        for one in QualificationStandard.objects.order_by("valid"):
            self.rows[one.title, one.area].append(one)
        plain = CommuneGrade.objects.filter(area=Area.PLAIN)
        self.plain = list(plain.values_list("organization_id", "valid"))

    def area(self, organization_id: int | None, day: dt.date) -> str:
        if any(pk == organization_id and day in valid for pk, valid in self.plain):
            return Area.PLAIN
        return AREA_UNLESS_SAID

    def of(self, title: str, organization_id: int | None, day: dt.date) -> QualificationStandard | None:
        """The standard of the title in the commune on the day; None when none is known."""
        rows = self.rows.get((title, self.area(organization_id, day)), ())
        return next((one for one in rows if day in one.valid), None)

    def lacks(
        self, title: str, organization_id: int | None, day: dt.date, known: Known, taken: tuple[dt.date, int] | None
    ) -> tuple[Lack, ...] | None:
        """What is missing; `taken`: first day in the title and the age then, weighed by the standard of that day."""
        standard = self.of(title, organization_id, day)
        if standard is None:
            return None
        first = self.of(title, organization_id, taken[0]) if taken else None
        asked = replace(standard.asked, max_first_age=first.max_first_age if first else None)
        only = replace(known, titles=(title,))
        return lacks(asked, only, taken[1] if taken else None)


def lacking_of(posts, day: dt.date, standards: Standards | None = None) -> Lacking:
    """Cadre → title → what he lacks, for the holders of these posts of the day (a queryset): five queries.

    An empty tuple: he meets the standard. The age is asked where the first day in the title is known; of somebody who
    stood in the list when the register was opened it is not.
    """
    standards = standards or Standards()
    held = list(posts.order_by().values_list("cadre_id", "title", "organization_id"))
    known = learned_by(by_cadre(held), day)
    taken = first_ages(known)
    found: Lacking = {pk: {} for pk in known}
    for cadre_id, title, organization_id in held:
        missing = standards.lacks(title, organization_id, day, known[cadre_id], taken.get((cadre_id, title)))
        if missing is not None:
            found[cadre_id][title] = missing
    return found


def would_lack_of(wanted: Iterable[tuple[Cadre, str, int | None]], day: dt.date) -> Lacking:
    """Cadre → title → what he would lack if he took the title on the day in that commune (None: an area as most are).

    Age is that of the day. Three queries for any number of people: what the plan asks of its candidates.
    """
    wanted, standards = list(wanted), Standards()
    known = learned_by(by_cadre((one.pk, title, None) for one, title, _ in wanted), day)
    found: Lacking = {pk: {} for pk in known}
    for one, title, organization_id in wanted:
        taken = (day, one.birth.age_on(day))
        missing = standards.lacks(title, organization_id, day, known[one.pk], taken)
        if missing is not None:
            found[one.pk][title] = missing
    return found


def would_lack(cadre: Cadre, title: str, day: dt.date, organization_id: int | None = None) -> tuple[Lack, ...] | None:
    """What somebody would lack for a title; None when no standard of it is known on the day."""
    return would_lack_of([(cadre, title, organization_id)], day)[cadre.pk].get(title)


def by_cadre(held: Iterable[tuple[int, str, int | None]]) -> dict[int, set[str]]:
    found = defaultdict(set)
    for cadre_id, title, _ in held:
        found[cadre_id].add(title)
    return found


def first_ages(cadres: Iterable[int]) -> dict[tuple[int, str], tuple[dt.date, int]]:
    """Cadre and title → the first day in it, with the age; without those who were there when the register began."""
    rows = Post.objects.filter(cadre__among=Ids(cadres)).select_related("cadre").order_by("valid", "id")
    found, opened = {}, set()
    for post in rows:
        key = post.cadre_id, post.title
        if post.entry == PostEntry.OPENING:
            opened.add(key)
        elif key not in found and key not in opened:
            found[key] = post.since, post.cadre.birth.age_on(post.since)
    return {key: value for key, value in found.items() if key not in opened}
