"""A plan of Nậm Tăm, and people who stand in it."""

import pytest

from tests.factories import cadres as make
from tests.factories import plans


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1975)


@pytest.fixture
def plan(nam_tam):
    return plans.plan(nam_tam)


@pytest.fixture
def filled(plan, an, nam_tam, ta_phin):
    """An for two posts, a young woman of Tả Phìn for one."""
    plans.planned(plan, an, "committee_chair", "committee_member")
    mai = make.cadre(ta_phin, "Tao Thị Mai", "women_chair", sex="female", birth_year=1982)
    plans.planned(plan, mai, "committee_chair")
    return plan
