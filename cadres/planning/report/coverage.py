"""How far plans cover the posts of communes on a day: seats, people, who has no successor, what the rules remind of."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cadres.planning import catalogue
from cadres.planning.enums import Standing
from cadres.planning.models import PlanningRound
from cadres.planning.models.reading import Person, Plan, Turn, newest_rounds, read_plans
from cadres.planning.report.standing import Met, met_by
from cadres.planning.rules import (
    Limits,
    PostSpec,
    Share,
    age_warning,
    person_warning,
    post_warning,
    shares,
)
from cadres.staff.lacking import Standards
from cadres.staff.models import Cadre
from members.roll.models import Member
from sinho.accounts.scope import Ids, Scope

BODIES = ("committee_member", "standing_member")


@dataclass(frozen=True)
class Line:
    """A post of a plan: seats, who is planned for it, who holds it now; `warning` by the rules."""

    spec: PostSpec
    name: str
    seats: int
    turns: tuple[Turn, ...]
    mets: tuple[Met, ...]
    holders: tuple[Cadre, ...]
    warning: str

    @property
    def rows(self) -> list[tuple[Turn, Met]]:
        """Each of them with where he stands to the standard."""
        return list(zip(self.turns, self.mets, strict=True))

    @property
    def ratio(self) -> Decimal | None:
        return Decimal(len(self.turns)) / self.seats if self.seats else None

    @property
    def is_gap(self) -> bool:
        """Nobody is planned for a post that should have a successor."""
        return self.spec.asked and self.seats > 0 and not self.turns

    @property
    def is_shown(self) -> bool:
        return bool(self.seats and (self.turns or self.spec.asked))


@dataclass(frozen=True)
class Remark:
    """What the rules remind of about somebody in a plan."""

    person: Person
    words: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """A plan held against the limits of its day."""

    plan: Plan
    limits: Limits
    standards: Standards

    @cached_property
    def met(self) -> dict[int, Met]:
        """Key of a post in the plan → where he stands to its standard."""
        starts = self.limits.counted_on(self.round.first_year)
        turns = self.plan.turns
        return {one.entry.pk: met_by(self.standards, one.person, one.entry.post, starts) for one in turns}

    @property
    def round(self) -> PlanningRound:
        return self.plan.round

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Posts in the order of the form; those without seats or without anybody asking for them are left out."""
        return tuple(line for line in map(self.line, catalogue.posts().values()) if line.is_shown)

    def line(self, spec: PostSpec) -> Line:
        turns, seats = tuple(self.plan.turns_for(spec.code)), self.round.seats(spec.code)
        name, holders = catalogue.named(spec.code, self.plan.day), tuple(self.plan.holders[spec.code])
        mets = tuple(self.met[one.entry.pk] for one in turns)
        return Line(spec, name, seats, turns, mets, holders, post_warning(self.limits, spec, seats, len(turns)))

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        return shares(self.limits, [one.face for one in self.plan.people], self.round.first_year)

    @cached_property
    def gaps(self) -> list[Line]:
        return [line for line in self.lines if line.is_gap]

    @cached_property
    def remarks(self) -> list[Remark]:
        """People of whom the rules remind."""
        found = [Remark(one, self.words_on(one)) for one in self.plan.people]
        return [one for one in found if one.words]

    def words_on(self, person: Person) -> tuple[str, ...]:
        gone = "" if person.home[0] else "không còn giữ chức danh ở xã, không còn trong danh sách đảng viên"
        found = (gone, self.age_words(person), person_warning(self.limits, len(person.entries)))
        return tuple(one for one in found if one)

    def age_words(self, person: Person) -> str:
        """What his age at the start of the term speaks against; stricter for a post that he does not hold yet."""
        holds_them = all(entry.post in person.held for entry in person.entries)
        return age_warning(self.limits, person.face, self.round.first_year, holds_it=holds_them)

    @property
    def body_lines(self) -> list[Line]:
        """The committee and its standing committee."""
        return [line for line in map(self.line, catalogue.bodies()) if line.spec.code in BODIES]


@dataclass(frozen=True)
class Across:
    """A post in all communes: seats, people, the plans without anybody."""

    spec: PostSpec
    name: str
    lines: tuple[tuple[View, Line], ...]

    @property
    def seats(self) -> int:
        return sum(line.seats for _, line in self.lines)

    @property
    def people(self) -> int:
        return sum(len(line.turns) for _, line in self.lines)

    @property
    def ratio(self) -> Decimal | None:
        return Decimal(self.people) / self.seats if self.seats else None

    @property
    def gaps(self) -> list[View]:
        return [view for view, line in self.lines if line.is_gap]

    @property
    def few(self) -> int:
        """Plans with somebody, but fewer or more people than the rules say."""
        return sum(bool(line.warning) and not line.is_gap for _, line in self.lines)


@dataclass(frozen=True)
class Coverage:
    """The plans of a term within reach."""

    day: dt.date
    limits: Limits
    views: tuple[View, ...]

    @property
    def term(self) -> str:
        return self.views[0].round.term if self.views else ""

    @property
    def first_year(self) -> int:
        return self.views[0].round.first_year if self.views else self.day.year

    @cached_property
    def people(self) -> list[Person]:
        return [person for view in self.views for person in view.plan.people]

    @property
    def turns(self) -> int:
        return sum(len(view.plan.turns) for view in self.views)

    @cached_property
    def gaps(self) -> list[tuple[View, Line]]:
        return [(view, line) for view in self.views for line in view.gaps]

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        return shares(self.limits, [one.face for one in self.people], self.first_year)

    @cached_property
    def standings(self) -> list[tuple[Standing, int]]:
        """How many turns stand where to the standard of their post."""
        counted = Counter(met.standing for view in self.views for met in view.met.values())
        return [(one, counted[one]) for one in Standing]

    @cached_property
    def across(self) -> list[Across]:
        found = []
        for spec in catalogue.posts().values():
            pairs = tuple((view, line) for view in self.views for line in view.lines if line.spec == spec)
            if pairs:
                found.append(Across(spec, catalogue.named(spec.code, self.day), pairs))
        return found


def view_of(round: PlanningRound, day: dt.date) -> View:
    """One plan on the day."""
    [plan] = read_plans([round], day)
    return View(plan, catalogue.limits_on(day), Standards())


def coverage(
    scope: Scope, day: dt.date, first_year: int | None = None, among: Collection[int] | None = None
) -> Coverage:
    """The plans of a term (the newest decided by the day) within reach, of these organisations if any are named."""
    rounds = PlanningRound.objects.in_scope(scope)
    if among is not None:
        rounds = rounds.filter(organization__among=among)
    limits, standards = catalogue.limits_on(day), Standards()
    plans = read_plans(newest_rounds(rounds, day, first_year), day)
    return Coverage(day, limits, tuple(View(plan, limits, standards) for plan in plans))


def terms(scope: Scope, day: dt.date) -> list[tuple[str, str]]:
    """Terms of which a plan within reach had been decided by the day, the newest first."""
    rounds = PlanningRound.objects.in_scope(scope).decided_by(day).order_by("-first_year")
    found = dict(rounds.values_list("first_year", "last_year"))
    return [(str(first), f"{first}–{last}") for first, last in found.items()]


def fuller_term(scope: Scope, day: dt.date, shown: Coverage) -> tuple[int, str, int] | None:
    """The newest term of which more communes have a plan than of the one shown: first year, words, how many."""
    rounds = PlanningRound.objects.in_scope(scope).decided_by(day)
    counts = Counter(rounds.values_list("first_year", "last_year"))
    fuller = [(first, f"{first}–{last}", many) for (first, last), many in counts.items() if many > len(shown.views)]
    return max(fuller, default=None)


def mark_openable(scope: Scope, people: Collection[Person]) -> None:
    """Say of whom the person may open the record: two queries."""
    cadres = {one.planned.cadre_id for one in people} - {None}
    members = {one.planned.member_id for one in people} - {None}
    cadres = set(Cadre.objects.in_scope(scope).filter(pk__among=Ids(cadres)).values_list("pk", flat=True))
    members = set(Member.objects.in_scope(scope).filter(pk__among=Ids(members)).values_list("pk", flat=True))
    for one in people:
        one.may_open = one.planned.cadre_id in cadres or one.planned.member_id in members
