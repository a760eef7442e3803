"""The year of a cell's ratings: its meeting, its slips, where they stand, what happened to them (A12)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cells.assessments.models import Campaign
from cells.organizations.models import Organization
from members.ratings.enums import CellState
from members.ratings.rules.ballot import Slips
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

USER = settings.AUTH_USER_MODEL


class OfMembersQuerySet(ScopedQuerySet):
    """Rows on the ratings of members: for who may see the members of the organisation."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_MEMBERS):
        return super().in_scope(scope, permission)


def at_most(fewer: str, more: str) -> Q:
    """One number is not larger than the other, where both are known."""
    return Q(**{f"{fewer}__isnull": True}) | Q(**{f"{more}__isnull": True}) | Q(**{f"{fewer}__lte": F(more)})


class RatedCell(models.Model):
    """A cell in a campaign, as the rating of its members goes. `on_behalf`: handed in by its committee, from paper."""

    scope_path = "organization"

    campaign = models.ForeignKey(Campaign, verbose_name="đợt", on_delete=models.PROTECT, related_name="rated_cells")
    organization = models.ForeignKey(
        Organization, verbose_name="chi bộ", on_delete=models.PROTECT, related_name="rated_years"
    )
    state = models.CharField("trạng thái", max_length=12, choices=CellState.choices, default=CellState.DRAFT)
    round = models.PositiveSmallIntegerField("lần", default=1)
    version = models.PositiveIntegerField("phiên bản", default=0)
    meeting_on = models.DateField("ngày họp", null=True, blank=True)
    entitled = models.PositiveSmallIntegerField("được biểu quyết", null=True, blank=True)
    present = models.PositiveSmallIntegerField("có mặt", null=True, blank=True)
    given = models.PositiveSmallIntegerField("phiếu phát ra", null=True, blank=True)
    valid = models.PositiveSmallIntegerField("phiếu hợp lệ", null=True, blank=True)
    second_given = models.PositiveSmallIntegerField("phiếu phát ra lần hai", null=True, blank=True)
    second_valid = models.PositiveSmallIntegerField("phiếu hợp lệ lần hai", null=True, blank=True)
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        USER, verbose_name="người nộp", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    on_behalf = models.BooleanField("đảng ủy ghi thay", default=False)
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    decided_by = models.ForeignKey(
        USER, verbose_name="người ghi quyết định", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField("sửa lúc", null=True, blank=True)
    changed_by = models.ForeignKey(
        USER, verbose_name="người sửa", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = OfMembersQuerySet.as_manager()

    class Meta:
        verbose_name = "đánh giá đảng viên của chi bộ"
        verbose_name_plural = "đánh giá đảng viên của chi bộ"
        ordering = ["campaign_id", "organization_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organization"],
                name="rated_cell_once",
                violation_error_message="Chi bộ này đã có bảng đánh giá đảng viên trong đợt.",
            ),
            models.CheckConstraint(
                condition=at_most("present", "entitled")
                & at_most("given", "present")
                & at_most("valid", "given")
                & at_most("valid", "present")
                & at_most("second_given", "present")
                & at_most("second_valid", "second_given"),
                name="rated_cell_slips",
                violation_error_message="Phiếu hợp lệ không quá phiếu phát ra, số có mặt, số được biểu quyết.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CellState.values)
                & (
                    Q(state__in=[CellState.DRAFT, CellState.SENT_BACK])
                    | Q(submitted_at__isnull=False, submitted_by__isnull=False)
                ),
                name="rated_cell_submitted",
                violation_error_message="Bảng đã nộp phải ghi người nộp và lúc nộp.",
            ),
            models.CheckConstraint(
                condition=Q(state=CellState.DECIDED, decided_at__isnull=False, decided_by__isnull=False)
                | (~Q(state=CellState.DECIDED) & Q(decided_at__isnull=True, decided_by__isnull=True)),
                name="rated_cell_decided",
                violation_error_message="Bảng đã quyết định phải ghi người và lúc quyết định.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(on_behalf=True)
                | Q(submitted_by__isnull=True)
                | ~Q(decided_by=F("submitted_by")),
                name="rated_cell_not_own_hand",
                violation_error_message="Không ai được quyết định kết quả của chi bộ do chính mình nộp.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.organization_id}"

    @property
    def slips(self) -> Slips:
        return Slips(self.entitled, self.present, self.given, self.valid, self.second_given, self.second_valid)


class CellStep(models.Model):
    """A change of state of a cell's ratings: who, when, why. Append-only by a trigger."""

    scope_path = "rated_cell__organization"

    rated_cell = models.ForeignKey(
        RatedCell, verbose_name="bảng của chi bộ", on_delete=models.PROTECT, related_name="steps"
    )
    round = models.PositiveSmallIntegerField("lần")
    state = models.CharField("trạng thái mới", max_length=12, choices=CellState.choices)
    comment = models.TextField("ý kiến", blank=True)
    by = models.ForeignKey(USER, verbose_name="người làm", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = OfMembersQuerySet.as_manager()

    class Meta:
        verbose_name = "bước của bảng chi bộ"
        verbose_name_plural = "bước của bảng chi bộ"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=CellState.SENT_BACK) | ~Q(comment=""),
                name="cell_step_back_has_comment",
                violation_error_message="Trả lại phải ghi yêu cầu sửa.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.at:%d/%m/%Y}"


class MemberCapException(models.Model):
    """More of a level than the cap allows, for one grassroots organisation, by a decision. The last one counts."""

    scope_path = "organization"

    campaign = models.ForeignKey(
        Campaign, verbose_name="đợt", on_delete=models.PROTECT, related_name="member_cap_exceptions"
    )
    organization = models.ForeignKey(Organization, verbose_name="tổ chức cơ sở", on_delete=models.PROTECT)
    level = models.CharField("mức", max_length=30)
    allowed = models.PositiveSmallIntegerField("số được phép")
    decision_number = models.CharField("số quyết định", max_length=40)
    decision_date = models.DateField("ngày quyết định")
    reason = models.CharField("lý do", max_length=500)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = OfMembersQuerySet.as_manager()

    class Meta:
        verbose_name = "ngoại lệ về tỷ lệ"
        verbose_name_plural = "ngoại lệ về tỷ lệ"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decision_number="") & ~Q(level=""),
                name="member_cap_exception_whole",
                violation_error_message="Ngoại lệ về tỷ lệ phải có mức, số quyết định và lý do.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.level}: {self.allowed}"
