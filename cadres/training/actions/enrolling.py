"""People enter a class, many at once."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from cadres.staff.actions.facts import refuse_future
from cadres.staff.models import Cadre, Post
from cadres.training.actions.facts import hold_open, place_of
from cadres.training.enums import ClassKind
from cadres.training.models import Enrolment, TrainingClass
from cadres.training.rules import why_not_enrolled
from members.roll.models import Member, Membership, OfficeHolder
from sinho.accounts.scope import Ids
from sinho.audit.actions import record_many
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Sent:
    """Since when somebody is in the class, and by which decision."""

    since: dt.date
    decision_number: str = ""
    decision_date: dt.date | None = None


@atomic_or_refused()
def enrol(
    *, training_class: TrainingClass, cadres: Collection[Cadre] = (), members: Collection[Member] = (), sent: Sent, by
) -> list[Enrolment]:
    """All of them or none. Each is sent by the commune or cell where he serves on the day."""
    held = hold_open(training_class)
    if not cadres and not members:
        raise Refused("Chưa chọn ai để ghi vào lớp.")
    refuse_future(sent.since, sent.decision_date)
    if reasons := why_not_enrolled(sent.since, held.starts_on, held.ends_on, sent.decision_date):
        raise Refused(reasons)
    refuse_both(held, members)
    rows = [*rows_of_cadres(held, cadres, sent), *rows_of_members(held, members, sent)]
    refuse_twice(held, rows)
    made = Enrolment.objects.bulk_create(rows)
    places = {one.organization_id: place_of(one.organization) for one in made}
    record_many(
        {
            "by": by,
            "did": "training.enrolled",
            "said": f"{one.person.full_name} vào lớp {held.name} từ {format_date(sent.since)}",
            "on": one,
            "organization": places[one.organization_id],
            "after": vars(sent) | {"training_class": held.pk},
        }
        for one in made
    )
    return made


def rows_of_cadres(held: TrainingClass, cadres: Iterable[Cadre], sent: Sent) -> list[Enrolment]:
    """Each from the commune of the post of the day."""
    posts = Post.objects.on(sent.since).filter(cadre__in=cadres).select_related("organization").order_by("-valid")
    places = {one.cadre_id: one.organization for one in posts}
    if away := sorted(one.full_name for one in cadres if one.pk not in places):
        raise Refused(f"Ngày {format_date(sent.since)} không giữ chức danh ở xã nào: {', '.join(away)}.")
    return [Enrolment(training_class=held, cadre=one, organization=places[one.pk], **vars(sent)) for one in cadres]


def rows_of_members(held: TrainingClass, members: Iterable[Member], sent: Sent) -> list[Enrolment]:
    """Each from the cell of the day. But for classes on the work of members, who holds no office is not sent."""
    rows = Membership.objects.filter(member__in=members, valid__contains=sent.since).select_related("organization")
    cells = {one.member_id: one.organization for one in rows}
    if away := sorted(one.full_name for one in members if one.pk not in cells):
        raise Refused(f"Ngày {format_date(sent.since)} không có trong danh sách đảng viên: {', '.join(away)}.")
    if held.kind != ClassKind.MEMBER_WORK:
        holders = OfficeHolder.objects.held_on(sent.since).filter(member__in=members)
        holders = set(holders.values_list("member_id", flat=True))
        if none := sorted(one.full_name for one in members if one.pk not in holders):
            raise Refused(f"Ngày {format_date(sent.since)} không phải là cấp ủy viên: {', '.join(none)}.")
    return [Enrolment(training_class=held, member=one, organization=cells[one.pk], **vars(sent)) for one in members]


def refuse_both(held: TrainingClass, members: Collection[Member]) -> None:
    """Who has a record on the staff is written down by it, so that he is not counted twice."""
    linked = Cadre.objects.filter(member__in=members).values_list("full_name", flat=True)
    if linked := sorted(linked):
        raise Refused(f"Có hồ sơ cán bộ xã, ghi theo hồ sơ ấy: {', '.join(linked)}.")
    if gone := sorted(one.full_name for one in members if one.joined_into_id):
        raise Refused(f"Hồ sơ đã được gộp vào hồ sơ khác: {', '.join(gone)}.")


def refuse_twice(held: TrainingClass, rows: list[Enrolment]) -> None:
    """Named, so that the ticks can be taken away; the database would only say that there is somebody."""
    there = Enrolment.objects.in_force().filter(training_class=held)
    cadres, members = ({getattr(one, name) for one in rows} - {None} for name in ("cadre_id", "member_id"))
    # Who came in by his record on the roll and is on the staff since is the same person.
    members |= {one.cadre.member_id for one in rows if one.cadre_id} - {None}
    again = [*there.filter(cadre__among=Ids(cadres)), *there.filter(member__among=Ids(members))]
    if again:
        raise Refused(f"Đã có trong danh sách lớp: {', '.join(sorted(one.person.full_name for one in again))}.")
    people = [(one.cadre_id, one.member_id) for one in rows]
    if len(set(people)) < len(people):
        raise Refused("Một người được chọn hai lần.")
