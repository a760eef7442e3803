"""Praise of organisations, what that of members shares with it, and model practices (A12)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from cells.organizations.models import Organization
from cells.oversight.conduct_lists import praise
from cells.oversight.models.struck import STANDING, StandingQuerySet, Struck, struck_whole
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet
from sinho.text.fields import SearchKeyField

USER = settings.AUTH_USER_MODEL
PRAISED = ~Q(kind="") & ~Q(level="") & ~Q(issuer="") & ~Q(decision_number="") & ~Q(achievement="")
IN_ITS_YEAR = Q(decision_date__year__gte=F("year"))


class Praised(Struck):
    """A commendation by decision. Append-only."""

    writes, dated_by = Permission.RECORD_PRAISE, "decision_date"

    kind = models.CharField("hình thức", max_length=12)
    level = models.CharField("cấp khen", max_length=12)
    issuer = models.CharField("cơ quan khen", max_length=200)
    decision_number = models.CharField("số quyết định", max_length=40)
    decision_date = models.DateField("ngày quyết định")
    year = models.PositiveSmallIntegerField("thành tích năm")
    achievement = models.CharField("thành tích", max_length=500)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind_label}, {self.decision_number}"

    @property
    def kind_label(self) -> str:
        return praise().kinds.get(self.kind, self.kind)

    @property
    def level_label(self) -> str:
        return praise().levels.get(self.level, self.level)


class Commendation(Praised):
    """An organisation was praised."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="commendations"
    )

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = "khen thưởng tổ chức đảng"
        verbose_name_plural = "khen thưởng tổ chức đảng"
        ordering = ["-decision_date", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "decision_number", "decision_date"],
                condition=STANDING,
                name="commendation_once",
                violation_error_message="Quyết định khen thưởng này đã ghi cho tổ chức.",
            ),
            models.CheckConstraint(
                condition=PRAISED,
                name="commendation_whole",
                violation_error_message="Khen thưởng phải có hình thức, cấp, cơ quan khen, số quyết định, thành tích.",
            ),
            models.CheckConstraint(
                condition=IN_ITS_YEAR,
                name="commendation_after_its_year",
                violation_error_message="Quyết định khen thưởng không thể có trước năm của thành tích.",
            ),
            struck_whole(),
        ]


class PracticeQuerySet(ScopedQuerySet):
    """Model practices: everybody who sees any organisation may read them, that they spread."""

    def until(self, day: dt.date):
        return self.filter(on__lte=day)

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW):
        return (
            self
            if scope.has(Permission.VIEW) and permission == Permission.VIEW
            else super().in_scope(scope, permission)
        )


class Practice(models.Model):
    """A model practice of an organisation, in a few words."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="practices"
    )
    title = models.CharField("tên cách làm", max_length=200)
    text = models.CharField("cách làm, kết quả", max_length=2000)
    on = models.DateField("ngày ghi nhận")
    search_key = SearchKeyField(source="searched")
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = "điển hình, cách làm hay"
        verbose_name_plural = "điển hình, cách làm hay"
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                "organization",
                MD5("title"),
                name="practice_once",
                violation_error_message="Cách làm này của tổ chức đã ghi.",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""),
                name="practice_whole",
                violation_error_message="Điển hình phải có tên và nội dung.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def searched(self) -> str:
        return f"{self.title} {self.text}"


class TakenUp(models.Model):
    """A unit took a model practice up."""

    scope_path = "organization"

    practice = models.ForeignKey(Practice, verbose_name="cách làm", on_delete=models.PROTECT, related_name="taken_up")
    organization = models.ForeignKey(
        Organization, verbose_name="đơn vị áp dụng", on_delete=models.PROTECT, related_name="taken_practices"
    )
    on = models.DateField("áp dụng từ ngày")
    note = models.CharField("kết quả", max_length=500, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi áp dụng cách làm hay"
        verbose_name_plural = "nơi áp dụng cách làm hay"
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "organization"],
                name="taken_up_once",
                violation_error_message="Đơn vị này đã ghi áp dụng cách làm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.practice_id}"
