"""Reading that leaves a trace: records opened, numbers shown in full, lists taken out."""

import datetime as dt

from django.core.exceptions import PermissionDenied

from cells.organizations.models import Organization
from members.roll.models import Member
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.audit.models import AuditEntry
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

VIEWED, REVEALED, EXPORTED = "member.viewed", "member.revealed", "member.exported"


def place_of(member: Member) -> tuple[int, str] | None:
    """Id and name of the last cell of the member, as the log keeps them."""
    last = member.memberships.order_by("-valid").first()
    return last.organization.named(clock.today()) if last else None


@atomic_or_refused()
def note_viewed(*, member: Member, by) -> None:
    """Somebody opened the record; once a day for each person."""
    seen = AuditEntry.objects.about(Member._meta.label_lower, [member.pk])
    start = clock.end_of(clock.today() - dt.timedelta(days=1))
    if not seen.filter(did=VIEWED, actor_id=by.pk, at__gte=start).exists():
        record(by=by, did=VIEWED, said=f"Xem hồ sơ {member.full_name}", on=member, organization=place_of(member))


@atomic_or_refused()
def reveal(*, member: Member, reason: str, by, scope: Scope) -> None:
    """Show identity and card number in full, for a reason that stands in the log."""
    place = place_of(member)
    if place is None or not scope.may(Permission.REVEAL_NUMBERS, place[0]):
        raise PermissionDenied(Permission.REVEAL_NUMBERS)
    said = f"Xem đủ số căn cước, số thẻ của {member.full_name}: {reason.strip()}"
    record(by=by, did=REVEALED, said=said, on=member, organization=place)


@atomic_or_refused()
def note_exported(*, rows: int, day: dt.date, reason: str, by, scope: Scope, form: str = "ra tệp Excel") -> None:
    """A list of members leaves the system."""
    roots = scope.roots(Permission.EXPORT_MEMBERS)
    place = Organization.objects.get(pk=roots[0]).named(clock.today())
    said = f"Xuất danh sách {rows} đảng viên ngày {format_date(day)} {form}: {reason.strip()}"
    record(by=by, did=EXPORTED, said=said, organization=place, after={"rows": rows, "day": day})
