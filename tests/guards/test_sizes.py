"""Protects readability: nothing grows beyond what one person takes in at a glance.

A view has at most 25 lines, a function 40, a module 300 (400 while it waits to be split), a template 120, a module of
tests 500. What is longer is split by nouns, not squeezed.
"""

import ast
from pathlib import Path

import pytest

from tests.guards.source import ROOT, Module, decorators_of, modules_in, planted

VIEW, FUNCTION, MODULE, MODULE_AT_MOST, TEMPLATE, TESTS = 25, 40, 300, 400, 120, 500
GATES = {"requires", "any_user", "open_to_all", "answered"}

# Views of more than 25 lines, at most 30, each with the reason.
LONG_VIEWS: dict[str, str] = {}
# Modules of more than 300 lines, at most 400, each with the reason.
LONG_MODULES: dict[str, str] = {}


def length(function: ast.FunctionDef) -> int:
    """Lines from `def` to the end, without decorators."""
    return function.end_lineno - function.lineno + 1


def long_functions(modules: dict[str, Module]) -> dict[str, int]:
    """Functions that are too long, views by their own measure."""
    found = {}
    for module in modules.values():
        for function in module.functions():
            most = VIEW if decorators_of(function) & GATES else FUNCTION
            if length(function) > most:
                found[f"{module.name}.{function.name}"] = length(function)
    return found


def long_modules(modules: dict[str, Module], most: int) -> dict[str, int]:
    return {name: module.lines for name, module in modules.items() if module.lines > most and ".migrations" not in name}


def long_files(folder: Path, most: int) -> dict[str, int]:
    """Templates that are too long."""
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in folder.rglob("*.*") if path.is_file()}
    return {path.relative_to(folder).as_posix(): size for path, size in sizes.items() if size > most}


SOURCE = {name: module for name, module in modules_in().items() if ".migrations" not in name}
TEST_SOURCE = modules_in(packages=("tests",))


def test_no_function_is_too_long():
    found = long_functions(SOURCE)
    assert {name: size for name, size in found.items() if name not in LONG_VIEWS or size > 30} == {}
    assert set(LONG_VIEWS) <= set(found)


def test_no_function_of_the_tests_and_measurements_is_too_long():
    assert long_functions(TEST_SOURCE | modules_in(packages=("bench",))) == {}


def test_no_module_is_too_long():
    found = long_modules(SOURCE, MODULE)
    assert {name: size for name, size in found.items() if name not in LONG_MODULES or size > MODULE_AT_MOST} == {}
    assert set(LONG_MODULES) <= set(found)


def test_no_module_of_tests_is_too_long():
    assert long_modules(TEST_SOURCE, TESTS) == {}


def test_no_template_is_too_long():
    assert long_files(ROOT / "templates", TEMPLATE) == {}


LINES = "    x = 1\n"


@pytest.mark.parametrize(
    ("content", "long"),
    [
        ("def f():\n" + LINES * 39, []),
        ("def f():\n" + LINES * 40, ["cells.a.f"]),
        ("class A:\n    def f(self):\n" + "        x = 1\n" * 40, ["cells.a.f"]),
        ("@requires(P.VIEW)\n@never_cache\ndef v(request):\n" + LINES * 24, []),
        ("@requires(P.VIEW)\ndef v(request):\n" + LINES * 25, ["cells.a.v"]),
        ("@gate.open_to_all\ndef v(request):\n" + LINES * 25, ["cells.a.v"]),
    ],
)
def test_a_planted_long_function_is_found(tmp_path, content, long):
    assert list(long_functions(planted(tmp_path, {"cells/a.py": content}))) == long


def test_a_planted_long_file_is_found(tmp_path):
    modules = planted(tmp_path, {"cells/a.py": "x = 1\n" * 301, "cells/migrations/b.py": "x = 1\n" * 900})
    assert long_modules(modules, MODULE) == {"cells.a": 301}
    (tmp_path / "templates" / "cells").mkdir(parents=True)
    (tmp_path / "templates" / "cells" / "list.html").write_text("<p>\n" * 121)
    assert long_files(tmp_path / "templates", TEMPLATE) == {"cells/list.html": 121}
