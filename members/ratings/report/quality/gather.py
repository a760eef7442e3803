"""The years that the report compares: organisations with their grades, members with theirs, as decided by the day."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F

from cells.assessments.models import Campaign
from cells.assessments.report.gather import campaign_of, path_up, require_year_begun, tree_on, year_of
from cells.assessments.report.graded import Graded, Year
from cells.assessments.rules.member_scheme import MemberScheme
from cells.organizations.models import NearestTree, Place, reach_of
from members.ratings.models import MemberCapException
from members.ratings.models.whole import decided_before
from members.ratings.rules.cap import CapState, cap_state
from members.roll.models import Member, Membership
from members.roll.rules import BirthDate
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, NothingToReport
from sinho.web import clock

MOST_YEARS = 5
VIEW = Permission.VIEW_MEMBERS
BIRTH = ("birth_year", "birth_month", "birth_day")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roll of the counted day; "" for both without a decision. `visible`: his record may be opened."""

    member_id: int
    name: str
    birth: str
    cell: Place
    base: Place
    visible: bool
    level: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Book:
    """A year: its organisations, its members; `rules` None where the scheme says nothing of members."""

    year: Year
    campaign: Campaign
    people: tuple[Person, ...]

    @property
    def rules(self) -> MemberScheme | None:
        return self.campaign.member_rules

    @property
    def best(self) -> str:
        return self.rules.codes[0] if self.rules else ""

    @property
    def worst(self) -> str:
        return self.rules.codes[-1] if self.rules else ""

    @cached_property
    def grades(self) -> dict[int, Graded]:
        return self.year.by_id()

    @cached_property
    def levels(self) -> dict[int, str]:
        """Member → level."""
        return {one.member_id: one.level for one in self.people if one.level}

    @cached_property
    def caps(self) -> dict[int, CapState]:
        """Grassroots organisation → the first cap of the scheme over its members: one query."""
        if not (self.rules and self.rules.caps):
            return {}
        cap, numbers, allowed = self.rules.caps[0], {}, {}
        for one in self.people:
            numbers.setdefault(one.base.organization_id, Counter())[one.level] += 1
        for one in MemberCapException.objects.filter(campaign=self.campaign, level=cap.level).order_by("id"):
            allowed[one.organization_id] = one.allowed
        return {pk: cap_state(cap, self.rules, found, allowed.get(pk)) for pk, found in numbers.items()}


def books_of(scope: Scope, asked: Asked) -> list[Book]:
    """The year that is asked for and the ones before it that have a campaign, the newest first."""
    year = asked.year or asked.on.year
    require_year_begun(year, asked.on)
    tree, visible = NearestTree(), frozenset(Member.objects.in_scope(scope, VIEW).values_list("pk", flat=True))
    found = []
    for one in range(year, year - MOST_YEARS, -1):
        graded = year_of(scope, asked.organization_id, one, asked.on)
        if graded is None:
            break
        campaign = campaign_of(one, path_up(asked.organization_id, tree_on(graded.counted_on)))
        people = people_of(scope, asked, campaign, graded.counted_on, tree, visible)
        found.append(Book(graded, campaign, tuple(people)))
    if not found:
        raise NothingToReport(
            f"Chưa có đợt đánh giá năm {year}.",
            hint="Báo cáo lấy kết quả đã quyết định trong đợt; xem các đợt ở",
            url_name="assessments:years",
            link="trang Đánh giá năm",
        )
    return found


def people_of(scope: Scope, asked: Asked, campaign: Campaign, day: dt.date, tree: NearestTree, visible) -> list[Person]:
    """The roll of the counted day at and below the organisation, each with what was decided by the day."""
    below = reach_of([asked.organization_id], day)[asked.organization_id]
    roll = Membership.objects.in_scope(scope, VIEW).filter(organization__among=below).on(day)
    roll = roll.annotate(**{name: F(f"member__{name}") for name in ("full_name", *BIRTH)})
    decided = decided_before([campaign.pk], clock.end_of(asked.on))[campaign.pk]
    rows = roll.order_by("member__sort_key", "member_id")
    people, places = [], {}
    for pk, cell_id, name, *birth in rows.values_list("member_id", "organization_id", "full_name", *BIRTH):
        if cell_id not in places:
            cell = tree.at(cell_id, day)
            places[cell_id] = (cell, tree.base(cell, day))
        said = decided.get(pk)
        grade = (said.level, said.not_evaluated) if said else ("", "")
        people.append(Person(pk, name, str(BirthDate(*birth)), *places[cell_id], pk in visible, *grade))
    return people
