"""Which member of the district committee is in charge of which organisation, from when until when (A13)."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from cells.organizations.models import Organization
from cells.oversight.enums.in_charge import ChargeRole
from cells.oversight.models.dated import Held, author
from sinho.accounts.scope import ScopedQuerySet
from sinho.text.fields import SortKeyField


class InChargeQuerySet(ScopedQuerySet):
    """Assignments that were not written by mistake."""

    def right(self):
        return self.filter(mistaken=False)

    def on(self, day: dt.date):
        """Who is in charge on the day."""
        return self.right().filter(valid__contains=day)


class InCharge(Held, models.Model):
    """A member of the district committee, by name and office as the decision says, in charge of an organisation.

    The database lets the row be closed once, and keeps everything else.
    """

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="in_charge"
    )
    person_name = models.CharField("họ và tên", max_length=120)
    office = models.CharField("chức vụ", max_length=160)
    role = models.CharField("vai trò", max_length=10, choices=ChargeRole.choices, default=ChargeRole.LEAD)
    valid = DateRangeField("thời gian phụ trách")
    decision_number = models.CharField("số quyết định", max_length=40)
    decision_date = models.DateField("ngày quyết định")
    mistaken = models.BooleanField("ghi nhầm", default=False)
    end_reason = models.CharField("lý do thôi", max_length=300, blank=True)
    by = author()
    at = models.DateTimeField("lúc ghi")
    sort_key = SortKeyField(source="person_name", person=True)

    objects = InChargeQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công phụ trách"
        verbose_name_plural = "phân công phụ trách"
        ordering = ["-valid", "sort_key", "id"]
        constraints = [
            ExclusionConstraint(
                name="in_charge_once_a_day",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("person_name", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(mistaken=False),
                violation_error_message="Đồng chí này đã được phân công phụ trách tổ chức đó trong thời gian trên.",
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(valid__lower_inf=False),
                name="in_charge_has_start",
                violation_error_message="Phân công phải có ngày bắt đầu, không sau ngày thôi.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=ChargeRole.values) & ~Q(person_name="") & ~Q(office="") & ~Q(decision_number=""),
                name="in_charge_told",
                violation_error_message="Phân công phải ghi họ tên, chức vụ, vai trò và số quyết định.",
            ),
            models.CheckConstraint(
                condition=Q(end_reason="", valid__endswith__isnull=True, mistaken=False)
                | (~Q(end_reason="") & (Q(mistaken=True) | Q(valid__endswith__isnull=False))),
                name="in_charge_ended_with_reason",
                violation_error_message="Thôi phụ trách hoặc ghi nhầm phải có lý do.",
            ),
        ]

    def __str__(self) -> str:
        return self.person_name
