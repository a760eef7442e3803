"""Somebody who works or worked for a commune: elected, recruited or part-time."""

import datetime as dt

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from members.roll.enums import Ethnicity, Religion, Sex
from members.roll.models import Member
from members.roll.models.member import IDENTITY, masked
from members.roll.rules import BirthDate
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet
from sinho.text.fields import SearchKeyField, SortKeyField


class CadreQuerySet(ScopedQuerySet):
    """A record is seen from the commune of the last post: with it goes the sight of the record."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return self.with_last_organization().filter(last_organization__among=scope.organization_ids(permission))

    def with_last_organization(self):
        """Each with `last_organization`, the id of the commune of the post that began last."""
        posts = self.model.posts.rel.related_model.objects.filter(cadre=OuterRef("pk")).order_by("-valid")
        return self.annotate(last_organization=Subquery(posts.values("organization_id")[:1]))

    def born_between(self, first: dt.date, last: dt.date):
        """Those born on one of these days; of whom only the year is known counts as born on its first day."""
        born = F("birth_year") * 10000 + Coalesce("birth_month", 1) * 100 + Coalesce("birth_day", 1)
        bounds = [day.year * 10000 + day.month * 100 + day.day for day in (first, last)]
        return self.annotate(born=born).filter(born__range=bounds)


class CadreRowQuerySet(ScopedQuerySet):
    """What is written about somebody is seen by who sees his record."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return self.filter(cadre__in=Cadre.objects.in_scope(scope, permission))


class Cadre(models.Model):
    """A person on the staff of a commune. Nobody is ever deleted; who left keeps his record.

    `member`: the record of the same person on the roll of the Party, when somebody has said so.
    """

    scope_path = "posts__organization"

    full_name = models.CharField("họ và tên", max_length=120)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices)
    birth_year = models.PositiveSmallIntegerField("năm sinh")
    birth_month = models.PositiveSmallIntegerField("tháng sinh", null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField("ngày sinh", null=True, blank=True)
    ethnicity = models.CharField("dân tộc", max_length=16, choices=Ethnicity.choices)
    religion = models.CharField("tôn giáo", max_length=12, choices=Religion.choices, default=Religion.NONE)
    home_place = models.CharField("quê quán", max_length=200, blank=True)
    identity_number = models.CharField("số căn cước, chứng minh", max_length=12, blank=True)
    member = models.ForeignKey(
        Member,
        verbose_name="hồ sơ đảng viên",
        on_delete=models.PROTECT,
        related_name="cadre_records",
        null=True,
        blank=True,
    )
    search_key = SearchKeyField(source="full_name")
    sort_key = SortKeyField(source="full_name", person=True)

    objects = CadreQuerySet.as_manager()

    class Meta:
        verbose_name = "cán bộ, công chức"
        verbose_name_plural = "cán bộ, công chức"
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["identity_number"],
                condition=~Q(identity_number=""),
                name="cadre_identity_once",
                violation_error_message="Số căn cước, chứng minh này đã ghi cho một cán bộ khác.",
            ),
            models.UniqueConstraint(
                fields=["member"],
                name="cadre_member_once",
                violation_error_message="Hồ sơ đảng viên này đã gắn với một cán bộ khác.",
            ),
            models.CheckConstraint(
                condition=Q(identity_number="") | Q(identity_number__regex=IDENTITY),
                name="cadre_identity_digits",
                violation_error_message="Số căn cước có 12 chữ số; chứng minh nhân dân cũ có 9 chữ số.",
            ),
            models.CheckConstraint(
                condition=Q(birth_month__isnull=False) | Q(birth_day__isnull=True),
                name="cadre_birth_day_with_month",
                violation_error_message="Có ngày sinh thì phải có tháng sinh.",
            ),
            models.CheckConstraint(
                condition=Q(birth_year__range=(1880, 2100))
                & (Q(birth_month__isnull=True) | Q(birth_month__range=(1, 12)))
                & (Q(birth_day__isnull=True) | Q(birth_day__range=(1, 31))),
                name="cadre_birth_possible",
                violation_error_message="Ngày, tháng hoặc năm sinh không có trong lịch.",
            ),
            models.CheckConstraint(
                condition=~Q(full_name="") & Q(sex__in=Sex.values) & Q(ethnicity__in=Ethnicity.values),
                name="cadre_named",
                violation_error_message="Cán bộ phải có họ tên, giới tính và dân tộc.",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="cadre_by_name"),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="cadre_by_search_key"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def birth(self) -> BirthDate:
        return BirthDate(self.birth_year, self.birth_month, self.birth_day)

    @property
    def masked_identity(self) -> str:
        return masked(self.identity_number)
