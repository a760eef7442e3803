"""What a page showed when it was opened, as a short mark: a form sent from an older page is noticed."""

import hashlib
import json

from django.db.models import QuerySet


def mark_of(*rows: QuerySet) -> str:
    """A mark of these rows as they stand now; another one as soon as any of them is added, changed or taken away."""
    content = [[str(value) for value in row] for found in rows for row in found.order_by("pk").values_list()]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]
