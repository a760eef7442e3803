"""Plans as pages and reports show them on a day: a fixed number of queries, however many people."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from cadres.planning import catalogue
from cadres.planning.enums import Origin
from cadres.planning.models.entry import PlannedPerson, PlanningEntry, TrainingNeed
from cadres.planning.models.round import PlanningRound
from cadres.planning.rules import Face, PostSpec
from cadres.staff import titles
from cadres.staff.enums import StaffSubject
from cadres.staff.models import Cadre, Post, Qualification
from cadres.staff.rules import LEVELS, Known
from cells.organizations.models import OrganizationState
from members.roll.enums import Ethnicity, Sex, Subject
from members.roll.models import Member, Membership, Schooling
from sinho.accounts.scope import Ids

NOWHERE = (0, "")


@dataclass
class Person:
    """Somebody in a plan with what was so on the day. `home`: id and name of the commune or cell he comes from."""

    planned: PlannedPerson
    day: dt.date
    home: tuple[int, str] = NOWHERE
    held: frozenset[str] = frozenset()
    learned: dict[str, list] = field(default_factory=lambda: defaultdict(list))
    needs: list[TrainingNeed] = field(default_factory=list)
    entries: list[PlanningEntry] = field(default_factory=list)
    may_open: bool = False

    @property
    def who(self) -> Cadre | Member:
        return self.planned.who

    @property
    def face(self) -> Face:
        return Face(self.who.sex, self.who.birth, self.who.ethnicity)

    @property
    def sex_label(self) -> str:
        return Sex(self.who.sex).label

    @property
    def ethnicity_label(self) -> str:
        return Ethnicity(self.who.ethnicity).label

    @property
    def age(self) -> int:
        return self.who.birth.age_on(self.day)

    @property
    def origin(self) -> Origin:
        if self.planned.member_id:
            return Origin.ROLL
        return Origin.HERE if self.home[0] == self.planned.round.organization_id else Origin.COMMUNE

    @property
    def place(self) -> str:
        """Where he comes from; says so when he neither holds a post nor stands on the roll any more."""
        return self.home[1] or "đã rời danh sách"

    @property
    def titles(self) -> list[str]:
        """Posts he holds on the staff on the day."""
        return [titles.named(code, self.day) for code in titles.known_titles() if code in self.held]

    @property
    def posts(self) -> list[str]:
        """Posts he is planned for on the day, in the order of the form."""
        held = {one.post for one in self.entries}
        return [catalogue.named(code, self.day) for code in catalogue.posts() if code in held]

    def level(self, subject: str) -> str:
        """Code of the highest level of the subject; "" for none."""
        order = [code for code, _ in LEVELS[subject]]
        known = [one.level for one in self.learned[subject] if one.level in order]
        return max(known, key=order.index, default="")

    def words(self, subject: str) -> str:
        code = self.level(subject)
        return next((str(one) for one in self.learned[subject] if one.level == code), "") if code else ""

    @property
    def professional(self) -> str:
        return self.words(Subject.PROFESSIONAL)

    @property
    def theory(self) -> str:
        return self.words(Subject.THEORY)

    @property
    def known(self) -> Known:
        """What he has learned, as the rules of the staff ask it."""
        levels = {subject: {one.level for one in rows if one.level} for subject, rows in self.learned.items()}
        trained = {one.title for one in self.learned[StaffSubject.TITLE_TRAINING]}
        told = {subject for subject, rows in self.learned.items() if subject != StaffSubject.TITLE_TRAINING and rows}
        return Known(levels, trained, self.held, told)


@dataclass(frozen=True)
class Turn:
    """Somebody planned for a post on the day: what form 12C counts ("lượt người")."""

    entry: PlanningEntry
    person: Person

    @property
    def spec(self) -> PostSpec:
        return catalogue.posts()[self.entry.post]

    @property
    def holds_it(self) -> bool:
        return self.entry.post in self.person.held


@dataclass
class Plan:
    """A plan with its people on the day, in the order of names; `commune` is its name, `holders` hold the posts now."""

    round: PlanningRound
    day: dt.date
    commune: str = ""
    people: list[Person] = field(default_factory=list)
    holders: dict[str, list[Cadre]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def turns(self) -> list[Turn]:
        return [Turn(entry, person) for person in self.people for entry in person.entries]

    def turns_for(self, code: str) -> list[Turn]:
        return [turn for turn in self.turns if turn.entry.post == code]


def newest_rounds(rounds, day: dt.date, first_year: int | None = None) -> list[PlanningRound]:
    """The plans of one term: the newest that was decided by the day, or the one that begins in this year."""
    found = list(rounds.decided_by(day).select_related("organization"))
    term = first_year or max((one.first_year for one in found), default=0)
    return [one for one in found if one.first_year == term]


def read_plans(rounds: Collection[PlanningRound], day: dt.date) -> list[Plan]:
    """These plans on the day, in the order of the communes."""
    plans = {one.pk: Plan(one, day) for one in rounds}
    entries = PlanningEntry.objects.on(day).filter(person__round__in=list(plans))
    entries = entries.select_related("person__cadre", "person__member").order_by("valid", "id")
    people: dict[int, Person] = {}
    for entry in entries:
        entry.person.round = plans[entry.person.round_id].round
        people.setdefault(entry.person_id, Person(entry.person, day)).entries.append(entry)
    describe(people.values(), day)
    for one in sorted(people.values(), key=lambda person: (person.who.sort_key, person.planned.pk)):
        plans[one.planned.round_id].people.append(one)
    name_communes(plans.values(), day)
    add_holders(plans.values(), day)
    return sorted(plans.values(), key=lambda plan: plan.round.sort_key)


def describe(people: Collection[Person], day: dt.date) -> None:
    """Posts, studies, needs and home of these people on the day: seven queries at most."""
    of_cadre, of_member = defaultdict(list), defaultdict(list)
    for one in people:
        (of_cadre if one.planned.cadre_id else of_member)[one.planned.cadre_id or one.planned.member_id].append(one)
    held = defaultdict(set)
    homes: dict[int, int] = {}
    for pk, place, title in (
        Post.objects.on(day).filter(cadre__among=Ids(of_cadre)).values_list("cadre_id", "organization_id", "title")
    ):
        held[pk].add(title)
        homes[pk] = place
    cells = dict(
        Membership.objects.on(day).filter(member__among=Ids(of_member)).values_list("member_id", "organization_id")
    )
    names = short_names({*homes.values(), *cells.values()}, day)
    for pk, found in of_cadre.items():
        for one in found:
            one.held, one.home = frozenset(held[pk]), names.get(homes.get(pk), NOWHERE)
    for pk, found in of_member.items():
        for one in found:
            one.home = names.get(cells.get(pk), NOWHERE)
    for row in Qualification.objects.known_on(day).filter(cadre__among=Ids(of_cadre)).order_by("since", "id"):
        for one in of_cadre[row.cadre_id]:
            one.learned[row.subject].append(row)
    for row in Schooling.objects.known_on(day).filter(member__among=Ids(of_member)):
        for one in of_member[row.member_id]:
            one.learned[row.subject].append(row)
    by_planned = {one.planned.pk: one for one in people}
    for need in TrainingNeed.objects.on(day).filter(person__in=list(by_planned)):
        by_planned[need.person_id].needs.append(need)


def short_names(organization_ids: Collection[int], day: dt.date) -> dict[int, tuple[int, str]]:
    """Organisation → (id, short name) on the day."""
    rows = OrganizationState.objects.on(day).filter(organization__among=Ids(organization_ids))
    return {pk: (pk, name) for pk, name in rows.values_list("organization_id", "short_name")}


def name_communes(plans: Collection[Plan], day: dt.date) -> None:
    """Name and place in the order of the communes."""
    ids = {plan.round.organization_id for plan in plans}
    rows = OrganizationState.objects.on(day).filter(organization__among=Ids(ids))
    named = {pk: (key, name) for pk, key, name in rows.values_list("organization_id", "sort_key", "short_name")}
    for plan in plans:
        plan.round.sort_key, plan.commune = named.get(plan.round.organization_id, ("", "Đảng bộ đã kết thúc"))


def add_holders(plans: Collection[Plan], day: dt.date) -> None:
    """Who holds the posts of the plan on the day: one query."""
    by_commune = defaultdict(list)
    for plan in plans:
        by_commune[plan.round.organization_id].append(plan)
    posts = Post.objects.on(day).filter(organization__among=Ids(by_commune), title__in=list(catalogue.posts()))
    for post in posts.select_related("cadre").order_by("valid", "id"):
        for plan in by_commune[post.organization_id]:
            plan.holders[post.title].append(post.cadre)
