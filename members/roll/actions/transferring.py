"""A member goes to another organisation with his papers: introduced, presented, received; for a time, or for good."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from cells.organizations.models import Organization, subtree_ids
from members.roll.actions.moving import Paper, hold, leave, move, refuse_future
from members.roll.enums import COMING_IN, PauseKind, TransferKind, TransferStep
from members.roll.guidance import transfers_on
from members.roll.limits import (
    NEXT,
    ONLY_THE_DISTRICT,
    state_on,
    why_not_extended,
    why_not_ordered,
    why_not_so_long,
)
from members.roll.models import Member, Pause, StayExtension, Transfer
from members.roll.models.transfer_reading import sends_out
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Plan:
    """Where somebody goes and why. `until` and `study` belong to a temporary transfer."""

    kind: str
    decided_on: dt.date
    to: Organization | None = None
    to_words: str = ""
    reason: str = ""
    until: dt.date | None = None
    study: bool = False


@dataclass(frozen=True)
class Sheet:
    """The introduction sheet; without a number while it is not written."""

    number: str = ""
    introduced_on: dt.date | None = None
    dues_paid_until: dt.date | None = None


@atomic_or_refused()
def begin(*, member: Member, plan: Plan, sheet: Sheet, scope: Scope, by) -> Transfer:
    """The home cell lets somebody go, with the sheet or before it is written. He stays on its roll."""
    home = hold(member)
    refuse_future(plan.decided_on, sheet.introduced_on)
    refuse_suspended(member, clock.today())
    if plan.kind in COMING_IN:
        raise Refused("Người từ ngoài huyện đến thì ghi ở trang Tiếp nhận đảng viên.")
    refuse_out_of_reach(plan, scope)
    if plan.decided_on < home.since:
        raise Refused(f"Ngày quyết định không thể trước ngày về chi bộ hiện nay, {format_date(home.since)}.")
    if plan.to == home.organization:
        raise Refused(f"{member.full_name} đang sinh hoạt ở chính chi bộ này.")
    refuse_half_a_sheet(sheet)
    if reasons := why_not_ordered(("Ngày quyết định", plan.decided_on), ("Ngày giới thiệu", sheet.introduced_on)):
        raise Refused(reasons)
    refuse_wrong_length(plan, sheet.introduced_on or plan.decided_on)
    transfer = Transfer.objects.create(
        member=member,
        kind=plan.kind,
        from_organization=home.organization,
        to_organization=plan.to,
        to_words="" if plan.to else plan.to_words.strip(),
        decided_on=plan.decided_on,
        introduced_on=sheet.introduced_on,
        sheet_number=sheet.number.strip(),
        dues_paid_until=sheet.dues_paid_until,
        reason=plan.reason.strip(),
        until=plan.until,
        study=plan.study,
    )
    words = f", giấy giới thiệu {sheet.number.strip()}" if sheet.number.strip() else ""
    note(transfer, "begun", f"chuyển sinh hoạt ({transfer.get_kind_display().lower()}){words}", plan.decided_on, by)
    return transfer


def refuse_out_of_reach(plan: Plan, scope: Scope) -> None:
    """Out of the district only the district lets go; who works for one committee alone, inside it."""
    if plan.to is None and not sends_out(scope, clock.today()):
        raise Refused(ONLY_THE_DISTRICT)
    if plan.to and not scope.may(Permission.RECORD_TRANSFERS, plan.to.pk):
        raise PermissionDenied(Permission.RECORD_TRANSFERS)


def refuse_half_a_sheet(sheet: Sheet) -> None:
    if bool(sheet.number.strip()) != (sheet.introduced_on is not None):
        raise Refused("Ghi cả số và ngày của giấy giới thiệu, hoặc để trống cả hai.")


def refuse_wrong_length(plan: Plan, first: dt.date) -> None:
    """A temporary transfer has an end within the limits; no other has one."""
    if plan.kind != TransferKind.TEMPORARY:
        if plan.until or plan.study:
            raise Refused("Ngày hết hạn và việc đi học chỉ ghi khi chuyển tạm thời.")
        return
    if plan.until is None:
        raise Refused("Chuyển tạm thời phải ghi đến hết ngày nào.")
    if reasons := why_not_so_long(transfers_on(plan.decided_on), first, plan.until, study=plan.study):
        raise Refused(reasons)


@atomic_or_refused()
def introduce(*, transfer: Transfer, sheet: Sheet, by) -> None:
    """The sheet is written and handed to the member."""
    found = held(transfer, TransferStep.INTRODUCE)
    refuse_future(sheet.introduced_on)
    refuse_suspended(found.member, sheet.introduced_on)
    if not sheet.number.strip() or sheet.introduced_on is None:
        raise Refused("Ghi số và ngày của giấy giới thiệu.")
    refuse_disorder(found, introduced_on=sheet.introduced_on)
    found.introduced_on, found.sheet_number = sheet.introduced_on, sheet.number.strip()
    found.dues_paid_until = sheet.dues_paid_until
    found.save()
    note(found, "introduced", f"giấy giới thiệu {found.sheet_number}", found.introduced_on, by)


@atomic_or_refused()
def present(*, transfer: Transfer, on: dt.date, by) -> None:
    """The member handed his papers in at the destination."""
    found = held(transfer, TransferStep.PRESENT)
    refuse_future(on)
    refuse_disorder(found, presented_on=on)
    found.presented_on = on
    found.save()
    note(found, "presented", "nộp giấy giới thiệu ở nơi đến", on, by)


@atomic_or_refused()
def take_in(
    *, transfer: Transfer, on: dt.date, by, cell: Organization | None = None, presented_on=None, notice_number: str = ""
) -> None:
    """Received: `on` is his first day in the new cell, for who goes out of the district by the notice that came back.

    The membership at the old cell ends the day before and the one at the new cell begins; a temporary transfer leaves
    the roll as it is.
    """
    found = held(transfer, TransferStep.RECEIVE)
    refuse_future(on, presented_on)
    refuse_suspended(found.member, on)
    presented = found.presented_on or presented_on or on
    refuse_disorder(found, presented_on=presented, received_on=on)
    cell = None if found.leaves_district else receiving_cell(found, cell, on)
    found.presented_on, found.received_on, found.host_cell = presented, on, cell
    found.notice_number = notice_number.strip()
    found.save()
    paper = Paper(found.sheet_number, found.introduced_on, found.reason)
    if found.kind == TransferKind.WITHIN:
        move(member=found.member, to=cell, on=on, paper=paper, by=by, through_transfer=True)
    elif not found.is_temporary:
        leave(member=found.member, on=on, how=found.kind, paper=paper, by=by, through_transfer=True)
    where = "sinh hoạt tạm thời" if found.is_temporary else "tiếp nhận sinh hoạt chính thức"
    note(found, "received", where, on, by)


def receiving_cell(transfer: Transfer, cell: Organization | None, on: dt.date) -> Organization:
    """The cell that receives: the one of the sheet, or one under the committee of the sheet, alive on the day."""
    if cell is None or cell.pk not in subtree_ids(transfer.to_organization_id, clock.today()):
        raise Refused("Chọn chi bộ nhận thuộc nơi ghi trong giấy giới thiệu.")
    if cell == transfer.from_organization:
        raise Refused(f"{transfer.member.full_name} đang sinh hoạt ở chính chi bộ này.")
    if not cell.states.filter(valid__contains=on, kind__endswith="_cell").exists():
        raise Refused(f"Ngày {format_date(on)} nơi nhận không phải là một chi bộ đang hoạt động.")
    return cell


@atomic_or_refused()
def extend(*, transfer: Transfer, on: dt.date, until: dt.date, reason: str, by) -> StayExtension:
    """A temporary transfer lasts longer, on the member's request."""
    found = held(transfer, TransferStep.EXTEND)
    refuse_future(on)
    refuse_disorder(found, extended_on=on)
    before = found.until_on(clock.today())
    if reasons := why_not_extended(transfers_on(found.begun_on), found.until, before, until):
        raise Refused(reasons)
    given = StayExtension.objects.create(
        transfer=found, on=on, until=until, reason=reason.strip(), by=by, at=clock.now()
    )
    note(found, "extended", f"gia hạn sinh hoạt tạm thời đến {format_date(until)}: {reason.strip()}", on, by)
    return given


@atomic_or_refused()
def come_back(*, transfer: Transfer, on: dt.date, by) -> None:
    """A temporary transfer is over: from the day on he takes part at home again."""
    found = held(transfer, TransferStep.COME_BACK)
    refuse_future(on)
    if on <= found.received_on:
        raise Refused(f"Ngày trở về phải sau ngày tiếp nhận tạm thời, {format_date(found.received_on)}.")
    found.returned_on = on
    found.save()
    note(found, "returned", "trở về nơi sinh hoạt chính thức", on, by)


@atomic_or_refused()
def cancel(*, transfer: Transfer, on: dt.date, reason: str, by) -> None:
    """He does not go after all, or it was written wrongly; the transfer is kept with the reason."""
    found = held(transfer, TransferStep.CANCEL)
    refuse_future(on)
    if not reason.strip():
        raise Refused("Ghi lý do hủy.")
    refuse_disorder(found, cancelled_on=on)
    found.cancelled_on, found.cancel_reason = on, reason.strip()
    found.save()
    note(found, "cancelled", f"hủy việc chuyển sinh hoạt: {reason.strip()}", on, by)


def held(transfer: Transfer, step: TransferStep) -> Transfer:
    """The transfer and its member, held until the act is over; refused when it is not at this step any more."""
    Member.objects.select_for_update().get(pk=transfer.member_id)
    related = ("member", "from_organization", "to_organization")
    found = Transfer.objects.select_for_update(of=("self",)).select_related(*related).get(pk=transfer.pk)
    state = state_on(found.facts(clock.today()), clock.today())
    if step not in NEXT.get(state, ()):
        raise Refused(f"Không ghi được “{step.label}”: việc chuyển của {found.member.full_name} là “{state.label}”.")
    return found


def refuse_suspended(member: Member, day: dt.date | None) -> None:
    """Nobody is transferred while he is suspended (S1 6.3: not while under inspection)."""
    if day and Pause.objects.on(day).filter(member=member, kind=PauseKind.SUSPENDED).exists():
        raise Refused(f"{member.full_name} đang bị đình chỉ sinh hoạt; chưa chuyển sinh hoạt đảng.")


def refuse_disorder(transfer: Transfer, **days: dt.date) -> None:
    """The days of the papers follow each other."""
    known = {name: days.get(name) or getattr(transfer, name, None) for name in ORDERED}
    if reasons := why_not_ordered(*((ORDERED[name], known[name]) for name in ORDERED)):
        raise Refused(reasons)


ORDERED = {
    "decided_on": "Ngày quyết định",
    "introduced_on": "Ngày giới thiệu",
    "presented_on": "Ngày nộp giấy",
    "received_on": "Ngày tiếp nhận",
    "extended_on": "Ngày cho gia hạn",
    "cancelled_on": "Ngày hủy",
}


def note(transfer: Transfer, did: str, said: str, on: dt.date, by) -> None:
    """One entry for each side that belongs to the district."""
    sides = {one.pk: one for one in (transfer.from_organization, transfer.host_cell or transfer.to_organization) if one}
    for side in sides.values():
        record(
            by=by,
            did=f"transfer.{did}",
            said=f"{transfer.member.full_name}: {said}, {format_date(on)}",
            on=transfer.member,
            organization=side.named(on),
            after={"kind": transfer.kind, "on": on, "sheet": transfer.sheet_number, "until": transfer.until},
        )
