"""The committee above decides the level of meetings, many at once; a decided one again with a reason (A6, §7.3)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cells.meetings.actions.recording import GONE
from cells.meetings.models import Meeting, MeetingLevel
from cells.meetings.models.judging import judged_cells
from sinho.accounts.scope import Scope
from sinho.audit.actions import record_many
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

NOT_YOURS = "Mức của buổi sinh hoạt do cấp ủy trực tiếp trên chi bộ duyệt; không ai tự duyệt cho chi bộ mình."


@dataclass(frozen=True)
class Judged:
    """The level of a meeting; `score` may be left out, `reason` only for one that is decided already."""

    meeting: int
    level: str
    score: int | None = None
    note: str = ""


def why_not(row: Meeting, one: Judged, on: dt.date, decided: MeetingLevel | None, reason: str) -> list[str]:
    """Why the level cannot be decided so."""
    when, reasons = format_date(row.held_on), []
    if row.withdrawn_at:
        return [GONE]
    if one.level not in row.frame.levels:
        reasons.append(f"Buổi họp {when}: chọn mức trong khung điểm của thời kỳ.")
    if one.score is not None and not 0 <= one.score <= 100:
        reasons.append(f"Buổi họp {when}: điểm từ 0 đến 100.")
    elif one.score is not None and not reasons and row.frame.level_of(one.score) != one.level:
        reasons.append(f"Buổi họp {when}: {one.score} điểm không phải mức {row.frame.name(one.level).lower()}.")
    if not row.held_on <= on <= clock.today():
        reasons.append(f"Ngày duyệt từ ngày họp ({when}) đến hôm nay.")
    if decided and not reason.strip():
        reasons.append(f"Buổi họp {when} đã duyệt mức {decided.level_name.lower()}; sửa mức ghi ở trang của buổi họp.")
    if not decided and reason.strip():
        reasons.append(f"Buổi họp {when} chưa duyệt mức lần nào; duyệt lần đầu không ghi lý do sửa.")
    if decided and on < decided.decided_on:
        reasons.append(f"Ngày duyệt lại từ ngày đã duyệt ({format_date(decided.decided_on)}).")
    return reasons


@atomic_or_refused()
def judge_meetings(*, judged: Sequence[Judged], on: dt.date, scope: Scope, by, reason: str = "") -> int:
    """Decide the levels, all of them or none. Returns how many."""
    if not judged:
        raise Refused("Chưa chọn mức cho buổi sinh hoạt nào.")
    given = {one.meeting: one for one in judged}
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("organization").filter(pk__in=given)
    rows = list(rows.order_by("pk"))
    if len(rows) < len(given) or not {row.organization_id for row in rows} <= judged_cells(scope, clock.today()):
        raise Refused(NOT_YOURS)
    last = {one.meeting_id: one for one in MeetingLevel.objects.filter(meeting__in=rows).select_related("meeting")}
    reasons = [text for row in rows for text in why_not(row, given[row.pk], on, last.get(row.pk), reason)]
    if reasons:
        raise Refused(list(dict.fromkeys(reasons)))
    made = MeetingLevel.objects.bulk_create(
        MeetingLevel(
            meeting=row,
            level=given[row.pk].level,
            score=given[row.pk].score,
            note=" ".join(given[row.pk].note.split()),
            decided_on=on,
            reason=" ".join(reason.split()),
            by=by,
            at=clock.now(),
        )
        for row in rows
    )
    record_many(
        {
            "by": by,
            "did": "meeting.judged",
            "said": said(one),
            "on": one.meeting,
            "organization": one.meeting.organization.named(one.meeting.held_on),
            "before": {"level": last[one.meeting_id].level} if one.meeting_id in last else None,
            "after": {"level": one.level, "score": one.score, "note": one.note, "on": on, "reason": one.reason},
        }
        for one in made
    )
    return len(made)


def said(one: MeetingLevel) -> str:
    why = f" ({one.reason})" if one.reason else ""
    return f"Duyệt mức {one.level_name.lower()} buổi sinh hoạt ngày {format_date(one.meeting.held_on)}{why}"
