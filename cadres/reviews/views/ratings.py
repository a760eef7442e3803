"""The ratings of a year: by commune, the people behind each number, a commune rated on one page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.reviews import forms, scales
from cadres.reviews.actions import rating as actions
from cadres.reviews.actions.facts import hold_commune
from cadres.reviews.models import Rating
from cadres.reviews.models.reading import cadres_by_name, served_in
from cadres.reviews.rules.rating import counted_to
from cadres.reviews.views.asked import MANAGE, VIEW, YearAsked, commune_asked, communes_to_write, rated_year_asked
from cadres.staff.models import Cadre
from cadres.staff.models.reading import read_rows
from sinho.accounts.gate import requires
from sinho.accounts.scope import Ids
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import STALE, attempt, status_of
from sinho.web.lists import holding_words, page_asked, query_without, words_asked
from sinho.web.seen import mark_of


@requires(VIEW)
def year(request):
    """Each commune: who is to be rated, who is, at which level, who not yet."""
    asked = YearAsked.of(request)
    table = asked.table(request.scope)
    context = {
        "asked": asked,
        "as_of": asked.as_of,
        "table": table,
        "source": scales.source_words(asked.year),
        "twice": scales.twice_words(asked.year),
        "may_rate": bool(communes_to_write(request)) and not asked.as_of.given,
    }
    return render(request, "cadres/reviews/year.html", context)


@requires(VIEW)
def people(request):
    """The people behind one number of the table (`?muc=`)."""
    asked, words = YearAsked.of(request), words_asked(request)
    table = asked.table(request.scope, asked.organization_id)
    column = table.column(request.GET.get("muc", ""))
    found = {one.cadre_id: one for one in table.people if column.fits(one)}
    cadres = Cadre.objects.with_last_organization().filter(pk__among=Ids(found)).order_by("sort_key", "id")
    page = page_asked(request, holding_words(cadres, words) if words else cadres)
    visible = request.scope.organization_ids(VIEW)
    context = {
        "asked": asked,
        "as_of": asked.as_of,
        "table": table,
        "column": column,
        "words": words,
        "name": dict(names_of(table)).get(asked.organization_id, ""),
        "page": page,
        "rows": [
            (row, found[row.cadre.pk], row.cadre.last_organization in visible)
            for row in read_rows(list(page), table.last_day, page.start_index())
        ],
        "query": query_without(request, "trang"),
    }
    return render(request, "cadres/reviews/people.html", context)


def names_of(table):
    return [(line.organization_id, line.name) for line in table.lines]


@requires(MANAGE)
def rate(request):
    """A commune on one page; without a commune the choice of one."""
    commune = commune_asked(request)
    number, problem = rated_year_asked(request)
    if problem:
        raise Refused(problem)
    number = number or clock.today().year
    if commune is None:
        context = {"communes": communes_to_write(request), "year": number}
        return render(request, "cadres/reviews/choose_commune.html", context)
    waiting, rated = people_to_rate(commune.organization_id, number)
    form = forms.RateForm(request.POST or None, scale=scales.of_year(number), people=waiting)

    def act(_):
        place = commune.organization
        return actions.rate_commune(
            organization=place, year=number, **form.values(), scope=request.scope, by=request.user
        )

    hold, stale = rating_hold(commune.organization_id, number)
    done, reasons = attempt(request, form, act, hold=hold, stale=stale)
    if done:
        messages.success(request, f"Đã ghi đánh giá năm {number} của {done} đồng chí.")
        return redirect(f"{reverse('reviews:ratings')}?nam={number}")
    return rate_page(request, form, commune, number, reasons, rated)


def rate_page(request, form, commune, number: int, reasons, rated):
    """The form of a commune, with who is rated already."""
    context = {
        "form": form,
        "commune": commune,
        "year": number,
        "reasons": reasons,
        "rated": rated,
        "seen": rating_mark(commune.organization_id, number),
        "source": scales.source_words(number),
    }
    status = status_of(form, reasons)
    return render(request, "cadres/reviews/rate.html", context, status=status)


def people_to_rate(organization_id: int, number: int) -> tuple[list[forms.Waiting], list[Rating]]:
    """Who waits for a rating, and what is decided."""
    served = served_in(number, clock.today(), organization_id)
    known = Rating.objects.known_on(clock.today()).filter(year=number)
    rated = list(known.filter(organization=organization_id).select_related("cadre").order_by("cadre__sort_key"))
    done = set(known.filter(cadre__among=Ids(served)).values_list("cadre_id", flat=True))
    rows = read_rows(cadres_by_name(served.keys() - done), counted_to(number, clock.today()))
    waiting = [forms.Waiting(row.cadre, served[row.cadre.pk].held, ", ".join(row.titles)) for row in rows]
    return waiting, rated


def ratings_of(organization_id: int, number: int):
    return Rating.objects.filter(organization=organization_id, year=number)


def rating_mark(organization_id: int, number: int) -> str:
    """The mark of all ratings of the commune for the year."""
    return mark_of(ratings_of(organization_id, number))


def rating_hold(organization_id: int, number: int):
    """What locks the commune and gives its mark; the sentence for a page that somebody overtook."""

    def hold() -> str:
        hold_commune(organization_id)
        return rating_mark(organization_id, number)

    keys = ratings_of(organization_id, number).values_list("pk", flat=True)
    return hold, f"{STALE} {AuditEntry.objects.about(Rating._meta.label_lower, keys).last_words()}".strip()
