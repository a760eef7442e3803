"""Who is to be rated for a year, and where: a fixed number of queries, however many people."""

import datetime as dt
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.reviews.rules.rating import counted_to
from cadres.staff.models import Cadre, Post
from cadres.staff.rules import STAFF


@dataclass(frozen=True)
class Served:
    """The commune in which somebody served last in the year, and whether he did so on its last day."""

    organization_id: int
    held: bool


def served_in(year: int, day: dt.date, organization_id: int | None = None) -> dict[int, Served]:
    """Cadre → where he served in the year as far as the day: elected cadres and civil servants. One query.

    `organization_id`: only those whose last commune of the year is this one.
    """
    first, last = dt.date(year, 1, 1), counted_to(year, day)
    if last < first:
        return {}
    posts = Post.objects.in_groups(*STAFF).filter(valid__overlap=DateRange(first, last, "[]"))
    if organization_id:
        posts = posts.filter(cadre__in=Post.objects.filter(organization=organization_id).order_by().values("cadre"))
    found: dict[int, Served] = {}
    for cadre_id, commune_id, valid in posts.order_by("valid", "id").values_list(
        "cadre_id", "organization_id", "valid"
    ):
        earlier = found.get(cadre_id)
        found[cadre_id] = Served(commune_id, last in valid or bool(earlier and earlier.held))
    return {pk: one for pk, one in found.items() if organization_id in (None, one.organization_id)}


def cadres_by_name(ids) -> list[Cadre]:
    """These people in the order of names."""
    return list(Cadre.objects.filter(pk__in=list(ids)).order_by("sort_key", "id"))
