"""Opinions of the people on organisations: what waits for an answer first; receive, answer, publish one (A15)."""

import datetime as dt

from django.shortcuts import render
from django.urls import reverse

from cells.organizations.models import subtree_ids
from cells.oversight import terms
from cells.oversight.actions import opinion as actions
from cells.oversight.enums.opinion import OpinionSource, OpinionStanding
from cells.oversight.forms.opinion import AnswerForm, PublishForm, ReceiveForm
from cells.oversight.models import PeopleOpinion
from cells.oversight.report.difficulties import with_places
from cells.oversight.report.opinions import CSS, read_opinions
from cells.oversight.views.asked import LEAD, VIEW, choices, chosen, entries_of
from cells.oversight.views.pages import Asking, form_page, written
from cells.oversight.views.striking import strike_url
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.answers import status_of
from sinho.web.lists import page_asked, past_day_asked, query_without, row_asked
from sinho.web.lookup import get_in_scope_or_404

S = OpinionStanding
STANDINGS = {"qua-han": S.LATE, "cho": S.WAITING, "chua-cong-bo": S.ANSWERED, "xong": S.PUBLISHED}


def fitting(request, day):
    """Those within reach, from whom and about which organisation as asked."""
    found, source = PeopleOpinion.objects.standing().in_scope(request.scope), request.GET.get("cua", "")
    found = found.filter(source=source) if source in OpinionSource.values else found
    place = row_asked(request, "don-vi")
    return found.filter(organization_id__among=subtree_ids(place, day)) if place else found


@requires(VIEW)
def opinions(request):
    """Those received by the day: overdue ones first."""
    as_of, part = past_day_asked(request), request.GET.get("xem", "")
    rows = read_opinions(fitting(request, as_of.day), as_of.day)
    wanted = STANDINGS.get(part)
    page = page_asked(request, [row for row in rows if wanted in (None, row.standing)])
    context = {
        "as_of": as_of,
        "part": part if wanted else "",
        "source": request.GET.get("cua", ""),
        "place": row_asked(request, "don-vi"),
        "sources": OpinionSource.choices,
        "page": page,
        "rows": with_places(list(page), as_of.day),
        "counts": [(word, one.label, sum(row.standing == one for row in rows)) for word, one in STANDINGS.items()],
        "query": query_without(request, "trang"),
        "part_query": query_without(request, "trang", "xem"),
        "may_lead": request.scope.has(LEAD),
        "sees_staff": request.scope.has(Permission.VIEW_STAFF),
    }
    return render(request, "cells/oversight/opinions.html", context)


@requires(LEAD)
def receive(request):
    """A new opinion."""
    states, term, today = choices(request, LEAD), terms.on(clock.today()), clock.today()
    due = today + dt.timedelta(days=term.opinion_days)
    form = ReceiveForm(
        request.POST or None, states=states, initial=chosen(request, states, received_on=today, due_on=due)
    )

    def act(**values):
        return actions.receive(**values, scope=request.scope, by=request.user)

    asking = Asking(
        title="Ghi ý kiến của nhân dân",
        hint=f"Hạn điền sẵn {term.opinion_days} ngày ({term.source_words}), đồng chí sửa được.",
        back=reverse("oversight:opinions"),
        back_label="Ý kiến nhân dân",
        done="Đã ghi ý kiến.",
    )
    return form_page(request, form, asking, act, lambda made: reverse("oversight:opinion", args=[made.pk]))


def next_step(request, found: PeopleOpinion):
    """The form of what comes next and its action; (None, None) when it is published or one may not write."""
    if not found.stands or found.published_on or not request.scope.may(LEAD, found.organization_id):
        return None, None
    initial = {"on": clock.today()}
    if found.answered_on:
        return PublishForm(request.POST or None, initial=initial), actions.publish
    return AnswerForm(request.POST or None, initial=initial | {"answered_by": found.passed_to}), actions.answer


@requires(VIEW)
def opinion(request, pk):
    """One opinion; who may answers it here, then publishes the answer."""
    rows = PeopleOpinion.objects.with_answers().select_related("organization", "struck_by")
    found = get_in_scope_or_404(rows, request.scope, pk=pk)
    if request.method == "POST":
        request.scope.require(LEAD, found.organization_id)
    form, action = next_step(request, found)
    here = reverse("oversight:opinion", args=[found.pk])
    answer, reasons = None, []
    if form:

        def act(**values):
            return action(opinion=found, **values, scope=request.scope, by=request.user)

        answer, reasons = written(request, form, act, to=here, done="Đã ghi.")
    now = found.standing(clock.today())
    context = {"opinion": found, "form": form, "reasons": reasons, "now": now, "css": CSS[now]}
    context |= {"place": found.organization.named(clock.today())[1], "log": entries_of(found)}
    context["strike"] = strike_url(request.scope, found)
    return answer or render(request, "cells/oversight/opinion.html", context, status=status_of(form, reasons))
