"""Older staff who cannot be sent to study are led to retire: the case, its steps, the support that was paid (A19)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cadres.movements.enums import CaseClosing
from cadres.movements.rulebook import regimes
from cadres.staff.models import Cadre
from cadres.staff.models.cadre import CadreRowQuerySet
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

USER = settings.AUTH_USER_MODEL
LEAVING, DECISION, SUPPORT = "leaving", "decision", "support"


class InsuranceRecord(models.Model):
    """How many months of social insurance somebody had paid by a day, as his book says; the newest record counts."""

    scope_path = "cadre__posts__organization"

    cadre = models.ForeignKey(Cadre, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="insurance")
    on = models.DateField("tính đến ngày")
    months = models.PositiveSmallIntegerField("số tháng đã đóng")
    number = models.CharField("số sổ bảo hiểm", max_length=40, blank=True)

    objects = CadreRowQuerySet.as_manager()

    class Meta:
        verbose_name = "thời gian đóng bảo hiểm xã hội"
        verbose_name_plural = "thời gian đóng bảo hiểm xã hội"
        ordering = ["cadre_id", "on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months__range=(0, 720)),
                name="insurance_months_possible",
                violation_error_message="Số tháng đóng bảo hiểm phải từ 0 đến 720.",
            ),
        ]


class CaseQuerySet(ScopedQuerySet):
    """Cases, limited by the commune in which he served when the case was opened."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)

    def opened_by(self, day: dt.date):
        return self.filter(opened_on__lte=day)

    def with_step(self, step: str, **when):
        """Cases with this step in force on such a day."""
        steps = RetirementStep.objects.in_force().filter(case=OuterRef("pk"), step=step, **when).order_by()
        return self.filter(Exists(steps))

    def left_in_year(self, day: dt.date):
        """Cases whose person had left by the day, in its year."""
        return self.with_step(LEAVING, on__gte=dt.date(day.year, 1, 1), on__lt=day)

    def supported_in_year(self, day: dt.date):
        """Cases for which support was paid in the year of the day, up to it."""
        return self.with_step(SUPPORT, on__range=(dt.date(day.year, 1, 1), day))

    def closed_in_year(self, day: dt.date):
        return self.filter(closed_on__range=(dt.date(day.year, 1, 1), day))

    def going_on(self, day: dt.date):
        """Opened by the day, neither given up nor brought to its end."""
        steps = RetirementStep.objects.in_force().filter(case=OuterRef("pk"), step=LEAVING, on__lt=day).order_by()
        return self.opened_by(day).exclude(closed_on__lte=day).exclude(Exists(steps))


class RetirementCase(models.Model):
    """The way of one person out of the staff. Where it stands follows from its steps; `path` is the list it follows."""

    scope_path = "organization"

    cadre = models.ForeignKey(Cadre, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="retirement_cases")
    organization = models.ForeignKey(
        Organization, verbose_name="xã, thị trấn", on_delete=models.PROTECT, related_name="retirement_cases"
    )
    path = models.CharField("trình tự", max_length=24)
    opened_on = models.DateField("mở ngày")
    grounds = models.CharField("căn cứ đưa vào diện", max_length=500)
    closed_on = models.DateField("thôi ngày", null=True, blank=True)
    closing = models.CharField("thôi do", max_length=12, choices=CaseClosing.choices, blank=True)
    closing_reason = models.CharField("lý do", max_length=1000, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ nghỉ hưu"
        verbose_name_plural = "hồ sơ nghỉ hưu"
        ordering = ["-opened_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre"],
                condition=Q(closed_on__isnull=True),
                name="retirement_case_once",
                violation_error_message="Đồng chí này đã có hồ sơ nghỉ hưu đang làm.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closing="", closing_reason="")
                | Q(closed_on__gte=models.F("opened_on")) & ~Q(closing="") & ~Q(closing_reason=""),
                name="retirement_closed_with_reason",
                violation_error_message="Thôi hồ sơ nghỉ hưu phải ghi ngày, từ ngày mở trở đi, và lý do.",
            ),
            models.CheckConstraint(
                condition=~Q(grounds="") & Q(closing__in=["", *CaseClosing.values]),
                name="retirement_has_grounds",
                violation_error_message="Hồ sơ nghỉ hưu phải có căn cứ.",
            ),
        ]

    def __str__(self) -> str:
        return f"Hồ sơ nghỉ hưu của {self.cadre.full_name}"


class StepQuerySet(ScopedQuerySet):
    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)

    def in_force(self):
        """Steps that were not struck out."""
        return self.filter(struck_at__isnull=True)


class RetirementStep(models.Model):
    """A step with its paper. It is never changed (trigger `append_only`); a wrong one is struck out and stays.

    `loss` in per cent by the medical assessment, `amount` in whole đồng, `last_day` the last working day decided.
    """

    scope_path = "case__organization"

    case = models.ForeignKey(RetirementCase, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="steps")
    step = models.CharField("bước", max_length=24)
    on = models.DateField("ngày")
    number = models.CharField("số giấy", max_length=40, blank=True)
    people = models.CharField("người thực hiện", max_length=240, blank=True)
    place = models.CharField("nơi giám định", max_length=160, blank=True)
    loss = models.DecimalField("tỷ lệ suy giảm khả năng lao động, %", max_digits=4, decimal_places=1, null=True)
    amount = models.PositiveIntegerField("số tiền, đồng", null=True, blank=True)
    regime = models.CharField("chế độ", max_length=24, blank=True)
    last_day = models.DateField("ngày làm việc cuối cùng", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")
    struck_at = models.DateTimeField("lúc gạch bỏ", null=True, blank=True)
    struck_by = models.ForeignKey(
        USER, verbose_name="người gạch bỏ", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    struck_reason = models.CharField("lý do gạch bỏ", max_length=500, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "bước nghỉ hưu"
        verbose_name_plural = "bước nghỉ hưu"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "step", "on"],
                condition=Q(struck_at__isnull=True),
                name="retirement_step_once_a_day",
                violation_error_message="Bước này của ngày ấy đã ghi.",
            ),
            models.CheckConstraint(
                condition=Q(loss__isnull=True) | Q(loss__range=(0, 100)),
                name="retirement_loss_possible",
                violation_error_message="Tỷ lệ suy giảm khả năng lao động phải từ 0 đến 100 %.",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
                name="retirement_amount_positive",
                violation_error_message="Số tiền hỗ trợ phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_reason="")
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_reason=""),
                name="retirement_struck_whole",
                violation_error_message="Gạch bỏ một bước phải ghi lúc, người và lý do.",
            ),
        ]

    @property
    def regime_label(self) -> str:
        """The regime of a decision in words."""
        known = regimes().get(self.regime)
        return known.label if known else self.regime
