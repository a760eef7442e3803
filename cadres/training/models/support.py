"""Money that supports who studies (A22): the budget of a year, who gets how much, what was paid. Whole đồng."""

import datetime as dt
from collections import defaultdict

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q, Sum

from cadres.staff.models import Cadre
from cadres.training.models.enrolment import Enrolment
from cadres.training.rules import month_of, months_between
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

ONE_DAY = dt.timedelta(days=1)


class StaffScopedQuerySet(ScopedQuerySet):
    """Seen by who sees the staff there."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)


class SupportBudget(models.Model):
    """The budget of a year. It is the row that whoever pays locks; its amount is the sum of its decisions."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="cấp ngân sách", on_delete=models.PROTECT, related_name="support_budgets"
    )
    year = models.PositiveSmallIntegerField("năm")

    objects = StaffScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "dự toán hỗ trợ"
        verbose_name_plural = "dự toán hỗ trợ"
        ordering = ["organization_id", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"],
                name="support_budget_once_a_year",
                violation_error_message="Dự toán hỗ trợ của năm này đã lập.",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1990, 2100)),
                name="support_budget_year",
                violation_error_message="Năm của dự toán từ 1990 đến 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"Dự toán hỗ trợ năm {self.year}"

    @property
    def amount(self) -> int:
        """What its decisions give together."""
        return self.decisions.aggregate(sum=Sum("amount"))["sum"] or 0

    @property
    def paid(self) -> int:
        """What was paid, less what was taken back."""
        return self.payments.aggregate(sum=Sum("amount"))["sum"] or 0

    @property
    def balance(self) -> int:
        return self.amount - self.paid


class BudgetDecision(models.Model):
    """A decision that gives the budget of a year, raises it or, with a negative amount, lowers it. Kept as written."""

    scope_path = "budget__organization"

    budget = models.ForeignKey(
        SupportBudget, verbose_name="dự toán", on_delete=models.PROTECT, related_name="decisions"
    )
    amount = models.BigIntegerField("số tiền (đồng)")
    decision_number = models.CharField("số quyết định", max_length=40)
    decision_date = models.DateField("ngày quyết định")
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = StaffScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định giao dự toán"
        verbose_name_plural = "quyết định giao dự toán"
        ordering = ["budget_id", "decision_date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0) & ~Q(decision_number=""),
                name="budget_decision_whole",
                violation_error_message="Quyết định giao dự toán phải có số và số tiền khác 0.",
            ),
            models.UniqueConstraint(
                fields=["budget", "decision_number", "decision_date"],
                name="budget_decision_once",
                violation_error_message="Quyết định này đã ghi.",
            ),
        ]

    def __str__(self) -> str:
        return self.decision_number


class SupportAward(models.Model):
    """Who gets how much a month for which months, while he attends a class. `payer` has the budget.

    `months` runs from the first day of the first month to the first day of the month after the last.
    """

    scope_path = "organization"

    enrolment = models.ForeignKey(Enrolment, verbose_name="người học", on_delete=models.PROTECT, related_name="awards")
    cadre = models.ForeignKey(Cadre, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="support_awards")
    organization = models.ForeignKey(
        Organization, verbose_name="xã, thị trấn", on_delete=models.PROTECT, related_name="support_awards"
    )
    payer = models.ForeignKey(
        Organization, verbose_name="cấp ngân sách", on_delete=models.PROTECT, related_name="support_given"
    )
    monthly_amount = models.BigIntegerField("mức một tháng (đồng)")
    months = DateRangeField("các tháng")
    decision_number = models.CharField("số quyết định", max_length=40)
    decision_date = models.DateField("ngày quyết định")
    ended_reason = models.CharField("lý do thôi hỗ trợ", max_length=300, blank=True)

    objects = StaffScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "mức hỗ trợ"
        verbose_name_plural = "mức hỗ trợ"
        ordering = ["organization_id", "cadre_id", "months", "id"]
        constraints = [
            ExclusionConstraint(
                name="support_award_one_a_month",
                expressions=[("cadre", RangeOperators.EQUAL), ("months", RangeOperators.OVERLAPS)],
                violation_error_message="Cán bộ này đã được duyệt hỗ trợ cho một tháng trong các tháng ấy.",
            ),
            models.CheckConstraint(
                condition=Q(monthly_amount__gt=0) & ~Q(decision_number=""),
                name="support_award_whole",
                violation_error_message="Mức hỗ trợ phải là số đồng lớn hơn 0, theo quyết định có số.",
            ),
            models.CheckConstraint(
                condition=Q(months__lower_inf=False, months__upper_inf=False, months__isempty=False)
                & Q(months__startswith__day=1, months__endswith__day=1),
                name="support_award_months",
                violation_error_message="Hỗ trợ tính tròn tháng, có tháng đầu và tháng cuối.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre.full_name}, {self.first_month:%m/%Y}–{self.last_month:%m/%Y}"

    @property
    def first_month(self) -> dt.date:
        return self.months.lower

    @property
    def last_month(self) -> dt.date:
        return month_of(self.months.upper - ONE_DAY)

    @property
    def all_months(self) -> list[dt.date]:
        return months_between(self.first_month, self.last_month)


class SupportPaymentQuerySet(StaffScopedQuerySet):
    def standing(self):
        """Payments that were not taken back, without the counter entries."""
        return self.filter(reverses__isnull=True, taken_back=False)

    def paid_between(self, first: dt.date, last: dt.date):
        """Payments and counter entries of these days."""
        return self.filter(paid_on__range=(first, last))


class SupportPayment(models.Model):
    """A month of somebody paid; or, as a counter entry with a reason, taken back. Kept as written.

    Budget, person and amount fit the award, and the budget never falls below zero (trigger `support_payment_fits`).
    """

    scope_path = "award__organization"

    award = models.ForeignKey(
        SupportAward, verbose_name="mức hỗ trợ", on_delete=models.PROTECT, related_name="payments"
    )
    cadre = models.ForeignKey(Cadre, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="support_payments")
    budget = models.ForeignKey(SupportBudget, verbose_name="dự toán", on_delete=models.PROTECT, related_name="payments")
    month = models.DateField("tháng")
    amount = models.BigIntegerField("số tiền (đồng)")
    voucher_number = models.CharField("số phiếu chi", max_length=40)
    paid_on = models.DateField("ngày chi")
    reverses = models.OneToOneField(
        "self", verbose_name="thu hồi lần chi", on_delete=models.PROTECT, null=True, blank=True, related_name="counter"
    )
    reason = models.CharField("lý do thu hồi", max_length=300, blank=True)
    taken_back = models.BooleanField("đã thu hồi", default=False)

    objects = SupportPaymentQuerySet.as_manager()

    class Meta:
        verbose_name = "lần chi hỗ trợ"
        verbose_name_plural = "lần chi hỗ trợ"
        ordering = ["budget_id", "paid_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "month"],
                condition=Q(reverses__isnull=True, taken_back=False),
                name="support_month_paid_once",
                violation_error_message="Tháng này đã chi cho cán bộ ấy rồi.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, reverses__isnull=True, reason="")
                | (Q(amount__lt=0, reverses__isnull=False, taken_back=False) & ~Q(reason="")),
                name="support_payment_sign",
                violation_error_message="Số tiền chi lớn hơn 0; thu hồi phải có lý do và chỉ đúng một lần chi.",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1) & Q(paid_on__gte=F("month")) & ~Q(voucher_number=""),
                name="support_payment_whole",
                violation_error_message="Phải có số phiếu chi; không chi trước tháng được hưởng.",
            ),
        ]
        indexes = [models.Index(fields=["budget", "month"], name="support_payment_by_month")]

    def __str__(self) -> str:
        return f"{self.voucher_number}, tháng {self.month:%m/%Y}"


def paid_months(awards) -> dict[int, set[dt.date]]:
    """Award → months that were paid and not taken back: one query."""
    found: dict[int, set[dt.date]] = defaultdict(set)
    for award_id, month in SupportPayment.objects.standing().filter(award__in=awards).values_list("award_id", "month"):
        found[award_id].add(month)
    return found
