"""Opinions of the people on an organisation: collected, passed on, answered, made known to the unit (A15).

Opinions on a cadre of the staff stand with the reviews of the staff.
"""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from cells.organizations.models import Organization
from cells.oversight.enums.opinion import OpinionSource, OpinionStanding, PublishedBy
from cells.oversight.models.dated import LONGEST, author
from cells.oversight.models.struck import STANDING, StandingQuerySet, Struck, struck_whole
from cells.oversight.rules.opinion import standing
from sinho.accounts.scope import ScopedQuerySet


class PeopleOpinionQuerySet(StandingQuerySet):
    """Opinions with what followed."""

    def received_until(self, day: dt.date):
        return self.filter(received_on__lte=day)

    def with_answers(self):
        return self.select_related("answer", "answer__publication")


class PeopleOpinion(Struck):
    """What the people say of an organisation, or of a post there, through the Front or a mass organisation."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="về tổ chức", on_delete=models.PROTECT, related_name="people_opinions"
    )
    post = models.CharField("về chức danh", max_length=160, blank=True)
    source = models.CharField("nơi tập hợp", max_length=12, choices=OpinionSource.choices)
    source_words = models.CharField("ghi rõ", max_length=200)
    received_on = models.DateField("ngày nhận")
    content = models.CharField("nội dung", max_length=LONGEST)
    passed_to = models.CharField("chuyển đến", max_length=200)
    due_on = models.DateField("hạn trả lời")
    by = author()
    at = models.DateTimeField("lúc ghi")

    objects = PeopleOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến của nhân dân"
        verbose_name_plural = "ý kiến của nhân dân"
        ordering = ["-received_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                "organization",
                "source_words",
                "received_on",
                MD5("content"),
                condition=STANDING,
                name="people_opinion_once",
                violation_error_message="Ý kiến này đã ghi.",
            ),
            models.CheckConstraint(
                condition=Q(source__in=OpinionSource.values) & ~Q(source_words="") & ~Q(content="") & ~Q(passed_to=""),
                name="people_opinion_told",
                violation_error_message="Ý kiến phải ghi nơi tập hợp, nội dung và nơi được chuyển đến.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("received_on")),
                name="people_opinion_due_after",
                violation_error_message="Hạn trả lời phải từ ngày nhận trở đi.",
            ),
            struck_whole(),
        ]
        indexes = [models.Index(fields=["organization", "received_on"], name="people_opinion_by_org")]

    def __str__(self) -> str:
        return self.source_words

    @property
    def answered_on(self) -> dt.date | None:
        return self.answer.on if hasattr(self, "answer") else None

    @property
    def published_on(self) -> dt.date | None:
        answered = self.answered_on is not None and hasattr(self.answer, "publication")
        return self.answer.publication.on if answered else None

    def standing(self, day: dt.date) -> OpinionStanding:
        return standing(self.due_on, self.answered_on, self.published_on, day)


class OpinionAnswer(models.Model):
    """The answer, written once."""

    scope_path = "opinion__organization"

    opinion = models.OneToOneField(
        PeopleOpinion, verbose_name="ý kiến", on_delete=models.PROTECT, related_name="answer"
    )
    on = models.DateField("ngày trả lời")
    number = models.CharField("số văn bản", max_length=40, blank=True)
    answered_by = models.CharField("nơi trả lời", max_length=200)
    content = models.CharField("nội dung trả lời", max_length=LONGEST)
    by = author()
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "trả lời ý kiến"
        verbose_name_plural = "trả lời ý kiến"
        constraints = [
            models.CheckConstraint(
                condition=~Q(answered_by="") & ~Q(content=""),
                name="opinion_answer_told",
                violation_error_message="Trả lời phải ghi nơi trả lời và nội dung.",
            )
        ]

    def __str__(self) -> str:
        return self.number or self.answered_by


class OpinionPublication(models.Model):
    """How and when the unit was told the answer."""

    scope_path = "answer__opinion__organization"

    answer = models.OneToOneField(
        OpinionAnswer, verbose_name="trả lời", on_delete=models.PROTECT, related_name="publication"
    )
    on = models.DateField("ngày công bố")
    form = models.CharField("hình thức", max_length=10, choices=PublishedBy.choices)
    place = models.CharField("nơi công bố", max_length=200)
    by = author()
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "công bố trả lời"
        verbose_name_plural = "công bố trả lời"
        constraints = [
            models.CheckConstraint(
                condition=Q(form__in=PublishedBy.values) & ~Q(place=""),
                name="opinion_publication_told",
                violation_error_message="Công bố phải ghi hình thức và nơi công bố.",
            )
        ]

    def __str__(self) -> str:
        return self.get_form_display()
