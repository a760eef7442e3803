"""Who holds office in an organisation, and the terms of its committee."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from cells.organizations.enums import HowTaken, Office
from cells.organizations.models.organization import Organization
from sinho.accounts.scope import ScopedQuerySet
from sinho.text.fields import SortKeyField


class Officer(models.Model):
    """A person in an office of an organisation during a period (name as text until the roll of members exists)."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="officers"
    )
    person_name = models.CharField("họ và tên", max_length=120)
    office = models.CharField("chức vụ", max_length=30, choices=Office.choices)
    held = DateRangeField("thời gian giữ chức vụ")
    how = models.CharField("cách nhận chức vụ", max_length=12, choices=HowTaken.choices, blank=True)
    decision_number = models.CharField("số quyết định", max_length=40, blank=True)
    sort_key = SortKeyField(source="person_name", person=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "cấp ủy viên"
        verbose_name_plural = "cấp ủy viên"
        ordering = ["sort_key", "id"]
        constraints = [
            ExclusionConstraint(
                name="officer_one_secretary_a_day",
                expressions=[("organization", RangeOperators.EQUAL), ("held", RangeOperators.OVERLAPS)],
                condition=Q(office=Office.SECRETARY),
                violation_error_message="Một ngày tổ chức chỉ có một bí thư.",
            ),
            models.CheckConstraint(
                condition=Q(held__isempty=False) & Q(held__lower_inf=False),
                name="officer_has_start",
                violation_error_message="Phải có ngày nhận chức vụ, trước ngày thôi.",
            ),
        ]

    def __str__(self) -> str:
        return self.person_name

    @property
    def rank(self) -> int:
        """Secretary first."""
        return Office.values.index(self.office)


class Term(models.Model):
    """A term of the committee: from one congress to the next, as planned, with the congress's ordinal number."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="terms"
    )
    congress_number = models.PositiveSmallIntegerField("đại hội lần thứ", null=True, blank=True)
    starts_on = models.DateField("từ ngày")
    planned_until = models.DateField("dự kiến đến")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm kỳ"
        verbose_name_plural = "nhiệm kỳ"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_until__gt=models.F("starts_on")),
                name="term_in_order",
                violation_error_message="Nhiệm kỳ phải kết thúc sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["organization", "starts_on"],
                name="term_once",
                violation_error_message="Nhiệm kỳ bắt đầu ngày này đã có.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on.year}–{self.planned_until.year}"

    @property
    def congress(self) -> str:
        """đại hội lần thứ XII; "" while its number is unknown."""
        return f"đại hội lần thứ {roman(self.congress_number)}" if self.congress_number else ""


def roman(number: int) -> str:
    """12 → XII, as congresses are counted; for 1 to 99."""
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return tens[number // 10] + ones[number % 10]
