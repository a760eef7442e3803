"""A list of the staff leaves the system: that leaves a trace."""

import datetime as dt

from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def note_exported(*, rows: int, day: dt.date, of: str, reason: str, by, scope: Scope) -> None:
    """Who took out how many people of which list, and why."""
    roots = scope.roots(Permission.EXPORT_STAFF)
    place = Organization.objects.get(pk=roots[0]).named(clock.today())
    said = f"Xuất danh sách {rows} cán bộ, công chức xã ngày {format_date(day)}{of} ra tệp Excel: {reason.strip()}"
    record(by=by, did="cadre.exported", said=said, organization=place, after={"rows": rows, "day": day})
