"""The tab of an organisation: documents it was told to brief on, its sessions, programmes and regulations."""

from django.shortcuts import render

from cells.directives.models import ActionProgramme, Briefing, Regulation
from cells.directives.report.pairs import read_pairs
from cells.directives.report.sessions import read_sessions
from cells.directives.report.tasks import read_tasks
from cells.directives.views.pages import RECORD, VIEW
from cells.organizations.views.reading import frame
from sinho.accounts.gate import requires

MOST = 10


@requires(VIEW)
def organization(request, pk):
    """As of the day of the page."""
    context = frame(request, pk, "directives")
    day = context["shown_day"]
    held = Briefing.objects.standing().held_until(day).filter(organization=pk).order_by("-held_on", "-pk")
    programmes = ActionProgramme.objects.standing().issued_until(day).filter(organization=pk)
    context |= {
        "pairs": read_pairs(request.scope, day, within={pk}),
        "sessions": read_sessions(list(held[:MOST]), day),
        "more_sessions": held.count() > MOST,
        "programmes": programmes.select_related("directive"),
        "tasks": [row for row in read_tasks(request.scope, day, within={pk}) if row.standing.css == "late"],
        "regulation": Regulation.objects.in_force_on(day).filter(organization=pk).select_related("term").first(),
        "may_record": request.scope.may(RECORD, pk) and context["exists"],
    }
    return render(request, "cells/directives/organization.html", context)
