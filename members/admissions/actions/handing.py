"""Before the admission a case is handed to another cell, which carries it on (S2 3.9)."""

import datetime as dt

from django.core.exceptions import PermissionDenied

from cells.organizations.enums import OrganizationKind as K
from cells.organizations.models import Organization
from members.admissions import paths
from members.admissions.actions.taking import hold
from members.admissions.models import Case, CaseHandover
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def hand_over(*, case: Case, to: Organization, on: dt.date, reason: str, scope: Scope, by) -> CaseHandover:
    """From the day on the case is with the other cell; the one that gives it still sees it."""
    case = hold(case)
    giving = Organization.objects.get(pk=case.place_id)
    if not scope.may(Permission.RECORD_ADMISSIONS, giving.pk):
        raise PermissionDenied(Permission.RECORD_ADMISSIONS)
    if case.member_id:
        raise Refused(f"{case.full_name} đã kết nạp; đồng chí chuyển sinh hoạt đảng, hồ sơ đi theo.")
    if not reason.strip():
        raise Refused("Ghi lý do bàn giao.")
    refuse_wrong_day(case, on)
    if to == giving:
        raise Refused("Hồ sơ đang ở chính chi bộ này.")
    state = to.states.filter(valid__contains=on, kind__endswith="_cell").first()
    if state is None or not to.states.filter(valid__contains=clock.today(), kind__endswith="_cell").exists():
        raise Refused(f"Chi bộ nhận chưa có ngày {format_date(on)} hoặc đã kết thúc.")
    before = path_for(case, grassroots=state.kind == K.GRASSROOTS_CELL)
    handed = CaseHandover.objects.create(
        case=case,
        from_cell=giving,
        to_cell=to,
        on=on,
        reason=reason.strip(),
        path_before=before,
        by=by,
        at=clock.now(),
    )
    gave, got = giving.named(on), to.named(on)
    words = {gave: f"Bàn giao hồ sơ {case.full_name} cho {got[1]}", got: f"Nhận hồ sơ {case.full_name} từ {gave[1]}"}
    for place, said in words.items():
        record(
            by=by,
            did="admission.handed",
            said=f"{said}, {format_date(on)}: {reason.strip()}",
            on=case,
            organization=place,
            before={"cell": gave[1]},
            after={"cell": got[1], "on": on, "reason": reason.strip()},
        )
    return handed


def refuse_wrong_day(case: Case, on: dt.date) -> None:
    """After what was done so far, and not in the future."""
    if on > clock.today():
        raise Refused(f"Ngày bàn giao {format_date(on)} chưa đến.")
    last = max(case.steps.in_force().values_list("on", flat=True), default=case.opened_on)
    if on < last:
        raise Refused(f"Ngày bàn giao {format_date(on)} trước bước gần nhất, {format_date(last)}.")
    handed = case.handovers.last()
    if handed and on <= handed.on:
        raise Refused(f"Hồ sơ đã bàn giao ngày {format_date(handed.on)}; ngày bàn giao tiếp phải sau ngày ấy.")


def path_for(case: Case, *, grassroots: bool) -> dict | None:
    """Give the case the steps of the receiving cell; what it had before, when these are others."""
    before = case.path
    was_grassroots = not any(step.get("not_in_grassroots_cells") for step in before["steps"])
    if was_grassroots == grassroots:
        return None
    case.path = paths.as_json(before["code"], grassroots_cell=grassroots)
    case.save(update_fields=["path"])
    return before
