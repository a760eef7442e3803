"""Somebody works for a time away from where he belongs: in a key post of a commune, or at the district (A18)."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from cadres.movements.enums import Direction, MovementKind, Verdict
from cadres.staff import titles
from cadres.staff.models import Cadre, Post
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

LOWER = Func(F("valid"), function="lower", output_field=models.DateField())


class MovementQuerySet(ScopedQuerySet):
    """Movements, limited by the commune where the work is done; of who went up, by the commune that he left."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)

    def on(self, day: dt.date):
        """Those who are away on the day."""
        return self.filter(valid__contains=day)

    def begun_by(self, day: dt.date):
        return self.filter(valid__startswith__lte=day)

    def overdue(self, day: dt.date):
        """Away on the day, and the planned end has passed."""
        return self.on(day).filter(planned_until__lt=day)

    def begun_between(self, first: dt.date, last: dt.date):
        return self.filter(valid__startswith__range=(first, last))


class Movement(models.Model):
    """A movement with its decision: from which body, into which post, until when it was planned, how it ended.

    `organization` is the commune where he works, for who went up the one that he left; the other side is `other` of the
    tree or a named `agency`. `valid` ends with the first day back; `allowance` in whole đồng a month, for information.
    `added`: the post was added to the number of the commune for the rotation.
    """

    scope_path = "organization"

    cadre = models.ForeignKey(Cadre, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField("hình thức", max_length=16, choices=MovementKind.choices)
    direction = models.CharField("hướng", max_length=12, choices=Direction.choices)
    organization = models.ForeignKey(
        Organization, verbose_name="xã, thị trấn", on_delete=models.PROTECT, related_name="movements"
    )
    other = models.ForeignKey(
        Organization,
        verbose_name="tổ chức nơi đi hoặc nơi đến",
        on_delete=models.PROTECT,
        related_name="movements_of_own",
        null=True,
        blank=True,
    )
    agency = models.CharField("cơ quan nơi đi hoặc nơi đến", max_length=160, blank=True)
    title = models.CharField("chức danh", max_length=40, blank=True)
    duty = models.CharField("nhiệm vụ ở huyện", max_length=160, blank=True)
    post = models.OneToOneField(
        Post, verbose_name="chức danh đã ghi", on_delete=models.PROTECT, related_name="movement", null=True, blank=True
    )
    valid = DateRangeField("thời gian")
    planned_until = models.DateField("dự kiến đến ngày", null=True, blank=True)
    decision_number = models.CharField("số quyết định", max_length=40)
    decision_date = models.DateField("ngày quyết định")
    allowance = models.PositiveIntegerField("phụ cấp, đồng một tháng", null=True, blank=True)
    added = models.BooleanField("chức danh tăng thêm để luân chuyển", default=False)
    reason = models.CharField("ghi chú", max_length=500, blank=True)
    return_to = models.CharField("bố trí sau khi kết thúc", max_length=200, blank=True)
    verdict = models.CharField("đánh giá", max_length=12, choices=Verdict.choices, blank=True)
    verdict_words = models.CharField("nhận xét", max_length=500, blank=True)
    end_number = models.CharField("số quyết định kết thúc", max_length=40, blank=True)
    end_date = models.DateField("ngày quyết định kết thúc", null=True, blank=True)

    objects = MovementQuerySet.as_manager()

    class Meta:
        verbose_name = "lần điều động"
        verbose_name_plural = "các lần điều động"
        ordering = ["-valid", "id"]
        constraints = [
            ExclusionConstraint(
                name="movement_one_at_a_time",
                expressions=[("cadre", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="Đồng chí này đang có một lần điều động khác trong thời gian đó.",
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(valid__lower_inf=False),
                name="movement_has_start",
                violation_error_message="Điều động phải có ngày bắt đầu, trước ngày kết thúc.",
            ),
            models.CheckConstraint(
                condition=Q(planned_until__isnull=True) | Q(planned_until__gt=LOWER),
                name="movement_planned_after_start",
                violation_error_message="Ngày dự kiến kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) & ~Q(agency="")
                | Q(other__isnull=False, agency="") & ~Q(other=F("organization")),
                name="movement_one_other_side",
                violation_error_message="Ghi một nơi đi, nơi đến: tổ chức trong danh sách hoặc tên cơ quan.",
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.UP, title="", post__isnull=True, added=False)
                | Q(direction__in=(Direction.DOWN, Direction.ACROSS), post__isnull=False) & ~Q(title=""),
                name="movement_post_of_commune",
                violation_error_message="Điều động về xã phải có chức danh ở xã; lên huyện thì không.",
            ),
            models.CheckConstraint(
                condition=Q(valid__upper_inf=True, return_to="", verdict="", verdict_words="", end_number="")
                | Q(valid__upper_inf=False) & ~Q(return_to="") & ~Q(verdict=""),
                name="movement_end_whole",
                violation_error_message="Kết thúc điều động phải ghi ngày, bố trí sau khi kết thúc và đánh giá.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MovementKind.values) & ~Q(decision_number=""),
                name="movement_by_decision",
                violation_error_message="Điều động phải có hình thức, số và ngày quyết định.",
            ),
        ]
        indexes = [models.Index(fields=["organization"], name="movement_by_commune")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.duty_label}"

    @property
    def since(self) -> dt.date:
        return self.valid.lower

    @property
    def until(self) -> dt.date | None:
        """The first day back; None while he is away."""
        return self.valid.upper

    @property
    def duty_label(self) -> str:
        """What he does there."""
        return titles.named(self.title, self.since) if self.title else self.duty or "nhiệm vụ ở huyện"
