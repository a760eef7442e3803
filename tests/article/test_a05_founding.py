"""A5 on the demo district: “since 2008, 6 grassroots cells and 41 subordinate cells were founded”, by place."""

import datetime as dt
from collections import Counter

import pytest

from cells.access.models import scope_of
from cells.organizations import report
from cells.organizations.enums import EventKind, OrganizationKind
from cells.organizations.models import Organization, OrganizationEvent, OrganizationState
from cells.places.models import Commune
from sinho.accounts.models import User
from sinho.documents.reports import Asked

pytestmark = pytest.mark.usefixtures("demo")
SINCE, TODAY = dt.date(2008, 1, 1), dt.date(2009, 12, 18)
K = OrganizationKind


def founded(since=SINCE, until=TODAY, code="SH"):
    """Figures of the report that are not 0."""
    scope = scope_of(User.objects.get(username="bantochuc"), TODAY)
    organization = Organization.objects.get(code=code)
    built = report.build(scope, Asked(organization.pk, on=TODAY, since=since, until=until))
    return {key: count for key, count in built.as_json()["figures"].items() if count}


def foundings():
    return OrganizationEvent.objects.filter(kind=EventKind.ESTABLISH, on__range=(SINCE, TODAY))


def test_the_figures_of_the_article():
    figures = founded()

    assert figures["kind.grassroots_cell"] == 6
    assert figures["kind.subordinate_cell"] == 41
    assert figures["total"] == 47


def test_the_places_where_they_were_founded():
    assert founded() == {
        "total": 47,
        "kind.grassroots_cell": 6,
        "kind.subordinate_cell": 41,
        "place.village": 21,
        "kind.subordinate_cell.place.village": 21,
        "place.school": 12,
        "kind.grassroots_cell.place.school": 2,
        "kind.subordinate_cell.place.school": 10,
        "place.health_station": 5,
        "kind.subordinate_cell.place.health_station": 5,
        "place.agency": 9,
        "kind.grassroots_cell.place.agency": 4,
        "kind.subordinate_cell.place.agency": 5,
    }


@pytest.mark.parametrize(
    ("since", "until", "grassroots", "subordinate"),
    [
        (dt.date(2007, 12, 31), TODAY, 6, 42),  # one was founded on the last day of 2007
        (SINCE, SINCE, 1, 0),  # and one on the first of 2008
        (dt.date(2008, 1, 2), TODAY, 5, 41),
        (SINCE, dt.date(2008, 12, 31), 3, 16),
        (dt.date(2009, 1, 1), TODAY, 3, 25),
    ],
)
def test_the_period_includes_its_first_and_last_day(since, until, grassroots, subordinate):
    figures = founded(since, until)

    assert (figures.get("kind.grassroots_cell", 0), figures.get("kind.subordinate_cell", 0)) == (
        grassroots,
        subordinate,
    )


def test_a_commune_counts_its_own_foundings():
    assert founded(code="SH-NT") == {
        "total": 3,
        "kind.subordinate_cell": 3,
        "place.village": 2,
        "kind.subordinate_cell.place.village": 2,
        "place.health_station": 1,
        "kind.subordinate_cell.place.health_station": 1,
    }


def test_each_founding_has_its_decision_and_enough_members():
    for event in foundings():
        assert event.decision_number and event.issuer and event.reason and event.place
        assert event.decision_date <= event.on
        assert event.official_members >= 3


def test_what_was_founded_still_exists():
    assert Organization.objects.alive_on(TODAY).filter(events__in=foundings()).count() == 47


def test_raising_a_cell_to_a_committee_is_no_founding():
    """The committee of the army was a cell until May 2008: it changed its kind, its two cells were founded."""
    army = OrganizationEvent.objects.filter(organization__code="SH-QS", on__gte=SINCE)

    assert [event.kind for event in army] == [EventKind.CHANGE_KIND]
    assert founded(code="SH-QS")["total"] == 2


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (TODAY, {K.GRASSROOTS_COMMITTEE: 28, K.GRASSROOTS_CELL: 17, K.SUBORDINATE_CELL: 270}),
        (dt.date(2007, 12, 31), {K.GRASSROOTS_COMMITTEE: 27, K.GRASSROOTS_CELL: 13, K.SUBORDINATE_CELL: 231}),
    ],
)
def test_the_tree_of_a_day(day, kinds):
    found = Counter(OrganizationState.objects.on(day).values_list("kind", flat=True))

    assert found == {K.DISTRICT_COMMITTEE: 1, **kinds}


def test_the_tree_changes_by_foundings_upgrades_and_endings_only():
    """Grassroots cells: 13 + 6 founded − 1 dissolved − 1 raised = 17. Subordinate cells: 231 + 41 − 2 merged = 270."""
    endings = OrganizationEvent.objects.filter(on__range=(SINCE, TODAY), kind__in=[EventKind.MERGE, EventKind.DISSOLVE])

    assert sorted(endings.values_list("organization__code", flat=True)) == ["SH-CC-B11", "SH-DS", "SH-MQ-B12"]


def test_the_communes_of_2009_have_their_committees():
    """23 units: the list of 2004 without Huổi Luông."""
    committees = OrganizationState.objects.on(TODAY).filter(type__in=["commune", "township"], parent__code="SH")
    communes = Commune.objects.on(TODAY)

    assert committees.count() == 23
    assert set(committees.values_list("commune_id", flat=True)) == set(communes.values_list("pk", flat=True))
    names = set(communes.values_list("name", flat=True))
    assert {"Sìn Hồ", "Nậm Tăm", "Tả Phìn", "Lê Lợi", "Pú Đao", "Chăn Nưa"} <= names
    assert not {"Huổi Luông", "Lùng Thàng", "Pa Khoá", "Nậm Pì", "Trung Chải"} & names
    assert OrganizationState.objects.on(dt.date(2006, 12, 31)).filter(type__in=["commune", "township"]).count() == 24
