"""Working regulations of committees and cells, part by part (A9)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cells.directives.models.briefing import StandingQuerySet
from cells.directives.models.directive import LONGEST_REASON, LONGEST_SUBJECT
from cells.directives.parts import LONGEST_CODE, heading_of
from cells.organizations.models import Organization, Term
from sinho.accounts.scope import ScopedQuerySet

USER = settings.AUTH_USER_MODEL
LONGEST_PART = 8000


class RegulationQuerySet(StandingQuerySet):
    def in_force_on(self, day: dt.date):
        """The last ones issued by the day, one of each organisation."""
        rows = self.model._default_manager.standing().filter(issued_on__lte=day)
        last = rows.order_by("organization_id", "-issued_on", "-id").distinct("organization_id")
        return self.filter(pk__in=last.values("pk"))


class Regulation(models.Model):
    """Regulations of an organisation for a term; new ones come after them. A row that `replaces` mends a mistake."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="regulations"
    )
    term = models.ForeignKey(
        Term, verbose_name="nhiệm kỳ", on_delete=models.PROTECT, related_name="regulations", null=True, blank=True
    )
    number = models.CharField("số, ký hiệu", max_length=40)
    title = models.CharField("trích yếu", max_length=LONGEST_SUBJECT)
    issued_on = models.DateField("ngày ban hành")
    next_review_on = models.DateField("rà soát tiếp theo", null=True, blank=True)
    replaces = models.OneToOneField(
        "self", verbose_name="thay cho", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    struck = models.BooleanField("ghi nhầm", default=False)
    reason = models.CharField("lý do sửa", max_length=LONGEST_REASON, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name = "quy chế làm việc"
        verbose_name_plural = "quy chế làm việc"
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="")
                & ~Q(title="")
                & (Q(next_review_on__isnull=True) | Q(next_review_on__gt=F("issued_on"))),
                name="regulation_told",
                violation_error_message="Quy chế phải có số, trích yếu; ngày rà soát sau ngày ban hành.",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, struck=False, reason="")
                | (Q(replaces__isnull=False) & ~Q(reason="")),
                name="regulation_replaced_why",
                violation_error_message="Sửa hay bỏ quy chế ghi nhầm phải có lý do.",
            ),
        ]
        indexes = [models.Index(fields=["organization", "issued_on"], name="regulation_by_organization")]

    def __str__(self) -> str:
        return f"Quy chế {self.number}"


class RegulationPart(models.Model):
    """The text of one part; clauses stand on lines of their own."""

    scope_path = "regulation__organization"

    regulation = models.ForeignKey(Regulation, on_delete=models.PROTECT, related_name="parts")
    code = models.CharField("phần", max_length=LONGEST_CODE)
    text = models.CharField("nội dung", max_length=LONGEST_PART)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "phần của quy chế"
        verbose_name_plural = "các phần của quy chế"
        ordering = ["regulation_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["regulation", "code"],
                name="regulation_part_once",
                violation_error_message="Phần này đã ghi trong quy chế.",
            ),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(text=""),
                name="regulation_part_told",
                violation_error_message="Mỗi phần của quy chế phải có nội dung.",
            ),
        ]

    @property
    def heading(self) -> str:
        return heading_of(self.code)

    @property
    def clauses(self) -> list[str]:
        """Lines that say something."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]
