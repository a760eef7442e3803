"""Plans of successors for tests."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.planning.models import PlannedPerson, PlanningEntry, PlanningReview, PlanningRound
from cadres.staff.models import Cadre
from cells.organizations.models import Organization
from members.roll.models import Member

DECIDED = dt.date(2008, 12, 1)


def plan(commune: Organization, first_year: int = 2010, decided: dt.date = DECIDED, **facts) -> PlanningRound:
    """The plan of a commune for five years: committee of 3, standing committee of 2, no inspection committee."""
    facts = {"committee_seats": 3, "standing_seats": 2, "inspection_seats": 0, **facts}
    return PlanningRound.objects.create(
        organization=commune,
        first_year=first_year,
        last_year=first_year + 5,
        decision_number="12-QĐ/HU",
        decided_on=decided,
        **facts,
    )


def planned(
    round: PlanningRound, who: Cadre | Member, *posts: str, since: dt.date | None = None, until: dt.date | None = None
) -> PlannedPerson:
    """Somebody in the plan for these posts, from its decision on; `until` is the first day no longer in it."""
    record = {"cadre": who} if isinstance(who, Cadre) else {"member": who}
    person, _ = PlannedPerson.objects.get_or_create(round=round, **record)
    for post in posts:
        PlanningEntry.objects.create(
            person=person,
            post=post,
            valid=DateRange(since or round.decided_on, until),
            removed_reason="Chuyển công tác" if until else "",
        )
    return person


def review(round: PlanningRound, year: int = 2009, decided: dt.date = dt.date(2009, 10, 1)) -> PlanningReview:
    return PlanningReview.objects.create(round=round, year=year, decision_number="30-QĐ/HU", decided_on=decided)
