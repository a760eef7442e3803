"""Visits of who is in charge to the organisation (A13)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5

from cells.organizations.models import Organization
from cells.oversight.models.dated import LONGEST, author
from cells.oversight.models.struck import STANDING, StandingQuerySet, Struck, struck_whole
from sinho.accounts.roles import Permission


class Visit(Struck):
    """Who came when, what was worked on, what was concluded. Kept as written (a trigger), or struck."""

    scope_path, writes = "organization", Permission.RAISE_DIFFICULTIES

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="visits"
    )
    on = models.DateField("ngày")
    visitors = models.CharField("người đi", max_length=300)
    content = models.CharField("nội dung", max_length=LONGEST)
    conclusions = models.CharField("kết luận", max_length=LONGEST, blank=True)
    by = author()
    at = models.DateTimeField("lúc ghi")

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = "lần xuống cơ sở"
        verbose_name_plural = "lần xuống cơ sở"
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                "organization",
                "on",
                "visitors",
                MD5("content"),
                condition=STANDING,
                name="visit_once",
                violation_error_message="Lần xuống cơ sở này đã ghi.",
            ),
            models.CheckConstraint(
                condition=~Q(visitors="") & ~Q(content=""),
                name="visit_told",
                violation_error_message="Lần xuống cơ sở phải ghi người đi và nội dung.",
            ),
            struck_whole(),
        ]

    def __str__(self) -> str:
        return self.visitors
