"""What a form was shown with: who sends it from an older page is told what has changed, and nothing is written."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet

from sinho.audit.models import AuditEntry
from sinho.text.dates import format_datetime
from sinho.web.answers import STALE
from sinho.web.seen import mark_of


@dataclass(frozen=True)
class Watch:
    """`about`: the row whose page it is, held while one writes; `rows`: what the page showed of it."""

    about: Model
    rows: tuple[QuerySet, ...]

    @property
    def mark(self) -> str:
        return mark_of(*self.rows)

    def hold(self) -> str:
        """Nobody else writes there until the act is over; the mark as it is now."""
        rows = type(self.about)._default_manager.select_for_update(of=("self",), no_key=True)
        rows.filter(pk=self.about.pk).first()
        return self.mark

    def changed(self) -> str:
        """That something has changed, with what was written last."""
        entries = AuditEntry.objects.about(self.about._meta.label_lower, [self.about.pk]).exclude(did="conduct.read")
        last = entries.order_by("-at", "-pk").first()
        if last is None:
            return STALE
        return f"{STALE} Lần ghi mới nhất: {last.said} ({last.actor_name}, {format_datetime(last.at)})."
