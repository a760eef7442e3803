"""The plan that strengthens an organisation that stays weak: resolution, measures, people sent, checks, end (A8)."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import MD5

from cells.organizations.models import Organization
from cells.oversight.enums.weak import Judgement, PlanEnd
from cells.oversight.models.dated import LONGEST, Held, author, shortened
from cells.oversight.models.struck import STANDING, StandingQuerySet, Struck, struck_whole
from sinho.accounts.scope import ScopedQuerySet


class PlanQuerySet(StandingQuerySet):
    """Plans by their resolution and their end."""

    def with_parts(self):
        """With the end, the people, and the measures and checks that count: four queries more."""
        measures, checks = PlanMeasure.objects.standing().select_related("result"), QuarterCheck.objects.standing()
        parts = (Prefetch("measures", measures), Prefetch("checks", checks), "people")
        return self.select_related("outcome").prefetch_related(*parts)

    def issued_until(self, day: dt.date):
        return self.filter(resolution_date__lte=day)

    def open_on(self, day: dt.date):
        """Issued and not ended on the day."""
        return self.issued_until(day).exclude(outcome__on__lte=day)


class StrengtheningPlan(Struck):
    """A thematic resolution for one organisation. `reason`: the years that put it on the list, as they read then."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="strengthening_plans"
    )
    resolution_number = models.CharField("số nghị quyết", max_length=40)
    resolution_date = models.DateField("ngày nghị quyết")
    issuer = models.CharField("cơ quan ban hành", max_length=160)
    subject = models.CharField("trích yếu", max_length=500)
    reason = models.CharField("căn cứ", max_length=500)
    by = author()
    at = models.DateTimeField("lúc ghi")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch củng cố"
        verbose_name_plural = "kế hoạch củng cố"
        ordering = ["-resolution_date", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "resolution_number", "resolution_date"],
                condition=STANDING,
                name="plan_once",
                violation_error_message="Nghị quyết này đã ghi cho tổ chức đó.",
            ),
            models.CheckConstraint(
                condition=~Q(resolution_number="") & ~Q(issuer="") & ~Q(subject=""),
                name="plan_told",
                violation_error_message="Kế hoạch phải ghi số nghị quyết, cơ quan ban hành và trích yếu.",
            ),
            struck_whole(),
        ]

    def __str__(self) -> str:
        return self.resolution_number

    def hanging(self):
        return self.measures.standing(), self.checks.standing()


class PartOfPlan(Struck):
    """What stands on the page of a plan."""

    class Meta:
        abstract = True

    @property
    def root(self) -> StrengtheningPlan:
        return self.plan


def of_plan(name: str) -> models.ForeignKey:
    """The plan that a row belongs to."""
    return models.ForeignKey(StrengtheningPlan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name=name)


class PlanMeasure(PartOfPlan):
    """What is to be done, by whom, by when; agreed on a day, on which earlier days do not know of it."""

    scope_path = "plan__organization"

    plan = of_plan("measures")
    content = models.CharField("việc", max_length=500)
    owner = models.CharField("người, đơn vị làm", max_length=160)
    on = models.DateField("ngày thống nhất")
    due_on = models.DateField("hạn")
    by = author()
    at = models.DateTimeField("lúc ghi")

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = "biện pháp củng cố"
        verbose_name_plural = "biện pháp củng cố"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                "plan",
                MD5("content"),
                condition=STANDING,
                name="measure_of_plan_once",
                violation_error_message="Biện pháp này đã ghi.",
            ),
            models.CheckConstraint(
                condition=~Q(content="") & ~Q(owner=""),
                name="measure_of_plan_told",
                violation_error_message="Biện pháp phải ghi việc và người, đơn vị làm.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("on")),
                name="measure_of_plan_due_after",
                violation_error_message="Hạn của biện pháp phải từ ngày thống nhất trở đi.",
            ),
            struck_whole(),
        ]

    def __str__(self) -> str:
        return shortened(self.content)


class MeasureResult(models.Model):
    """What came of a measure, written down once."""

    scope_path = "measure__plan__organization"

    measure = models.OneToOneField(
        PlanMeasure, verbose_name="biện pháp", on_delete=models.PROTECT, related_name="result"
    )
    on = models.DateField("ngày xong")
    words = models.CharField("kết quả", max_length=LONGEST)
    by = author()
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả biện pháp"
        verbose_name_plural = "kết quả biện pháp"
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""), name="measure_result_told", violation_error_message="Phải ghi kết quả."
            )
        ]

    def __str__(self) -> str:
        return shortened(self.words)


class PlanPerson(Held, models.Model):
    """Somebody who is sent to help, from when until when. The database lets the row be closed once."""

    scope_path = "plan__organization"

    plan = of_plan("people")
    person_name = models.CharField("họ và tên", max_length=120)
    office = models.CharField("chức vụ, đơn vị", max_length=160)
    valid = DateRangeField("thời gian")
    by = author()
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "người được cử xuống"
        verbose_name_plural = "người được cử xuống"
        ordering = ["valid", "id"]
        constraints = [
            ExclusionConstraint(
                name="plan_person_once_a_day",
                expressions=[
                    ("plan", RangeOperators.EQUAL),
                    ("person_name", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Đồng chí này đã được cử xuống theo kế hoạch đó trong thời gian trên.",
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(valid__lower_inf=False) & ~Q(person_name="") & ~Q(office=""),
                name="plan_person_told",
                violation_error_message="Người được cử xuống phải ghi họ tên, chức vụ và ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.person_name


class QuarterCheck(PartOfPlan):
    """What was found at the end of a quarter."""

    scope_path = "plan__organization"

    plan = of_plan("checks")
    year = models.PositiveSmallIntegerField("năm")
    quarter = models.PositiveSmallIntegerField("quý")
    checked_on = models.DateField("ngày kiểm tra")
    checked_by = models.CharField("người kiểm tra", max_length=160)
    findings = models.CharField("nhận xét", max_length=LONGEST)
    judgement = models.CharField("đánh giá", max_length=10, choices=Judgement.choices)
    by = author()
    at = models.DateTimeField("lúc ghi")

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = "kiểm tra quý"
        verbose_name_plural = "kiểm tra quý"
        ordering = ["year", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year", "quarter"],
                condition=STANDING,
                name="quarter_checked_once",
                violation_error_message="Quý này đã ghi kiểm tra.",
            ),
            models.CheckConstraint(
                condition=Q(quarter__range=(1, 4), year__range=(2000, 2100), judgement__in=Judgement.values)
                & ~Q(checked_by="")
                & ~Q(findings=""),
                name="quarter_check_told",
                violation_error_message="Kiểm tra quý phải ghi quý, người kiểm tra, nhận xét và đánh giá.",
            ),
            struck_whole(),
        ]

    def __str__(self) -> str:
        return f"Quý {self.quarter}/{self.year}"


class PlanOutcome(models.Model):
    """How the plan ended."""

    scope_path = "plan__organization"

    plan = models.OneToOneField(
        StrengtheningPlan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name="outcome"
    )
    kind = models.CharField("kết cục", max_length=10, choices=PlanEnd.choices)
    on = models.DateField("ngày kết thúc")
    words = models.CharField("kết quả", max_length=LONGEST)
    by = author()
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "kết thúc kế hoạch"
        verbose_name_plural = "kết thúc kế hoạch"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PlanEnd.values) & ~Q(words=""),
                name="plan_outcome_told",
                violation_error_message="Kết thúc kế hoạch phải ghi kết cục và kết quả.",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
