"""What was written down by mistake and taken back, or mended: the rows before and after, kept for good."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from members.roll.enums import CorrectionKind
from members.roll.models.member import Member, MemberRowQuerySet

USER = settings.AUTH_USER_MODEL


class Correction(models.Model):
    """One mending of what stands on the roll about a member. Append-only by a trigger.

    The dated rows say what is true with the knowledge of today; `images` holds every row that the correction touched,
    before and after. A row without an image after was set aside: it stands here alone.
    """

    scope_path = "member__memberships__organization"

    member = models.ForeignKey(Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField("việc", max_length=20, choices=CorrectionKind.choices)
    said = models.CharField("nội dung", max_length=300)
    paper_number = models.CharField("số văn bản", max_length=40, blank=True)
    paper_date = models.DateField("ngày văn bản", null=True, blank=True)
    reason = models.CharField("lý do", max_length=1000)
    images = models.JSONField("nội dung trước và sau")
    at = models.DateTimeField("lúc ghi")
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")

    objects = MemberRowQuerySet.as_manager()

    class Meta:
        verbose_name = "lần đính chính"
        verbose_name_plural = "các lần đính chính"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CorrectionKind.values) & ~Q(reason=""),
                name="correction_with_reason",
                violation_error_message="Đính chính phải ghi việc và lý do.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=CorrectionKind.of_cases()) | ~Q(paper_number="") & Q(paper_date__isnull=False),
                name="correction_by_paper",
                violation_error_message="Đính chính phải ghi số và ngày của văn bản.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
