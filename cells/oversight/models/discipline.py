"""Discipline of Party organisations, and what that of members shares with it (A14). Nothing is written over."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from cells.organizations.models import Organization
from cells.oversight.conduct_lists import forms
from cells.oversight.conduct_rules import Followed, Standing, standing_on
from cells.oversight.conduct_words import Outcome, StepKind
from cells.oversight.models.struck import STANDING, StandingQuerySet, Struck, struck_whole
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope

USER = settings.AUTH_USER_MODEL
WHOLE = ~Q(form="") & ~Q(decision_number="") & ~Q(issuer="") & ~Q(reason="")
STEP_WHOLE = Q(kind=StepKind.COMPLAINT, outcome="", new_form="") | (
    Q(kind=StepKind.DECISION, outcome__in=Outcome.values)
    & ~Q(number="")
    & ~Q(issuer="")
    & (Q(outcome=Outcome.REDUCED) & ~Q(new_form="") | ~Q(outcome=Outcome.REDUCED) & Q(new_form=""))
)


class ConductQuerySet(StandingQuerySet):
    """Rows of inspection and discipline: only for who may see conduct."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_CONDUCT):
        return super().in_scope(scope, permission)


class Punished(Struck):
    """A decision on discipline. What holds later follows from its steps."""

    reads, writes, dated_by = Permission.VIEW_CONDUCT, Permission.RECORD_CONDUCT, "decision_date"

    form = models.CharField("hình thức", max_length=20)
    decision_number = models.CharField("số quyết định", max_length=40)
    decision_date = models.DateField("ngày quyết định")
    issuer = models.CharField("cấp quyết định", max_length=200)
    reason = models.CharField("nội dung vi phạm", max_length=1000)
    effective_from = models.DateField("có hiệu lực từ ngày")
    effects = models.CharField("ảnh hưởng đến chức vụ", max_length=300, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = ConductQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{forms().label(self.form)}, {self.decision_number}"

    @property
    def form_label(self) -> str:
        return forms().label(self.form)

    def standing(self, day: dt.date) -> Standing:
        """What holds on the day; `steps` should be fetched with it."""
        followed = [Followed(one.kind, one.on, one.outcome, one.new_form) for one in self.steps.all()]
        return standing_on(forms(), self.form, self.effective_from, followed, day)


class PunishedStep(models.Model):
    """A complaint, or the decision on it."""

    kind = models.CharField("việc", max_length=10, choices=StepKind.choices)
    on = models.DateField("ngày")
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome.choices, blank=True)
    new_form = models.CharField("hình thức mới", max_length=20, blank=True)
    number = models.CharField("số văn bản", max_length=40, blank=True)
    issuer = models.CharField("cấp giải quyết", max_length=200, blank=True)
    note = models.CharField("nội dung", max_length=1000, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = ConductQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def new_form_label(self) -> str:
        return forms().label(self.new_form)


class Discipline(Punished):
    """A Party organisation was disciplined."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="disciplines"
    )

    class Meta:
        verbose_name = "kỷ luật tổ chức đảng"
        verbose_name_plural = "kỷ luật tổ chức đảng"
        ordering = ["-decision_date", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "decision_number", "decision_date"],
                condition=STANDING,
                name="discipline_once",
                violation_error_message="Quyết định kỷ luật này đã ghi cho tổ chức.",
            ),
            models.CheckConstraint(
                condition=WHOLE,
                name="discipline_whole",
                violation_error_message="Kỷ luật phải có hình thức, số quyết định, cấp quyết định và nội dung vi phạm.",
            ),
            struck_whole(),
        ]


class DisciplineStep(PunishedStep):
    """What followed the discipline of an organisation."""

    scope_path = "discipline__organization"

    discipline = models.ForeignKey(Discipline, verbose_name="kỷ luật", on_delete=models.PROTECT, related_name="steps")

    class Meta:
        verbose_name = "khiếu nại kỷ luật tổ chức đảng"
        verbose_name_plural = "khiếu nại kỷ luật tổ chức đảng"
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=STEP_WHOLE,
                name="discipline_step_whole",
                violation_error_message="Giải quyết khiếu nại phải có số văn bản, cấp giải quyết và kết quả.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"


def discipline_of_organization(organization_id: int, year: int) -> tuple[Discipline, ...]:
    """Decisions of the year on the organisation that still stand: what complaints lifted does not count."""
    rows = Discipline.objects.standing().filter(organization=organization_id, decision_date__year=year)
    return tuple(one for one in rows.prefetch_related("steps") if one.standing(dt.date.max).counts)
