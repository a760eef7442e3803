"""Conclusions are agreed at a meeting, and reported on until they are done (A6)."""

import datetime as dt
from collections.abc import Sequence

from cells.meetings.enums import Outcome
from cells.meetings.models import Conclusion, ConclusionResult, Meeting
from cells.meetings.rules.meeting import Agreed, Reported, why_not_agreed, why_not_reported
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

CLOSED = "Kết luận này đã xong, đã thôi thực hiện hoặc không còn; đồng chí tải lại trang để xem."


def agree(meeting: Meeting, agreed: Sequence[Agreed]) -> None:
    """The conclusions of the meeting; all or none."""
    reasons = [reason for one in agreed for reason in why_not_agreed(one, meeting.held_on)]
    if reasons:
        raise Refused(list(dict.fromkeys(reasons)))
    Conclusion.objects.bulk_create(
        Conclusion(meeting=meeting, content=one.content.strip(), owner=one.owner.strip(), due_on=one.due_on)
        for one in agreed
    )


def close_open(cell: Organization, reported: Sequence[Reported], on: dt.date, author) -> list[ConclusionResult]:
    """What was reported of open conclusions of the cell on the day; all or none."""
    if not reported:
        return []
    told = {one.conclusion: one for one in reported}
    there = Conclusion.objects.open_on(clock.today()).filter(meeting__organization=cell, pk__in=told)
    rows = list(there.select_related("meeting").order_by("pk"))
    if len(rows) < len(told):
        raise Refused(CLOSED)
    reasons = []
    for row in rows:
        one = told[row.pk]
        reasons += why_not_reported(on, row.meeting.held_on, clock.today())
        if one.outcome not in Outcome.values:
            reasons.append("Chọn tình hình của kết luận trong danh mục.")
        if one.outcome == Outcome.DROPPED and not one.words.strip():
            reasons.append(f"Thôi thực hiện “{row.content}” thì ghi lý do.")
        last = row.results.order_by("-on").first()
        if last and last.on > on:
            reasons.append(f"“{row.content}” đã ghi tình hình ngày {format_date(last.on)}; ghi từ ngày ấy trở đi.")
    if reasons:
        raise Refused(list(dict.fromkeys(reasons)))
    return ConclusionResult.objects.bulk_create(
        ConclusionResult(
            conclusion_id=one.conclusion,
            on=on,
            outcome=one.outcome,
            words=" ".join(one.words.split()),
            by=author,
            at=clock.now(),
        )
        for one in told.values()
    )


@atomic_or_refused()
def report_conclusion(*, conclusion: Conclusion, on: dt.date, outcome: str, words: str, scope: Scope, by) -> None:
    """What came of a conclusion between two meetings."""
    cell = conclusion.meeting.organization
    scope.require(Permission.RECORD_MEETINGS, cell.pk)
    Organization.objects.select_for_update(of=("self",)).get(pk=cell.pk)
    close_open(cell, [Reported(conclusion.pk, outcome, words)], on, by)
    record(
        by=by,
        did="meeting.reported",
        said=f"Kết luận “{conclusion.content}”: {Outcome(outcome).label.lower()} ngày {format_date(on)}",
        on=conclusion,
        organization=cell.named(on),
        after={"conclusion": conclusion.pk, "outcome": outcome, "words": words.strip(), "on": on},
    )
