"""The second demo: a commune under the rules of 2025 in a database of its own."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse

from cells.assessments.models import Campaign
from cells.assessments.models.standing import places_of
from cells.organizations.models import Organization
from members.roll.models import Membership
from sinho.accounts.models import User
from sinho.demo.later import LATER_DAY
from sinho.demo.loading import load_later
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.models import demo_day
from tests.factories import people


@pytest.fixture
def later(db):
    told = io.StringIO()
    call_command("load_demo", later=True, password=people.PASSWORD, stdout=told)
    clock.fix_day(LATER_DAY)
    return told.getvalue()


def test_it_tells_what_it_loaded_and_lives_on_its_day(later):
    assert "14 tổ chức đảng, 0 bản đến ngày 18/12/2025" in later
    assert "tochuc.2025, lanhdao.2025, bithu.2025" in later
    assert demo_day() == LATER_DAY
    campaign = Campaign.objects.get()
    assert (campaign.year, campaign.scheme_code, campaign.confirmed_by.username) == (2025, "qd366_2025", "tochuc.2025")


def test_the_commune_is_appraised_and_its_cells_stand_at_the_cap(later, client):
    campaign, commune = Campaign.objects.get(), Organization.objects.get(code="M25-X")
    [one] = places_of(campaign)[commune.pk].standings
    assert (one.allowed, one.used, one.left) == (1, 1, 0)
    client.force_login(User.objects.get(username="tochuc.2025"))
    sheet = campaign.sheets.get(organization=commune)
    page = client.get(reverse("assessments:review", args=[sheet.pk])).content.decode()
    assert "Điều kiện xếp loại" in page and "đúng hạn 4/5 (80 %)" in page and "15-TB/UBKT" in page


def test_nothing_contradicts_itself(later):
    told = io.StringIO()
    call_command("check_data", stdout=told)
    *found, said = told.getvalue().splitlines()
    assert "0 mâu thuẫn" in said and {line[:3] for line in found} == {"R01"}  # nobody holds an office there


def test_a_database_in_use_is_refused(district):
    with pytest.raises(Refused, match="cơ sở dữ liệu trống"):
        load_later(password=people.PASSWORD)
    assert not Campaign.objects.exists()


def test_a_cell_has_voted_on_its_members_under_the_rules_of_2025(later, client):
    cell = Organization.objects.get(code="M25-X-12")
    client.force_login(User.objects.get(username="bithu.2025"))
    page = client.get(reverse("ratings:cell", args=[2025, cell.pk])).content.decode()
    assert page.count("<tr data-row=") == 9 and "Nguyễn Mẫu An" in page
    assert Membership.objects.count() == 36
