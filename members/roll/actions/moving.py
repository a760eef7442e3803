"""A member moves into another cell of the district, leaves it, or leaves the Party; is exempted for a time."""

import datetime as dt
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.models import Organization
from members.roll.actions.reading import place_of
from members.roll.enums import OUT_OF_THE_PARTY, Entry, Exit, PauseKind, StandingKind
from members.roll.models import Card, Member, Membership, Pause, Standing, Transfer
from members.roll.rules import official_due
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

# Ways to leave that need a decision; death and moving away do not.
BY_DECISION = (Exit.EXPELLED, Exit.REMOVED, Exit.RESIGNED, Exit.ANNULLED)


@dataclass(frozen=True)
class Paper:
    """A decision, an introduction sheet, a resolution of the cell; and in words why."""

    number: str = ""
    date: dt.date | None = None
    reason: str = ""


def hold(member: Member) -> Membership:
    """The member is held until the act is over; his present membership."""
    Member.objects.select_for_update().get(pk=member.pk)
    last = Membership.objects.select_related("organization").filter(member=member).order_by("valid").last()
    if last is None or last.valid.upper is not None:
        raise Refused(f"{member.full_name} không còn sinh hoạt ở chi bộ nào.")
    return last


def refuse_future(*days: dt.date | None) -> None:
    """Nothing is written down before its day."""
    for day in days:
        if day and day > clock.today():
            raise Refused(f"Ngày {format_date(day)} chưa đến.")


def refuse_wrong_day(membership: Membership, on: dt.date, what: str, paper: Paper) -> None:
    """An act on a membership lies after its first day and not in the future; so does its paper."""
    if on > clock.today():
        raise Refused(f"{what} {format_date(on)} chưa đến.")
    if paper.date and paper.date > clock.today():
        raise Refused(f"Ngày của giấy {format_date(paper.date)} chưa đến.")
    if on <= membership.since:
        raise Refused(f"{what} phải sau ngày về chi bộ hiện nay, {format_date(membership.since)}.")


def refuse_while_transferring(member: Member) -> None:
    """Who is on the way with an introduction sheet is received by it, or it is cancelled first."""
    if Transfer.objects.open_now().filter(member=member).exists():
        raise Refused(
            f"{member.full_name} đang có một việc chuyển sinh hoạt chưa xong; đồng chí ghi tiếp nhận, trở về hoặc hủy "
            "việc ấy trước, ở trang Chuyển sinh hoạt."
        )


def end_transfers(member: Member, on: dt.date, how: str) -> None:
    """Who left the Party goes nowhere: a temporary stay is over, what was still on the way is cancelled."""
    for transfer in Transfer.objects.open_now().filter(member=member):
        if transfer.received_on:
            transfer.returned_on = on
        else:
            transfer.cancelled_on, transfer.cancel_reason = on, Exit(how).label
        transfer.save()


@atomic_or_refused()
def move(
    *, member: Member, to: Organization, on: dt.date, paper: Paper, by, through_transfer: bool = False
) -> Membership:
    """Into another cell of the district, from the day on which that cell received him.

    Who has an introduction sheet is received by it: `through_transfer`.
    """
    last = hold(member)
    if not through_transfer:
        refuse_while_transferring(member)
    refuse_wrong_day(last, on, "Ngày chuyển", paper)
    if to == last.organization:
        raise Refused(f"{member.full_name} đang sinh hoạt ở chính chi bộ này.")
    close(last, on, Exit.WITHIN, paper)
    moved = Membership.objects.create(member=member, organization=to, valid=DateRange(on, None), entry=Entry.WITHIN)
    left, came = last.organization.named(on), to.named(on)
    for place in (left, came):
        record(
            by=by,
            did="member.moved",
            said=f"{member.full_name} chuyển sinh hoạt từ {left[1]} đến {came[1]} ngày {format_date(on)}",
            on=member,
            organization=place,
            before={"cell": left[1], "since": last.since},
            after={"cell": came[1], "since": on, "paper": paper.number},
        )
    return moved


@atomic_or_refused()
def leave(*, member: Member, on: dt.date, how: str, paper: Paper, by, through_transfer: bool = False) -> None:
    """Out of the district or out of the Party: `on` is the first day on which he is no longer on the roll."""
    last = hold(member)
    if how not in OUT_OF_THE_PARTY and not through_transfer:
        refuse_while_transferring(member)
    refuse_wrong_day(last, on, "Ngày rời danh sách", paper)
    later = Standing.objects.filter(member=member, valid__startswith__gte=on).first()
    if later:
        raise Refused(f"“{later}” được ghi từ ngày {format_date(later.valid.lower)}, sau ngày này.")
    if how == Exit.WITHIN:
        raise Refused("Chuyển trong đảng bộ huyện thì ghi chi bộ nhận.")
    official = Standing.objects.on(on - dt.timedelta(days=1)).filter(member=member, kind=StandingKind.OFFICIAL)
    if how == Exit.ANNULLED and official.exists():
        raise Refused("Chỉ hủy quyết định kết nạp của đảng viên dự bị.")
    if how in BY_DECISION and (not paper.number.strip() or paper.date is None):
        raise Refused(f"{Exit(how).label}: ghi số và ngày của quyết định.")
    place = last.organization.named(on)
    close(last, on, how, paper)
    if how in OUT_OF_THE_PARTY:
        end_transfers(member, on, how)
        end(Standing.objects.filter(member=member, valid__upper_inf=True), on)
        end(Card.objects.filter(member=member, valid__upper_inf=True), on)
    end(Pause.objects.filter(member=member, valid__overlap=DateRange(on, None)), on)
    record(
        by=by,
        did="member.left",
        said=f"{member.full_name}: {Exit(how).label.lower()} từ {format_date(on)}",
        on=member,
        organization=place,
        before={"since": last.since},
        after={"on": on, "how": how, "paper": paper.number},
    )


def close(membership: Membership, on: dt.date, how: str, paper: Paper) -> None:
    """End a membership the day before `on`."""
    membership.valid, membership.exit = DateRange(membership.since, on), how
    membership.exit_number, membership.exit_date = paper.number.strip(), paper.date
    membership.exit_reason = paper.reason.strip()
    membership.save()


def end(rows, on: dt.date) -> None:
    """End dated rows of a member the day before `on`."""
    for row in rows:
        if row.valid.lower >= on:
            raise Refused(f"“{row}” được ghi từ ngày {format_date(row.valid.lower)}, sau ngày này.")
        row.valid = DateRange(row.valid.lower, on)
        row.save(update_fields=["valid"])


def _has_case(member: Member) -> bool:
    """Whether a case of admission is kept for him (by the theme above, which hangs on the member)."""
    cases = Member.objects.filter(pk=member.pk, admission_cases__isnull=False)
    return cases.filter(admission_cases__closed_on__isnull=True).exists()


@atomic_or_refused()
def recognise(*, member: Member, on: dt.date, paper: Paper, by, through_case: bool = False) -> Standing:
    """Official from 12 months after the ceremony on, whenever the decision is taken (S1 4.2.2).

    Who has a case of admission is recognised there, after the votes: `through_case`.
    """
    hold(member)
    if not through_case and _has_case(member):
        raise Refused(f"{member.full_name} có hồ sơ kết nạp; đồng chí ghi công nhận chính thức ở trang Kết nạp.")
    probation = Standing.objects.filter(member=member, kind=StandingKind.PROBATIONARY).order_by("valid").last()
    if probation is None or probation.valid.upper is not None:
        raise Refused(f"{member.full_name} không phải là đảng viên dự bị.")
    due = official_due(probation.valid.lower)
    if on != due:
        raise Refused(f"Ngày chính thức là đúng 12 tháng sau ngày kết nạp: {format_date(due)}.")
    if not paper.number.strip() or paper.date is None:
        raise Refused("Ghi số và ngày của quyết định công nhận.")
    if not on <= paper.date <= clock.today():
        raise Refused(f"Quyết định công nhận không thể trước ngày {format_date(on)} hoặc sau hôm nay.")
    probation.valid = DateRange(probation.valid.lower, on)
    probation.save(update_fields=["valid"])
    official = Standing.objects.create(
        member=member,
        kind=StandingKind.OFFICIAL,
        valid=DateRange(on, None),
        decision_number=paper.number.strip(),
        decision_date=paper.date,
        issuer=paper.reason.strip(),
    )
    record(
        by=by,
        did="member.recognised",
        said=f"Công nhận {member.full_name} là đảng viên chính thức từ {format_date(on)} ({paper.number.strip()})",
        on=member,
        organization=place_of(member),
        after={"official_on": on, "paper": paper.number.strip()},
    )
    return official


@atomic_or_refused()
def pause(*, member: Member, kind: str, since: dt.date, until: dt.date | None, paper: Paper, by) -> Pause:
    """Exempted or suspended from a day on; `until` is the last day, when it is known."""
    last = hold(member)
    if since < last.since or since > clock.today():
        raise Refused(f"Ngày bắt đầu phải từ {format_date(last.since)} đến hôm nay.")
    if until and until < since:
        raise Refused("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    paused = Pause.objects.create(
        member=member,
        kind=kind,
        valid=DateRange(since, until + dt.timedelta(days=1) if until else None),
        decision_number=paper.number.strip(),
        reason=paper.reason.strip(),
    )
    record(
        by=by,
        did="member.paused",
        said=f"{member.full_name}: {PauseKind(kind).label.lower()} từ {format_date(since)}",
        on=member,
        organization=place_of(member),
        after={"kind": kind, "since": since, "until": until, "paper": paper.number, "reason": paper.reason},
    )
    return paused


@atomic_or_refused()
def resume(*, member: Member, on: dt.date, by) -> None:
    """Takes part again from the day on."""
    hold(member)
    held = Pause.objects.filter(member=member, valid__contains=on).first()
    if held is None or on > clock.today():
        raise Refused(f"Ngày {format_date(on)} đồng chí này không được miễn, không bị đình chỉ sinh hoạt.")
    end([held], on)
    record(
        by=by,
        did="member.resumed",
        said=f"{member.full_name} sinh hoạt trở lại từ {format_date(on)}",
        on=member,
        organization=place_of(member),
        before={"kind": held.kind, "since": held.valid.lower},
        after={"on": on},
    )
