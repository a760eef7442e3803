"""The classes of a year, and one class with its people."""

import datetime as dt

from django.shortcuts import render

from cadres.staff.views.gaps import NEEDS
from cadres.training.enums import ClassKind
from cadres.training.models import Enrolment, SupportAward, TrainingClass
from cadres.training.models.reading import attendants
from cadres.training.models.training_class import NO_RESULTS
from cadres.training.report.due import Due, due
from cadres.training.views.asked import MANAGE, SUPPORT, VIEW, YearAsked
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.lists import page_asked, query_without
from sinho.web.lookup import get_in_scope_or_404


@requires(VIEW)
def classes(request):
    """Classes that are held in the year, with how many attend; who is due to study."""
    asked, kind = YearAsked.of(request), request.GET.get("loai", "")
    kind = kind if kind in ClassKind.values else ""
    known = TrainingClass.objects.in_scope(request.scope).in_force()
    rows = known.running_between(dt.date(asked.year, 1, 1), dt.date(asked.year, 12, 31))
    ended, no_results = known.without_results(request.scope, clock.today()), request.GET.get("xem") == NO_RESULTS
    counts = {one: rows.filter(kind=one).count() for one in ClassKind}
    shown = ended if no_results else rows.filter(kind=kind) if kind else rows
    context = {
        "asked": asked,
        "kind": kind,
        "kinds": [(one, one.label, counts[one]) for one in ClassKind],
        "total": sum(counts.values()),
        "page": page_asked(request, shown.with_counts(request.scope).order_by("-starts_on", "name", "pk")),
        "query": query_without(request, "trang"),
        "ended": ended.count(),
        "no_results": no_results,
        "due": due_rows(request.scope),
        "may_manage": request.scope.has(MANAGE),
    }
    return render(request, "cadres/training/list.html", context)


def due_rows(scope) -> list[tuple[Due, str]]:
    """What can be learned and somebody of today lacks, with the word of the gap list that opens who."""
    words = {need: word for word, need in NEEDS.items()}
    return [(one, words[one.need]) for one in due(scope, clock.today())]


@requires(VIEW)
def training_class(request, pk):
    """A class: what it is, who is in it, how it ended for each."""
    rows = TrainingClass.objects.select_related("organization").with_counts(request.scope)
    found = get_in_scope_or_404(rows, request.scope, VIEW, pk=pk)
    inside = Enrolment.objects.in_scope(request.scope).filter(training_class=found).in_order()
    page, day = page_asked(request, inside), min(clock.today(), found.ends_on)
    people = attendants(list(page), day, page.start_index())
    see_members = request.scope.has(Permission.VIEW_MEMBERS)
    for one in people:
        one.may_open = one.row.cadre_id is not None or see_members
    awards = SupportAward.objects.in_scope(request.scope).filter(enrolment__training_class=found)
    context = {
        "one": found,
        "over": found.ends_on < clock.today(),
        "page": page,
        "people": people,
        "supported": awards.count(),
        "query": query_without(request, "trang"),
        "may_manage": request.scope.may(MANAGE, found.organization_id) and not found.called_off,
        "may_support": request.scope.may(SUPPORT, found.organization_id) and not found.called_off,
    }
    return render(request, "cadres/training/class.html", context)
