"""Who is expected in a year: every organisation alive at some time of it, each once (A11)."""

import datetime as dt

import pytest
from django.urls import reverse

from cells.assessments.actions import campaigns
from cells.assessments.models.units import count_cells, read_units, units_of
from cells.assessments.rules.scheme import CELL_KINDS, GRASSROOTS_KINDS
from sinho.web import clock
from tests.conftest import TODAY
from tests.factories import assessments as year
from tests.factories import organizations as make

ENDED = dt.date(2009, 9, 30)


@pytest.fixture
def ended(nam_tam, nam_tam_cells):
    """A cell beside two others that ended in September."""
    return make.cell("bản Cũ", parent=nam_tam, code="SH-NT-09", until=ENDED)


@pytest.fixture
def board(log_in, staff, campaign):
    """`board(which)`: the page of the cells, narrowed to one count."""

    def ask(which=""):
        return log_in(staff).get(reverse("assessments:campaign", args=[2009]), {"cap": "chi-bo", "loc": which})

    return ask


def names(page):
    return [row["name"] for _, rows in page.context["groups"] for row in rows]


def expected(campaign, kinds=CELL_KINDS, day=TODAY):
    return [state.organization.code for state in units_of(campaign, day).filter(kind__in=kinds)]


def test_an_organisation_that_ended_within_the_year_is_expected_but_not_waited_for(board, ended):
    counts = board().context["counts"]
    assert (counts["expected"], counts["ended"], counts["late"], counts["started"]) == (3, 1, 2, 0)
    page = board("ended")
    assert names(page) == ["Chi bộ bản Cũ"] and "Kết thúc 30/09/2009" in page.content.decode()


def test_its_grade_counts_like_any_other(board, campaign, ended):
    year.decided(campaign, ended, "good")
    counts = board().context["counts"]
    assert (counts["expected"], counts["ended"], counts["decided"]) == (3, 0, 1)
    assert counts["ended_in_year"] == 1 and names(board("ended_in_year")) == ["Chi bộ bản Cũ"]


def test_what_it_handed_in_waits_for_the_committee(board, campaign, ended):
    year.sheet(campaign, ended, "submitted", submitted_at=year.at(dt.date(2009, 9, 20)))
    assert names(board("submitted")) == ["Chi bộ bản Cũ"]


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        (make.LONG_AGO, dt.date(2008, 12, 31), False),
        (make.LONG_AGO, dt.date(2009, 1, 1), True),
        (TODAY, None, True),
        (TODAY + dt.timedelta(days=1), None, False),
        (dt.date(2009, 3, 1), dt.date(2009, 5, 31), True),
    ],
)
def test_the_period_runs_from_the_first_of_january_to_the_day(campaign, nam_tam, since, until, counts):
    make.cell("bản Thử", parent=nam_tam, code="SH-NT-T", since=since, until=until)
    assert expected(campaign) == (["SH-NT-T"] if counts else [])


def test_a_cell_that_moved_stands_once_under_its_new_committee(campaign, nam_tam, ta_phin):
    moved = make.cell("bản Chuyển", parent=nam_tam, code="SH-M", until=ENDED)
    state = make.state_of(moved)
    state.pk, state.parent, state.valid = None, ta_phin, make.period(ENDED + dt.timedelta(days=1))
    state.save()
    assert [state.parent for state in units_of(campaign, TODAY).filter(kind__in=CELL_KINDS)] == [ta_phin]
    assert not units_of(campaign, TODAY, nam_tam.pk).exists() and units_of(campaign, TODAY, ta_phin.pk).count() == 1


def test_the_cells_of_a_committee_count_those_that_ended(campaign, ended):
    year.decided(campaign, ended, "good", on=ENDED)
    units = read_units(campaign, units_of(campaign, TODAY).filter(kind__in=GRASSROOTS_KINDS), TODAY)
    count_cells(campaign, units, TODAY, clock.end_of(TODAY))
    assert [(unit.cells_decided, unit.cells_expected) for unit in units] == [(1, 3)]


def test_a_committee_that_ended_keeps_its_place_with_its_cells(campaign, district):
    old = make.commune_committee("Xã cũ", parent=district, code="SH-X", until=ENDED)
    make.cell("bản Xa", parent=old, code="SH-X-1", until=ENDED)
    assert expected(campaign, GRASSROOTS_KINDS) == ["SH-X"] and expected(campaign) == ["SH-X-1"]


def test_opening_a_campaign_makes_no_sheet_for_what_has_ended(district, ended, staff):
    days = (dt.date(2009, 2, 28), dt.date(2009, 12, 15), dt.date(2009, 12, 31), dt.date(2010, 1, 15))
    opened = campaigns.open_campaign(
        organization=district, year=2009, scheme_code="hd20_2008", dates=campaigns.Dates(*days), by=staff
    )
    assert not opened.sheets.filter(organization=ended).exists() and opened.sheets.count() == 3
