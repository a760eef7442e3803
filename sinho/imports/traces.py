"""Who touched a thing after a moment, read from the log."""

import datetime as dt
from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from sinho.audit.models import AuditEntry
from sinho.text.dates import format_datetime


def who_changed(roots: Sequence[models.Model], since: dt.datetime) -> dict[int, str]:
    """Primary key of each thing that the log knows to have changed → “Lò Văn Inh đã sửa lúc 10:20 18/12/2009”."""
    existing = [root for root in roots if root.pk]
    if not existing:
        return {}
    model = type(existing[0])
    label = model._meta.label_lower
    about = Q(object_type=label, object_id__in=[str(root.pk) for root in existing])
    if getattr(model, "scope_path", None) == "self":  # an organisation: also what was done to its officers
        about |= Q(organization_id__in=[root.pk for root in existing])
    changed = {}
    for entry in AuditEntry.objects.filter(about, at__gte=since).order_by("id"):
        pk = int(entry.object_id) if entry.object_type == label else entry.organization_id
        changed[pk] = f"{entry.actor_name} đã sửa lúc {format_datetime(entry.at)}"
    return changed
