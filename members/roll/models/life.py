"""What is so for a time: standing in the Party, exemption, work, where a member lives."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from cells.places.models import Village, VillageState
from members.roll.enums import Occupation, PauseKind, StandingKind
from members.roll.models.member import Member, MemberRowQuerySet


class DatedQuerySet(MemberRowQuerySet):
    def on(self, day: dt.date):
        """What is so on the day."""
        return self.filter(valid__contains=day)


def one_a_day(name: str, sentence: str, *more: str) -> ExclusionConstraint:
    """No two rows of a member on one day (of the same `more`)."""
    equal = [(field, RangeOperators.EQUAL) for field in ("member", *more)]
    return ExclusionConstraint(
        name=name, expressions=[*equal, ("valid", RangeOperators.OVERLAPS)], violation_error_message=sentence
    )


def begins(name: str) -> models.CheckConstraint:
    """The period has a first day and is not empty."""
    return models.CheckConstraint(
        condition=Q(valid__isempty=False) & Q(valid__lower_inf=False),
        name=name,
        violation_error_message="Phải có ngày bắt đầu, trước ngày kết thúc.",
    )


class Standing(models.Model):
    """Probationary or official during a period, by which decision; the time in the Party, wherever the member lives.

    A probationary period begins with the ceremony (`valid.lower`); `decision_date` is the day of the admission
    decision, from which the Party age runs (S1 4.5.1). An official period begins 12 months after the admission.
    """

    scope_path = "member__memberships__organization"

    member = models.ForeignKey(
        Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="standings", db_index=False
    )
    kind = models.CharField("tư cách", max_length=12, choices=StandingKind.choices)
    valid = DateRangeField("thời gian")
    decision_number = models.CharField("số quyết định", max_length=40, blank=True)
    decision_date = models.DateField("ngày quyết định", null=True, blank=True)
    issuer = models.CharField("cơ quan quyết định", max_length=160, blank=True)
    referrers = models.CharField("người, tổ chức giới thiệu", max_length=240, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "tư cách đảng viên"
        verbose_name_plural = "tư cách đảng viên"
        ordering = ["member_id", "valid"]
        constraints = [
            one_a_day("standing_one_a_day", "Một ngày đảng viên chỉ là dự bị hoặc chính thức."),
            begins("standing_has_start"),
            models.CheckConstraint(
                condition=Q(kind__in=StandingKind.values),
                name="standing_known",
                violation_error_message="Tư cách đảng viên là dự bị hoặc chính thức.",
            ),
            models.CheckConstraint(
                condition=Q(kind=StandingKind.OFFICIAL)
                | Q(decision_date__isnull=True)
                | Q(valid__startswith__gte=models.F("decision_date")),
                name="standing_ceremony_after_decision",
                violation_error_message="Ngày kết nạp không thể trước ngày quyết định kết nạp.",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "kind"], include=["valid"], name="standing_by_member"),
            models.Index(
                fields=["member"],
                include=["valid"],
                condition=Q(kind=StandingKind.PROBATIONARY),
                name="standing_probationary",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Pause(models.Model):
    """A time in which a member is exempted from Party activity or suspended from it, while he stays on the roll."""

    scope_path = "member__memberships__organization"

    member = models.ForeignKey(Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="pauses")
    kind = models.CharField("việc", max_length=10, choices=PauseKind.choices)
    valid = DateRangeField("thời gian")
    decision_number = models.CharField("số nghị quyết, quyết định", max_length=40, blank=True)
    reason = models.CharField("lý do", max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "miễn, đình chỉ sinh hoạt"
        verbose_name_plural = "miễn, đình chỉ sinh hoạt"
        ordering = ["member_id", "valid"]
        constraints = [
            one_a_day("pause_one_a_day", "Thời gian này đã ghi miễn hoặc đình chỉ sinh hoạt."),
            begins("pause_has_start"),
            models.CheckConstraint(
                condition=Q(kind__in=PauseKind.values) & ~Q(reason=""),
                name="pause_has_reason",
                violation_error_message="Miễn hoặc đình chỉ sinh hoạt phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Work(models.Model):
    """What a member works as during a period: the code of the statistics, and in words."""

    scope_path = "member__memberships__organization"

    member = models.ForeignKey(Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="works")
    occupation = models.CharField("nghề nghiệp", max_length=20, choices=Occupation.choices)
    words = models.CharField("công việc", max_length=160, blank=True)
    valid = DateRangeField("thời gian")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "nghề nghiệp"
        verbose_name_plural = "nghề nghiệp"
        ordering = ["member_id", "valid"]
        constraints = [
            one_a_day("work_one_a_day", "Một ngày đảng viên chỉ ghi một nghề nghiệp."),
            begins("work_has_start"),
            models.CheckConstraint(
                condition=Q(occupation__in=Occupation.values),
                name="work_known",
                violation_error_message="Nghề nghiệp không có trong danh mục.",
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.get_occupation_display()


class LivingPlaceQuerySet(DatedQuerySet):
    def named(self, day: dt.date):
        """Each with `village_name`, as the village is called on the day."""
        name = VillageState.objects.on(day).filter(village=OuterRef("village")).values("name")[:1]
        return self.annotate(village_name=Subquery(name))


class LivingPlace(models.Model):
    """Where a member lives during a period: a village of the district, or words for any other place."""

    scope_path = "member__memberships__organization"

    member = models.ForeignKey(Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="living_places")
    village = models.ForeignKey(
        Village, verbose_name="bản", on_delete=models.PROTECT, related_name="inhabitants", null=True, blank=True
    )
    words = models.CharField("nơi ở", max_length=200, blank=True)
    valid = DateRangeField("thời gian")

    objects = LivingPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi ở"
        verbose_name_plural = "nơi ở"
        ordering = ["member_id", "valid"]
        constraints = [
            one_a_day("living_place_one_a_day", "Một ngày đảng viên chỉ ở một nơi."),
            begins("living_place_has_start"),
            models.CheckConstraint(
                condition=Q(village__isnull=False) | ~Q(words=""),
                name="living_place_named",
                violation_error_message="Nơi ở là một bản, hoặc phải ghi bằng lời.",
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.village)
