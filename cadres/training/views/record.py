"""What somebody on the staff has studied, with which support, and into which class he may be sent."""

from django.shortcuts import render

from cadres.staff.models import Cadre
from cadres.training.report.record import attended, classes_open_to
from cadres.training.views.asked import MANAGE, VIEW
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.lists import past_day_asked
from sinho.web.lookup import get_in_scope_or_404


@requires(VIEW)
def cadre(request, pk):
    """His classes on a day; for who keeps the staff the classes that he may still enter."""
    found = get_in_scope_or_404(Cadre.objects, request.scope, VIEW, pk=pk)
    as_of = past_day_asked(request)
    serves = found.posts.filter(valid__contains=clock.today()).exists()
    may_manage = request.scope.may(MANAGE, found.last_organization)
    sends = may_manage and serves and as_of.day == clock.today()
    context = {
        "cadre": found,
        "as_of": as_of,
        "classes": attended(found, request.scope, as_of.day),
        "sends": sends,
        "into": classes_open_to(found, request.scope, clock.today()) if sends else [],
        "may_manage": may_manage,
        "day_query": f"?ngay={as_of.text}" if as_of.given else "",
    }
    return render(request, "cadres/training/cadre.html", context)
