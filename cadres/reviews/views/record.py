"""One person: ratings, votes of confidence, opinions; a rating corrected by a later decision."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cadres.reviews import forms, scales, story
from cadres.reviews.actions import rating as actions
from cadres.reviews.models import ConfidenceResult, Rating
from cadres.reviews.report.rounds import read_results
from cadres.reviews.rules.hands import writes_from_above
from cadres.reviews.views.asked import MANAGE, VIEW, require_writer
from cadres.staff.models import Cadre
from cadres.staff.models.reading import read_rows
from sinho.accounts.gate import requires
from sinho.audit.models import AuditEntry
from sinho.web.answers import STALE, attempt, status_of
from sinho.web.lists import past_day_asked
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of


@requires(VIEW)
@never_cache
def cadre(request, pk):
    """What was decided and said of one person by the day."""
    found = get_in_scope_or_404(Cadre.objects, request.scope, VIEW, pk=pk)
    as_of = past_day_asked(request)
    ratings = list(
        found.ratings.filter(decision_date__lte=as_of.day).select_related("replaces").order_by("-year", "pk")
    )
    results = ConfidenceResult.objects.filter(post__cadre=found, round__held_on__lte=as_of.day)
    results = results.select_related("round", "post__cadre").order_by("-round__held_on", "pk")
    now = {one.pk for one in story.in_force(ratings)}
    context = {
        "cadre": found,
        "as_of": as_of,
        "row": read_rows([found], as_of.day)[0],
        "warnings": story.warnings(story.in_force(ratings)),
        "ratings": [(one, one.pk in now, writes_from_above(request.scope, one.organization_id)) for one in ratings],
        "results": read_results(results),
        "visible": request.scope.organization_ids(VIEW),
        "opinions": opinions_of(request, found, as_of.day),
        "may_receive": request.scope.may(MANAGE, found.last_organization),
        "may_rate": writes_from_above(request.scope, found.last_organization),
        "day_query": f"?ngay={as_of.text}" if as_of.given else "",
    }
    return render(request, "cadres/reviews/cadre.html", context)


def opinions_of(request, found: Cadre, day) -> list[tuple]:
    """Opinions about him within reach, each with where it stands."""
    rows = found.opinions.in_scope(request.scope, VIEW).received_until(day)
    return [(one, one.state(day)) for one in rows]


@requires(MANAGE)
def correct(request, pk):
    """Another level for the year, by a later decision."""
    rating = get_in_scope_or_404(Rating.objects.select_related("cadre"), request.scope, VIEW, pk=pk)
    require_writer(request, rating.organization_id)
    initial = {"level": rating.level, "points": rating.points}
    form = forms.CorrectRatingForm(request.POST or None, scale=scales.of_year(rating.year), initial=initial)

    def act(_):
        return actions.correct_rating(rating=rating, **form.values(), scope=request.scope, by=request.user)

    back = reverse("reviews:cadre", args=[rating.cadre_id])
    done, reasons = attempt(request, form, act, hold=lambda: held(rating), stale=stale(rating))
    if done:
        messages.success(request, f"Đã đính chính đánh giá năm {rating.year}.")
        return redirect(back)
    context = {
        "form": form,
        "rating": rating,
        "reasons": reasons,
        "back": back,
        "seen": mark(rating),
        "source": scales.source_words(rating.year),
    }
    status = status_of(form, reasons)
    return render(request, "cadres/reviews/correct_rating.html", context, status=status)


def mark(rating: Rating) -> str:
    """The mark of all that is decided of the person for the year."""
    return mark_of(Rating.objects.filter(cadre=rating.cadre_id, year=rating.year))


def held(rating: Rating) -> str:
    Cadre.objects.select_for_update(no_key=True).get(pk=rating.cadre_id)
    return mark(rating)


def stale(rating: Rating) -> str:
    """The sentence for a page that somebody overtook."""
    keys = Rating.objects.filter(cadre=rating.cadre_id, year=rating.year).values_list("pk", flat=True)
    return f"{STALE} {AuditEntry.objects.about(Rating._meta.label_lower, keys).last_words()}".strip()
