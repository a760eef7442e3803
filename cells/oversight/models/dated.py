"""What rows of this theme have in common: who wrote them, and periods that are closed but never changed."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

ONE = dt.timedelta(days=1)
LONGEST = 2000


def author() -> models.ForeignKey:
    """Who wrote the row."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+"
    )


def period(since: dt.date, last_day: dt.date | None = None) -> DateRange:
    """From the first to the last day, both included; open without a last day."""
    return DateRange(since, last_day + ONE if last_day else None, "[)")


def shortened(text: str, most: int = 60) -> str:
    """The first words of a text."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]}…"


class Held:
    """Reads the period `valid` as first and last day."""

    @property
    def since(self) -> dt.date:
        return self.valid.lower

    @property
    def last_day(self) -> dt.date | None:
        """None while it goes on."""
        return None if self.valid.upper is None else self.valid.upper - ONE
