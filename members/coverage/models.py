"""What was done for a village, and the life of villages read from homes, memberships and services (A2)."""

import datetime as dt
from collections import defaultdict

from django.conf import settings
from django.db import connection, models
from django.db.models import Q

from cells.organizations.models import Organization
from cells.places.enums import ServiceKind
from cells.places.models import Village, VillageService, VillageState
from members.coverage.enums import MeasureKind
from members.coverage.rules import Period, VillageLife
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

USER = settings.AUTH_USER_MODEL

# The times in which at least one member on the roll lived in a village.
INHABITED = """
SELECT village_id, lower(period), upper(period) FROM (
    SELECT home.village_id, unnest(range_agg(home.valid * membership.valid)) AS period
    FROM members_livingplace home
    JOIN members_membership membership ON membership.member_id = home.member_id AND membership.valid && home.valid
    WHERE home.village_id = ANY(%s) GROUP BY home.village_id
) AS times ORDER BY village_id, period
"""


class Measure(models.Model):
    """Something that was done so that a village gets members, and what it cost."""

    scope_path = "committee"

    village = models.ForeignKey(Village, verbose_name="bản", on_delete=models.PROTECT, related_name="measures")
    committee = models.ForeignKey(
        Organization, verbose_name="đảng ủy phụ trách", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField("việc", max_length=16, choices=MeasureKind.choices)
    on = models.DateField("ngày")
    words = models.CharField("nội dung", max_length=300)
    money = models.PositiveBigIntegerField("kinh phí, đồng", null=True, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "biện pháp cho bản"
        verbose_name_plural = "biện pháp cho bản"
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=MeasureKind.values) & ~Q(words=""),
                name="measure_named",
                violation_error_message="Biện pháp phải ghi việc và nội dung.",
            )
        ]

    def __str__(self) -> str:
        return self.words


def states_seen(scope: Scope, day: dt.date):
    """Villages of the day within the reach of who may see members."""
    states = VillageState.objects.on(day).in_scope(scope, Permission.VIEW_MEMBERS)
    return states.select_related("village", "commune").order_by("commune__sort_key", "sort_key", "id")


def lives_of(village_ids: list[int]) -> list[VillageLife]:
    """The life of these villages: three queries."""
    exists, members, served, own = (defaultdict(list) for _ in range(4))
    for village_id, valid in VillageState.objects.filter(village__in=village_ids).values_list("village_id", "valid"):
        exists[village_id].append(Period(valid.lower, valid.upper))
    services = VillageService.objects.filter(village__in=village_ids).values_list("village_id", "valid", "kind")
    for village_id, valid, kind in services:
        served[village_id].append(Period(valid.lower, valid.upper))
        if kind == ServiceKind.OWN:
            own[village_id].append(Period(valid.lower, valid.upper))
    with connection.cursor() as cursor:
        cursor.execute(INHABITED, [village_ids])
        for village_id, since, until in cursor.fetchall():
            members[village_id].append(Period(since, until))
    return [VillageLife(pk, *(tuple(found[pk]) for found in (exists, members, served, own))) for pk in village_ids]
