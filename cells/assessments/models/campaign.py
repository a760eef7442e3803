"""The evaluation of one year (A10, A11)."""

import datetime as dt
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cells.assessments.rules.member_scheme import MemberScheme, read_members
from cells.assessments.rules.scheme import Scheme, read
from cells.organizations.models import Organization
from sinho.accounts.scope import ScopedQuerySet

USER = settings.AUTH_USER_MODEL


class Campaign(models.Model):
    """The evaluation of one year under one district. It keeps the scheme that it was opened with."""

    scope_path = "organization"

    organization = models.ForeignKey(Organization, verbose_name="đảng bộ", on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField("năm")
    scheme = models.JSONField("bộ quy tắc")
    scheme_code = models.CharField("mã bộ quy tắc", max_length=30)
    register_by = models.DateField("hạn đăng ký")
    submit_by = models.DateField("hạn nộp bản tự đánh giá")
    appraise_by = models.DateField("hạn thẩm định")
    decide_by = models.DateField("hạn quyết định")
    opened_at = models.DateTimeField("mở lúc")
    opened_by = models.ForeignKey(USER, verbose_name="người mở", on_delete=models.PROTECT, related_name="+")
    confirmed_values = models.JSONField("giá trị đã xác nhận", default=list, blank=True)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        USER, verbose_name="người xác nhận", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField("khóa lúc", null=True, blank=True)
    closed_by = models.ForeignKey(
        USER, verbose_name="người khóa", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt đánh giá"
        verbose_name_plural = "đợt đánh giá"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"],
                name="campaign_once_a_year",
                violation_error_message="Đợt đánh giá của năm này đã được mở.",
            ),
            models.CheckConstraint(
                condition=Q(submit_by__gte=F("register_by"))
                & Q(appraise_by__gte=F("submit_by"))
                & Q(decide_by__gte=F("appraise_by")),
                name="campaign_dates_in_order",
                violation_error_message="Các hạn phải theo thứ tự: đăng ký, nộp, thẩm định, quyết định.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="campaign_closed_with_person",
                violation_error_message="Khóa đợt phải ghi cả người khóa và lúc khóa.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="campaign_confirmed_with_person",
                violation_error_message="Xác nhận giá trị chưa đối chiếu phải ghi cả người và lúc xác nhận.",
            ),
        ]

    def __str__(self) -> str:
        return f"Đợt đánh giá năm {self.year}"

    @property
    def counted_on(self) -> dt.date:
        """The day whose organisations are evaluated and counted: the last of the year."""
        return dt.date(self.year, 12, 31)

    def reference_day(self, today: dt.date) -> dt.date:
        """The day whose organisations are expected to work in the campaign: today while the year runs."""
        return min(max(today, dt.date(self.year, 1, 1)), self.counted_on)

    @property
    def closed(self) -> bool:
        return self.closed_at is not None

    @cached_property
    def rules(self) -> Scheme:
        """The scheme that this campaign was opened with."""
        return read(self.scheme)

    @cached_property
    def member_rules(self) -> MemberScheme | None:
        """How members are rated by that scheme; None when the copy was made before it said so."""
        return read_members(self.scheme)


class Extension(models.Model):
    """A later deadline for one unit, with its reason. The last one given counts; none is changed (a trigger)."""

    scope_path = "organization"

    campaign = models.ForeignKey(Campaign, verbose_name="đợt", on_delete=models.PROTECT, related_name="extensions")
    organization = models.ForeignKey(Organization, verbose_name="tổ chức", on_delete=models.PROTECT)
    submit_by = models.DateField("hạn nộp mới")
    reason = models.TextField("lý do")
    by = models.ForeignKey(USER, verbose_name="người cho", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "gia hạn"
        verbose_name_plural = "gia hạn"
        ordering = ["-id"]
        indexes = [models.Index(fields=["campaign", "organization", "-id"], name="extension_last")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="extension_has_reason", violation_error_message="Gia hạn phải có lý do."
            ),
        ]

    def __str__(self) -> str:
        return f"Gia hạn đến {self.submit_by:%d/%m/%Y}"
