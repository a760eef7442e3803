"""Rows that were written by mistake: struck out with a reason, kept in sight, counted on no day (A8, A12-A15)."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import ScopedQuerySet
from sinho.text.dates import format_date

STANDING = Q(struck_at__isnull=True)


def struck_whole() -> models.CheckConstraint:
    """At, by and why stand together."""
    return models.CheckConstraint(
        condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_reason="")
        | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_reason=""),
        name="%(class)s_struck_whole",
        violation_error_message="Gạch bỏ phải ghi lúc, người và lý do.",
    )


class StandingQuerySet(ScopedQuerySet):
    """Rows of which some were struck out."""

    def standing(self):
        """What counts."""
        return self.filter(STANDING)

    def until(self, day: dt.date):
        """What happened by the day."""
        return self.filter(**{f"{self.model.dated_by}__lte": day})

    def in_sight(self):
        """What counts, then what was struck out."""
        order = F("struck_at").asc(nulls_first=True), *self.model._meta.ordering
        return self.select_related("organization", "struck_by").order_by(*order)

    def struck(self):
        """What was written by mistake, the last one struck first."""
        return self.filter(struck_at__isnull=False).select_related("struck_by").order_by("-struck_at", "-pk")


class Struck(models.Model):
    """May be struck out once, with everything that hangs from it. The database lets nothing else change.

    `reads`, `writes`: who may see such rows, who may strike them; `dated_by`: the field with the day it happened.
    """

    reads, writes, dated_by = Permission.VIEW, Permission.LEAD_CELLS, "on"

    struck_at = models.DateTimeField("lúc gạch bỏ", null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người gạch bỏ",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    struck_reason = models.CharField("lý do gạch bỏ", max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        return self.struck_at is None

    @property
    def struck_words(self) -> str:
        """Who struck it out, when and why; "" when it stands."""
        if self.stands:
            return ""
        day = format_date(self.struck_at)
        return f"Gạch bỏ vì ghi nhầm {day}, {self.struck_by.full_name}: {self.struck_reason}"

    @property
    def place(self) -> Organization:
        """The organisation that it belongs to."""
        found = self
        for part in self.scope_path.split("__"):
            found = getattr(found, part)
        return found

    @property
    def place_id(self) -> int:
        """Without asking for the organisation."""
        found, (*parts, last) = self, self.scope_path.split("__")
        for part in parts:
            found = getattr(found, part)
        return getattr(found, f"{last}_id")

    @property
    def root(self) -> models.Model:
        """The row on whose page it stands; whoever writes there holds that one."""
        return self

    @property
    def about(self) -> str:
        """The person it is about; nobody strikes what is written about himself."""
        return ""

    def hanging(self) -> Iterable[StandingQuerySet]:
        """What falls with it."""
        return ()

    def why_not_struck(self) -> list[str]:
        """What has to be undone before."""
        return []
