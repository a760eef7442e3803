"""A10 on the demo district: almost every grassroots organisation has registered its tasks for 2009."""

from collections import Counter

import pytest
from django.db.models import Count

from cells.assessments.enums import RegistrationState
from cells.assessments.models import Campaign, Sheet
from cells.organizations.models import OrganizationState
from sinho.demo.plan import DEMO_DAY

pytestmark = pytest.mark.usefixtures("demo")
GRASSROOTS = ("grassroots_committee", "grassroots_cell")


def grassroots(year):
    codes = OrganizationState.objects.on(DEMO_DAY).filter(kind__in=GRASSROOTS).values("organization")
    return Sheet.objects.filter(campaign__year=year, organization__in=codes)


def test_registrations_of_2009_in_every_state():
    """41 accepted, one waiting, one sent back; one has none, and one was founded too late in the year."""
    assert Counter(grassroots(2009).values_list("registration_state", flat=True)) == {
        RegistrationState.ACCEPTED: 41,
        RegistrationState.SENT: 1,
        RegistrationState.SENT_BACK: 1,
        RegistrationState.NONE: 2,
    }


def test_registrations_of_2008_were_all_accepted_but_that_of_a_new_organisation():
    assert Counter(grassroots(2008).values_list("registration_state", flat=True)) == {
        RegistrationState.ACCEPTED: 41,
        RegistrationState.NONE: 1,
    }


def test_who_registered_named_tasks_with_plan_unit_and_deadline():
    sheets = grassroots(2009).exclude(registration_state=RegistrationState.NONE)

    assert {row["number"] for row in sheets.annotate(number=Count("tasks")).values("number")} == {6, 10}
    for sheet in sheets.select_related("campaign").prefetch_related("tasks"):
        assert sheet.campaign.rules.has_level(sheet.aimed_level)
        assert all(
            task.planned is not None and task.unit and task.measure and task.deadline for task in sheet.tasks.all()
        )


def test_nobody_accepted_his_own_registration():
    for sheet in Sheet.objects.exclude(accepted_by=None):
        assert sheet.accepted_by != sheet.registered_by
        assert sheet.registered_at < sheet.accepted_at


def test_the_campaigns_use_the_guidance_of_their_time():
    assert list(Campaign.objects.order_by("year").values_list("year", "scheme_code")) == [
        (2006, "before_2008"),
        (2007, "before_2008"),
        (2008, "hd20_2008"),
        (2009, "hd20_2008"),
    ]
