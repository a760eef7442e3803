"""What people said of a condition on a member where the system does not know (A11)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from members.ratings.models.cell import OfMembersQuerySet
from members.ratings.models.rating import Rating

USER = settings.AUTH_USER_MODEL


class RatingGateAnswer(models.Model):
    """Whether a condition holds of a member, and on what ground. The last one counts; a trigger keeps all."""

    scope_path = "rating__organization"

    rating = models.ForeignKey(Rating, verbose_name="xếp loại", on_delete=models.PROTECT, related_name="gate_answers")
    condition = models.CharField("điều kiện", max_length=60)
    holds = models.BooleanField("đúng")
    note = models.CharField("căn cứ", max_length=500)
    by = models.ForeignKey(USER, verbose_name="người trả lời", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = OfMembersQuerySet.as_manager()

    class Meta:
        verbose_name = "trả lời điều kiện xếp loại đảng viên"
        verbose_name_plural = "trả lời điều kiện xếp loại đảng viên"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(note=""),
                name="rating_gate_answer_has_note",
                violation_error_message="Trả lời điều kiện xếp loại phải ghi căn cứ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.condition}: {self.holds}"
