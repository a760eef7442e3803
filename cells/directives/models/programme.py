"""Action programmes of units: tasks with owner and day, and how far they are (A1)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cells.directives.models.briefing import StandingQuerySet
from cells.directives.models.directive import LONGEST_REASON, LONGEST_SUBJECT, Directive
from cells.directives.rules.tasks import Told
from cells.organizations.models import Organization
from sinho.accounts.scope import ScopedQuerySet
from sinho.text.dates import format_date

USER = settings.AUTH_USER_MODEL


class ActionProgrammeQuerySet(StandingQuerySet):
    def issued_until(self, day: dt.date):
        return self.filter(issued_on__lte=day)


class ActionProgramme(models.Model):
    """A unit says how it will carry out a document. One written by mistake is replaced by a row that says why."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="action_programmes"
    )
    directive = models.ForeignKey(
        Directive, verbose_name="thực hiện văn bản", on_delete=models.PROTECT, related_name="programmes"
    )
    number = models.CharField("số, ký hiệu", max_length=40)
    title = models.CharField("trích yếu", max_length=LONGEST_SUBJECT)
    issued_on = models.DateField("ngày ban hành")
    replaces = models.OneToOneField(
        "self", verbose_name="thay cho", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    struck = models.BooleanField("ghi nhầm", default=False)
    reason = models.CharField("lý do sửa", max_length=LONGEST_REASON, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = ActionProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "chương trình hành động"
        verbose_name_plural = "chương trình hành động"
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(title=""),
                name="action_programme_told",
                violation_error_message="Chương trình hành động phải có số và trích yếu.",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, struck=False, reason="")
                | (Q(replaces__isnull=False) & ~Q(reason="")),
                name="action_programme_replaced_why",
                violation_error_message="Bỏ chương trình ghi nhầm phải có lý do.",
            ),
        ]
        indexes = [models.Index(fields=["organization", "issued_on"], name="programme_by_organization")]

    def __str__(self) -> str:
        return f"Chương trình {self.number} ngày {format_date(self.issued_on)}"


class ProgrammeTask(models.Model):
    """What is to be done, who sees to it, by when."""

    scope_path = "programme__organization"

    programme = models.ForeignKey(ActionProgramme, on_delete=models.PROTECT, related_name="tasks")
    content = models.CharField("nội dung", max_length=1000)
    owner = models.CharField("người phụ trách", max_length=160)
    unit = models.ForeignKey(
        Organization,
        verbose_name="tổ chức thực hiện",
        on_delete=models.PROTECT,
        related_name="programme_tasks",
        null=True,
        blank=True,
    )
    due_on = models.DateField("hạn")
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ của chương trình"
        verbose_name_plural = "nhiệm vụ của chương trình"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                "programme",
                F("due_on"),
                F("content"),
                name="programme_task_once",
                violation_error_message="Nhiệm vụ này, hạn này đã ghi trong chương trình.",
            ),
            models.CheckConstraint(
                condition=~Q(content="") & ~Q(owner=""),
                name="programme_task_told",
                violation_error_message="Nhiệm vụ phải có nội dung và người phụ trách.",
            ),
        ]

    def __str__(self) -> str:
        return self.content


class TaskProgress(models.Model):
    """A report on a task; only added to. The last one says how far it is."""

    scope_path = "task__programme__organization"

    task = models.ForeignKey(ProgrammeTask, on_delete=models.PROTECT, related_name="reports")
    on = models.DateField("ngày báo cáo")
    percent = models.PositiveSmallIntegerField("tiến độ, %")
    result = models.CharField("kết quả", max_length=1000)
    new_due_on = models.DateField("gia hạn đến", null=True, blank=True)
    dropped = models.BooleanField("thôi thực hiện", default=False)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "tiến độ nhiệm vụ"
        verbose_name_plural = "tiến độ nhiệm vụ"
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__lte=100) & ~Q(result=""),
                name="task_progress_told",
                violation_error_message="Tiến độ từ 0 đến 100 %, kèm kết quả bằng lời.",
            )
        ]

    @property
    def told(self) -> Told:
        return Told(self.on, self.percent, self.new_due_on, self.dropped)
