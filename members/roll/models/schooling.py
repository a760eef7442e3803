"""What a member has learned, as it grew: a later level does not erase an earlier one."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from members.roll.enums import LEVELS, Subject
from members.roll.models.member import Member, MemberRowQuerySet


class SchoolingQuerySet(MemberRowQuerySet):
    def known_on(self, day: dt.date):
        """What had been learned by the day, the last level of each subject first."""
        learned = self.filter(Q(since__isnull=True) | Q(since__lte=day))
        return learned.order_by("member_id", "subject", F("since").desc(nulls_last=True), "-id")

    def last_known_on(self, day: dt.date):
        """The last level of each member and subject on the day."""
        return self.known_on(day).distinct("member_id", "subject")


def known_levels() -> Q:
    """The levels of each subject; subjects without levels are told in words."""
    fitting = Q()
    for subject, levels in LEVELS.items():
        named = Q(level__in=[code for code, _ in levels]) if levels else Q(level="") & ~Q(words="")
        fitting |= Q(subject=str(subject)) & named
    return fitting


class Schooling(models.Model):
    """A level in a subject, reached on a day (unknown for what somebody brought with him).

    `words` is how the member sheet writes it: “9/12 bổ túc”, “Đại học Sư phạm Toán”; `mode` the way of study.
    """

    scope_path = "member__memberships__organization"

    member = models.ForeignKey(
        Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="schoolings", db_index=False
    )
    subject = models.CharField("môn", max_length=16, choices=Subject.choices)
    level = models.CharField("trình độ", max_length=16, blank=True)
    words = models.CharField("ghi trong phiếu", max_length=120, blank=True)
    mode = models.CharField("hình thức đào tạo", max_length=60, blank=True)
    since = models.DateField("đạt ngày", null=True, blank=True)

    objects = SchoolingQuerySet.as_manager()

    class Meta:
        verbose_name = "trình độ"
        verbose_name_plural = "trình độ"
        ordering = ["member_id", "subject", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "subject", "since"],
                name="schooling_once_a_day",
                nulls_distinct=False,
                violation_error_message="Trình độ của ngày này đã ghi.",
            ),
            models.CheckConstraint(
                condition=known_levels(),
                name="schooling_level_known",
                violation_error_message="Trình độ không có trong danh mục của môn này.",
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.level_label

    @property
    def level_label(self) -> str:
        """The level in the words of the statistics."""
        return dict(LEVELS[self.subject]).get(self.level, "")
