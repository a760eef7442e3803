"""Who may do what with a sheet."""

import pytest

from cells.assessments.rules import hands
from cells.assessments.rules.hands import hand
from sinho.accounts.roles import Role
from sinho.accounts.scope import Reach, Scope
from tests.cells.assessments.test_assessments_rules import SCHEME

DISTRICT, NAM_TAM, CELL = 1, 2, 3


TREE = frozenset({DISTRICT, NAM_TAM, CELL})


GRASSROOTS = SCHEME.procedures["grassroots"]


def person(role: str, organization: int, reach: frozenset = TREE) -> Scope:
    return Scope(1, (Reach(role, organization, reach),))


@pytest.mark.parametrize(
    ("scope", "organization", "kind", "can"),
    [
        (person(Role.COMMUNE_SECRETARY, NAM_TAM), NAM_TAM, "grassroots_committee", {"fills"}),
        (person(Role.COMMUNE_SECRETARY, NAM_TAM), CELL, "subordinate_cell", {"accepts", "appraises", "decides"}),
        (person(Role.CELL_SECRETARY, CELL, frozenset({CELL})), CELL, "subordinate_cell", {"fills"}),
        (person(Role.DISTRICT_STAFF, DISTRICT), NAM_TAM, "grassroots_committee", {"accepts", "appraises", "opinions"}),
        (person(Role.DISTRICT_STAFF, DISTRICT), CELL, "subordinate_cell", set()),
        (person(Role.DISTRICT_LEADER, DISTRICT), NAM_TAM, "grassroots_committee", {"decides"}),
        (person(Role.DISTRICT_LEADER, DISTRICT), CELL, "subordinate_cell", set()),
        (person(Role.INSPECTOR, DISTRICT), NAM_TAM, "grassroots_committee", {"opinions"}),
        (person(Role.MEMBER_IN_CHARGE, NAM_TAM), NAM_TAM, "grassroots_committee", set()),
        (person(Role.CADRE_OFFICER, DISTRICT), NAM_TAM, "grassroots_committee", set()),
        (person(Role.SYSTEM_ADMINISTRATOR, DISTRICT), NAM_TAM, "grassroots_committee", set()),
        (
            Scope(
                1,
                (
                    Reach(Role.DISTRICT_LEADER, DISTRICT, TREE),
                    Reach(Role.COMMUNE_SECRETARY, NAM_TAM, frozenset({NAM_TAM, CELL})),
                ),
            ),
            NAM_TAM,
            "grassroots_committee",
            {"fills"},
        ),
    ],
)
def test_who_may_do_what_with_a_sheet(scope, organization, kind, can):
    procedure = SCHEME.procedures[hands.level_of(kind)]
    found = hand(scope, organization, kind, procedure)
    names = ("fills", "accepts", "appraises", "decides", "opinions")
    assert {name for name in names if getattr(found, name)} == can


def test_the_inspector_speaks_for_the_inspection_alone():
    found = hand(person(Role.INSPECTOR, DISTRICT), NAM_TAM, "grassroots_committee", GRASSROOTS)
    assert found.opinions == ("inspection",)
