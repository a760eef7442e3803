"""What `bin/bench` measures on is sound, and its pages need no more queries for more rows. No times here."""

import pytest

from bench import lists, pages, roll
from bench.district import CELLS, TODAY, District
from bench.run import district
from cells.assessments.models import Campaign
from cells.organizations.models import OrganizationState
from members.roll.models import Member, Membership
from sinho.management.data_checks import CONTRADICTIONS

pytestmark = pytest.mark.usefixtures("db")


def test_the_district_is_as_large_as_asked_and_has_no_contradiction():
    District(3).fill()

    assert OrganizationState.objects.on(TODAY).count() == 1 + 3 + 3 * CELLS
    assert [campaign.sheets.count() for campaign in Campaign.objects.all()] == [3 + 3 * CELLS] * 2
    assert [list(check(TODAY)) for check in CONTRADICTIONS.values()] == [[]] * len(CONTRADICTIONS)


def test_pages_need_the_same_few_queries_for_more_rows():
    with district(8) as few:
        needed = pages.queries(few)
    with district(16) as more:
        assert pages.queries(more) == needed

    assert needed.keys() == {"tree", "campaign"}
    assert max(needed.values()) <= pages.QUERIES


def test_a_saved_score_and_the_first_visit_stay_small():
    filled = District(8).fill()

    assert pages.saved_score(filled).ok
    assert all(visit.ok for visit in pages.visits(filled))


def test_the_roll_is_as_long_as_asked_and_has_no_contradiction():
    roll.fill(roll.Size(200, 2, 3))

    on_the_roll = Membership.objects.on(TODAY)
    assert (on_the_roll.count(), Member.objects.count()) == (200, 220)
    assert on_the_roll.values("organization_id").distinct().count() == 6
    assert [list(check(TODAY)) for check in CONTRADICTIONS.values()] == [[]] * len(CONTRADICTIONS)


def test_the_keys_of_the_roll_are_those_that_the_product_makes():
    roll.fill(roll.Size(50, 1, 2))

    members = list(Member.objects.all())
    written = [(member.search_key, member.sort_key) for member in members]
    for member in members:
        member.save()
    assert [(member.search_key, member.sort_key) for member in members] == written


def test_every_measured_list_opens_with_few_queries():
    filled = roll.fill(roll.Size(200, 2, 3))
    client = pages.logged_in(filled.staff)
    measured = lists.District(roll.Size(200, 2, 3), lists.Scratch("here"), client, filled)

    for asked in (lists.PROMISED | lists.SHOWN).values():
        url = measured.url(asked)
        pages.fetched(client, url)
        assert pages.count_queries(client, url) <= lists.QUERIES, url
