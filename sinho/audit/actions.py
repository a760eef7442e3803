"""Writing the log. Actions call `record` last, inside their transaction."""

import json
from collections.abc import Iterable

from django.core.serializers.json import DjangoJSONEncoder

from sinho.audit.models import AuditEntry
from sinho.web import clock


def plain(values: dict | None) -> dict | None:
    """Values as JSON knows them (dates and decimals as text)."""
    return None if values is None else json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def entry(
    *, by, did: str, said: str, on=None, organization=None, before: dict | None = None, after: dict | None = None
) -> AuditEntry:
    """One act, not yet written.

    `by` is a User or None (the system), `did` a stable code such as "assessment.submitted", `said` the sentence
    that people read, `on` the row it is about, `organization` a pair (id, name) or None.
    """
    organization_id, organization_name = organization or (None, "")
    return AuditEntry(
        at=clock.now(),
        actor_id=getattr(by, "pk", None),
        actor_name=getattr(by, "full_name", "") or "Hệ thống",
        did=did,
        said=said,
        object_type=on._meta.label_lower if on is not None else "",
        object_id=str(on.pk) if on is not None else "",
        organization_id=organization_id,
        organization_name=organization_name,
        before=plain(before),
        after=plain(after),
    )


def record(**act) -> AuditEntry:
    """Note one act; see `entry` for what is told of it."""
    noted = entry(**act)
    noted.save(force_insert=True)
    return noted


def record_many(acts: Iterable[dict]) -> None:
    """Note the acts of one piece of work on many things, in a few statements."""
    AuditEntry.objects.bulk_create([entry(**act) for act in acts], batch_size=1000)
