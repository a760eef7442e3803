"""The dated tree read once: where an organisation stood on any day, and what counts before and after its life."""

import datetime as dt

import pytest

from cells.organizations.models import DatedTree, NearestTree, OrganizationState
from tests.factories import organizations as make

D = dt.date


@pytest.fixture
def moved(nam_tam, ta_phin):
    """A cell of Nậm Tăm, of Tả Phìn since 01/06/2008, ended with 30/06/2009."""
    cell = make.cell("bản Chuyển", parent=nam_tam, until=D(2008, 5, 31))
    again = {"name": "Chi bộ bản Chuyển", "short_name": "Chi bộ bản Chuyển", "kind": "subordinate_cell"}
    valid = make.period(D(2008, 6, 1), D(2009, 6, 30))
    OrganizationState.objects.create(organization=cell, valid=valid, parent=ta_phin, **again)
    return cell


BEFORE, FIRST, LAST, AFTER = D(2003, 1, 1), D(2008, 5, 31), D(2009, 6, 30), D(2009, 7, 1)


def test_on_its_days_it_stands_where_it_stood(moved, nam_tam, ta_phin, district, django_assert_num_queries):
    with django_assert_num_queries(1):
        tree = DatedTree()
        assert tree.at(moved.pk, FIRST).parent_id == nam_tam.pk
        assert tree.at(moved.pk, LAST).parent_id == ta_phin.pk
        assert [tree.base(tree.at(moved.pk, day), day).code for day in (FIRST, LAST)] == [nam_tam.code, ta_phin.code]
        above = (nam_tam, ta_phin, district, moved)
        assert [tree.stands_under(one.pk, moved.pk, FIRST) for one in above] == [True, False, True, True]
        assert tree.turns(FIRST, LAST) == [D(2008, 6, 1)] and tree.turns(D(2008, 6, 2), LAST) == []


def test_what_is_at_the_top_has_no_grassroots_organisation_above(district):
    tree = DatedTree()
    place = tree.at(district.pk, LAST)
    assert tree.base(place, LAST) == place and place.last_day is None


def test_before_and_after_its_life_it_stands_nowhere(moved, ta_phin):
    tree = DatedTree()
    assert tree.at(moved.pk, BEFORE) is tree.at(moved.pk, AFTER) is tree.last(moved.pk, BEFORE) is None
    assert tree.last(moved.pk, AFTER).last_day == LAST
    assert not tree.stands_under(ta_phin.pk, moved.pk, AFTER)


def test_for_who_was_in_it_the_nearest_period_counts(moved, nam_tam, ta_phin):
    tree = NearestTree()
    assert tree.at(moved.pk, BEFORE).parent_id == nam_tam.pk
    assert tree.at(moved.pk, AFTER).parent_id == ta_phin.pk
    assert tree.stands_under(ta_phin.pk, moved.pk, AFTER)
