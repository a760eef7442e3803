"""A case is given up (A4)."""

import datetime as dt

from django.core.exceptions import PermissionDenied

from cells.organizations.models import Organization
from members.admissions.actions.taking import hold
from members.admissions.enums import Closing
from members.admissions.models import Case
from members.roll.actions.moving import Paper, leave
from members.roll.enums import Exit
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def close_case(*, case: Case, on: dt.date, closing: str, reason: str, paper: Paper, scope: Scope, by) -> None:
    """Give the case up; a probationary member is removed from the roll by a decision."""
    case = hold(case)
    if not reason.strip():
        raise Refused("Ghi lý do thôi xét.")
    last = max(case.steps.in_force().values_list("on", flat=True), default=case.opened_on)
    if paper.date and paper.date > clock.today():
        raise Refused(f"Ngày của quyết định {format_date(paper.date)} chưa đến.")
    if on > clock.today() or on < last:
        raise Refused(f"Ngày thôi xét phải từ {format_date(last)} đến hôm nay.")
    ends = closing in (Closing.ANNULLED, Closing.REMOVED)
    if ends != (case.member_id is not None):
        words = "đã kết nạp thì chỉ có thể hủy quyết định hoặc xóa tên" if case.member_id else "chưa kết nạp"
        raise Refused(f"{case.full_name} {words}.")
    if case.member_id:
        if not scope.may(Permission.DECIDE_ADMISSIONS, case.place_id):
            raise PermissionDenied(Permission.DECIDE_ADMISSIONS)
        how = Exit.ANNULLED if closing == Closing.ANNULLED else Exit.REMOVED
        leave(member=case.member, on=on, how=how, paper=paper, by=by)
    case.closed_on, case.closing, case.closing_reason = on, closing, reason.strip()
    case.save(update_fields=["closed_on", "closing", "closing_reason"])
    record(
        by=by,
        did="admission.closed",
        said=f"Thôi xét {case.full_name}: {Closing(closing).label.lower()}",
        on=case,
        organization=Organization.objects.get(pk=case.place_id).named(on),
        after={"closing": closing, "reason": reason.strip(), "paper": paper.number},
    )
