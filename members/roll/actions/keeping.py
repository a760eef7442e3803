"""Papers of transfers of earlier years: the roll says already where the member was, or it begins later."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.models import Organization, subtree_ids
from members.roll.actions.moving import refuse_future
from members.roll.actions.transferring import (
    ORDERED,
    Plan,
    Sheet,
    note,
    refuse_half_a_sheet,
    refuse_suspended,
    refuse_wrong_length,
)
from members.roll.enums import COMING_IN, Entry, Exit, TransferKind
from members.roll.limits import why_not_ordered
from members.roll.models import Member, Membership, Transfer
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Past:
    """A transfer that is over, with the days of all its papers; `cell` received him, `home` or `from_words` let him go.

    The decision of who comes from outside the district is not known.
    """

    kind: str
    sheet: Sheet
    plan: Plan | None = None
    home: Organization | None = None
    from_words: str = ""
    to: Organization | None = None
    cell: Organization | None = None
    presented_on: dt.date | None = None
    received_on: dt.date | None = None
    notice_number: str = ""
    returned_on: dt.date | None = None
    cancelled_on: dt.date | None = None
    cancel_reason: str = ""

    @property
    def begun_on(self) -> dt.date | None:
        return self.plan.decided_on if self.plan else self.sheet.introduced_on

    @property
    def over_on(self) -> dt.date | None:
        """The day on which it was over; None while it is not."""
        received = None if self.kind == TransferKind.TEMPORARY else self.received_on
        return self.cancelled_on or self.returned_on or received

    @property
    def days(self) -> dict[str, dt.date | None]:
        """Days of the papers by their names, in their order."""
        known = {"decided_on": self.plan.decided_on if self.plan else None, "introduced_on": self.sheet.introduced_on}
        return {words: known.get(name, getattr(self, name, None)) for name, words in ORDERED.items()}


@atomic_or_refused()
def keep(*, member: Member, past: Past, by) -> Transfer:
    """Write down a transfer that is over. The roll stays as it is: it must say the same, or begin after it."""
    Member.objects.select_for_update().get(pk=member.pk)
    if past.over_on is None:
        raise Refused("Việc chuyển chưa xong thì ghi từng bước, từ chi bộ đang sinh hoạt.")
    refuse_future(*past.days.values(), past.returned_on)
    refuse_half_a_sheet(past.sheet)
    if reasons := why_not_ordered(*past.days.items(), ("Ngày trở về", past.returned_on)):
        raise Refused(reasons)
    if past.plan:
        refuse_wrong_length(past.plan, past.sheet.introduced_on or past.plan.decided_on)
    refuse_suspended(member, past.sheet.introduced_on or past.begun_on)
    refuse_suspended(member, past.received_on)
    refuse_strange_cell(past)
    refuse_misfit(member, past)
    plan = past.plan
    transfer = Transfer.objects.create(
        member=member,
        kind=past.kind,
        from_organization=past.home,
        from_words=past.from_words.strip(),
        to_organization=past.to,
        to_words=plan.to_words.strip() if plan and not past.to else "",
        host_cell=past.cell if past.received_on and past.to else None,
        introduced_on=past.sheet.introduced_on,
        sheet_number=past.sheet.number.strip(),
        dues_paid_until=past.sheet.dues_paid_until,
        presented_on=past.presented_on or past.received_on,
        received_on=past.received_on,
        notice_number=past.notice_number.strip(),
        returned_on=past.returned_on,
        cancelled_on=past.cancelled_on,
        cancel_reason=past.cancel_reason.strip(),
        **decided(plan),
    )
    note(transfer, "kept", f"ghi lại việc chuyển sinh hoạt ({transfer.get_kind_display().lower()})", past.over_on, by)
    return transfer


def decided(plan: Plan | None) -> dict:
    """What was decided, as the transfer keeps it."""
    if plan is None:
        return {}
    names = ("decided_on", "until", "study")
    return {name: getattr(plan, name) for name in names} | {"reason": plan.reason.strip()}


def refuse_strange_cell(past: Past) -> None:
    """The cell that received him is the one of the sheet or stands under it, and was a cell on the day."""
    if past.received_on is None or past.to is None:
        return
    if past.cell is None or past.cell.pk not in subtree_ids(past.to.pk, past.received_on) | {past.to.pk}:
        raise Refused("Chọn chi bộ nhận thuộc nơi ghi trong giấy giới thiệu.")
    if not past.cell.states.filter(valid__contains=past.received_on, kind__endswith="_cell").exists():
        raise Refused(f"Ngày {format_date(past.received_on)} nơi nhận không phải là một chi bộ đang hoạt động.")


def refuse_misfit(member: Member, past: Past) -> None:
    """The memberships say the same as the papers, or begin only after them with the opening of the roll."""
    stays = list(Membership.objects.select_related("organization").filter(member=member).order_by("valid"))
    if stays and stays[0].entry == Entry.OPENING and past.over_on <= stays[0].since:
        return
    if not any(fits(stay, past) for stay in stays):
        raise Refused(f"Sổ đảng viên không ghi như vậy: {told(stays)}.")
    came = any(stay.since == past.received_on and stay.organization == past.cell for stay in stays)
    if past.kind == TransferKind.WITHIN and past.received_on and not came:
        raise Refused(f"Ngày {format_date(past.received_on)} sổ không ghi về chi bộ nhận này: {told(stays)}.")


def fits(stay: Membership, past: Past) -> bool:
    """Whether this is the membership that the papers begin or end with."""
    if past.kind in COMING_IN:
        return stay.since == past.received_on and stay.entry == past.kind and stay.organization == past.cell
    if stay.organization != past.home or stay.since > past.begun_on:
        return False
    if past.cancelled_on or past.kind == TransferKind.TEMPORARY:
        return stay.last_day is None or stay.last_day >= past.over_on
    return stay.valid.upper == past.received_on and stay.exit == Exit(past.kind)


def told(stays: list[Membership]) -> str:
    """The memberships in words."""
    parts = [
        f"{stay.organization.named(stay.since)[1]} từ {format_date(stay.since)}"
        + (f" đến {format_date(stay.last_day)}" if stay.last_day else "")
        for stay in stays
    ]
    return "; ".join(parts) or "chưa có chi bộ nào"
