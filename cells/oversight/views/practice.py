"""Model practices: short texts that others find and take up (A12)."""

from django.shortcuts import render
from django.urls import reverse

from cells.organizations.enums import GRASSROOTS
from cells.organizations.models import NearestTree
from cells.oversight import conduct_forms as forms
from cells.oversight.actions import commendation as actions
from cells.oversight.models import Practice
from cells.oversight.views.conduct_asked import PRAISE, VIEW, states_for
from cells.oversight.views.pages import Asking, form_page
from cells.oversight.views.praise import TAB, beside
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.lists import holding_words, page_asked, past_day_asked, query_without, row_asked, words_asked
from sinho.web.lookup import get_in_scope_or_404

LIST_TITLE = "Điển hình, cách làm hay"


@requires(VIEW)
def practices(request):
    """All of the district, so that they spread; the names of organisations elsewhere are those of their commune."""
    as_of, words = past_day_asked(request), words_asked(request)
    rows = Practice.objects.in_scope(request.scope, VIEW).until(as_of.day)
    rows = holding_words(rows, words).prefetch_related("taken_up")
    page = page_asked(request, rows, 20)
    name = public_namer(request, as_of.day)
    context = {
        "title": LIST_TITLE,
        "tab": TAB,
        "beside": beside(request, "oversight:practices"),
        "as_of": as_of,
        "words": words,
        "page": page,
        "rows": [(one, name(one.organization_id), taken(one, name, as_of.day)) for one in page],
        "query": query_without(request, "trang"),
        "may_record": request.scope.has(PRAISE),
    }
    return render(request, "cells/oversight/practices.html", context)


def taken(one: Practice, name, day) -> list[str]:
    """Where it was taken up by the day."""
    return [name(row.organization_id) for row in one.taken_up.all() if row.on <= day]


def public_namer(request, day):
    """Organisations within reach by their name, others by that of their grassroots organisation: one query."""
    tree, reach = NearestTree(), request.scope.organization_ids(VIEW)

    def named(pk: int) -> str:
        place = tree.at(pk, day)
        base = tree.base(place, day)
        if pk not in reach:
            return base.short_name
        return place.name if base == place or base.kind not in GRASSROOTS else f"{place.name}, {base.short_name}"

    return named


@requires(PRAISE)
def record_practice(request):
    """A model practice is written down."""
    states = states_for(request, PRAISE, clock.today())
    form = forms.PracticeForm(request.POST or None, states=states, initial={"on": clock.today()})
    back = reverse("oversight:practices")
    hint = "Viết ngắn: làm thế nào, kết quả ra sao, nơi khác cần gì để làm theo. Mọi đơn vị trong huyện đọc được."
    asking = Asking("Ghi điển hình, cách làm hay", back, LIST_TITLE, "Ghi điển hình", "Đã ghi điển hình.", hint)

    def act(**values):
        return actions.record_practice(**values, scope=request.scope, by=request.user)

    return form_page(request, form, asking, act)


@requires(PRAISE)
def take_up(request):
    """A unit within reach takes a practice up (`?so=`)."""
    rows = Practice.objects.select_related("organization")
    one = get_in_scope_or_404(rows, request.scope, VIEW, pk=row_asked(request, "so"))
    states = states_for(request, PRAISE, clock.today())
    form = forms.TakeUpForm(request.POST or None, states=states, initial={"on": clock.today()})
    back = reverse("oversight:practices")
    asking = Asking("Ghi đơn vị áp dụng", back, LIST_TITLE, "Ghi đơn vị áp dụng", "Đã ghi đơn vị áp dụng.", one.title)

    def act(**values):
        return actions.take_up(practice=one, **values, scope=request.scope, by=request.user)

    return form_page(request, form, asking, act)
