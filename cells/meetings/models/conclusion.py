"""What a meeting concluded, who answers for it until when, and what was reported of it until it is done (A6)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from cells.meetings.enums import CLOSING, Outcome
from cells.meetings.models.meeting import Meeting
from sinho.accounts.scope import ScopedQuerySet

USER = settings.AUTH_USER_MODEL


class ConclusionQuerySet(ScopedQuerySet):
    def in_force(self, day: dt.date):
        """Of meetings that stand, held by the day."""
        return self.filter(meeting__withdrawn_at__isnull=True, meeting__held_on__lte=day)

    def open_on(self, day: dt.date):
        """Neither done nor dropped by the day."""
        closed = ConclusionResult.objects.filter(conclusion=OuterRef("pk"), outcome__in=CLOSING, on__lte=day)
        return self.in_force(day).filter(~Exists(closed))

    def overdue_on(self, day: dt.date):
        return self.open_on(day).filter(due_on__lt=day)

    def with_last(self, day: dt.date):
        """With the last report by the day (`last_outcome`, `last_words`, `last_on`)."""
        last = ConclusionResult.objects.filter(conclusion=OuterRef("pk"), on__lte=day).order_by("-on", "-pk")
        return self.annotate(
            last_outcome=Subquery(last.values("outcome")[:1]),
            last_words=Subquery(last.values("words")[:1]),
            last_on=Subquery(last.values("on")[:1]),
        )


class Conclusion(models.Model):
    """One conclusion. It is carried into the following meetings until a report closes it."""

    scope_path = "meeting__organization"

    meeting = models.ForeignKey(
        Meeting, verbose_name="buổi sinh hoạt", on_delete=models.PROTECT, related_name="conclusions"
    )
    content = models.CharField("nội dung", max_length=400)
    owner = models.CharField("người phụ trách", max_length=120)
    due_on = models.DateField("hạn")

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        verbose_name = "kết luận của chi bộ"
        verbose_name_plural = "kết luận của chi bộ"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(content="") & ~Q(owner=""),
                name="conclusion_told",
                violation_error_message="Kết luận phải có nội dung và người phụ trách.",
            ),
        ]

    def __str__(self) -> str:
        return self.content

    @property
    def last_label(self) -> str:
        """The last report in a word; only of rows read `with_last`."""
        return Outcome(self.last_outcome).label if self.last_outcome else ""

    @property
    def is_closed(self) -> bool:
        return self.last_outcome in CLOSING


class ConclusionResult(models.Model):
    """What was reported of a conclusion on a day; only added to."""

    scope_path = "conclusion__meeting__organization"

    conclusion = models.ForeignKey(
        Conclusion, verbose_name="kết luận", on_delete=models.PROTECT, related_name="results"
    )
    on = models.DateField("ngày")
    outcome = models.CharField("tình hình", max_length=10, choices=Outcome.choices)
    words = models.CharField("kết quả", max_length=400, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả thực hiện kết luận"
        verbose_name_plural = "kết quả thực hiện kết luận"
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["conclusion"],
                condition=Q(outcome__in=CLOSING),
                name="conclusion_closed_once",
                violation_error_message="Kết luận này đã xong hoặc đã thôi thực hiện.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.DROPPED) | ~Q(words=""),
                name="conclusion_dropped_for_a_reason",
                violation_error_message="Thôi thực hiện kết luận thì phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
