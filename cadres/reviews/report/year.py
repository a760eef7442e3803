"""The ratings of a year by commune: every number is nothing but the people behind it (A16)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from cadres.reviews import scales
from cadres.reviews.models import Rating
from cadres.reviews.models.reading import served_in
from cadres.reviews.rules.rating import Scale, counted_to, lowest_running, lowest_twice
from cells.assessments.rules.findings import StaffRating
from cells.organizations.models import OrganizationState, subtree_ids
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope
from sinho.web import clock

ALL, RATED, MISSING, TWICE = "", "da", "chua", "hai-nam"


@dataclass(frozen=True)
class Reviewed:
    """Somebody who is to be rated for the year, or who was. `twice`: lowest this year and the year before."""

    cadre_id: int
    organization_id: int
    rating: Rating | None
    before: Rating | None
    twice: bool


@dataclass(frozen=True)
class Column:
    """A number of the table: its word in the address, its heading, and whom it counts."""

    word: str
    label: str
    fits: Callable[[Reviewed], bool]
    css: str = ""


@dataclass(frozen=True)
class Line:
    """A commune, or all of them, with its people."""

    name: str
    organization_id: int | None
    people: tuple[Reviewed, ...]
    columns: tuple[Column, ...]

    @property
    def cells(self) -> list[tuple[Column, int]]:
        return [(one, sum(map(one.fits, self.people))) for one in self.columns]

    @property
    def missing(self) -> int:
        return sum(one.rating is None for one in self.people)

    @property
    def twice(self) -> int:
        return sum(one.twice for one in self.people)


@dataclass(frozen=True)
class RatingYear:
    """A year as it stood on a day, for those within reach."""

    year: int
    day: dt.date
    people: tuple[Reviewed, ...]

    @property
    def scale(self) -> Scale:
        return scales.of_year(self.year)

    @property
    def last_day(self) -> dt.date:
        """The day whose staff is asked for."""
        return counted_to(self.year, self.day)

    @property
    def columns(self) -> tuple[Column, ...]:
        levels = (Column(one.code, one.name, is_level(one.code)) for one in self.scale.levels)
        return (
            Column(ALL, "Phải đánh giá", lambda _: True),
            Column(RATED, "Đã đánh giá", lambda one: one.rating is not None),
            Column(MISSING, "Chưa đánh giá", lambda one: one.rating is None),
            *levels,
            Column(TWICE, "Hai năm liền thấp nhất", lambda one: one.twice),
        )

    def column(self, word: str) -> Column:
        """The column of this word; the first one when there is none."""
        return next((one for one in self.columns if one.word == word), self.columns[0])

    @property
    def whole(self) -> Line:
        return Line("Cộng", None, self.people, self.columns)

    @cached_property
    def lines(self) -> list[Line]:
        """Each commune with somebody, in the order of the organisations."""
        of: dict[int, list[Reviewed]] = {}
        for one in self.people:
            of.setdefault(one.organization_id, []).append(one)
        states = OrganizationState.objects.filter(organization__among=Ids(of)).order_by("valid")
        names = {state.organization_id: state for state in states if state.valid.lower <= self.last_day}
        ordered = sorted(names.values(), key=lambda state: state.sort_key)
        return [self.line(state.short_name, state.organization_id, of[state.organization_id]) for state in ordered]

    def line(self, name: str, organization_id: int, people: Iterable[Reviewed]) -> Line:
        return Line(name, organization_id, tuple(people), self.columns)


def is_level(code: str) -> Callable[[Reviewed], bool]:
    """Whether somebody is rated at this level."""
    return lambda one: one.rating is not None and one.rating.level == code


def build(scope: Scope, year: int, day: dt.date, organization_id: int | None = None) -> RatingYear:
    """Those on the staff at the end of the year (or on the day), and who was rated although he had left.

    Three queries, one more for a single organisation.
    """
    visible = scope.organization_ids(Permission.VIEW_STAFF)
    if organization_id:
        visible = visible & frozenset(subtree_ids(organization_id, counted_to(year, day)))
    known = Rating.objects.known_on(day).filter(year__in=(year - 1, year))
    of_year: dict[int, dict[int, Rating]] = {year - 1: {}, year: {}}
    for one in known:
        of_year[one.year][one.cadre_id] = one
    asked = {pk: one.organization_id for pk, one in served_in(year, day).items() if one.held}
    asked |= {pk: one.organization_id for pk, one in of_year[year].items()}
    people = (
        reviewed(pk, place, year, of_year[year].get(pk), of_year[year - 1].get(pk))
        for pk, place in asked.items()
        if place in visible
    )
    return RatingYear(year, day, tuple(people))


def missing_of(scope: Scope, year: int, day: dt.date) -> int:
    """How many the table counts as not rated: two queries."""
    visible = scope.organization_ids(Permission.VIEW_STAFF)
    asked = {pk for pk, one in served_in(year, day).items() if one.held and one.organization_id in visible}
    rated = Rating.objects.known_on(day).filter(year=year).order_by()
    return len(asked.difference(rated.values_list("cadre_id", flat=True)))


def reviewed(cadre_id: int, place: int, year: int, rating: Rating | None, before: Rating | None) -> Reviewed:
    levels = {one.year: one.level for one in (rating, before) if one}
    return Reviewed(cadre_id, place, rating, before, lowest_twice(levels, year, scales.scales()))


def rated_lowest(people: Collection[int], day: dt.date, years: int) -> set[int]:
    """Who of these people was rated at the lowest level for his last `years` years running, as decided by the day."""
    levels: dict[int, dict[int, str]] = defaultdict(dict)
    known = Rating.objects.known_on(day).filter(cadre__among=Ids(people)).order_by()
    for cadre_id, year, level in known.values_list("cadre_id", "year", "level"):
        levels[cadre_id][year] = level
    return {pk for pk, rated in levels.items() if lowest_running(rated, years, scales.scales())}


def rated_members(member_ids: Collection[int], year: int) -> dict[int, StaffRating]:
    """How those of these members who are cadres were rated for the year, as is known today: one query."""
    known = Rating.objects.known_on(clock.today()).filter(year=year, cadre__member__among=Ids(member_ids)).order_by()
    levels = scales.of_year(year).levels
    return {
        pk: StaffRating(scales.named(year, code), code == levels[0].code, code == levels[-1].code)
        for pk, code in known.values_list("cadre__member_id", "level")
    }
