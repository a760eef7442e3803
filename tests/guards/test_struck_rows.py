"""Protects figures from what was struck out: whoever reads rows that can be struck says that he wants those that stand.

Read from the source: after `Model.objects` the same expression asks for `standing()`, shows struck ones as such,
writes, or holds a row that the action looks at itself; single rows that a page opens by their key stand in the list.
"""

import ast

import pytest
from django.apps import apps

from cells.oversight.models.struck import Struck
from tests.guards.source import Module, modules_in, planted

MODELS = {one.__name__ for one in apps.get_models() if issubclass(one, Struck)}
SAYS = {"standing", "struck", "in_sight", "create", "bulk_create", "select_for_update"}
# Module and model → why it reads without saying so.
ALLOWED = {
    ("cells.oversight.actions.plan", "PlanMeasure"): "one row by its key; refused when it was struck",
    ("cells.oversight.views.plan_parts", "StrengtheningPlan"): "one row by its key; the action refuses a struck one",
    ("cells.oversight.views.plan_parts", "PlanMeasure"): "one row by its key; the action refuses a struck one",
    ("cells.oversight.views.recommendation", "Recommendation"): "one row by its key; the action refuses a struck one",
    ("cells.oversight.views.recommendation", "Inspection"): "what the form was shown with, struck rows too",
    ("cells.oversight.views.difficulties", "Visit"): "one row by its key; the action refuses a struck one",
    ("cells.oversight.views.discipline", "Discipline"): "the page of one says that it was struck",
    ("cells.oversight.views.praise", "Commendation"): "what the form was shown with, struck rows too",
    ("cells.oversight.views.opinions", "PeopleOpinion"): "the page of one says that it was struck",
    ("cells.oversight.views.inspection", "Inspection"): "the page of one says that it was struck",
    ("cells.oversight.views.plan", "InspectionPlan"): "the page of one says that it was struck",
    ("cells.oversight.views.weak", "StrengtheningPlan"): "the page of one says that it was struck",
    ("members.conduct.views.discipline", "MemberDiscipline"): "the page of one says that it was struck",
    ("members.conduct.views.praise", "MemberCommendation"): "what the form was shown with, struck rows too",
}


def is_objects(node: ast.AST) -> bool:
    """`Visit.objects` of a model that can be struck."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "objects"
        and isinstance(node.value, ast.Name)
        and node.value.id in MODELS
    )


def verbs_after(tree: ast.Module, target: ast.AST) -> set[str]:
    """What is asked of it, up to the end of the chain."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found, node = set(), target
    while (parent := parents.get(node)) is not None:
        if isinstance(parent, ast.Attribute):
            found.add(parent.attr)
        elif not (isinstance(parent, ast.Call) and parent.func is node):
            return found
        node = parent
    return found


def silent(modules: dict[str, Module]) -> set[tuple[str, str]]:
    """Module and model of each reading that does not say which rows it wants."""
    return {
        (module.name, node.value.id)
        for module in modules.values()
        if not module.name.startswith("sinho.demo") and ".migrations." not in module.name
        for node in ast.walk(module.tree)
        if is_objects(node) and not verbs_after(module.tree, node) & SAYS
    }


def test_every_reading_says_that_it_wants_rows_that_stand():
    assert silent(modules_in()) == set(ALLOWED)


def test_all_that_can_be_struck_is_looked_at():
    assert {"Visit", "MemberDiscipline", "QuarterCheck"} <= MODELS and len(MODELS) == 13


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("rows = Visit.objects.filter(on=1)", True),
        ("rows = Visit.objects.standing().filter(on=1)", False),
        ("rows = Visit.objects.filter(on=1).standing()", False),
        ("count(Visit.objects.all()).standing()", True),
    ],
)
def test_a_planted_reading_is_found(tmp_path, line, found):
    text = f"from cells.oversight.models import Visit\n\n\ndef act():\n    {line}\n"
    assert bool(silent(planted(tmp_path, {"cells/oversight/report/x.py": text}))) == found
