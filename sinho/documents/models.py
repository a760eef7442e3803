"""What people write into a report: free paragraphs under its computed sentences, each version kept."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet
from sinho.documents.narrative import TITLES, paragraphs_of
from sinho.documents.reports import Asked
from sinho.web import clock

LONGEST = 8000


@dataclass(frozen=True)
class Question:
    """What a passage belongs to: the kind of report, the organisation, the first and the last day of the period."""

    kind: str
    organization_id: int
    since: dt.date
    until: dt.date

    @classmethod
    def of(cls, kind: str, asked: Asked) -> "Question":
        """The year is the period from its first day to its last."""
        if asked.since:
            return cls(kind, asked.organization_id, asked.since, asked.until)
        year = asked.year or asked.on.year
        return cls(kind, asked.organization_id, dt.date(year, 1, 1), dt.date(year, 12, 31))


class PassageQuerySet(ScopedQuerySet):
    def about(self, question: Question):
        return self.filter(**vars(question))

    def written_by(self, day: dt.date):
        """Versions written by the end of the day."""
        return self.filter(at__lt=clock.end_of(day))

    def last_of_each(self):
        """The last version of each section of each question."""
        asked = ("kind", "organization_id", "since", "until", "section")
        return self.order_by(*asked, "-number").distinct(*asked)


class Passage(models.Model):
    """One version of the free text of a section. The next one takes its place; an empty text takes the passage out.

    `organization_id` is a number, as for the log: this package stands below the organisations.
    """

    scope_path = "organization"

    kind = models.CharField("báo cáo", max_length=40)
    organization_id = models.BigIntegerField("mã tổ chức")
    since = models.DateField("từ ngày")
    until = models.DateField("đến ngày")
    section = models.CharField("phần", max_length=12)
    number = models.PositiveIntegerField("lần ghi")
    text = models.TextField("nội dung", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc ghi")

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = "đoạn văn của báo cáo"
        verbose_name_plural = "đoạn văn của báo cáo"
        ordering = ["kind", "organization_id", "since", "until", "section", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "organization_id", "since", "until", "section", "number"],
                name="passage_version_once",
                violation_error_message=(
                    "Có người vừa ghi phần này cùng lúc với đồng chí. Chưa ghi gì; đồng chí xem lại rồi bấm ghi."
                ),
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="passage_period_in_order",
                violation_error_message="Ngày cuối của kỳ báo cáo phải từ ngày đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(section__in=list(TITLES), number__gt=0) & ~Q(kind=""),
                name="passage_in_a_section",
                violation_error_message="Đoạn văn phải thuộc một báo cáo và một phần của báo cáo.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.number}"

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs_of(self.text)


def passages_of(scope: Scope, kind: str, asked: Asked) -> dict[str, Passage]:
    """Section → its free text as it stood on the day asked for: one query."""
    rows = Passage.objects.in_scope(scope, Permission.EXPORT).about(Question.of(kind, asked)).written_by(asked.on)
    return {one.section: one for one in rows.last_of_each().select_related("by") if one.text}


def versions_of(scope: Scope, question: Question, day: dt.date) -> dict[str, list[Passage]]:
    """Section → all versions written by the day, the newest first: one query."""
    found: dict[str, list[Passage]] = {key: [] for key in TITLES}
    rows = Passage.objects.in_scope(scope, Permission.EXPORT).about(question).written_by(day)
    for one in rows.select_related("by").order_by("-number"):
        found[one.section].append(one)
    return found


def of_other_periods(scope: Scope, question: Question, day: dt.date, sections: Iterable[str]) -> dict[str, Passage]:
    """Section → the last text written for another period of the same report, to begin with: one query."""
    rows = Passage.objects.in_scope(scope, Permission.EXPORT).written_by(day)
    rows = rows.filter(kind=question.kind, organization_id=question.organization_id, section__in=list(sections))
    rows = rows.exclude(since=question.since, until=question.until).last_of_each().select_related("by")
    found: dict[str, Passage] = {}
    for one in sorted(rows, key=lambda row: (row.until, row.since)):
        if one.text:
            found[one.section] = one
    return found
