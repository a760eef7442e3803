"""Who meets the standards of his titles on a day, who lacks what: the list that planning and training start from."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cadres.staff import titles
from cadres.staff.enums import Need
from cadres.staff.lacking import Standards, lacking_of
from cadres.staff.models import Post
from cadres.staff.rules import STAFF
from cadres.staff.standards import Lack
from cells.organizations.models import OrganizationState, subtree_ids
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope

MEETS, LACKS, UNKNOWN = "dat", "chua-dat", "chua-co"


@dataclass(frozen=True)
class Weighed:
    """Somebody with the titles that were asked about; `missing`: title → what he lacks, without titles of which no
    standard is known."""

    cadre_id: int
    organization_id: int
    titles: tuple[str, ...]
    missing: dict[str, tuple[Lack, ...]]

    @property
    def state(self) -> str:
        if any(self.missing.values()):
            return LACKS
        return MEETS if len(self.missing) == len(self.titles) else UNKNOWN

    @property
    def needs(self) -> set[str]:
        return {one.need for missing in self.missing.values() for one in missing}


@dataclass(frozen=True)
class Line:
    """Some of these people, counted: the word and the name say whom."""

    key: str
    name: str
    people: tuple[Weighed, ...]

    def count(self, state: str) -> int:
        return sum(one.state == state for one in self.people)

    @property
    def meets(self) -> int:
        return self.count(MEETS)

    @property
    def lacks(self) -> int:
        return self.count(LACKS)

    @property
    def unknown(self) -> int:
        return self.count(UNKNOWN)

    def lacking(self, need: str) -> int:
        return sum(need in one.needs for one in self.people)


@dataclass(frozen=True)
class Gaps:
    """Everybody on the staff of the day, within reach and of what was asked."""

    day: dt.date
    people: tuple[Weighed, ...]
    standards: Standards

    @cached_property
    def all(self) -> Line:
        return Line("", "Tổng số", self.people)

    @cached_property
    def needs(self) -> list[Need]:
        """What somebody lacks at all."""
        found = {need for one in self.people for need in one.needs}
        return [need for need in Need if need in found]

    @cached_property
    def communes(self) -> list[Line]:
        grouped: dict[int, list[Weighed]] = {}
        for one in self.people:
            grouped.setdefault(one.organization_id, []).append(one)
        states = OrganizationState.objects.on(self.day).filter(organization__among=grouped).order_by("sort_key")
        rows = states.values_list("organization_id", "short_name")
        return [Line(str(pk), name, tuple(grouped[pk])) for pk, name in rows]

    @cached_property
    def by_title(self) -> list[Line]:
        """Each title with its holders, weighed for this title alone."""
        grouped: dict[str, list[Weighed]] = {}
        for one in self.people:
            for title in one.titles:
                missing = {title: one.missing[title]} if title in one.missing else {}
                alone = Weighed(one.cadre_id, one.organization_id, (title,), missing)
                grouped.setdefault(title, []).append(alone)
        known = [code for code in titles.known_titles() if code in grouped]
        return [Line(code, titles.named(code, self.day), tuple(grouped[code])) for code in known]

    def of(self, state: str = "", need: str = "") -> dict[int, Weighed]:
        """Those in this state who lack this; everybody for ""."""
        return {
            one.cadre_id: one
            for one in self.people
            if (not state or one.state == state) and (not need or need in one.needs)
        }

    @cached_property
    def unconfirmed(self) -> bool:
        """Whether a standard that was used has not been compared with its text."""
        used = {(title, one.organization_id) for one in self.people for title in one.missing}
        found = (self.standards.of(title, pk, self.day) for title, pk in used)
        return any(one is not None and not one.is_confirmed for one in found)


def build(scope: Scope, day: dt.date, organization_id: int | None = None, title: str = "") -> Gaps:
    """Of the elected cadres and civil servants; below one organisation, of one title, when asked. Seven queries."""
    posts = Post.objects.on(day).in_scope(scope, Permission.VIEW_STAFF).in_groups(*STAFF)
    if organization_id:
        posts = posts.filter(organization_id__among=subtree_ids(organization_id, day))
    posts = posts.filter(title=title) if title else posts
    standards = Standards()
    missing = lacking_of(posts, day, standards)
    rows = posts.order_by("cadre_id", "valid", "id").values_list("cadre_id", "organization_id", "title")
    return Gaps(day, tuple(weighed(rows, missing)), standards)


def weighed(rows: Iterable[tuple[int, int, str]], missing) -> list[Weighed]:
    held: dict[tuple[int, int], list[str]] = {}
    for cadre_id, organization_id, title in rows:
        held.setdefault((cadre_id, organization_id), []).append(title)
    return [Weighed(pk, where, tuple(codes), missing.get(pk, {})) for (pk, where), codes in held.items()]


def words_of(missing: dict[str, tuple[Lack, ...]], day: dt.date) -> list[str]:
    """What is missing as people read it: of one title the things, of several with the title in front."""
    lacking = {title: [str(one) for one in found] for title, found in missing.items() if found}
    if len(missing) == 1 or (len({tuple(found) for found in lacking.values()}) == 1 and len(lacking) == len(missing)):
        return next(iter(lacking.values()), [])
    return [f"{titles.named(title, day)}: {', '.join(found)}" for title, found in lacking.items()]
