"""What a form was shown with: who sends it from an older page is told what has changed, and nothing is written."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet

from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.models import AuditEntry
from sinho.text.dates import format_datetime
from sinho.web.answers import STALE
from sinho.web.seen import mark_of

LATEST = 20


@dataclass(frozen=True)
class Watch:
    """`held`: nobody else writes to these while one writes; `rows`: what the page showed."""

    held: QuerySet
    rows: tuple[QuerySet, ...]

    @classmethod
    def of(cls, row: Model, *rows: QuerySet) -> "Watch":
        """A row, and others that hang from it."""
        own = type(row)._default_manager.filter(pk=row.pk)
        return cls(own, (own, *rows))

    @classmethod
    def of_latest(cls, rows: QuerySet, scope: Scope, permission: Permission) -> "Watch":
        """What was written last within reach: for forms that first ask about whom."""
        held = Organization.objects.filter(pk__in=scope.roots(permission))
        last = rows.in_scope(scope, permission).order_by("-pk").values("pk")[:LATEST]
        return cls(held, (rows.model._default_manager.filter(pk__in=list(last.values_list("pk", flat=True))),))

    @property
    def mark(self) -> str:
        return mark_of(*self.rows)

    def hold(self) -> str:
        """Until the act is over; the mark as it is now."""
        list(self.held.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk"))
        return self.mark

    def changed(self) -> str:
        """That something has changed, with what was written last."""
        found = [self.last_of(rows) for rows in self.rows]
        last = max((one for one in found if one), key=lambda one: (one.at, one.pk), default=None)
        if last is None:
            return STALE
        return f"{STALE} Lần ghi mới nhất: {last.said} ({last.actor_name}, {format_datetime(last.at)})."

    @staticmethod
    def last_of(rows: QuerySet) -> AuditEntry | None:
        """The last entry of the log about them, but for readings."""
        keys = list(rows.order_by().values_list("pk", flat=True))
        entries = AuditEntry.objects.about(rows.model._meta.label_lower, keys).exclude(did="conduct.read")
        return entries.order_by("-at", "-pk").first()
