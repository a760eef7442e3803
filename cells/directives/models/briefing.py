"""Briefings on documents: where, when, by whom, who was there (A1)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum

from cells.directives.enums import MEMBERS, Audience
from cells.directives.models.directive import LONGEST_REASON, Directive
from cells.organizations.models import Organization
from sinho.accounts.scope import ScopedQuerySet

USER = settings.AUTH_USER_MODEL


class StandingQuerySet(ScopedQuerySet):
    """Rows that a later one may replace; a later one that says `struck` takes back what was written by mistake."""

    def standing(self):
        """What no later row has replaced, without what was taken back."""
        return self.filter(replaced_by__isnull=True, struck=False)


class BriefingQuerySet(StandingQuerySet):
    def held_until(self, day: dt.date):
        return self.filter(held_on__lte=day)

    def with_members(self):
        """Adds how many members were invited and were there."""
        members = Q(heard__kind__in=MEMBERS)
        return self.annotate(
            invited_members=Sum("heard__invited", filter=members, default=0),
            present_members=Sum("heard__present", filter=members, default=0),
            invited_all=Sum("heard__invited", default=0),
            present_all=Sum("heard__present", default=0),
        )


class Briefing(models.Model):
    """A session; it is only added to. A correction is a row that `replaces` this one and says why.

    `members`: how many members the organisation had that day, by the roll or as told; None when nobody says.
    """

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="briefings"
    )
    directives = models.ManyToManyField(
        Directive, verbose_name="văn bản", through="BriefingDirective", related_name="briefings"
    )
    held_on = models.DateField("ngày")
    place = models.CharField("địa điểm", max_length=160)
    speaker = models.CharField("người truyền đạt", max_length=160)
    members = models.PositiveIntegerField("số đảng viên của tổ chức", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=1000, blank=True)
    replaces = models.OneToOneField(
        "self", verbose_name="thay cho", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    struck = models.BooleanField("ghi nhầm", default=False)
    reason = models.CharField("lý do sửa", max_length=LONGEST_REASON, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = BriefingQuerySet.as_manager()

    class Meta:
        verbose_name = "buổi quán triệt"
        verbose_name_plural = "buổi quán triệt"
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(place="") & ~Q(speaker=""),
                name="briefing_told",
                violation_error_message="Buổi quán triệt phải có địa điểm và người truyền đạt.",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, struck=False, reason="")
                | (Q(replaces__isnull=False) & ~Q(reason="")),
                name="briefing_replaced_why",
                violation_error_message="Sửa hay bỏ buổi quán triệt phải có lý do.",
            ),
            models.CheckConstraint(
                condition=Q(members__isnull=True) | Q(members__gt=0),
                name="briefing_members_some",
                violation_error_message="Số đảng viên của tổ chức phải từ 1 trở lên, hoặc để trống.",
            ),
        ]
        indexes = [models.Index(fields=["organization", "held_on"], name="briefing_by_organization")]

    def __str__(self) -> str:
        return f"{self.held_on:%d/%m/%Y}, {self.place}"


class BriefingDirective(models.Model):
    """A document that the session was about."""

    scope_path = "briefing__organization"

    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="about")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="briefed")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản được quán triệt"
        verbose_name_plural = "văn bản được quán triệt"
        constraints = [
            models.UniqueConstraint(
                fields=["briefing", "directive"],
                name="briefing_directive_once",
                violation_error_message="Văn bản này đã ghi trong buổi quán triệt.",
            )
        ]


class BriefingAudience(models.Model):
    """How many of a kind of listeners were asked to come, and came."""

    scope_path = "briefing__organization"

    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="heard")
    kind = models.CharField("loại người dự", max_length=10, choices=Audience.choices)
    invited = models.PositiveIntegerField("mời")
    present = models.PositiveIntegerField("có mặt")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "người dự"
        verbose_name_plural = "người dự"
        ordering = ["briefing_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["briefing", "kind"],
                name="briefing_audience_once",
                violation_error_message="Loại người dự này đã ghi trong buổi quán triệt.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Audience.values) & Q(invited__gt=0) & Q(present__lte=F("invited")),
                name="briefing_audience_adds_up",
                violation_error_message="Số có mặt không quá số mời của mỗi loại người dự.",
            ),
        ]
