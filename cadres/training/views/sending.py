"""From the gap list or the plan of somebody to a class that teaches what he lacks."""

from django.shortcuts import render

from cadres.staff.views.changing import managed
from cadres.training.report.due import ways
from cadres.training.views.asked import MANAGE
from sinho.accounts.gate import requires
from sinho.web import clock


@requires(MANAGE)
def send(request, pk):
    """What he lacks, each with the open classes for it; from here one is enrolled."""
    cadre = managed(request, pk)
    found = ways(request.scope, cadre, clock.today(), request.GET.getlist("mon"))
    return render(request, "cadres/training/send.html", {"cadre": cadre, "ways": found, "day": clock.today()})
