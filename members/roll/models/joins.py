"""Two records of one person were joined, or two look-alike records were found to be two people. Kept for good."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from members.roll.models.member import Member
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

USER = settings.AUTH_USER_MODEL


class JoinQuerySet(ScopedQuerySet):
    """A join is seen by who sees the record that stays."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_MEMBERS):
        return self.filter(kept__in=Member.objects.in_scope(scope, permission))

    def in_force(self):
        """Those that were not undone."""
        return self.filter(undone_at__isnull=True)


class Join(models.Model):
    """Everything that was written on `gone` moved to `kept`. `images` holds all rows of both, before and after.

    A row without an image after was set aside: it stands here alone, until the join is undone. Only the undoing is
    ever written to the row (trigger `join_kept`).
    """

    scope_path = "kept__memberships__organization"

    kept = models.ForeignKey(Member, verbose_name="hồ sơ giữ lại", on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Member, verbose_name="hồ sơ gộp đi", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("căn cứ, lý do", max_length=300)
    images = models.JSONField("nội dung trước và sau")
    at = models.DateTimeField("lúc gộp")
    by = models.ForeignKey(USER, verbose_name="người gộp", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField("lúc hoàn tác", null=True, blank=True)
    undone_by = models.ForeignKey(
        USER, verbose_name="người hoàn tác", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = JoinQuerySet.as_manager()

    class Meta:
        verbose_name = "lần gộp hồ sơ"
        verbose_name_plural = "các lần gộp hồ sơ"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(undone_at__isnull=True),
                name="join_once",
                violation_error_message="Hồ sơ này đã được gộp vào một hồ sơ khác.",
            ),
            models.CheckConstraint(
                condition=~Q(kept=F("gone")) & ~Q(reason=""),
                name="join_of_two",
                violation_error_message="Gộp hai hồ sơ khác nhau, và phải ghi căn cứ.",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="join_undone_by_somebody",
                violation_error_message="Hoàn tác phải ghi cả lúc và người.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone} vào {self.kept}"


class TwoPeopleQuerySet(ScopedQuerySet):
    """A pair is seen by who sees both."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_MEMBERS):
        seen = Member.objects.in_scope(scope, permission)
        return self.annotate(
            one=Coalesce("first__joined_into_id", "first_id"), other=Coalesce("second__joined_into_id", "second_id")
        ).filter(one__in=seen.values("pk"), other__in=seen.values("pk"))

    def in_force(self):
        """Those that were not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def between(self, one: Member, other: Member):
        """What was noted of these two, or of records that were joined into them."""
        ways = ((one.pk, other.pk), (other.pk, one.pk))
        fitting = Q(pk__in=[])
        for first, second in ways:
            of_first = Q(first=first) | Q(first__joined_into=first)
            of_second = Q(second=second) | Q(second__joined_into=second)
            fitting |= of_first & of_second
        return self.filter(fitting)


class TwoPeople(models.Model):
    """Somebody found that two look-alike records are about two people, and why. Can be taken back, not erased."""

    scope_path = "first__memberships__organization"

    first = models.ForeignKey(Member, verbose_name="hồ sơ thứ nhất", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Member, verbose_name="hồ sơ thứ hai", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("căn cứ", max_length=300)
    at = models.DateTimeField("lúc ghi")
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("lúc bỏ ghi", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        USER, verbose_name="người bỏ ghi", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = TwoPeopleQuerySet.as_manager()

    class Meta:
        verbose_name = "hai người khác nhau"
        verbose_name_plural = "hai người khác nhau"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(withdrawn_at__isnull=True),
                name="two_people_once",
                violation_error_message="Đã ghi là hai người khác nhau.",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")) & ~Q(reason=""),
                name="two_people_in_order",
                violation_error_message="Ghi hai hồ sơ khác nhau và căn cứ.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="two_people_withdrawn_by_somebody",
                violation_error_message="Bỏ ghi phải ghi cả lúc và người.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} và {self.second}"
