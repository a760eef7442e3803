"""A meeting is entered on one short page, corrected, withdrawn; a conclusion is reported on."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from cells.meetings.actions import concluding, recording
from cells.meetings.enums import MeetingKind
from cells.meetings.forms import CorrectForm, RecordForm, ReportForm, WithdrawForm
from cells.meetings.models import Conclusion, Meeting
from cells.meetings.models.reading import open_conclusions
from cells.meetings.views.asked import RECORD, VIEW, cells_to_record
from cells.organizations.enums import CELLS
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.gate import requires
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lists import row_asked
from sinho.web.lookup import get_in_scope_or_404

# What is likely to be as at the last meeting.
LIKE_BEFORE = ("total", "exempted", "chair", "secretary", "place")


@requires(RECORD)
def record(request):
    """A new meeting of the cell asked for; of the only one when nothing is asked; else a cell is chosen first."""
    day, pk = clock.today(), row_asked(request, "don-vi")
    offered = cells_to_record(request.scope, day)
    pk = pk or (offered[0][0] if len(offered) == 1 else None)
    if not pk:
        return render(request, "cells/meetings/choose.html", {"cells": offered})
    cell = get_in_scope_or_404(Organization.objects, request.scope, VIEW, pk=pk)
    request.scope.require(RECORD, pk)
    if known := sent_before(request, cell):
        return saved(known)
    form = record_form(request, cell)
    done, reasons = attempt(request, form, lambda _: entered(request, cell, form))
    if done:
        messages.success(request, "Đã ghi buổi sinh hoạt.")
        return saved(done)
    context = {"form": form, "reasons": reasons, "cell": state_of(cell), "many": len(offered) > 1}
    return render(request, "cells/meetings/record.html", context, status=status_of(form, reasons))


def saved(meeting: Meeting):
    """To its page, which tells the script that the draft is written."""
    return redirect(f"{reverse('meetings:meeting', args=[meeting.pk])}?da-ghi=1")


def entered(request, cell: Organization, form: RecordForm) -> Meeting:
    more = {"agreed": form.agreed(), "reported": form.reported(), "scope": request.scope, "by": request.user}
    return recording.record_meeting(cell=cell, told=form.told(), key=form.sent_key, **more)


def state_of(cell: Organization) -> OrganizationState:
    """The cell as it is, or was last; 404 when it never was a cell."""
    state = cell.states.filter(kind__in=CELLS).order_by("-valid").first()
    if state is None:
        raise Http404
    return state


def sent_before(request, cell: Organization) -> Meeting | None:
    """The meeting that was made when the page was sent the first time."""
    key = request.POST.get("key", "")
    if len(key) != 36 or not all(part.isalnum() and part.isascii() for part in key.split("-")):
        return None
    try:
        return Meeting.objects.filter(key=key, organization=cell).first()
    except (ValueError, TypeError):
        return None


def record_form(request, cell: Organization) -> RecordForm:
    """With what is likely to be as last time; the key is made here, so that the page is one meeting."""
    day = clock.today()
    last = Meeting.objects.in_force().filter(organization=cell).order_by("-held_on", "-pk").first()
    initial = {name: getattr(last, name) for name in LIKE_BEFORE} if last else {}
    initial |= {"kind": MeetingKind.REGULAR, "key": uuid4()}
    return RecordForm(request.POST or None, carried=open_conclusions(cell.pk, day), frame_day=day, initial=initial)


def opened(request, pk: int) -> Meeting:
    """The meeting that stands, if the person may write about it."""
    found = get_in_scope_or_404(Meeting.objects.select_related("organization"), request.scope, VIEW, pk=pk)
    request.scope.require(RECORD, found.organization_id)
    if found.withdrawn_at and request.method != "POST":
        raise Refused(recording.GONE)
    return found


@requires(RECORD)
def correct(request, pk):
    """Another row in its place, for a reason."""
    found = opened(request, pk)
    form = CorrectForm(request.POST or None, frame_day=found.held_on, initial=vars(found.told()))

    def act(data):
        by = {"scope": request.scope, "by": request.user}
        return recording.correct_meeting(meeting=found, told=form.told(), reason=data["reason"], **by)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, "Đã sửa buổi sinh hoạt.")
        return redirect("meetings:meeting", done.pk)
    context = {"form": form, "reasons": reasons, "meeting": found, "cell": state_of(found.organization)}
    return render(request, "cells/meetings/correct.html", context, status=status_of(form, reasons))


def act_page(request, form, reasons, meeting: Meeting, *, title: str, button: str, conclusion=None, danger: str = ""):
    """One act on a meeting, as a page of its own."""
    context = {
        "form": form,
        "reasons": reasons,
        "title": title,
        "button": button,
        "about": meeting,
        "cell": state_of(meeting.organization),
        "conclusion": conclusion,
        "danger": danger,
    }
    return render(request, "cells/meetings/act.html", context, status=status_of(form, reasons))


@requires(RECORD)
def withdraw(request, pk):
    """It was written down by mistake."""
    found = opened(request, pk)
    form = WithdrawForm(request.POST or None)

    def act(data):
        by = {"scope": request.scope, "by": request.user}
        return recording.withdraw_meeting(meeting=found, reason=data["reason"], **by)

    done, reasons = attempt(request, form, act)
    back = reverse("meetings:organization", args=[found.organization_id])
    if done:
        messages.success(request, "Đã bỏ buổi sinh hoạt ghi nhầm.")
        return redirect(back)
    context = {"form": form, "reasons": reasons, "title": "Bỏ buổi sinh hoạt ghi nhầm", "button": "Ghi bỏ"}
    context |= {
        "about": found,
        "cell": state_of(found.organization),
        "danger": "Buổi này và kết luận của nó không tính.",
    }
    return render(request, "cells/meetings/act.html", context, status=status_of(form, reasons))


@requires(RECORD)
def report(request, pk):
    """What came of a conclusion between two meetings."""
    rows = Conclusion.objects.filter(meeting__withdrawn_at__isnull=True).select_related("meeting__organization")
    found = get_in_scope_or_404(rows, request.scope, VIEW, pk=pk)
    cell = found.meeting.organization
    request.scope.require(RECORD, cell.pk)
    form = ReportForm(request.POST or None, initial={"on": clock.today()})

    def act(data):
        return concluding.report_conclusion(conclusion=found, **data, scope=request.scope, by=request.user)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, "Đã ghi tình hình kết luận.")
        return redirect("meetings:meeting", found.meeting_id)
    words = {"title": "Ghi tình hình kết luận", "button": "Ghi tình hình"}
    return act_page(request, form, reasons, found.meeting, conclusion=found, **words)
