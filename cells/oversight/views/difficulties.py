"""Difficulties of organisations: overdue, open and solved ones; raise one, write under one (A13)."""

import datetime as dt

from django.shortcuts import render
from django.urls import reverse

from cells.organizations.models import subtree_ids
from cells.oversight import terms
from cells.oversight.actions import difficulty as actions
from cells.oversight.enums.difficulty import DifficultyField, DifficultyStanding, DifficultyStep
from cells.oversight.forms.difficulty import RaiseForm, StepForm
from cells.oversight.models import Difficulty, Visit
from cells.oversight.report.difficulties import CSS, count_of, read_difficulties, with_places
from cells.oversight.rules.difficulty import steps_allowed
from cells.oversight.views.asked import RAISE, VIEW, choices, chosen, entries_of
from cells.oversight.views.pages import Asking, form_page, written
from cells.oversight.views.watch import Watch
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.answers import status_of
from sinho.web.lists import page_asked, past_day_asked, query_without, row_asked
from sinho.web.lookup import get_in_scope_or_404

S = DifficultyStanding
# Word of the address → where those stand.
STANDINGS = {"qua-han": (S.LATE,), "dang": (S.OPEN,), "xong": (S.SOLVED,)}


def fitting(request, day):
    """Those within reach, of one organisation and one field when asked."""
    found, field = Difficulty.objects.in_scope(request.scope), request.GET.get("linh-vuc", "")
    found = found.filter(field=field) if field in DifficultyField.values else found
    place = row_asked(request, "don-vi")
    return found.filter(organization_id__among=subtree_ids(place, day)) if place else found


@requires(VIEW)
def difficulties(request):
    """Those raised by the day, the overdue ones first."""
    as_of, part = past_day_asked(request), request.GET.get("xem", "")
    rows = read_difficulties(fitting(request, as_of.day), as_of.day)
    wanted = STANDINGS.get(part, S.values)
    page = page_asked(request, [row for row in rows if row.stand.standing in wanted])
    context = {
        "as_of": as_of,
        "part": part if part in STANDINGS else "",
        "field": request.GET.get("linh-vuc", ""),
        "place": row_asked(request, "don-vi"),
        "fields": DifficultyField.choices,
        "page": page,
        "rows": with_places(list(page), as_of.day),
        "counts": [(word, S(which[0]).label, count_of(rows, *which)) for word, which in STANDINGS.items()],
        "query": query_without(request, "trang"),
        "part_query": query_without(request, "trang", "xem"),
        "may_raise": request.scope.has(RAISE),
    }
    return render(request, "cells/oversight/difficulties.html", context)


@requires(RAISE)
def raise_one(request):
    """A new difficulty; `?lan=` says in which visit it was raised."""
    states, term = choices(request, RAISE), terms.on(clock.today())
    pk = row_asked(request, "lan")
    visit = get_in_scope_or_404(Visit.objects, request.scope, RAISE, pk=pk) if pk else None
    today = clock.today()
    due = today + dt.timedelta(days=term.difficulty_days)
    initial = chosen(request, states, raised_on=today, raised_by=request.user.full_name, due_on=due)
    form = RaiseForm(request.POST or None, states=states, initial=initial)

    def act(**values):
        return actions.raise_difficulty(**values, visit=visit, scope=request.scope, by=request.user)

    asking = Asking(
        title="Nêu khó khăn của cơ sở",
        hint=f"Hạn điền sẵn {term.difficulty_days} ngày ({term.source_words}), đồng chí sửa được.",
        back=reverse("oversight:difficulties"),
        back_label="Khó khăn",
        done="Đã ghi khó khăn.",
    )
    return form_page(request, form, asking, act, lambda made: reverse("oversight:difficulty", args=[made.pk]))


@requires(VIEW)
def difficulty(request, pk):
    """One difficulty with all that was written under it; who may writes here."""
    rows = Difficulty.objects.with_entries().select_related("organization", "visit")
    found = get_in_scope_or_404(rows, request.scope, pk=pk)
    if request.method == "POST":
        request.scope.require(RAISE, found.organization_id)
    now = found.stand(clock.today())
    steps = steps_allowed(now.standing)
    initial = {"on": clock.today(), "who": request.user.full_name, "kind": DifficultyStep.ANSWERED}
    form = StepForm(request.POST or None, steps=steps or DifficultyStep, initial=initial)

    def act(**values):
        return actions.write_under(difficulty=found, **values, scope=request.scope, by=request.user)

    here, watch = reverse("oversight:difficulty", args=[found.pk]), Watch.of(found, found.entries.all())
    answer, reasons = written(request, form, act, to=here, done="Đã ghi.", watch=watch)
    if answer:
        return answer
    context = {"difficulty": found, "now": now, "css": CSS[now.standing], "form": form, "reasons": reasons}
    context |= {"may_write": bool(steps) and request.scope.may(RAISE, found.organization_id)}
    context |= {"place": found.organization.named(clock.today())[1], "seen": watch.mark}
    context |= {"entries": list(found.entries.all()), "log": entries_of(found)}
    return render(request, "cells/oversight/difficulty.html", context, status=status_of(form, reasons))
