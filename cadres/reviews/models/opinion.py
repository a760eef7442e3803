"""Opinions of the Front, mass organisations and the people's inspection: received, answered (A15)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from cadres.reviews import answer_terms
from cadres.reviews.enums import OpinionState, Source
from cadres.reviews.rules.opinions import state_on
from cadres.staff.models import Cadre
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

USER = settings.AUTH_USER_MODEL
LONGEST = 2000


class OpinionQuerySet(ScopedQuerySet):
    """Opinions, limited by the organisation they are about."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)

    def received_until(self, day: dt.date):
        return self.filter(received_on__lte=day)

    def open_on(self, day: dt.date):
        """Received and not answered on the day."""
        return self.received_until(day).exclude(answered_on__lte=day)


class Opinion(models.Model):
    """What somebody has said of an organisation, or of a cadre of it; when it came in and what was done.

    The database keeps what came in, and the answer once it is given.
    """

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="về tổ chức", on_delete=models.PROTECT, related_name="opinions"
    )
    cadre = models.ForeignKey(
        Cadre, verbose_name="về cán bộ", on_delete=models.PROTECT, related_name="opinions", null=True, blank=True
    )
    source = models.CharField("ý kiến của", max_length=12, choices=Source.choices)
    source_words = models.CharField("ghi rõ", max_length=200)
    received_on = models.DateField("ngày nhận")
    received_by = models.CharField("người nhận", max_length=120)
    content = models.CharField("nội dung", max_length=LONGEST)
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    answered_by = models.CharField("người trả lời", max_length=120, blank=True)
    answer = models.CharField("đã làm gì", max_length=LONGEST, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến của Mặt trận, đoàn thể"
        verbose_name_plural = "ý kiến của Mặt trận, đoàn thể"
        ordering = ["-received_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                "organization",
                "source_words",
                "received_on",
                MD5("content"),
                name="opinion_once",
                violation_error_message="Ý kiến này đã ghi.",
            ),
            models.CheckConstraint(
                condition=Q(source__in=Source.values) & ~Q(source_words="") & ~Q(received_by="") & ~Q(content=""),
                name="opinion_told",
                violation_error_message="Ý kiến phải ghi của ai, người nhận và nội dung.",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_by="", answer="")
                | (Q(answered_on__gte=F("received_on")) & ~Q(answered_by="") & ~Q(answer="")),
                name="opinion_answered_whole",
                violation_error_message="Trả lời phải có ngày, từ ngày nhận trở đi, người trả lời và việc đã làm.",
            ),
        ]
        indexes = [models.Index(fields=["organization", "received_on"], name="opinion_by_organization")]

    def __str__(self) -> str:
        return self.source_words

    @property
    def due_on(self) -> dt.date:
        return answer_terms.due(self.received_on)

    def state(self, day: dt.date) -> OpinionState:
        return state_on(self.due_on, self.answered_on, day)
