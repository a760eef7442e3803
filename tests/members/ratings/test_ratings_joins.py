"""Two records of one person that were both rated: one rating of a campaign stays, a closed one follows the person."""

import datetime as dt

import pytest

from cells.assessments.models import Campaign
from members.ratings.models import Rating
from members.roll.actions.join_plan import GONE
from members.roll.actions.joining import undo_join
from sinho.refusal import Refused
from tests.factories import joins, ratings
from tests.factories.joins import joined


@pytest.fixture
def both(nam_tam_cells, ta_phin_cells):
    return joins.record_that_stays(nam_tam_cells[0]), joins.record_that_goes(ta_phin_cells[0])


def test_one_rating_of_a_campaign_is_chosen_and_the_other_comes_back_when_undone(campaign, both, nam_tam_cells, staff):
    kept, gone = both
    ratings.rating(campaign, nam_tam_cells[0], kept, "good")
    ratings.rating(campaign, nam_tam_cells[1], gone, "completed")
    made = joined(kept, gone, staff, side=GONE)
    assert [(one.member, one.proposed_level) for one in Rating.objects.all()] == [(kept, "completed")]
    undo_join(made=made, by=staff)
    assert {(one.member_id, one.proposed_level) for one in Rating.objects.all()} == {
        (kept.pk, "good"),
        (gone.pk, "completed"),
    }


def test_a_rating_of_a_closed_campaign_follows_its_person(campaign, both, ta_phin_cells, staff):
    kept, gone = both
    ratings.rating(campaign, ta_phin_cells[0], gone, "good")
    Campaign.objects.update(closed_at=campaign.opened_at, closed_by=staff)
    joined(kept, gone, staff)
    assert Rating.objects.get().member == kept


def test_two_that_were_handed_in_cannot_stand_on_one_record(campaign, both, nam_tam_cells, staff):
    kept, gone = both
    for who, cell in zip(both, nam_tam_cells, strict=True):
        one = ratings.rating(campaign, cell, who, "good")
        one.steps.create(kind="proposed", level="good", by=staff, at=campaign.opened_at + dt.timedelta(days=300))
    with pytest.raises(Refused, match="Không để riêng được"):
        joined(kept, gone, staff)
    assert Rating.objects.filter(member=gone).exists()
