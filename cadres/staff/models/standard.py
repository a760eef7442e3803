"""What is asked of the holder of a title (A22, A23), by area and time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from cadres.staff import titles
from cadres.staff.enums import Area, Need
from cadres.staff.models.sourced import Sourced, holds_from_a_day, told_from_where
from cadres.staff.standards import CHOICES, OLDEST_FIRST, YOUNGEST_FIRST, StandardRequirements, asks


def levels_in_the_lists() -> Q:
    known = Q()
    for need, levels in CHOICES.items():
        known &= Q(**{f"{need}__in": ["", *(code for code, _ in levels)]})
    return known


class QualificationStandard(Sourced):
    """The least that a title asks in an area during a time; an empty level asks for nothing."""

    title = models.CharField("chức danh", max_length=40)
    area = models.CharField("vùng", max_length=10, choices=Area.choices)
    general = models.CharField("học vấn từ", max_length=16, choices=CHOICES[Need.GENERAL], blank=True)
    professional = models.CharField("chuyên môn từ", max_length=16, choices=CHOICES[Need.PROFESSIONAL], blank=True)
    theory = models.CharField("lý luận chính trị từ", max_length=16, choices=CHOICES[Need.THEORY], blank=True)
    state_management = models.BooleanField("quản lý nhà nước", default=False)
    computing = models.BooleanField("tin học", default=False)
    ethnic_language = models.BooleanField("tiếng dân tộc", default=False)
    max_first_age = models.PositiveSmallIntegerField("tuổi cao nhất khi giữ lần đầu", null=True, blank=True)

    class Meta:
        verbose_name = "tiêu chuẩn chức danh"
        verbose_name_plural = "tiêu chuẩn chức danh"
        ordering = ["title", "area", "valid"]
        constraints = [
            ExclusionConstraint(
                name="standard_once_a_day",
                expressions=[
                    ("title", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Chức danh này ở vùng này đã có tiêu chuẩn trong thời gian đó.",
            ),
            holds_from_a_day("standard_has_start"),
            told_from_where("standard_has_source"),
            models.CheckConstraint(
                condition=levels_in_the_lists() & Q(area__in=Area.values) & ~Q(title=""),
                name="standard_known_levels",
                violation_error_message="Chức danh, vùng hoặc mức của tiêu chuẩn không có trong danh mục.",
            ),
            models.CheckConstraint(
                condition=Q(max_first_age__isnull=True) | Q(max_first_age__range=(YOUNGEST_FIRST, OLDEST_FIRST)),
                name="standard_possible_age",
                violation_error_message=f"Tuổi giữ chức danh lần đầu từ {YOUNGEST_FIRST} đến {OLDEST_FIRST}.",
            ),
        ]

    def __str__(self) -> str:
        area = self.get_area_display()
        return f"{self.title_name}, {area[0].lower()}{area[1:]}"

    @property
    def title_name(self) -> str:
        return titles.named(self.title, self.valid.lower)

    @property
    def asked(self) -> StandardRequirements:
        return StandardRequirements(**{name: getattr(self, name) for name in StandardRequirements.__dataclass_fields__})

    @property
    def words(self) -> list[str]:
        """What it asks, one phrase for each thing."""
        return asks(self.asked)
