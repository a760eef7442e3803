"""Opinions of the Front and mass organisations: what waits for an answer first; receive one, answer one."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.reviews import answer_terms, forms
from cadres.reviews.actions import opinions as actions
from cadres.reviews.enums import OpinionState, Source
from cadres.reviews.models import Opinion
from cadres.reviews.report.opinions import CSS, count_of, name_places, read_opinions
from cadres.reviews.views.asked import MANAGE, VIEW
from cadres.staff.models import Cadre
from cells.organizations.models import OrganizationState, subtree_ids
from sinho.accounts.gate import requires
from sinho.accounts.scope import Scope
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lists import AsOf, page_asked, past_day_asked, query_without, row_asked
from sinho.web.lookup import get_in_scope_or_404

# Word of the address → which opinions.
STATES = {"cho": OpinionState.WAITING, "qua-han": OpinionState.LATE, "xong": OpinionState.ANSWERED}


@dataclass(frozen=True)
class OpinionsAsked:
    """The day, from whom, about which organisation, where they stand; what cannot be read is as if not asked."""

    as_of: AsOf
    source: str
    place: int | None
    view: str

    @classmethod
    def of(cls, request) -> "OpinionsAsked":
        source, view = request.GET.get("cua", ""), request.GET.get("xem", "")
        source, view = source if source in Source.values else "", view if view in STATES else ""
        return cls(past_day_asked(request), source, row_asked(request, "don-vi"), view)

    def fitting(self, scope: Scope):
        """Opinions within reach from whom and about what was asked."""
        found = Opinion.objects.in_scope(scope, VIEW).received_until(self.as_of.day)
        found = found.filter(source=self.source) if self.source else found
        if self.place:
            found = found.filter(organization_id__among=subtree_ids(self.place, self.as_of.day))
        return found


@requires(VIEW)
def opinions(request):
    """Those received by the day: overdue ones first, then those that wait, the answered ones last."""
    asked = OpinionsAsked.of(request)
    rows = read_opinions(asked.fitting(request.scope), asked.as_of.day)
    wanted = STATES.get(asked.view)
    page = page_asked(request, [row for row in rows if wanted in (None, row.state)])
    context = {
        "asked": asked,
        "as_of": asked.as_of,
        "page": page,
        "rows": name_places(list(page), asked.as_of.day),
        "counts": [(word, state.label, count_of(rows, state)) for word, state in STATES.items()],
        "sources": Source.choices,
        "term": answer_terms.words_on(asked.as_of.day),
        "query": query_without(request, "trang"),
        "state_query": query_without(request, "trang", "xem"),
        "may_receive": request.scope.has(MANAGE),
    }
    return render(request, "cadres/reviews/opinions.html", context)


@requires(VIEW)
def opinion(request, pk):
    """One opinion; who may answers it here."""
    rows = Opinion.objects.select_related("organization", "cadre")
    found = get_in_scope_or_404(rows, request.scope, VIEW, pk=pk)
    if request.method == "POST":
        request.scope.require(MANAGE, found.organization_id)
    initial = {"answered_on": clock.today(), "answered_by": request.user.full_name}
    form = forms.AnswerForm(request.POST or None, initial=initial)

    def act(_):
        return actions.answer_opinion(opinion=found, **form.values(), scope=request.scope, by=request.user) or True

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, "Đã ghi trả lời.")
        return redirect("reviews:opinion", found.pk)
    state = found.state(clock.today())
    context = {"opinion": found, "form": form, "reasons": reasons, "state": state, "css": CSS[state]}
    context |= {"place": found.organization.named(clock.today())[1], "open": found.answered_on is None}
    context |= {"may_answer": request.scope.may(MANAGE, found.organization_id)}
    context |= {"cadre": cadre_seen(request, found), "entries": entries_of(found)}
    return render(request, "cadres/reviews/opinion.html", context, status=status_of(form, reasons))


def cadre_seen(request, found: Opinion) -> Cadre | None:
    """The person it is about, when his record is within reach."""
    return Cadre.objects.in_scope(request.scope, VIEW).filter(pk=found.cadre_id).first()


def entries_of(found: Opinion):
    return AuditEntry.objects.about(Opinion._meta.label_lower, [found.pk]).order_by("-at", "-pk")


@requires(MANAGE)
def receive(request):
    """A new opinion; `?can-bo=` says whom it is about."""
    pk = row_asked(request, "can-bo")
    cadre = get_in_scope_or_404(Cadre.objects, request.scope, MANAGE, pk=pk) if pk else None
    initial = {"received_on": clock.today(), "received_by": request.user.full_name}
    states = OrganizationState.objects.on(clock.today()).in_scope(request.scope, MANAGE)
    form = forms.ReceiveForm(request.POST or None, states=states, cadre=cadre, initial=initial)

    def act(_):
        place = {"organization": cadre.posts.order_by("-valid").first().organization} if cadre else {}
        values = form.values() | place
        return actions.receive_opinion(**values, cadre=cadre, scope=request.scope, by=request.user)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, "Đã ghi ý kiến.")
        return redirect("reviews:opinion", done.pk)
    back = reverse("reviews:cadre", args=[cadre.pk]) if cadre else reverse("reviews:opinions")
    context = {"form": form, "reasons": reasons, "cadre": cadre, "back": back}
    return render(request, "cadres/reviews/receive.html", context, status=status_of(form, reasons))
