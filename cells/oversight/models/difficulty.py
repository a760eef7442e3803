"""Difficulties of an organisation, from the day they are raised until they are solved (A13)."""

import datetime as dt

from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import MD5

from cells.organizations.models import Organization
from cells.oversight.enums.difficulty import DifficultyField, DifficultyStep
from cells.oversight.models.dated import LONGEST, author, shortened
from cells.oversight.models.visit import Visit
from cells.oversight.rules.difficulty import Stand, Taken, stand
from sinho.accounts.scope import ScopedQuerySet


class DifficultyQuerySet(ScopedQuerySet):
    """Difficulties with their steps."""

    def raised_until(self, day: dt.date):
        return self.filter(raised_on__lte=day)

    def with_entries(self):
        """One query more, however many."""
        entries = DifficultyEntry.objects.order_by("on", "pk")
        return self.prefetch_related(Prefetch("entries", queryset=entries))


class Difficulty(models.Model):
    """What an organisation cannot clear away alone. Kept as raised; what happens to it stands in its entries."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="difficulties"
    )
    raised_on = models.DateField("ngày nêu")
    raised_by = models.CharField("người nêu", max_length=160)
    field = models.CharField("lĩnh vực", max_length=12, choices=DifficultyField.choices)
    content = models.CharField("nội dung", max_length=LONGEST)
    passed_to = models.CharField("nơi giải quyết", max_length=200)
    due_on = models.DateField("hạn giải quyết")
    visit = models.ForeignKey(
        Visit, verbose_name="nêu khi", on_delete=models.PROTECT, related_name="difficulties", null=True, blank=True
    )
    by = author()
    at = models.DateTimeField("lúc ghi")

    objects = DifficultyQuerySet.as_manager()

    class Meta:
        verbose_name = "khó khăn của cơ sở"
        verbose_name_plural = "khó khăn của cơ sở"
        ordering = ["-raised_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                "organization",
                "raised_on",
                MD5("content"),
                name="difficulty_once",
                violation_error_message="Khó khăn này đã ghi.",
            ),
            models.CheckConstraint(
                condition=Q(field__in=DifficultyField.values) & ~Q(raised_by="") & ~Q(content="") & ~Q(passed_to=""),
                name="difficulty_told",
                violation_error_message="Khó khăn phải ghi người nêu, lĩnh vực, nội dung và nơi giải quyết.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("raised_on")),
                name="difficulty_due_after",
                violation_error_message="Hạn giải quyết phải từ ngày nêu trở đi.",
            ),
        ]
        indexes = [models.Index(fields=["organization", "raised_on"], name="difficulty_by_organization")]

    def __str__(self) -> str:
        return shortened(self.content)

    def stand(self, day: dt.date) -> Stand:
        """Where it stands on the day, by its entries (prefetched by `with_entries`)."""
        taken = [one.taken for one in sorted(self.entries.all(), key=lambda one: (one.on, one.pk))]
        return stand(self.raised_on, self.due_on, self.passed_to, taken, day)


class DifficultyEntry(models.Model):
    """An answer, a passing on, the solution, a reopening: written under the difficulty and kept."""

    scope_path = "difficulty__organization"

    difficulty = models.ForeignKey(
        Difficulty, verbose_name="khó khăn", on_delete=models.PROTECT, related_name="entries"
    )
    kind = models.CharField("việc", max_length=12, choices=DifficultyStep.choices)
    on = models.DateField("ngày")
    who = models.CharField("người, cơ quan", max_length=200)
    words = models.CharField("nội dung", max_length=LONGEST)
    passed_to = models.CharField("chuyển đến", max_length=200, blank=True)
    due_on = models.DateField("hạn mới", null=True, blank=True)
    by = author()
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "diễn biến của khó khăn"
        verbose_name_plural = "diễn biến của khó khăn"
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                "difficulty",
                "kind",
                "on",
                MD5("words"),
                name="difficulty_entry_once",
                violation_error_message="Việc này đã ghi.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DifficultyStep.values) & ~Q(who="") & ~Q(words=""),
                name="difficulty_entry_told",
                violation_error_message="Phải ghi việc, người hoặc cơ quan, và nội dung.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=DifficultyStep.PASSED) | ~Q(passed_to=""),
                name="difficulty_passed_somewhere",
                violation_error_message="Chuyển nơi giải quyết phải ghi chuyển đến đâu.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("on")),
                name="difficulty_new_due_after",
                violation_error_message="Hạn mới phải từ ngày ghi trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def taken(self) -> Taken:
        return Taken(self.kind, self.on, self.passed_to, self.due_on)
