"""The ratings of a member over the years, on his record."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache

from cells.assessments.models import Campaign
from members.ratings.models import Rating
from members.ratings.models.whole import decided_before
from members.ratings.views.asked import VIEW
from members.roll.actions.reading import note_viewed
from members.roll.life import CellNames
from members.roll.views.record import frame
from members.roll.views.record import opened as opened_record
from sinho.accounts.gate import requires
from sinho.web import clock


@requires(VIEW)
@never_cache
def member(request, pk):
    """What was decided on the member year by year, as known on the day. Opening it is written down."""
    found, row, as_of = opened_record(request, pk)
    note_viewed(member=found, by=request.user)
    ratings = {one.campaign_id: one for one in Rating.objects.filter(member=found)}
    campaigns = Campaign.objects.filter(pk__in=ratings, opened_at__lt=clock.end_of(as_of.day)).order_by("-year")
    decided = decided_before(list(ratings), clock.end_of(as_of.day))
    names = CellNames({one.organization_id for one in ratings.values()})
    past = as_of.day < clock.today()
    years = [
        year_of(one, ratings[one.pk], decided[one.pk].get(found.pk), names, past=past)
        for one in campaigns
        if one.member_rules
    ]
    seen = request.scope.organization_ids(VIEW)
    for one in years:
        one["opens"] = one["cell_id"] in seen
    context = frame(request, found, row, as_of, "ratings") | {"years": years}
    return render(request, "members/ratings/member.html", context)


def year_of(campaign: Campaign, rating: Rating, decided, names: CellNames, *, past: bool) -> dict:
    """A line of the tab. What the cell writes has no history day by day, so an earlier day shows decisions alone."""
    rules = campaign.member_rules
    reason = rules.reason(decided.not_evaluated) if decided else None
    return {
        "year": campaign.year,
        "cell_id": rating.organization_id,
        "cell": names.on(rating.organization_id, campaign.counted_on),
        "aimed": "" if past else rules.short(rating.aimed_level),
        "own": "" if past else rules.short(rating.self_level),
        "proposed": "" if past else rules.short(rating.proposed_level),
        "decided": rules.label(decided.level) if decided else "",
        "sub": rules.sub_reason_label(decided.sub_reason) if decided else "",
        "reason": reason.label if reason else "",
        "number": rating.decision_number if decided and not past else "",
    }
