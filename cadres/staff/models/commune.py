"""The class of a commune and how many people its staff may have."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from cadres.staff.enums import Area, PlaceKind
from cadres.staff.models.sourced import DatedQuerySet, Sourced, holds_from_a_day, told_from_where
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope

GRADES = ((1, "Loại 1"), (2, "Loại 2"), (3, "Loại 3"))
MOST = 99


class CommuneGradeQuerySet(DatedQuerySet):
    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)


class CommuneGrade(models.Model):
    """Class and area of a commune by decision; and its own numbers of staff, where a decision gave it some."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="xã, thị trấn", on_delete=models.PROTECT, related_name="staffing_grades"
    )
    valid = DateRangeField("hiệu lực")
    grade = models.PositiveSmallIntegerField("loại", choices=GRADES)
    area = models.CharField("vùng", max_length=10, choices=Area.choices)
    full_time = models.PositiveSmallIntegerField("biên chế được giao", null=True, blank=True)
    part_time = models.PositiveSmallIntegerField("không chuyên trách được giao", null=True, blank=True)
    decision_number = models.CharField("số quyết định", max_length=40)
    decision_date = models.DateField("ngày quyết định")
    source = models.CharField("ghi chú về nguồn", max_length=300, blank=True)

    objects = CommuneGradeQuerySet.as_manager()

    class Meta:
        verbose_name = "loại của xã"
        verbose_name_plural = "loại của xã"
        ordering = ["organization_id", "valid"]
        constraints = [
            ExclusionConstraint(
                name="commune_grade_once_a_day",
                expressions=[("organization", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="Một ngày một xã chỉ thuộc một loại.",
            ),
            holds_from_a_day("commune_grade_has_start"),
            models.CheckConstraint(
                condition=Q(grade__in=[1, 2, 3]) & Q(area__in=Area.values) & ~Q(decision_number=""),
                name="commune_grade_known",
                violation_error_message="Loại của xã là 1, 2 hoặc 3, theo một quyết định có số.",
            ),
            models.CheckConstraint(
                condition=(Q(full_time__isnull=True) | Q(full_time__range=(1, MOST)))
                & (Q(part_time__isnull=True) | Q(part_time__range=(0, MOST))),
                name="commune_grade_possible_numbers",
                violation_error_message=f"Số người được giao từ 1 đến {MOST}.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_grade_display()

    @property
    def since(self) -> dt.date:
        return self.valid.lower

    @property
    def last_day(self) -> dt.date | None:
        return self.valid.upper - dt.timedelta(days=1) if self.valid.upper else None


class StaffingNumber(Sourced):
    """At most so many people by a decree, for a kind of place and a class; without a class for all of them."""

    kind = models.CharField("cấp hành chính", max_length=10, choices=PlaceKind.choices)
    grade = models.PositiveSmallIntegerField("loại", choices=GRADES, null=True, blank=True)
    least = models.PositiveSmallIntegerField("biên chế từ", null=True, blank=True)
    full_time = models.PositiveSmallIntegerField("biên chế nhiều nhất")
    part_time = models.PositiveSmallIntegerField("không chuyên trách nhiều nhất", null=True, blank=True)

    class Meta:
        verbose_name = "định mức biên chế"
        verbose_name_plural = "định mức biên chế"
        ordering = ["valid", "kind", "grade"]
        constraints = [
            ExclusionConstraint(
                name="staffing_number_once_a_day",
                expressions=[
                    ("kind", RangeOperators.EQUAL),
                    (Coalesce("grade", 0), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Loại này đã có định mức trong thời gian đó.",
            ),
            holds_from_a_day("staffing_number_has_start"),
            told_from_where("staffing_number_has_source"),
            models.CheckConstraint(
                condition=Q(kind__in=PlaceKind.values)
                & (Q(grade__isnull=True) | Q(grade__in=[1, 2, 3]))
                & Q(full_time__range=(1, MOST))
                & (Q(part_time__isnull=True) | Q(part_time__range=(0, MOST)))
                & (Q(least__isnull=True) | Q(least__lte=models.F("full_time"))),
                name="staffing_number_possible",
                violation_error_message=f"Định mức là số người từ 1 đến {MOST}; số từ không lớn hơn số nhiều nhất.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_grade_display().lower() if self.grade else 'mọi loại'}"
