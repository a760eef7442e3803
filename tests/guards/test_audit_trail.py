"""Protects the log: every action is one transaction, says by whom it is done, and leaves an entry.

Read from the source: a function of an `actions` module that takes `by` must reach `record`, by itself or through what
it calls in the actions modules; a helper that leaves the entry to its caller stands in the list below with the reason.
"""

import ast

import pytest

from tests.guards.source import Module, called_name, decorators_of, modules_in, planted

RECORDS = {"record", "record_many"}
ATOMIC = {"atomic_or_refused", "atomic"}
# Where actions stand that are not called after their layer.
ALSO_ACTIONS = ("cadres.staff.reference", "cells.places.reference", "sinho.demo.loading")
# The log itself.
LOG = "sinho.audit"

# Functions that take `by` and leave the entry to their callers.
LEAVE_IT_TO_THE_CALLER = {
    "cells.access.actions.refuse_own_account": "refuses and changes nothing",
    "cells.assessments.actions.filling.begin": "part of `save_field`, which records the field",
    "cells.assessments.actions.filling.write": "part of `save_field`, which records the field",
    "cells.assessments.actions.steps.add_step": "the step stands beside the entry that each act records itself",
    "cells.assessments.actions.submission._propose": "part of `submit`, `propose` and `give_opinion`, which record",
}


def is_actions(name: str) -> bool:
    return not name.startswith(LOG) and ("actions" in name.split(".") or name in ALSO_ACTIONS)


def actions_in(modules: dict[str, Module]) -> dict[str, ast.FunctionDef]:
    """Every function at the top of an actions module, by its full name."""
    return {
        f"{module.name}.{node.name}": node
        for module in modules.values()
        if is_actions(module.name)
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef)
    }


def arguments(function: ast.FunctionDef) -> set[str]:
    return {arg.arg for arg in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)}


def calls(function: ast.FunctionDef) -> set[str]:
    """Last names of everything that it calls."""
    return {called_name(node) for node in ast.walk(function) if isinstance(node, ast.Call)}


def recording(actions: dict[str, ast.FunctionDef]) -> set[str]:
    """Full names of the functions that reach `record`."""
    reached = set(RECORDS)
    found: set[str] = set()
    while True:
        more = {name for name, function in actions.items() if calls(function) & reached} - found
        if not more:
            return found
        found |= more
        reached |= {name.rpartition(".")[2] for name in more}


def silent(modules: dict[str, Module]) -> list[str]:
    """Functions that take `by` and leave no entry."""
    actions = actions_in(modules)
    found = recording(actions)
    return sorted(name for name, function in actions.items() if "by" in arguments(function) and name not in found)


def careless(modules: dict[str, Module]) -> list[str]:
    """Acts (one transaction each) that can be called without saying who, or by position."""
    found = []
    for name, function in actions_in(modules).items():
        if decorators_of(function) & ATOMIC:
            if function.args.args or function.args.posonlyargs:
                found.append(f"{name} takes arguments by position")
            by = [d for a, d in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True) if a.arg == "by"]
            if by != [None]:
                found.append(f"{name} does not ask who acts")
    return found


SOURCE = modules_in()
WITHOUT_A_PERSON = {
    "sinho.demo.loading.load": "the demo district is laid by the system, into an empty database",
    "sinho.demo.loading.load_later": "so is the second demo",
    "cadres.staff.reference.load_staff_rules": "reference data that the product brings along, laid by the system",
    "cells.places.reference.load_communes": "reference data that the product brings along, laid by the system",
}


def test_every_action_leaves_an_entry():
    assert len(actions_in(SOURCE)) > 60
    assert [name for name in silent(SOURCE) if name not in LEAVE_IT_TO_THE_CALLER] == []


def test_the_list_of_helpers_is_not_stale():
    assert sorted(LEAVE_IT_TO_THE_CALLER) == [name for name in silent(SOURCE) if name in LEAVE_IT_TO_THE_CALLER]


def test_every_act_says_by_whom_and_takes_its_arguments_by_name():
    found = [fault for fault in careless(SOURCE) if fault.split()[0] not in WITHOUT_A_PERSON]
    assert found == []
    assert set(WITHOUT_A_PERSON) == {fault.split()[0] for fault in careless(SOURCE)}


def test_only_actions_write_the_log():
    """A view that records by itself has done something by itself; handing out a report as a file is the exception."""
    writers = {
        module.name
        for module in SOURCE.values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "sinho.audit.actions"
        and RECORDS & {alias.name for alias in node.names}
    }
    others = {name for name in writers if not is_actions(name) and not name.startswith(LOG)}
    assert others == {"sinho.documents.views", "sinho.management.commands.report"}


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ("@atomic_or_refused()\ndef serve(*, village, by):\n    village.save()\n", ["serve"]),
        (
            "def serve(*, village, by):\n    put(village, by)\n\ndef put(village, by):\n    village.save()\n",
            ["put", "serve"],
        ),
        ("def serve(*, village, by):\n    record(by=by, did='x')\n", []),
        ("def serve(*, village, by):\n    put(village, by)\n\ndef put(village, by):\n    log.record(by=by)\n", []),
        ("def named(village, day):\n    return village.name\n", []),
    ],
)
def test_a_planted_silent_action_is_found(tmp_path, content, faults):
    found = silent(planted(tmp_path, {"cells/places/actions/serving.py": content}))
    assert found == [f"cells.places.actions.serving.{name}" for name in faults]


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ("@atomic_or_refused()\ndef serve(*, village):\n    record()\n", ["does not ask who acts"]),
        ("@atomic_or_refused()\ndef serve(*, village, by=None):\n    record()\n", ["does not ask who acts"]),
        ("@transaction.atomic\ndef serve(village, *, by):\n    record()\n", ["takes arguments by position"]),
        ("@atomic_or_refused()\ndef serve(*, village, by):\n    record()\n", []),
    ],
)
def test_a_planted_careless_action_is_found(tmp_path, content, faults):
    found = careless(planted(tmp_path, {"cells/places/actions.py": content}))
    assert [fault.partition(" ")[2] for fault in found] == faults
