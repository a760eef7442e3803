"""A case is handed to another cell before the admission: the person changed his place, or the cell ended."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cells.organizations.models import Organization
from members.admissions.models.case import Case
from sinho.accounts.scope import ScopedQuerySet

USER = settings.AUTH_USER_MODEL


class CaseHandover(models.Model):
    """From `on` the case is with another cell, which carries it on. Append-only by a trigger.

    `path_before`: the steps that the case had until then, when those of the new cell are others (a grassroots cell has
    no grassroots committee above it).
    """

    scope_path = "case__organization"

    case = models.ForeignKey(Case, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="handovers")
    from_cell = models.ForeignKey(
        Organization, verbose_name="chi bộ giao", on_delete=models.PROTECT, related_name="cases_handed"
    )
    to_cell = models.ForeignKey(
        Organization, verbose_name="chi bộ nhận", on_delete=models.PROTECT, related_name="cases_received"
    )
    on = models.DateField("bàn giao ngày")
    reason = models.CharField("lý do", max_length=500)
    path_before = models.JSONField("quy tắc trước khi bàn giao", null=True, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "lần bàn giao hồ sơ"
        verbose_name_plural = "các lần bàn giao hồ sơ"
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "on"],
                name="case_handed_once_a_day",
                violation_error_message="Hồ sơ này đã bàn giao trong ngày ấy.",
            ),
            models.CheckConstraint(
                condition=~Q(from_cell=F("to_cell")) & ~Q(reason=""),
                name="case_handed_to_another",
                violation_error_message="Bàn giao hồ sơ cho một chi bộ khác, và phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}, {self.on:%d/%m/%Y}"
