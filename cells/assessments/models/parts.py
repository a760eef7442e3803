"""What stands in a sheet: registered tasks, scores, results of the commune. Each is a row with its own version."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cells.assessments.enums import Body, Direction
from cells.assessments.models.sheet import Sheet
from sinho.accounts.scope import ScopedQuerySet

USER = settings.AUTH_USER_MODEL


class SheetPart(models.Model):
    """What rows of a sheet share: whose they are and a version, so that nobody overwrites another unseen."""

    scope_path = "sheet__organization"

    version = models.PositiveIntegerField("phiên bản", default=1)
    changed_at = models.DateTimeField("sửa lúc", null=True)
    changed_by = models.ForeignKey(
        USER, verbose_name="người sửa", on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class RegisteredTask(SheetPart):
    """A task registered at the start of the year, with its plan, and at year-end its actual value."""

    sheet = models.ForeignKey(Sheet, verbose_name="bản đánh giá", on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField("thứ tự")
    group = models.CharField("phần", max_length=40)
    content = models.CharField("nhiệm vụ", max_length=300, blank=True)
    measure = models.CharField("cách đo", max_length=200, blank=True)
    unit = models.CharField("đơn vị tính", max_length=40, blank=True)
    planned = models.DecimalField("đăng ký", max_digits=15, decimal_places=3, null=True, blank=True)
    deadline = models.DateField("hạn hoàn thành", null=True, blank=True)
    direction = models.CharField("chiều", max_length=6, choices=Direction.choices, default=Direction.UP)
    actual = models.DecimalField("đạt được", max_digits=15, decimal_places=3, null=True, blank=True)
    done_on = models.DateField("ngày hoàn thành", null=True, blank=True)
    why_missed = models.TextField("lý do chưa đạt", blank=True)

    class Meta:
        verbose_name = "nhiệm vụ đăng ký"
        verbose_name_plural = "nhiệm vụ đăng ký"
        ordering = ["sheet_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "position"], name="task_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(planned__gte=0),
                name="task_plan_not_negative",
                violation_error_message="Mức đăng ký không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return self.content


class Score(SheetPart):
    """The points that one body gives on one criterion. A row of its own: two people never meet in it unseen."""

    sheet = models.ForeignKey(Sheet, verbose_name="bản đánh giá", on_delete=models.CASCADE, related_name="scores")
    body = models.CharField("bên chấm", max_length=20, choices=Body.choices)
    criterion = models.CharField("tiêu chí", max_length=20)
    points = models.DecimalField("điểm", max_digits=6, decimal_places=2, null=True, blank=True)
    evidence = models.TextField("minh chứng", blank=True)

    class Meta:
        verbose_name = "điểm"
        verbose_name_plural = "điểm"
        ordering = ["sheet_id", "criterion", "body"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "body", "criterion"], name="score_once"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0),
                name="score_not_negative",
                violation_error_message="Điểm không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"


class CommuneResult(SheetPart):
    """An economic, social, defence or security result of the commune, with its source and date (A11)."""

    sheet = models.ForeignKey(Sheet, verbose_name="bản đánh giá", on_delete=models.CASCADE, related_name="results")
    indicator = models.CharField("chỉ tiêu", max_length=40)
    value = models.DecimalField("kết quả", max_digits=15, decimal_places=3, null=True, blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)
    source_date = models.DateField("ngày số liệu", null=True, blank=True)

    class Meta:
        verbose_name = "kết quả của xã"
        verbose_name_plural = "kết quả của xã"
        ordering = ["sheet_id", "indicator"]
        constraints = [models.UniqueConstraint(fields=["sheet", "indicator"], name="result_once")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"
