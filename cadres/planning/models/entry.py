"""Somebody in a plan: on the staff of a commune, or a member who is not; the posts, what is still to be learned."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from cadres.planning import catalogue
from cadres.planning.models.round import PlanningReview, PlanningRound, PlanningRowQuerySet
from cadres.staff.models import Cadre
from cadres.staff.rules import SUBJECTS
from members.roll.models import Member


class PlannedPerson(models.Model):
    """Somebody in a plan. Who is on the staff is linked as such, whether a member or not; else as a member."""

    scope_path = "round__organization"

    round = models.ForeignKey(PlanningRound, verbose_name="quy hoạch", on_delete=models.PROTECT, related_name="people")
    cadre = models.ForeignKey(
        Cadre, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="planned", null=True, blank=True
    )
    member = models.ForeignKey(
        Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="planned", null=True, blank=True
    )

    objects = PlanningRowQuerySet.as_manager()

    class Meta:
        verbose_name = "người trong quy hoạch"
        verbose_name_plural = "người trong quy hoạch"
        ordering = ["round_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cadre__isnull=True, member__isnull=False) | Q(cadre__isnull=False, member__isnull=True),
                name="planned_one_record",
                violation_error_message="Người trong quy hoạch gắn với một hồ sơ: cán bộ xã hoặc đảng viên.",
            ),
            models.UniqueConstraint(
                fields=["round", "cadre"],
                name="planned_cadre_once",
                violation_error_message="Cán bộ này đã có trong quy hoạch.",
            ),
            models.UniqueConstraint(
                fields=["round", "member"],
                name="planned_member_once",
                violation_error_message="Đảng viên này đã có trong quy hoạch.",
            ),
        ]

    def __str__(self) -> str:
        return self.who.full_name

    @property
    def who(self) -> Cadre | Member:
        return self.cadre or self.member


class PlanningEntryQuerySet(PlanningRowQuerySet):
    def written(self):
        """Without those written down by mistake."""
        return self.filter(mistaken=False)

    def on(self, day: dt.date):
        """Posts for which people are planned on the day."""
        return self.written().filter(valid__contains=day)


class PlanningEntry(models.Model):
    """A post somebody is planned for, from the day of a decision on until the day of another one.

    `review`: the review that added it; None when the decision on the plan itself, or a decision of its own (`number`
    with its day, the first of `valid`), did.
    """

    scope_path = "person__round__organization"

    person = models.ForeignKey(PlannedPerson, verbose_name="người", on_delete=models.PROTECT, related_name="entries")
    post = models.CharField("chức danh quy hoạch", max_length=40)
    valid = DateRangeField("trong quy hoạch")
    review = models.ForeignKey(
        PlanningReview,
        verbose_name="bổ sung khi rà soát",
        on_delete=models.PROTECT,
        related_name="added",
        null=True,
        blank=True,
    )
    number = models.CharField("số quyết định bổ sung", max_length=40, blank=True)
    removed_number = models.CharField("số quyết định đưa ra", max_length=40, blank=True)
    removed_reason = models.CharField("lý do đưa ra", max_length=300, blank=True)
    mistaken = models.BooleanField("ghi nhầm", default=False)

    objects = PlanningEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "chức danh quy hoạch"
        verbose_name_plural = "chức danh quy hoạch"
        ordering = ["person_id", "valid", "id"]
        constraints = [
            ExclusionConstraint(
                name="planning_entry_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(mistaken=False),
                violation_error_message="Đồng chí này đã được quy hoạch chức danh ấy trong thời gian đó.",
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False, valid__lower_inf=False) & ~Q(post=""),
                name="planning_entry_dated",
                violation_error_message="Chức danh quy hoạch phải có ngày, trước ngày đưa ra.",
            ),
            models.CheckConstraint(
                condition=Q(valid__upper_inf=True, mistaken=False, removed_reason="", removed_number="")
                | (Q(valid__upper_inf=False, mistaken=False) & ~Q(removed_reason=""))
                | (Q(valid__upper_inf=True, mistaken=True) & ~Q(removed_reason="")),
                name="planning_entry_removed_with_reason",
                violation_error_message="Đưa ra khỏi quy hoạch phải có ngày và lý do.",
            ),
        ]

    def __str__(self) -> str:
        return catalogue.named(self.post, self.since)

    @property
    def since(self) -> dt.date:
        return self.valid.lower

    @property
    def until(self) -> dt.date | None:
        """The first day no longer in the plan; None while it goes on."""
        return self.valid.upper


class TrainingNeedQuerySet(PlanningRowQuerySet):
    def on(self, day: dt.date):
        """What people of plans are to learn, as said by the day and not taken back."""
        return self.filter(valid__contains=day)


class TrainingNeed(models.Model):
    """A subject somebody in a plan is to be trained in, until which year; closed when he has learned it or need not.

    What is said and taken back on one day keeps its row with an empty time.
    """

    scope_path = "person__round__organization"

    person = models.ForeignKey(PlannedPerson, verbose_name="người", on_delete=models.PROTECT, related_name="needs")
    subject = models.CharField("môn", max_length=16, choices=list(SUBJECTS.items()))
    due_year = models.PositiveSmallIntegerField("học xong trước hết năm", null=True, blank=True)
    valid = DateRangeField("còn phải học")

    objects = TrainingNeedQuerySet.as_manager()

    class Meta:
        verbose_name = "nội dung cần đào tạo"
        verbose_name_plural = "nội dung cần đào tạo"
        ordering = ["person_id", "subject", "valid"]
        constraints = [
            ExclusionConstraint(
                name="training_need_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("subject", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Nội dung này đã ghi là cần đào tạo.",
            ),
            models.CheckConstraint(
                condition=Q(subject__in=list(SUBJECTS)),
                name="training_need_known",
                violation_error_message="Nội dung cần đào tạo không có trong danh mục môn.",
            ),
            models.CheckConstraint(
                condition=Q(due_year__isnull=True) | Q(due_year__range=(1990, 2100)),
                name="training_need_year",
                violation_error_message="Năm học xong từ 1990 đến 2100.",
            ),
        ]

    def __str__(self) -> str:
        label = SUBJECTS[self.subject]
        return f"{label}, trước hết năm {self.due_year}" if self.due_year else label
