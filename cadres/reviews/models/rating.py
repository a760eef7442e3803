"""The rating of a year, given by a decision; a later decision corrects it and what stood there is kept (A16)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadres.reviews import scales
from cadres.reviews.rules.rating import FIRST_YEAR, LAST_YEAR, MOST_POINTS
from cadres.staff.models import Cadre
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

USER = settings.AUTH_USER_MODEL


class RatingQuerySet(ScopedQuerySet):
    """Ratings, limited by the commune in which the person served that year."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)

    def known_on(self, day: dt.date):
        """Those decided by the day that no decision of that time had replaced yet: at most one for each year."""
        return self.filter(decision_date__lte=day).exclude(replaced_by__decision_date__lte=day)


class Rating(models.Model):
    """A decision on the rating of one person for one year. Append-only by a trigger; a later row corrects it.

    `level`: code of the scale of the year in `scales/`. `organization`: the commune where he served last that year.
    """

    scope_path = "organization"

    cadre = models.ForeignKey(Cadre, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="ratings")
    organization = models.ForeignKey(
        Organization, verbose_name="xã, thị trấn", on_delete=models.PROTECT, related_name="staff_ratings"
    )
    year = models.PositiveSmallIntegerField("năm")
    level = models.CharField("mức", max_length=20)
    points = models.DecimalField("điểm", max_digits=5, decimal_places=2, null=True, blank=True)
    decision_number = models.CharField("số quyết định", max_length=40)
    decision_date = models.DateField("ngày quyết định")
    replaces = models.OneToOneField(
        "self",
        verbose_name="thay cho",
        on_delete=models.PROTECT,
        related_name="replaced_by",
        null=True,
        blank=True,
    )
    reason = models.CharField("lý do đính chính", max_length=1000, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = "đánh giá năm của cán bộ"
        verbose_name_plural = "đánh giá năm của cán bộ"
        ordering = ["-year", "decision_date", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "year"],
                condition=Q(replaces__isnull=True),
                name="rating_once_a_year",
                violation_error_message="Cán bộ này đã được đánh giá năm ấy; ghi sai thì đính chính theo quyết định.",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)) & ~Q(level="") & ~Q(decision_number=""),
                name="rating_decided",
                violation_error_message="Đánh giá năm phải có năm, mức và số quyết định.",
            ),
            models.CheckConstraint(
                condition=Q(decision_date__year__gte=models.F("year")),
                name="rating_not_before_its_year",
                violation_error_message="Ngày quyết định không được trước năm được đánh giá.",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, reason="") | (Q(replaces__isnull=False) & ~Q(reason="")),
                name="rating_corrected_with_reason",
                violation_error_message="Đính chính đánh giá phải có lý do; đánh giá lần đầu thì không.",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__range=(0, MOST_POINTS)),
                name="rating_points_possible",
                violation_error_message=f"Điểm đánh giá từ 0 đến {MOST_POINTS}.",
            ),
        ]
        indexes = [models.Index(fields=["year", "organization"], name="rating_by_year")]

    def __str__(self) -> str:
        return self.level_name

    @property
    def level_name(self) -> str:
        return scales.named(self.year, self.level)

    @property
    def is_lowest(self) -> bool:
        return self.level == scales.of_year(self.year).lowest.code
