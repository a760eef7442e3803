"""What a ceremony or a recognition wrote on the roll is taken back, when the step of the case is struck out."""

import datetime as dt

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from members.roll.actions.moving import Paper
from members.roll.actions.reading import place_of
from members.roll.actions.touching import Touched, keep, later_rows
from members.roll.enums import CorrectionKind, Entry, Exit, StandingKind, Subject
from members.roll.models import Badge, Card, LivingPlace, Member, Membership, Schooling, Standing, Work
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def take_back_admission(
    *, member: Member, on: dt.date, reason: str, by, apart: tuple[type[models.Model], ...] = ()
) -> None:
    """As if the ceremony had not been written down; the record stays, without a cell and a standing of its own.

    `apart`: models of the case itself, which do not hang on what the ceremony wrote.
    """
    member = Member.objects.select_for_update().get(pk=member.pk)
    membership, standing = last_stay(member), last_standing(member, StandingKind.PROBATIONARY, on)
    if membership.since != on or membership.entry != Entry.ADMITTED:
        moved = format_date(membership.since)
        raise Refused(f"{member.full_name} đã về chi bộ khác ngày {moved}; đồng chí đính chính việc chuyển ấy trước.")
    own = (Membership, Standing, Work, LivingPlace, Schooling, *apart)
    if later := list(later_rows(member, on, own)):
        raise Refused(f"Sau lễ kết nạp đã ghi: {'; '.join(later)}. Chưa gạch bỏ được khi những việc này còn đó.")
    place, touched = place_of(member), Touched()
    touched.set_aside(membership)
    touched.set_aside(standing)
    for model in (Work, LivingPlace):
        take_back_last(model, member, on, touched)
    for row in Schooling.objects.filter(member=member, subject=Subject.GENERAL, since=on):
        touched.set_aside(row)
    said = f"Gạch bỏ lễ kết nạp {member.full_name} ngày {format_date(on)}"
    keep(touched, member=member, kind=CorrectionKind.ADMISSION, said=said, paper=Paper(reason=reason), author=by)
    record(
        by=by,
        did="member.admission_struck",
        said=f"{said}: {reason.strip()}",
        on=member,
        organization=place,
        before={"admitted_on": on, "decision": standing.decision_number, "decided_on": standing.decision_date},
        after={"reason": reason.strip()},
    )


@atomic_or_refused()
def take_back_recognition(*, member: Member, number: str, reason: str, by) -> None:
    """Probationary again, as if the recognition had not been written down."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    last_stay(member)
    official = last_standing(member, StandingKind.OFFICIAL, None)
    if official.decision_number != number.strip():
        raise Refused(f"Tư cách chính thức của {member.full_name} ghi theo quyết định khác, không theo bước này.")
    since = official.valid.lower
    if hanging := list(later_rows(member, since, only=(Card, Badge))):
        raise Refused(f"Sau khi công nhận chính thức đã ghi: {'; '.join(hanging)}. Chưa gạch bỏ được khi còn đó.")
    probation = Standing.objects.filter(member=member, kind=StandingKind.PROBATIONARY).order_by("valid").last()
    touched = Touched()
    touched.set_aside(official)
    touched.see(probation)
    probation.valid = DateRange(probation.valid.lower, None)
    probation.save(update_fields=["valid"])
    said = f"Gạch bỏ công nhận chính thức {member.full_name} từ {format_date(since)}"
    keep(touched, member=member, kind=CorrectionKind.RECOGNITION, said=said, paper=Paper(reason=reason), author=by)
    record(
        by=by,
        did="member.recognition_struck",
        said=f"{said}: {reason.strip()}",
        on=member,
        organization=place_of(member),
        before={"official_on": since, "paper": official.decision_number, "decided_on": official.decision_date},
        after={"reason": reason.strip()},
    )


def last_stay(member: Member) -> Membership:
    """The present cell; refused when he has left the roll since."""
    last = Membership.objects.filter(member=member).order_by("valid").last()
    if last is None:
        raise Refused(f"{member.full_name} chưa có trong danh sách đảng viên.")
    if last.valid.upper is not None:
        left = f"{Exit(last.exit).label.lower()} ngày {format_date(last.valid.upper)}"
        raise Refused(f"{member.full_name} đã rời danh sách ({left}); đồng chí đính chính việc ấy trước.")
    return last


def last_standing(member: Member, kind: str, on: dt.date | None) -> Standing:
    """The standing that still lasts, which must be of this kind and begin on that day."""
    last = Standing.objects.filter(member=member).order_by("valid").last()
    if last is None or last.kind != kind or last.valid.upper is not None or (on and last.valid.lower != on):
        words = StandingKind(kind).label.lower()
        raise Refused(f"{member.full_name} hiện không phải là đảng viên {words} theo bước này; không gạch bỏ được.")
    return last


def take_back_last(model, member: Member, on: dt.date, touched: Touched) -> None:
    """The row that began on the day, when none came after it; the one before goes on. Later facts stay as they are."""
    rows = list(model.objects.filter(member=member).order_by("valid"))
    if not rows or rows[-1].valid.lower != on or rows[-1].valid.upper is not None:
        return
    touched.set_aside(rows[-1])
    before = rows[-2] if len(rows) > 1 else None
    if before and before.valid.upper == on:
        touched.see(before)
        before.valid = DateRange(before.valid.lower, None)
        before.save(update_fields=["valid"])
