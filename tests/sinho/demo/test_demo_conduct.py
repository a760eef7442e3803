"""What the demo district holds of inspections, discipline and praise fits its ratings."""

import datetime as dt
from collections import Counter

from cells.oversight.models import Commendation, Discipline, Inspection, InspectionConclusion, Practice, Recommendation
from members.conduct.models import MemberCommendation, MemberDiscipline, badge_delays
from members.ratings.models import Rating
from members.roll.models import Membership
from sinho.web import clock


def test_the_demo_has_every_year_and_fits_its_ratings(demo):
    plans = Counter(Inspection.objects.values_list("plan__year", flat=True))
    assert set(plans) == {2007, 2008, 2009} and all(6 <= number <= 16 for number in plans.values())
    assert 0 < Inspection.objects.filter(conclusions=None).count() < 10 < InspectionConclusion.objects.count()
    waiting = [one for one in Recommendation.objects.prefetch_related("follow_ups") if not one.done_on]
    assert 0 < len(waiting) < Recommendation.objects.count()
    rows = MemberDiscipline.objects.exclude(form="expulsion")
    by_year = Counter(rows.values_list("decision_date__year", flat=True))
    assert set(by_year) == {2007, 2008, 2009} and all(5 <= number <= 30 for number in by_year.values()), by_year
    for one in rows:
        rating = Rating.objects.filter(member=one.member_id, campaign__year=one.decision_date.year).first()
        assert rating and rating.campaign.member_rules.codes[0] not in (rating.proposed_level, rating.decided_level)
    reason = Rating.objects.filter(sub_reason="disciplined_in_year", campaign__year__gte=2007)
    assert set(reason.values_list("member_id", flat=True)) <= set(rows.values_list("member_id", flat=True))
    expelled = Membership.objects.filter(exit="expelled", valid__endswith__gte=dt.date(2007, 1, 1)).count()
    assert MemberDiscipline.objects.filter(form="expulsion").count() == expelled
    assert Discipline.objects.count() == 1 and Practice.objects.count() == 5
    assert set(Commendation.objects.values_list("year", flat=True)) == {2006, 2007, 2008}
    assert MemberCommendation.objects.filter(year=2008).count() > 20
    assert badge_delays(dict.fromkeys(rows.values_list("member_id", flat=True), clock.today()))
