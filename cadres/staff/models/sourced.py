"""Figures of a regulation: where they come from, from when to when they hold, who compared them with the text."""

import datetime as dt

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from sinho.accounts.scope import ScopedQuerySet

TO_CONFIRM = "chua-doi-chieu"  # word of the address for these rows alone


class DatedQuerySet(ScopedQuerySet):
    def on(self, day: dt.date):
        """Rows in force on the day."""
        return self.filter(valid__contains=day)

    def unconfirmed(self):
        """Rows that nobody has compared with the text."""
        return self.filter(confirmed_at__isnull=True)


class Sourced(models.Model):
    """Rows are closed when another figure comes into force; a wrong one is mended, which the log keeps.

    Until somebody has confirmed a row, pages say that it was not compared with the text.
    """

    valid = DateRangeField("hiệu lực")
    source = models.CharField("nguồn", max_length=300)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người đối chiếu",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    confirmed_at = models.DateTimeField("đối chiếu lúc", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def since(self) -> dt.date:
        return self.valid.lower

    @property
    def until(self) -> dt.date | None:
        """The first day on which it no longer holds."""
        return self.valid.upper

    @property
    def last_day(self) -> dt.date | None:
        return self.valid.upper - dt.timedelta(days=1) if self.valid.upper else None

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


def holds_from_a_day(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid__isempty=False) & Q(valid__lower_inf=False),
        name=name,
        violation_error_message="Phải có ngày bắt đầu hiệu lực, trước ngày hết hiệu lực.",
    )


def told_from_where(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(source="")
        & (
            Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
            | Q(confirmed_at__isnull=False, confirmed_by__isnull=False)
        ),
        name=name,
        violation_error_message="Phải ghi nguồn; đã đối chiếu thì phải có người và lúc đối chiếu.",
    )
