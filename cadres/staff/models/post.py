"""Which title somebody holds in which commune: dated rows that are closed, never overwritten."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from cadres.staff import titles
from cadres.staff.enums import PostEntry, PostExit
from cadres.staff.models.cadre import Cadre
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet


class PostQuerySet(ScopedQuerySet):
    """Posts, limited by the commune in which they are held."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)

    def on(self, day: dt.date):
        """Posts that are held on the day."""
        return self.filter(valid__contains=day)

    def in_groups(self, *groups: str):
        """Posts whose title belongs to one of these groups."""
        return self.filter(title__in=[code for group in groups for code in titles.codes_of(group)])


class Post(models.Model):
    """A title in a commune for a time: how he came to it, by which decision; how he left it.

    Several titles at a time are usual (secretary and chair of the council), in one commune. `organization` is the
    Party committee of the commune or township, whose tree says who sees it. `title`: code of the lists in `titles/`.
    """

    scope_path = "organization"

    cadre = models.ForeignKey(Cadre, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="posts")
    organization = models.ForeignKey(
        Organization, verbose_name="xã, thị trấn", on_delete=models.PROTECT, related_name="staff_posts"
    )
    title = models.CharField("chức danh", max_length=40)
    valid = DateRangeField("thời gian giữ chức danh")
    entry = models.CharField("đến do", max_length=16, choices=PostEntry.choices)
    decision_number = models.CharField("số quyết định", max_length=40, blank=True)
    decision_date = models.DateField("ngày quyết định", null=True, blank=True)
    exit = models.CharField("thôi do", max_length=16, choices=PostExit.choices, blank=True)
    exit_number = models.CharField("số quyết định thôi", max_length=40, blank=True)
    exit_date = models.DateField("ngày quyết định thôi", null=True, blank=True)
    exit_reason = models.TextField("lý do thôi", blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "chức danh đã giữ"
        verbose_name_plural = "chức danh đã giữ"
        ordering = ["cadre_id", "valid", "id"]
        constraints = [
            ExclusionConstraint(
                name="post_title_once_a_day",
                expressions=[
                    ("cadre", RangeOperators.EQUAL),
                    ("title", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Cán bộ này đã giữ chính chức danh ấy trong thời gian đó.",
            ),
            ExclusionConstraint(
                name="post_one_commune_a_day",
                expressions=[
                    ("cadre", RangeOperators.EQUAL),
                    ("organization", RangeOperators.NOT_EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Một ngày cán bộ chỉ giữ chức danh ở một xã; đồng chí ghi thôi ở xã cũ trước.",
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(valid__lower_inf=False),
                name="post_has_start",
                violation_error_message="Phải có ngày giữ chức danh, trước ngày thôi.",
            ),
            models.CheckConstraint(
                condition=Q(exit="", valid__upper_inf=True) | (~Q(exit="") & Q(valid__upper_inf=False)),
                name="post_exit_with_day",
                violation_error_message="Thôi chức danh phải ghi cả ngày và lý do; đang giữ thì để trống cả hai.",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & Q(entry__in=PostEntry.values) & Q(exit__in=["", *PostExit.values]),
                name="post_known_ways",
                violation_error_message="Chức danh, cách đến hoặc lý do thôi không có trong danh mục.",
            ),
        ]
        indexes = [models.Index(fields=["organization", "cadre"], name="post_by_commune")]

    def __str__(self) -> str:
        return titles.named(self.title, self.valid.lower)

    @property
    def since(self) -> dt.date:
        return self.valid.lower

    @property
    def until(self) -> dt.date | None:
        """The first day no longer in the post; None while it goes on."""
        return self.valid.upper
