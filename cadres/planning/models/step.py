"""What the steps of a plan and its reviews said of a post of somebody: votes with their denominator, verdicts."""

from django.db import models
from django.db.models import F, Q

from cadres.planning import catalogue
from cadres.planning.enums import VerdictKind
from cadres.planning.models.entry import PlanningEntry
from cadres.planning.models.round import PlanningReview, PlanningRowQuerySet
from sinho.text.numbers import format_percent


class StepVote(models.Model):
    """The votes for a post of somebody at a step; totals only."""

    scope_path = "entry__person__round__organization"

    entry = models.ForeignKey(
        PlanningEntry, verbose_name="chức danh quy hoạch", on_delete=models.PROTECT, related_name="votes"
    )
    step = models.CharField("bước", max_length=20)
    held_on = models.DateField("ngày lấy phiếu")
    votes = models.PositiveSmallIntegerField("số phiếu đồng ý")
    of = models.PositiveSmallIntegerField("tổng số phiếu")

    objects = PlanningRowQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu quy hoạch"
        verbose_name_plural = "phiếu quy hoạch"
        ordering = ["entry_id", "held_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "step"],
                name="step_vote_once",
                violation_error_message="Bước này đã ghi phiếu cho chức danh ấy.",
            ),
            models.CheckConstraint(
                condition=Q(of__gte=1) & Q(votes__lte=F("of")) & ~Q(step=""),
                name="step_vote_possible",
                violation_error_message="Số phiếu đồng ý không nhiều hơn tổng số phiếu; tổng số phiếu từ 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_name}: {self.said}"

    @property
    def step_name(self) -> str:
        known = catalogue.known_steps().get(self.step)
        return known.name if known else self.step

    @property
    def said(self) -> str:
        return f"{self.votes} trên {self.of} ({format_percent(self.votes, self.of)})"


class PlanningVerdict(models.Model):
    """What a review said of a post of somebody. Kept for good."""

    scope_path = "review__round__organization"

    review = models.ForeignKey(
        PlanningReview, verbose_name="rà soát", on_delete=models.PROTECT, related_name="verdicts"
    )
    entry = models.ForeignKey(
        PlanningEntry, verbose_name="chức danh quy hoạch", on_delete=models.PROTECT, related_name="verdicts"
    )
    kind = models.CharField("kết luận", max_length=8, choices=VerdictKind.choices)
    reason = models.CharField("lý do", max_length=300, blank=True)

    objects = PlanningRowQuerySet.as_manager()

    class Meta:
        verbose_name = "kết luận rà soát"
        verbose_name_plural = "kết luận rà soát"
        ordering = ["review_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "entry"],
                name="verdict_once",
                violation_error_message="Chức danh này đã có kết luận trong đợt rà soát ấy.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[VerdictKind.ADDED, VerdictKind.KEPT])
                | (Q(kind=VerdictKind.REMOVED) & ~Q(reason="")),
                name="verdict_known",
                violation_error_message="Đưa ra khỏi quy hoạch phải có lý do.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
