"""A meeting is written down, corrected, withdrawn; what came of earlier conclusions is written with it (A6)."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from cells.meetings import frames
from cells.meetings.actions.concluding import agree, close_open
from cells.meetings.models import Meeting, MeetingLevel
from cells.meetings.models.judging import judges
from cells.meetings.rules.meeting import Agreed, Reported, Told, why_not_held
from cells.meetings.rules.quality import summed, why_not_scored
from cells.organizations.enums import CELLS
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

RECORD = Permission.RECORD_MEETINGS
GONE = "Buổi sinh hoạt này đã được sửa hoặc bỏ; đồng chí tải lại trang để xem."
JUDGED = "Buổi sinh hoạt đã được cấp trên duyệt mức; chỉ cấp ủy duyệt mức mới sửa được."
TEXTS = ("topic", "place", "chair", "secretary", "contents", "resolution", "remarks", "score_note")


def columns_of(told: Told) -> dict:
    """Columns of `Meeting`: texts without spaces around them, score and level as the frame of the day gives them."""
    values = vars(told) | {name: getattr(told, name).strip() for name in TEXTS}
    frame, score = frames.on(told.held_on), summed(told.points, told.score)
    return values | {
        "points": dict(told.points),
        "score": score,
        "level": "" if score is None else frame.level_of(score),
    }


def refuse_wrong(cell: Organization, told: Told) -> None:
    """Everything that speaks against the meeting."""
    reasons = why_not_held(told, clock.today())
    reasons += why_not_scored(frames.on(told.held_on), told.points, told.score)
    if not told.chair.strip() or not told.contents.strip():
        reasons.append("Ghi người chủ trì và nội dung buổi sinh hoạt.")
    here = OrganizationState.objects.on(told.held_on).filter(organization=cell, kind__in=CELLS)
    if not reasons and not here.exists():
        reasons.append(f"Ngày {format_date(told.held_on)} không có chi bộ này.")
    if reasons:
        raise Refused(reasons)


def facts_of(meeting: Meeting) -> dict:
    """What the log keeps of it."""
    names = ("kind", "held_on", "total", "present", "excused", "unexcused", "exempted", "score", "level", "resolution")
    return {"meeting": meeting.pk} | {name: getattr(meeting, name) for name in names}


def held(cell: Organization) -> None:
    """Nobody else writes about meetings of the cell meanwhile."""
    Organization.objects.select_for_update(of=("self",)).get(pk=cell.pk)


@atomic_or_refused()
def record_meeting(
    *,
    cell: Organization,
    told: Told,
    key: UUID,
    scope: Scope,
    by,
    agreed: Sequence[Agreed] = (),
    reported: Sequence[Reported] = (),
) -> Meeting:
    """Write a meeting down with its conclusions and with what was reported of earlier ones.

    Sent twice with the same key it is one meeting, and the one that is there is given back.
    """
    scope.require(RECORD, cell.pk)
    held(cell)
    if known := Meeting.objects.filter(key=key).first():
        if known.organization_id != cell.pk:
            raise Refused("Trang này đã gửi cho chi bộ khác; đồng chí mở trang ghi mới.")
        return known
    refuse_wrong(cell, told)
    made = Meeting.objects.create(organization=cell, key=key, by=by, at=clock.now(), **columns_of(told))
    agree(made, agreed)
    close_open(cell, reported, told.held_on, by)
    record(
        by=by,
        did="meeting.recorded",
        said=f"Ghi sinh hoạt {made.get_kind_display().lower()} ngày {format_date(made.held_on)}, {made.present} dự",
        on=made,
        organization=cell.named(made.held_on),
        after=facts_of(made) | {"agreed": len(agreed), "reported": len(reported)},
    )
    return made


def standing(meeting: Meeting, scope: Scope) -> Meeting:
    """The meeting, locked; refused when it no longer stands, or is decided and the person is not who decides."""
    scope.require(RECORD, meeting.organization_id)
    held(meeting.organization)
    row = Meeting.objects.select_for_update(of=("self",)).select_related("organization").get(pk=meeting.pk)
    if row.withdrawn_at:
        raise Refused(GONE)
    if MeetingLevel.objects.filter(meeting=row).exists() and not judges(scope, row.organization_id, clock.today()):
        raise Refused(JUDGED)
    return row


def end(row: Meeting, reason: str) -> None:
    if not reason.strip():
        raise Refused("Phải ghi lý do.")
    row.withdrawn_at, row.withdrawn_reason = clock.now(), reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])


@atomic_or_refused()
def correct_meeting(*, meeting: Meeting, told: Told, reason: str, scope: Scope, by) -> Meeting:
    """Another row takes its place; conclusions go with it; a decided level has to be decided again."""
    row = standing(meeting, scope)
    refuse_wrong(row.organization, told)
    if columns_of(told) == columns_of(row.told()):
        raise Refused("Chưa có gì khác so với buổi sinh hoạt đang ghi.")
    if late := row.conclusions.filter(due_on__lt=told.held_on).first():
        raise Refused(f"Hạn {format_date(late.due_on)} của một kết luận trước ngày họp mới.")
    end(row, reason)
    new = Meeting(organization=row.organization, key=uuid4(), by=by, at=clock.now(), **columns_of(told))
    new.replaces = row
    new.save(force_insert=True)
    row.conclusions.update(meeting=new)
    record(
        by=by,
        did="meeting.corrected",
        said=f"Sửa buổi sinh hoạt ngày {format_date(row.held_on)} ({reason.strip()})",
        on=new,
        organization=row.organization.named(new.held_on),
        before=facts_of(row),
        after=facts_of(new) | {"reason": reason.strip()},
    )
    return new


@atomic_or_refused()
def withdraw_meeting(*, meeting: Meeting, reason: str, scope: Scope, by) -> None:
    """It was never held: it counts nowhere, with its conclusions."""
    row = standing(meeting, scope)
    end(row, reason)
    record(
        by=by,
        did="meeting.withdrawn",
        said=f"Bỏ buổi sinh hoạt ngày {format_date(row.held_on)} ({reason.strip()})",
        on=row,
        organization=row.organization.named(row.held_on),
        before=facts_of(row),
        after={"reason": reason.strip()},
    )
