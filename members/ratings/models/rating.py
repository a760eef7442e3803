"""The rating of a member in a campaign, from the registration to the decision (A10, A12)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cells.assessments.models import Campaign
from cells.organizations.models import Organization
from members.ratings.enums import RatingStep as Kind
from members.ratings.models.cell import OfMembersQuerySet
from members.ratings.rules.ballot import Ballot
from members.ratings.rules.fields import NOT
from members.roll.models import Member

USER = settings.AUTH_USER_MODEL


class Rating(models.Model):
    """A member in a campaign. `organization` is the cell that rates him: that of the reference day of the campaign.

    `vote_1` … are the totals of the first ballot for the levels of the scheme, the best first. The proposal is a level
    (with its row of form 7B) or the reason why he is not evaluated; `committee_level` is what the committee above
    weighs in its place. Only what is decided counts.
    """

    scope_path = "organization"
    once_by = ("campaign_id",)  # of two records that are joined, one keeps its rating of a campaign

    campaign = models.ForeignKey(Campaign, verbose_name="đợt", on_delete=models.PROTECT, related_name="ratings")
    organization = models.ForeignKey(
        Organization, verbose_name="chi bộ", on_delete=models.PROTECT, related_name="member_ratings"
    )
    member = models.ForeignKey(Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="ratings")
    aimed_level = models.CharField("mức đăng ký phấn đấu", max_length=30, blank=True)
    tasks = models.TextField("nhiệm vụ đăng ký", blank=True)
    registered_on = models.DateField("ngày đăng ký", null=True, blank=True)
    self_review = models.TextField("tự kiểm điểm", blank=True)
    self_level = models.CharField("mức tự nhận", max_length=30, blank=True)
    vote_1 = models.PositiveSmallIntegerField("phiếu mức 1", null=True, blank=True)
    vote_2 = models.PositiveSmallIntegerField("phiếu mức 2", null=True, blank=True)
    vote_3 = models.PositiveSmallIntegerField("phiếu mức 3", null=True, blank=True)
    vote_4 = models.PositiveSmallIntegerField("phiếu mức 4", null=True, blank=True)
    second_agree = models.PositiveSmallIntegerField("lần hai đồng ý", null=True, blank=True)
    second_disagree = models.PositiveSmallIntegerField("lần hai không đồng ý", null=True, blank=True)
    proposed_level = models.CharField("chi bộ đề nghị", max_length=30, blank=True)
    sub_reason = models.CharField("dòng chi tiết", max_length=40, blank=True)
    not_evaluated = models.CharField("lý do không đánh giá", max_length=30, blank=True)
    words = models.CharField("lý do bằng lời", max_length=300, blank=True)
    committee_level = models.CharField("đảng ủy xem xét", max_length=30, blank=True)
    decided_level = models.CharField("mức quyết định", max_length=30, blank=True)
    decision_number = models.CharField("số quyết định", max_length=40, blank=True)
    decision_date = models.DateField("ngày quyết định", null=True, blank=True)
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    decided_by = models.ForeignKey(
        USER, verbose_name="người ghi quyết định", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    version = models.PositiveIntegerField("phiên bản", default=0)
    changed_at = models.DateTimeField("sửa lúc", null=True, blank=True)
    changed_by = models.ForeignKey(
        USER, verbose_name="người sửa", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = OfMembersQuerySet.as_manager()

    class Meta:
        verbose_name = "xếp loại đảng viên"
        verbose_name_plural = "xếp loại đảng viên"
        ordering = ["campaign_id", "member_id"]
        indexes = [models.Index(fields=["campaign", "organization"], name="rating_by_cell")]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "member"],
                name="rating_once",
                violation_error_message="Đảng viên này đã được ghi xếp loại trong đợt, ở chi bộ khác hoặc hồ sơ khác.",
            ),
            models.CheckConstraint(
                condition=Q(not_evaluated="")
                | Q(proposed_level="", committee_level="", decided_level="", sub_reason=""),
                name="rating_level_or_reason",
                violation_error_message="Một đảng viên có mức xếp loại hoặc lý do không đánh giá, không có cả hai.",
            ),
            models.CheckConstraint(
                condition=Q(sub_reason="") | ~Q(proposed_level="") | ~Q(committee_level="") | ~Q(decided_level=""),
                name="rating_sub_reason_with_level",
                violation_error_message="Dòng chi tiết chỉ ghi khi đã có mức xếp loại.",
            ),
            models.CheckConstraint(
                condition=Q(
                    decided_at__isnull=True,
                    decided_by__isnull=True,
                    decided_level="",
                    decision_number="",
                    decision_date__isnull=True,
                )
                | (
                    Q(decided_at__isnull=False, decided_by__isnull=False)
                    & (
                        (~Q(decided_level="") & ~Q(decision_number="") & Q(decision_date__isnull=False))
                        | (Q(decided_level="") & ~Q(not_evaluated=""))
                    )
                ),
                name="rating_decision_whole",
                violation_error_message="Quyết định phải có mức, số, ngày, người ghi; hoặc lý do không đánh giá.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.member_id}"

    @property
    def proposal(self) -> str:
        """The level, or the reason with its mark, as the one field of the page says it."""
        return f"{NOT}{self.not_evaluated}" if self.not_evaluated else self.proposed_level

    @proposal.setter
    def proposal(self, value: str) -> None:
        self.not_evaluated = value.removeprefix(NOT) if value.startswith(NOT) else ""
        self.proposed_level = "" if self.not_evaluated else value
        if self.not_evaluated:
            self.committee_level = self.sub_reason = ""
        else:
            self.words = ""

    @property
    def settled_level(self) -> str:
        """What counts as things stand: decided, else as the committee weighs, else as the cell proposes."""
        return self.decided_level or self.committee_level or self.proposed_level

    @property
    def decided(self) -> bool:
        return self.decided_at is not None

    @property
    def votes(self) -> tuple[int | None, ...]:
        return self.vote_1, self.vote_2, self.vote_3, self.vote_4

    @property
    def ballot(self) -> Ballot:
        return Ballot(self.votes, self.second_agree, self.second_disagree)


class RatingOpinion(models.Model):
    """What a body beside the cell thinks of a member: level and words."""

    scope_path = "rating__organization"

    rating = models.ForeignKey(Rating, verbose_name="xếp loại", on_delete=models.CASCADE, related_name="opinions")
    body = models.CharField("bên góp ý", max_length=30)
    level = models.CharField("mức", max_length=30, blank=True)
    words = models.CharField("ý kiến", max_length=500, blank=True)
    version = models.PositiveIntegerField("phiên bản", default=0)
    changed_at = models.DateTimeField("sửa lúc", null=True, blank=True)
    changed_by = models.ForeignKey(
        USER, verbose_name="người sửa", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = OfMembersQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến về đảng viên"
        verbose_name_plural = "ý kiến về đảng viên"
        ordering = ["rating_id", "body"]
        constraints = [
            models.UniqueConstraint(
                fields=["rating", "body"],
                name="rating_opinion_once",
                violation_error_message="Bên này đã có ý kiến về đảng viên trong đợt.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.level}"


class RatingStep(models.Model):
    """What was proposed and decided on a member, as it was then. Append-only by a trigger: any earlier day is shown."""

    scope_path = "rating__organization"

    rating = models.ForeignKey(Rating, verbose_name="xếp loại", on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("bước", max_length=10, choices=Kind.choices)
    level = models.CharField("mức", max_length=30, blank=True)
    sub_reason = models.CharField("dòng chi tiết", max_length=40, blank=True)
    not_evaluated = models.CharField("lý do không đánh giá", max_length=30, blank=True)
    number = models.CharField("số quyết định", max_length=40, blank=True)
    date = models.DateField("ngày quyết định", null=True, blank=True)
    words = models.CharField("lý do bằng lời", max_length=300, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = OfMembersQuerySet.as_manager()

    class Meta:
        verbose_name = "bước xếp loại đảng viên"
        verbose_name_plural = "bước xếp loại đảng viên"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values)
                & (Q(level="") & ~Q(not_evaluated="") | ~Q(level="") & Q(not_evaluated="")),
                name="rating_step_says_something",
                violation_error_message="Bước xếp loại phải có mức hoặc lý do không đánh giá.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.CORRECTED) | ~Q(words="") & ~Q(number=""),
                name="rating_correction_told",
                violation_error_message="Quyết định lại phải có số quyết định và lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d/%m/%Y}"
