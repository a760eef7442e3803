"""Who works for which organisation, in which role, from when until when."""

import datetime as dt

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import connection, models
from django.db.models import Q

from cells.organizations.models import Organization, reach_of
from sinho.accounts.roles import Role
from sinho.accounts.scope import Reach, Scope, ScopedQuerySet


class GrantQuerySet(ScopedQuerySet):
    def on(self, day: dt.date):
        """Grants in force on the day."""
        return self.filter(valid__contains=day)


class Grant(models.Model):
    """A role given to a person on an organisation for a time; it reaches everything below the organisation."""

    scope_path = "organization"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", on_delete=models.PROTECT, related_name="grants"
    )
    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="grants"
    )
    role = models.CharField("vai trò", max_length=30, choices=Role.choices)
    valid = DateRangeField("hiệu lực")

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "quyền"
        verbose_name_plural = "quyền"
        ordering = ["user_id", "id"]
        constraints = [
            ExclusionConstraint(
                name="grant_once_a_day",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("organization", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Đồng chí này đã có vai trò đó ở tổ chức này trong thời gian trên.",
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(valid__lower_inf=False),
                name="grant_has_start",
                violation_error_message="Quyền phải có ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


# Every request asks this, so it is plain SQL: grants in force, with the name of the organisation on the day.
IN_FORCE = """
SELECT role, organization_id, (
    SELECT name FROM cells_organizationstate state
    WHERE state.organization_id = cells_grant.organization_id AND state.valid @> %(day)s::date
)
FROM cells_grant WHERE user_id = %(user)s AND valid @> %(day)s::date ORDER BY id
"""


def scope_of(user, day: dt.date) -> Scope:
    """The scope of a person on a day, from the grants in force (two queries)."""
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE, {"user": user.pk, "day": day})
        grants = cursor.fetchall()
    if not grants:
        return Scope(user_id=user.pk)
    below = reach_of([organization_id for _, organization_id, _ in grants], day)
    reaches = (Reach(role, one, below[one], name or "") for role, one, name in grants)
    return Scope(user_id=user.pk, reaches=tuple(reaches))
