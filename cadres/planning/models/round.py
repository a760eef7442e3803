"""A plan of a commune committee for a term, decided on a day, and its yearly reviews."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from cadres.planning import catalogue
from cells.organizations.models import Organization
from members.roll.rules import dated
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

MOST_SEATS = 60


class PlanningRoundQuerySet(ScopedQuerySet):
    """Plans, limited by the commune whose posts they are about."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)

    def decided_by(self, day: dt.date):
        """Plans that had been decided on the day."""
        return self.filter(decided_on__lte=day)


class PlanningRowQuerySet(ScopedQuerySet):
    """What hangs on a plan is seen by who sees the plan."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)


class PlanningRound(models.Model):
    """The plan of a committee for a term. Seats of the bodies as the decision states them."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="đảng bộ xã", on_delete=models.PROTECT, related_name="planning_rounds"
    )
    first_year = models.PositiveSmallIntegerField("nhiệm kỳ từ năm")
    last_year = models.PositiveSmallIntegerField("đến năm")
    decision_number = models.CharField("số quyết định", max_length=40)
    decided_on = models.DateField("ngày quyết định")
    committee_seats = models.PositiveSmallIntegerField("số ủy viên Ban Chấp hành")
    standing_seats = models.PositiveSmallIntegerField("số ủy viên Ban Thường vụ")
    inspection_seats = models.PositiveSmallIntegerField("số ủy viên Ủy ban Kiểm tra")

    objects = PlanningRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "quy hoạch"
        verbose_name_plural = "quy hoạch"
        ordering = ["organization_id", "-first_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "first_year"],
                name="planning_round_once",
                violation_error_message="Đảng bộ này đã có quy hoạch của nhiệm kỳ ấy.",
            ),
            models.CheckConstraint(
                condition=Q(first_year__range=(1990, 2100), last_year__gt=F("first_year"))
                & Q(last_year__lte=F("first_year") + 10),
                name="planning_round_term",
                violation_error_message="Nhiệm kỳ có năm cuối sau năm đầu, dài nhất 10 năm.",
            ),
            models.CheckConstraint(
                condition=~Q(decision_number=""),
                name="planning_round_decided",
                violation_error_message="Quy hoạch phải có số quyết định.",
            ),
            models.CheckConstraint(
                condition=Q(
                    committee_seats__range=(1, MOST_SEATS),
                    standing_seats__range=(0, MOST_SEATS),
                    inspection_seats__range=(0, MOST_SEATS),
                ),
                name="planning_round_seats",
                violation_error_message=f"Số ủy viên từ 1 đến {MOST_SEATS}; không có thì ghi 0, trừ Ban Chấp hành.",
            ),
        ]

    def __str__(self) -> str:
        return f"Quy hoạch nhiệm kỳ {self.term}"

    @property
    def term(self) -> str:
        return f"{self.first_year}–{self.last_year}"

    @property
    def paper(self) -> str:
        return dated(self.decision_number, self.decided_on)

    def seats(self, code: str) -> int:
        """How many seats of the post there are."""
        own = {
            "committee_member": self.committee_seats,
            "standing_member": self.standing_seats,
            "inspection_member": self.inspection_seats,
        }
        return own[code] if code in own else catalogue.posts()[code].seats


class PlanningReview(models.Model):
    """The yearly review of a plan: one decision that keeps, adds and removes."""

    scope_path = "round__organization"

    round = models.ForeignKey(PlanningRound, verbose_name="quy hoạch", on_delete=models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField("năm rà soát")
    decision_number = models.CharField("số quyết định", max_length=40)
    decided_on = models.DateField("ngày quyết định")

    objects = PlanningRowQuerySet.as_manager()

    class Meta:
        verbose_name = "rà soát quy hoạch"
        verbose_name_plural = "rà soát quy hoạch"
        ordering = ["round_id", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "year"],
                name="planning_review_once",
                violation_error_message="Quy hoạch này đã rà soát trong năm ấy.",
            ),
            models.CheckConstraint(
                condition=~Q(decision_number=""),
                name="planning_review_decided",
                violation_error_message="Rà soát quy hoạch phải có số quyết định.",
            ),
        ]

    def __str__(self) -> str:
        return f"Rà soát năm {self.year}"

    @property
    def paper(self) -> str:
        return dated(self.decision_number, self.decided_on)
