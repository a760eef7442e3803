"""A death, leaving or move that was recorded by mistake is taken back by a paper; what stood there stays with it."""

from django.db.backends.postgresql.psycopg_any import DateRange

from members.roll.actions.moving import Paper, refuse_future
from members.roll.actions.touching import Touched, keep, tied_to
from members.roll.enums import GOING_OUT, OUT_OF_THE_PARTY, CorrectionKind, Entry, Exit, TransferKind
from members.roll.models import Card, Member, Membership, Pause, Standing, Transfer
from members.roll.rules import dated
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def take_back_leaving(*, member: Member, paper: Paper, by) -> list[str]:
    """On the roll again as if he had not left. Returns what the leaving had ended and has to be written anew."""
    refuse_without_paper(paper)
    member = Member.objects.select_for_update().get(pk=member.pk)
    last = Membership.objects.select_related("organization").filter(member=member).order_by("valid").last()
    if last is None or last.valid.upper is None:
        raise Refused(f"{member.full_name} đang có trong danh sách; không có việc rời nào để đính chính.")
    on, how = last.valid.upper, last.exit
    refuse_closed_case(member, how)
    later = Standing.objects.filter(member=member, valid__startswith__gte=on).first()
    if later:
        raise Refused(f"“{later}” được ghi từ ngày {format_date(later.valid.lower)}, sau khi rời danh sách.")
    touched, left = Touched(), dated(last.exit_number, last.exit_date, last.exit_reason)
    reopened = list(Transfer.objects.filter(member=member, kind=how, received_on=on)) if how in GOING_OUT else []
    touched.see(*reopened, last)
    open_again(last)
    if how in OUT_OF_THE_PARTY:
        for model in (Standing, Card):
            row = model.objects.filter(member=member).order_by("valid").last()
            if row and row.valid.upper == on:
                touched.see(row)
                row.valid = DateRange(row.valid.lower, None)
                row.save(update_fields=["valid"])
    said = f"{member.full_name} không rời danh sách ngày {format_date(on)} ({Exit(how).label.lower()})"
    finish(touched, reopened, member=member, kind=CorrectionKind.LEAVING, said=said, paper=paper, author=by)
    record(
        by=by,
        did="member.leaving_taken_back",
        said=f"Đính chính: {said}, theo {dated(paper.number.strip(), paper.date)}: {paper.reason.strip()}",
        on=member,
        organization=last.organization.named(clock.today()),
        before={"on": on, "how": how, "paper": left},
        after={"paper": paper.number.strip(), "reason": paper.reason.strip()},
    )
    return ended_with(member, on, how)


@atomic_or_refused()
def take_back_move(*, member: Member, paper: Paper, by) -> None:
    """In his former cell as if he had not moved; a transfer that was received is open again."""
    refuse_without_paper(paper)
    member = Member.objects.select_for_update().get(pk=member.pk)
    stays = list(Membership.objects.select_related("organization").filter(member=member).order_by("valid"))
    last, before = stays[-1] if stays else None, stays[-2] if len(stays) > 1 else None
    if last is None or before is None or last.entry != Entry.WITHIN or before.exit != Exit.WITHIN:
        raise Refused(f"Việc gần nhất của {member.full_name} không phải là chuyển chi bộ trong đảng bộ huyện.")
    if last.valid.upper is not None:
        left = f"{last.get_exit_display().lower()} ngày {format_date(last.valid.upper)}"
        raise Refused(f"{member.full_name} đã rời danh sách ({left}); đồng chí đính chính việc ấy trước.")
    on, cell = last.since, last.organization
    received = Transfer.objects.filter(member=member, kind=TransferKind.WITHIN, received_on=on, host_cell=cell)
    transfers = list(received)
    if later := list(tied_to(member, cell.pk, on, (last, *transfers))):
        raise Refused(f"Ở chi bộ mới đã ghi: {'; '.join(later)}. Đồng chí thôi, hủy những việc này trước.")
    touched = Touched()
    touched.see(*transfers)
    touched.set_aside(last)
    touched.see(before)
    open_again(before)
    came, stayed = cell.named(on), before.organization.named(on)
    said = f"{member.full_name} không chuyển từ {stayed[1]} đến {came[1]} ngày {format_date(on)}"
    finish(touched, transfers, member=member, kind=CorrectionKind.MOVE, said=said, paper=paper, author=by)
    for place in (stayed, came):
        record(
            by=by,
            did="member.move_taken_back",
            said=f"Đính chính: {said}, theo {dated(paper.number.strip(), paper.date)}: {paper.reason.strip()}",
            on=member,
            organization=place,
            before={"cell": came[1], "since": on},
            after={"cell": stayed[1], "since": before.since, "paper": paper.number.strip()},
        )


def refuse_without_paper(paper: Paper) -> None:
    """A correction says by which paper and why."""
    if not paper.number.strip() or paper.date is None or not paper.reason.strip():
        raise Refused("Đính chính phải có số, ngày của văn bản và lý do.")
    refuse_future(paper.date)


def refuse_closed_case(member: Member, how: str) -> None:
    """Who was struck off by giving up his case (kept by the theme above) stays so as long as the case is given up."""
    given_up = Member.objects.filter(pk=member.pk, admission_cases__closing__in=[Exit.ANNULLED, Exit.REMOVED])
    if how in (Exit.ANNULLED, Exit.REMOVED) and given_up.exists():
        raise Refused(
            f"{member.full_name} rời danh sách do thôi xét hồ sơ kết nạp; việc thôi xét ở trang Kết nạp được giữ "
            "nguyên, chưa đính chính được."
        )


def open_again(membership: Membership) -> None:
    """The membership goes on as if it had not ended."""
    membership.valid = DateRange(membership.since, None)
    membership.exit = membership.exit_number = membership.exit_reason = ""
    membership.exit_date = None
    membership.save()


def finish(touched: Touched, transfers: list[Transfer], **facts) -> None:
    """Keep the correction; the transfers that it names are then let open again by the database (`transfer_kept`)."""
    for one in transfers:
        if one.presented_on == one.received_on:
            one.presented_on = None
        one.received_on, one.host_cell, one.notice_number = None, None, ""
    keep(touched, **facts)
    for one in transfers:
        one.save()


def ended_with(member: Member, on, how: str) -> list[str]:
    """Pauses and temporary stays that ended on the day of leaving; whether they went on is known to people alone."""
    found = [str(one) for one in Pause.objects.filter(member=member, valid__endswith=on)]
    if how in OUT_OF_THE_PARTY:
        transfers = Transfer.objects.filter(member=member)
        found += [str(one) for one in transfers.filter(returned_on=on) | transfers.filter(cancelled_on=on)]
    return found
