"""What happened to a sheet: proposals of each round, steps, requests to mend."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cells.assessments.enums import Body
from cells.assessments.models.sheet import Sheet
from sinho.accounts.scope import ScopedQuerySet

USER = settings.AUTH_USER_MODEL


class Proposal(models.Model):
    """The grade that a body proposes in a round of the sheet; earlier rounds stay beside it."""

    scope_path = "sheet__organization"

    sheet = models.ForeignKey(Sheet, verbose_name="bản đánh giá", on_delete=models.CASCADE, related_name="proposals")
    round = models.PositiveSmallIntegerField("lần")
    body = models.CharField("bên đề nghị", max_length=20, choices=Body.choices)
    level = models.CharField("mức", max_length=30)
    exemplary = models.BooleanField("tiêu biểu", default=False)
    comment = models.TextField("ý kiến", blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị xếp loại"
        verbose_name_plural = "đề nghị xếp loại"
        ordering = ["sheet_id", "round", "body"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "round", "body"], name="proposal_once_a_round"),
            models.CheckConstraint(
                condition=~Q(level="") & Q(body__in=Body.values),
                name="proposal_has_level",
                violation_error_message="Đề nghị xếp loại phải ghi mức và bên đề nghị.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()}: {self.level}"


class Step(models.Model):
    """A change of state of a sheet: who, when, why. Append-only by a trigger."""

    scope_path = "sheet__organization"

    sheet = models.ForeignKey(Sheet, verbose_name="bản đánh giá", on_delete=models.CASCADE, related_name="steps")
    round = models.PositiveSmallIntegerField("lần")
    state = models.CharField("trạng thái mới", max_length=24)
    comment = models.TextField("ý kiến", blank=True)
    content = models.JSONField("bản đã nộp", null=True)
    by = models.ForeignKey(USER, verbose_name="người làm", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "bước"
        verbose_name_plural = "bước"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["sent_back", "registration_sent_back"]) | ~Q(comment=""),
                name="step_back_has_comment",
                violation_error_message="Trả lại phải ghi yêu cầu sửa.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.at:%d/%m/%Y}"


class MendRequest(models.Model):
    """What the level above asks to mend, at one criterion or part of the sheet."""

    scope_path = "step__sheet__organization"

    step = models.ForeignKey(Step, verbose_name="bước", on_delete=models.CASCADE, related_name="requests")
    place = models.CharField("ở đâu", max_length=40)
    text = models.CharField("yêu cầu", max_length=500)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "yêu cầu sửa"
        verbose_name_plural = "yêu cầu sửa"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text
