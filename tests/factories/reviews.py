"""Ratings, rounds of votes and opinions for tests."""

import datetime as dt

from cadres.reviews.models import ConfidenceResult, ConfidenceRound, Opinion, Rating
from cadres.staff.models import Cadre
from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.web import clock


def rating(who: Cadre, year: int, level: str, by: User, on: dt.date | None = None, **more) -> Rating:
    """A rating decided at the end of the year, in the commune of the last post."""
    place = who.posts.order_by("-valid").first().organization
    facts = {"decision_number": f"9-QĐ/HU.{year}", "decision_date": on or dt.date(year, 12, 10)}
    return Rating.objects.create(
        cadre=who, organization=place, year=year, level=level, by=by, at=clock.now(), **facts | more
    )


def held_round(commune: Organization, by: User, on: dt.date = dt.date(2009, 6, 15), rule="2008", **more):
    """A round without results."""
    facts = {"legal_basis": "Nghị quyết", "convened_by": "Mặt trận xã", "invited": 50, "present": 45, "valid_slips": 40}
    return ConfidenceRound.objects.create(
        organization=commune, held_on=on, rule=rule, by=by, at=clock.now(), **facts | more
    )


def result(held: ConfidenceRound, who: Cadre, trust: int, low: int, high: int | None = None) -> ConfidenceResult:
    return ConfidenceResult.objects.create(round=held, post=who.posts.get(), high=high, trust=trust, low=low)


def opinion(about: Organization, by: User, on: dt.date = dt.date(2009, 10, 1), **more) -> Opinion:
    facts = {"source": "front", "source_words": "Mặt trận xã", "received_by": "Văn thư", "content": "Đường vào bản xấu"}
    return Opinion.objects.create(organization=about, received_on=on, by=by, at=clock.now(), **facts | more)
