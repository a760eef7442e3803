"""On which organisations each role makes sense."""

import pytest

from cells.access.rules import ROLE_STANDS_ON, why_not_grant
from cells.organizations.enums import OrganizationKind as K
from sinho.accounts.roles import Role

UPPER = {K.PROVINCE_COMMITTEE, K.DISTRICT_COMMITTEE}


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.SYSTEM_ADMINISTRATOR, UPPER),
        (Role.DISTRICT_STAFF, UPPER),
        (Role.DISTRICT_LEADER, UPPER),
        (Role.INSPECTOR, UPPER),
        (Role.MEMBER_IN_CHARGE, {K.GRASSROOTS_COMMITTEE, K.GRASSROOTS_CELL}),
        (Role.COMMUNE_SECRETARY, {K.GRASSROOTS_COMMITTEE, K.GRASSROOTS_CELL}),
        (Role.CELL_SECRETARY, {K.GRASSROOTS_CELL, K.SUBORDINATE_CELL, K.SECTION_COMMITTEE}),
        (Role.CADRE_OFFICER, UPPER | {K.GRASSROOTS_COMMITTEE}),
    ],
)
def test_each_role_is_granted_only_where_it_works(role, kinds):
    assert {kind for kind in K if not why_not_grant(role, kind)} == kinds


def test_every_role_has_its_organisations():
    assert set(ROLE_STANDS_ON) == set(Role)


def test_the_refusal_names_where_the_role_belongs():
    assert why_not_grant(Role.DISTRICT_STAFF, K.SUBORDINATE_CELL) == (
        "Vai trò “Cán bộ Ban Tổ chức” chỉ cấp ở: đảng bộ tỉnh, đảng bộ huyện; không cấp ở chi bộ trực thuộc."
    )
