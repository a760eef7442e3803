"""Votes of confidence: a round in a commune and the totals for each post; who voted how is not kept (A15)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cadres.reviews import vote_rules
from cadres.reviews.rules.voting import Count, Slips, VoteRule
from cadres.staff.models import Post
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

USER = settings.AUTH_USER_MODEL


class VoteQuerySet(ScopedQuerySet):
    """Rounds and results, limited by the commune of the round."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)


class ConfidenceRound(models.Model):
    """A round of a commune on a day. `rule`: code of the rule of that day in `vote_rules/`."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="xã, thị trấn", on_delete=models.PROTECT, related_name="confidence_rounds"
    )
    held_on = models.DateField("ngày lấy phiếu")
    rule = models.CharField("quy định", max_length=20)
    legal_basis = models.CharField("căn cứ", max_length=300)
    convened_by = models.CharField("cơ quan triệu tập", max_length=200)
    invited = models.PositiveIntegerField("số người được mời")
    present = models.PositiveIntegerField("số người có mặt")
    valid_slips = models.PositiveIntegerField("số phiếu hợp lệ")
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc lấy phiếu tín nhiệm"
        verbose_name_plural = "các cuộc lấy phiếu tín nhiệm"
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "held_on"],
                name="vote_round_once_a_day",
                violation_error_message="Cuộc lấy phiếu của xã này trong ngày ấy đã ghi.",
            ),
            models.CheckConstraint(
                condition=Q(present__lte=F("invited"), valid_slips__lte=F("present"), valid_slips__gt=0),
                name="vote_round_adds_up",
                violation_error_message="Số có mặt không quá số được mời; số phiếu hợp lệ từ 1 đến số có mặt.",
            ),
            models.CheckConstraint(
                condition=~Q(rule="") & ~Q(legal_basis="") & ~Q(convened_by=""),
                name="vote_round_named",
                violation_error_message="Cuộc lấy phiếu phải có quy định, căn cứ và cơ quan triệu tập.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}, {self.held_on}"

    @property
    def rule_set(self) -> VoteRule:
        return vote_rules.of_code(self.rule)

    @property
    def slips(self) -> Slips:
        return Slips(self.invited, self.present, self.valid_slips)


class ConfidenceResult(models.Model):
    """The slips for the holder of a post in a round. `high`: None where the rule has two options.

    A deferred trigger keeps that they add up to the valid slips of the round.
    """

    scope_path = "round__organization"

    round = models.ForeignKey(
        ConfidenceRound, verbose_name="cuộc lấy phiếu", on_delete=models.PROTECT, related_name="results"
    )
    post = models.ForeignKey(
        Post, verbose_name="chức danh", on_delete=models.PROTECT, related_name="confidence_results"
    )
    high = models.PositiveIntegerField("tín nhiệm cao", null=True, blank=True)
    trust = models.PositiveIntegerField("tín nhiệm")
    low = models.PositiveIntegerField("tín nhiệm thấp")

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả lấy phiếu"
        verbose_name_plural = "kết quả lấy phiếu"
        ordering = ["round_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "post"],
                name="vote_result_once",
                violation_error_message="Chức danh này đã có kết quả trong cuộc lấy phiếu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trust} / {self.low}"

    @property
    def count(self) -> Count:
        return Count(self.high, self.trust, self.low)


def posts_covered(organization_id: int, day: dt.date, rule: VoteRule):
    """Posts of the commune that were held on the day and that the rule names, in the order of its list."""
    posts = Post.objects.on(day).filter(organization=organization_id, title__in=rule.titles).select_related("cadre")
    return sorted(posts, key=lambda post: (rule.titles.index(post.title), post.cadre.sort_key, post.pk))
