"""The page of one meeting, and its minutes as a paper to be signed."""

import datetime as dt

from django.shortcuts import render

from cells.meetings.models import Conclusion, Meeting
from cells.meetings.models.judging import judges
from cells.meetings.report.minutes import pdf
from cells.meetings.views.asked import RECORD, VIEW
from cells.meetings.views.recording import state_of
from cells.organizations.papers import issuer_on
from sinho.accounts.gate import requires
from sinho.audit.models import AuditEntry
from sinho.documents.reports import PaperDetails
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import file_to_keep
from sinho.web.lists import past_day_asked
from sinho.web.lookup import get_in_scope_or_404


def found_meeting(request, pk: int, day: dt.date) -> Meeting:
    rows = Meeting.objects.with_level(day).select_related("organization", "by")
    return get_in_scope_or_404(rows, request.scope, VIEW, pk=pk)


def conclusions_of(meeting: Meeting, day) -> list[Conclusion]:
    return list(meeting.conclusions.with_last(day).order_by("due_on", "pk"))


@requires(VIEW)
def meeting(request, pk):
    """Everything about one meeting; what was concluded, and how it went since."""
    as_of = past_day_asked(request)
    found = found_meeting(request, pk, as_of.day)
    about = AuditEntry.objects.about(Meeting._meta.label_lower, [found.pk, found.replaces_id or found.pk])
    stands = not found.withdrawn_at and not as_of.given
    writes = request.scope.may(RECORD, found.organization_id) and stands
    decides = judges(request.scope, found.organization_id, clock.today())
    levels = list(found.levels.filter(decided_on__lte=as_of.day).order_by("decided_on", "pk"))
    for one in levels:
        one.meeting = found
    context = {
        "meeting": found,
        "cell": state_of(found.organization),
        "as_of": as_of,
        "concluded": conclusions_of(found, as_of.day),
        "levels": levels,
        "replaced_by": getattr(found, "replaced_by", None),
        "may_report": writes,
        "may_correct": writes and (decides or not levels),
        "may_judge_again": decides and bool(levels) and stands,
        "entries": about.order_by("-at", "-pk"),
        "saved": request.GET.get("da-ghi") == "1",
    }
    return render(request, "cells/meetings/meeting.html", context)


@requires(VIEW)
def minutes(request, pk):
    """The minutes as a paper in the layout of the day of the meeting."""
    found = found_meeting(request, pk, clock.today())
    issuer = issuer_on(found.organization_id, found.held_on)
    if issuer is None or found.withdrawn_at:
        raise Refused("Không in được biên bản của buổi sinh hoạt đã bỏ hoặc của chi bộ không còn.")
    carried = list(Conclusion.objects.filter(meeting__organization=found.organization_id, results__on=found.held_on))
    content = pdf(found, conclusions_of(found, found.held_on), carried, issuer, PaperDetails(day=found.held_on))
    return file_to_keep(content, f"bien-ban-{found.organization.code.lower()}-{found.held_on:%Y-%m-%d}.pdf")
