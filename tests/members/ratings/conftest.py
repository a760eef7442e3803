"""A campaign of 2009 over the small district."""

import pytest

from sinho.accounts.roles import Role
from tests.factories import assessments, people, ratings


@pytest.fixture
def campaign(district):
    return assessments.campaign(district, 2009)


@pytest.fixture
def cell(nam_tam_cells):
    return nam_tam_cells[0]


@pytest.fixture
def cell_secretary(cell):
    return people.user("bithu.chibo", Role.CELL_SECRETARY, cell, full_name="Lò Văn Chi")


@pytest.fixture
def person(cell):
    return ratings.people(cell, 1)[0]
