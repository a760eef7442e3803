"""A11 on the demo district: the year 2008 decided, the year 2009 in every state on 18/12/2009."""

import datetime as dt
from collections import Counter

import pytest

from cells.access.models import scope_of
from cells.assessments.enums import SheetState
from cells.assessments.models import Campaign
from cells.assessments.models.units import read_units, units_of
from cells.assessments.report.build import build
from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.documents.reports import Asked

pytestmark = pytest.mark.usefixtures("demo")
TODAY = dt.date(2009, 12, 18)


def quality(year):
    """Counts of the report."""
    scope = scope_of(User.objects.get(username="bantochuc"), TODAY)
    built = build(scope, Asked(Organization.objects.get(code="SH").pk, on=TODAY, year=year))
    return {key: figure["count"] for key, figure in built.as_json()["figures"].items()}


def some(figures, group):
    names = ("total", "evaluated", "level.clean_strong", "exemplary", "level.good", "level.completed", "level.weak")
    names += ("not_evaluated.new_org", "not_evaluated.not_yet", "undecided")
    return [figures[f"{group}.{name}"] for name in names]


def test_the_year_2008_is_decided():
    figures = quality(2008)

    assert some(figures, "grassroots") == [42, 41, 22, 4, 12, 5, 2, 1, 0, 0]
    assert some(figures, "cells") == [246, 238, 134, 8, 77, 23, 4, 7, 1, 0]


def test_the_year_2009_is_under_way():
    figures = quality(2009)

    assert some(figures, "grassroots") == [45, 10, 7, 2, 2, 0, 1, 1, 0, 34]
    assert some(figures, "cells") == [270, 235, 141, 12, 68, 24, 2, 8, 0, 27]


def test_weak_organisations_are_few_and_one_is_weak_for_the_second_year():
    weak = {
        year: set(
            Campaign.objects.get(year=year)
            .sheets.filter(decided_level="weak")
            .values_list("organization__code", flat=True)
        )
        for year in (2008, 2009)
    }

    assert weak[2008] >= {"SH-PD", "SH-PSC"}
    assert weak[2008] & weak[2009] == {"SH-PD", "SH-PD-B02"}


def test_grassroots_organisations_of_2009_stand_in_every_state():
    campaign = Campaign.objects.get(year=2009)
    units = read_units(campaign, units_of(campaign, TODAY), TODAY)
    states = Counter(unit.work_state for unit in units if not unit.is_cell)

    assert states == {
        SheetState.NOT_STARTED: 4,
        SheetState.DRAFT: 6,
        SheetState.SUBMITTED: 8,
        SheetState.IN_APPRAISAL: 8,
        SheetState.SENT_BACK: 3,
        SheetState.PROPOSED: 5,
        SheetState.DECIDED: 11,
    }
    late = {unit.state.organization.code for unit in units if unit.timing.late and not unit.is_cell}
    handed_in_late = {"SH-HT", "SH-NHE", "SH-SDP", "SH-THA"}
    must_act = {"SH-CTXD", "SH-HTX", "SH-LM", "SH-NB", "SH-NHA", "SH-PH", "SH-TK", "SH-PSC", "SH-GDTX", "SH-THNT"}
    assert late == handed_in_late | must_act


def test_an_extension_makes_its_unit_on_time():
    extension = Campaign.objects.get(year=2009).extensions.get()

    assert (extension.organization.code, extension.submit_by) == ("SH-TN", dt.date(2009, 12, 22))
    assert extension.reason
