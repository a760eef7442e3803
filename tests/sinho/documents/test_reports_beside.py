"""A report leads to those that tell more of the same, for who may open them."""

import pytest

from tests.factories import assessments as year
from tests.factories import people


@pytest.fixture
def campaign(district):
    return year.campaign(district, 2009)


def test_the_quality_of_cells_leads_to_members_over_the_years_and_back(campaign, staff, log_in):
    client = log_in(staff)
    page = client.get("/bao-cao/cell-quality/", {"nam": 2009}).content.decode()
    assert "Xếp loại tổ chức đảng và đảng viên qua các năm" in page
    assert 'href="/bao-cao/year-quality/?nam=2009&amp;' in page
    back = client.get("/bao-cao/year-quality/", {"nam": 2009}).content.decode()
    assert 'href="/bao-cao/cell-quality/?nam=2009&amp;' in back


def test_who_may_not_see_members_is_not_led_there(campaign, nam_tam, log_in):
    officer = people.user("canbo.xa", "cadre_officer", nam_tam)
    page = log_in(officer).get("/bao-cao/cell-quality/", {"nam": 2009})
    assert page.status_code == 200 and "year-quality" not in page.content.decode()
