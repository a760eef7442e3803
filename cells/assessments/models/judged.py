"""What people said where the system does not know, allowed beyond the rule, mended after the decision, and adapted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cells.assessments.models.campaign import Campaign
from cells.assessments.models.sheet import Sheet
from cells.organizations.models import Organization
from sinho.accounts.scope import ScopedQuerySet

USER = settings.AUTH_USER_MODEL


class GateAnswer(models.Model):
    """Whether a condition holds, as a person says it, and on what ground. The last one counts; a trigger keeps all."""

    scope_path = "sheet__organization"

    sheet = models.ForeignKey(Sheet, verbose_name="bản đánh giá", on_delete=models.CASCADE, related_name="gate_answers")
    condition = models.CharField("điều kiện", max_length=60)
    holds = models.BooleanField("đúng")
    note = models.CharField("căn cứ", max_length=500)
    by = models.ForeignKey(USER, verbose_name="người trả lời", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "trả lời điều kiện xếp loại"
        verbose_name_plural = "trả lời điều kiện xếp loại"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(note=""),
                name="gate_answer_has_note",
                violation_error_message="Trả lời điều kiện xếp loại phải ghi căn cứ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.condition}: {self.holds}"


class CapException(models.Model):
    """A decision that allows a body more of a level than the cap. The last one counts; none is changed (trigger)."""

    scope_path = "organization"

    campaign = models.ForeignKey(Campaign, verbose_name="đợt", on_delete=models.PROTECT, related_name="cap_exceptions")
    organization = models.ForeignKey(Organization, verbose_name="cấp quyết định", on_delete=models.PROTECT)
    level = models.CharField("mức", max_length=30)
    allowed = models.PositiveSmallIntegerField("số được phép")
    number = models.CharField("số quyết định", max_length=40)
    date = models.DateField("ngày quyết định")
    reason = models.CharField("lý do", max_length=500)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "cho phép vượt tỷ lệ"
        verbose_name_plural = "cho phép vượt tỷ lệ"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(reason="") & ~Q(level=""),
                name="cap_exception_whole",
                violation_error_message="Cho phép vượt tỷ lệ phải có mức, số quyết định và lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.allowed}"


class Correction(models.Model):
    """A decided grade changed by a later decision: both grades, the paper, why. Append-only by a trigger.

    `version` is that of the sheet before; the database lets a decided sheet change only once for each correction.
    """

    scope_path = "sheet__organization"

    sheet = models.ForeignKey(Sheet, verbose_name="bản đánh giá", on_delete=models.PROTECT, related_name="corrections")
    version = models.PositiveIntegerField("phiên bản trước")
    before = models.JSONField("kết quả trước")
    after = models.JSONField("kết quả sau")
    number = models.CharField("số quyết định", max_length=40)
    date = models.DateField("ngày quyết định")
    reason = models.CharField("lý do", max_length=500)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "sửa kết quả đã quyết định"
        verbose_name_plural = "sửa kết quả đã quyết định"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "version"],
                name="correction_once_a_version",
                violation_error_message="Kết quả này vừa được sửa; đồng chí tải lại trang để xem.",
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(reason=""),
                name="correction_whole",
                violation_error_message="Sửa kết quả đã quyết định phải có số quyết định và lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.number}"


class CriteriaTree(models.Model):
    """A frame of criteria that a committee adapted for the year of its own units, until a campaign takes it along."""

    scope_path = "organization"

    organization = models.ForeignKey(Organization, verbose_name="cấp ủy", on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField("năm")
    scheme_code = models.CharField("mã bộ quy tắc", max_length=30)
    frame_code = models.CharField("bộ tiêu chí", max_length=30)
    groups = models.JSONField("các nhóm tiêu chí")
    source = models.CharField("văn bản của cấp ủy", max_length=200)
    version = models.PositiveIntegerField("phiên bản", default=1)
    changed_at = models.DateTimeField("sửa lúc")
    changed_by = models.ForeignKey(USER, verbose_name="người sửa", on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ tiêu chí của cấp ủy"
        verbose_name_plural = "bộ tiêu chí của cấp ủy"
        ordering = ["-year", "scheme_code", "frame_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "scheme_code", "frame_code"],
                name="criteria_tree_once",
                violation_error_message="Cấp ủy đã có bộ tiêu chí này của năm; đồng chí mở bộ đó để sửa.",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="criteria_tree_has_source",
                violation_error_message="Bộ tiêu chí của cấp ủy phải ghi văn bản.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.frame_code} {self.year}"
