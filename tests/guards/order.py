"""Finds what breaks the order of the house. Every finder answers with sentences; an empty list means all is well."""

import ast
import re
import sys

from tests.guards.architecture import (
    CLOCKS,
    FIRST_STAGE,
    FORBIDDEN_NAMES,
    KITS,
    LAUNCHER,
    LAYERS,
    PURE,
    THEMES,
    below,
    layer_of,
    ours,
    row_of,
    theme_of,
)
from tests.guards.source import INSIDE, TOP, Import, Module, imports_of


def wrong_packages(modules: dict[str, Module]) -> list[str]:
    """Imports that go up from one package to another, in or out of the launcher, and packages without a place."""
    found = []
    for module, one in _imports(modules):
        name, target = module.name, one.target
        if below(name, LAUNCHER) or below(target, LAUNCHER):
            if not (below(name, LAUNCHER) and below(target, LAUNCHER)):
                found.append(f"{_at(module, one)} joins the launcher with the application")
        elif name != "sinho" and row_of(name) is None:
            found.append(f"{name} has no place in the order of packages")
        elif name != "sinho" and target != "sinho" and (row_of(target) is None or row_of(target) > row_of(name)):
            found.append(f"{_at(module, one)} goes up to {target}")
    return found


def wrong_themes(modules: dict[str, Module]) -> list[str]:
    """Unknown themes, imports from a theme into a later one, imports of the root of an app."""
    found = []
    for name in modules:
        app, theme = theme_of(name)
        if theme and theme not in {known for row in THEMES[app] for known in row}:
            found.append(f"{name}: {app} has no theme {theme}")
    if found:
        return found
    for module, one in _imports(modules):
        (app, theme), (to_app, to_theme) = theme_of(module.name), theme_of(one.target)
        if not app or not to_app:
            continue
        if not to_theme and theme:
            found.append(f"{_at(module, one)} takes from the root of an app what a theme holds")
        elif theme and app == to_app and _theme_row(app, to_theme) > _theme_row(app, theme):
            found.append(f"{_at(module, one)} goes from {theme} up to {to_theme}")
    return found


def _theme_row(app: str, theme: str) -> int:
    return next(i for i, row in enumerate(THEMES[app]) if theme in row)


def wrong_layers(modules: dict[str, Module]) -> list[str]:
    """Imports from a lower layer into a higher one (inside a kit, inside an app), and files that belong to none."""
    found = []
    for name in modules:
        if theme_of(name)[1] and name.count(".") >= 2 and layer_of(name) is None:
            found.append(f"{name} belongs to no layer; name it after one, or enter it in BESIDE")
    for module, one in _imports(modules):
        mine, theirs = layer_of(module.name), layer_of(one.target)
        same = (
            theme_of(module.name)[0] == theme_of(one.target)[0] if theme_of(module.name)[0] else _same_kit(module, one)
        )
        if same and mine is not None and theirs is not None and theirs > mine:
            found.append(f"{_at(module, one)} goes from {LAYERS[mine]} up to {LAYERS[theirs]}")
    return found


def _same_kit(module: Module, one: Import) -> bool:
    return any(below(module.name, kit) and below(one.target, kit) for kit in KITS)


def unpure(modules: dict[str, Module]) -> list[str]:
    """Enums and rules that know more than plain values: the database, the clock, the request, the settings."""
    found = []
    for module in modules.values():
        if not theme_of(module.name)[1] or layer_of(module.name) not in (0, 1):
            continue
        enums = layer_of(module.name) == 0
        for one in imports_of(module, modules):
            target = one.target
            if ours(target):
                own = layer_of(target) in (0, 1) and theme_of(target)[1]
                right = bool(own and not enums) or (not enums and any(below(target, pure) for pure in PURE))
            else:
                right = not below(target, "django") or (enums and _only_choices(module))
            if not right:
                found.append(f"{_at(module, one)}: {'an enum' if enums else 'a rule'} does not know {target}")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
                found.append(f"{module.name}:{node.lineno} asks the clock; a date is an argument")
    return found


def _only_choices(module: Module) -> bool:
    """Whether the enums take nothing from Django but their classes."""
    names = {
        alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and below(node.module or "", "django")
        for alias in node.names
    }
    return names <= {"TextChoices", "IntegerChoices"}


def misplaced_imports(modules: dict[str, Module]) -> list[str]:
    """Relative imports, and imports after the top of the file that do not say why."""
    found = []
    for module in modules.values():
        for one in imports_of(module, modules):
            if one.relative:
                found.append(f"{_at(module, one)} is relative")
            elif one.place != TOP and not _has_reason(module, one.line):
                inside = "inside a function" if one.place == INSIDE else "below the top of the file"
                found.append(f"{_at(module, one)} stands {inside} without a reason in a comment")
    return found


def _has_reason(module: Module, line: int) -> bool:
    """A comment on the import, or above the block of imports that it stands in."""
    lines = module.text.splitlines()
    while line >= 1:
        if module.comments.get(line):
            return True
        if not re.match(r"\s*(from|import)\b", lines[line - 1]):
            return False
        line -= 1
    return False


def forbidden_names(modules: dict[str, Module]) -> list[str]:
    """Modules called after nothing."""
    return [name for name in modules if FORBIDDEN_NAMES & set(name.split("."))]


def circles(modules: dict[str, Module]) -> list[str]:
    """Modules that import one another, directly or round about, wherever the imports stand."""
    graph = {name: set() for name in modules}
    for module, one in _imports(modules):
        if one.target in modules and one.target != module.name:
            graph[module.name].add(one.target)
    found, done = [], set()
    for start in graph:
        path = _way_back(graph, start, done)
        done.add(start)
        if path:
            found.append(" > ".join(path))
    return found


def _way_back(graph: dict[str, set[str]], start: str, done: set[str]) -> list[str]:
    """The shortest way from a module to itself, through modules that were not starts before; [] without one."""
    before: dict[str, str] = {}
    queue = [start]
    for name in queue:
        for target in sorted(graph[name] - done):
            if target == start:
                path = [start]
                while name != start:
                    path.append(name)
                    name = before[name]
                return [start, *path[:0:-1], start]
            if target not in before:
                before[target] = name
                queue.append(target)
    return []


def needs_more_than_python(modules: dict[str, Module]) -> list[str]:
    """What the first stage of the launcher reaches must run on Python alone: nothing is installed yet."""
    found, queue = [], [FIRST_STAGE]
    for name in queue:
        for one in imports_of(modules[name], modules):
            if one.target in modules and one.target not in queue:
                queue.append(one.target)
            elif not ours(one.target) and one.target.split(".")[0] not in sys.stdlib_module_names:
                found.append(f"{_at(modules[name], one)} needs {one.target}")
    return found


def _imports(modules: dict[str, Module]):
    """Every import of ours in these modules."""
    for module in modules.values():
        for one in imports_of(module, modules):
            if ours(one.target):
                yield module, one


def _at(module: Module, one: Import) -> str:
    return f"{module.name}:{one.line}"
