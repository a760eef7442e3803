"""A campaign of 2009 with the sheet of Nậm Tăm."""

import pytest

from cells.assessments.models import Sheet
from tests.factories import assessments as year


@pytest.fixture
def campaign(district):
    return year.campaign(district, 2009)


@pytest.fixture
def sheet(campaign, nam_tam):
    return Sheet.objects.create(campaign=campaign, organization=nam_tam)


@pytest.fixture
def campaign_2025(district):
    return year.campaign(district, 2009, "qd366_2025")
