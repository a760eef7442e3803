"""Whom the rule finds on a day, with the reasons; a fixed number of queries, however many staff (A19)."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from cadres.movements.models import InsuranceRecord, RetirementCase
from cadres.movements.rulebook import criteria_on
from cadres.movements.rules.retiring import Criteria, Older, insurance_words, months_by, why_candidate
from cadres.staff.models import Cadre, Post
from cadres.staff.models.reading import Row, known_of, read_rows
from cadres.staff.rules import STAFF
from cells.organizations.models import subtree_ids
from sinho.accounts.scope import Ids, Scope

# (ids of people, day, number of years) → ids of those rated at the lowest level in so many years running up to the day.
Ratings = Callable[[Collection[int], dt.date, int], Collection[int]]


def no_ratings(people: Collection[int], day: dt.date, years: int) -> Collection[int]:
    """Until the reviews say otherwise nobody is known to be rated low."""
    return ()


_ratings: list[Ratings] = []


def take_ratings_from(source: Ratings) -> None:
    """The theme of reviews tells who is rated low; it registers when the application starts."""
    _ratings[:] = [source]


@dataclass(frozen=True)
class Found:
    """Somebody whom the rule finds: his row on the day, why, his insurance in words, his case if he has one."""

    row: Row
    reasons: tuple[str, ...]
    insurance: str
    insured: bool
    case: RetirementCase | None


def candidates(scope: Scope, day: dt.date, organization_id: int | None = None, ratings: Ratings | None = None):
    """The rule in force on the day and whom it finds among elected cadres and civil servants, the oldest first."""
    criteria = criteria_on(day)
    posts = Post.objects.on(day).in_scope(scope).in_groups(*STAFF)
    if organization_id:
        posts = posts.filter(organization_id__among=subtree_ids(organization_id, day))
    known = known_of(posts, day)
    people = {one.pk: one for one in Cadre.objects.filter(pk__among=Ids(known)).order_by("sort_key", "pk")}
    ask = ratings or (_ratings[0] if _ratings else no_ratings)
    low, paid = set(ask(list(people), day, criteria.low_years)), months_paid(people, day)
    facts = {
        pk: Older(one.sex, one.birth.age_on(day), known[pk], pk in low, paid.get(pk)) for pk, one in people.items()
    }
    reasons = {pk: found for pk, one in facts.items() if (found := why_candidate(criteria, one))}
    return criteria, listed(criteria, [people[pk] for pk in reasons], facts, reasons, day)


def listed(criteria: Criteria, people: list[Cadre], facts, reasons, day: dt.date) -> list[Found]:
    """The oldest first, with rows and cases."""
    people = sorted(people, key=lambda one: (-facts[one.pk].age, one.sort_key))
    cases = RetirementCase.objects.opened_by(day).filter(cadre__among=Ids(reasons)).exclude(closed_on__lte=day)
    cases = {one.cadre_id: one for one in cases}
    found = []
    for row in read_rows(people, day):
        pk = row.cadre.pk
        words, insured = insurance_words(criteria, facts[pk].months)
        found.append(Found(row, tuple(reasons[pk]), words, insured, cases.get(pk)))
    return found


def months_paid(people: Collection[int], day: dt.date) -> dict[int, int]:
    """Months paid to the social insurance by the day, from the newest record up to it."""
    rows = InsuranceRecord.objects.filter(cadre__among=Ids(people), on__lte=day).order_by("on", "pk")
    return {pk: months_by(months, on, day) for pk, on, months in rows.values_list("cadre_id", "on", "months")}


def insurance_of(cadre: Cadre, day: dt.date) -> tuple[str, bool]:
    """The time of social insurance of one person in words, and whether it is enough."""
    return insurance_words(criteria_on(day), months_paid([cadre.pk], day).get(cadre.pk))
