"""Who works for which organisation, in which role, from when until when."""

import datetime as dt

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
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


def scope_of(user, day: dt.date) -> Scope:
    """The scope of a person on a day, from the grants in force (two queries)."""
    grants = list(Grant.objects.on(day).filter(user=user).order_by("id").values_list("role", "organization_id"))
    if not grants:
        return Scope(user_id=user.pk)
    below = reach_of([organization_id for _, organization_id in grants], day)
    return Scope(
        user_id=user.pk,
        reaches=tuple(Reach(role, organization_id, below[organization_id]) for role, organization_id in grants),
    )
