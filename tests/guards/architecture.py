"""Finds what breaks the order of the house. Every finder answers with sentences; an empty list means all is well."""

import ast
import re
import sys

from tests.guards.source import INSIDE, TOP, Import, Module, imports_of

# Packages from the ground up: a module imports its own row and those above it in this list.
ROWS: tuple[tuple[str, ...], ...] = (
    ("sinho.environment", "sinho.refusal"),  # environment is read by the settings and imports nothing of ours
    ("sinho.text",),
    ("sinho.accounts",),
    ("sinho.web",),
    ("sinho.audit",),
    ("sinho.documents",),
    ("sinho.filings",),
    ("sinho.imports",),
    ("sinho.printing",),
    ("cells",),
    ("members",),
    ("cadres",),
    ("sinho.leadership",),  # one report over all themes
    ("sinho.home",),
    ("sinho.demo",),  # writes rows of every theme, so it stands above them all
    ("sinho.management",),  # commands use the same actions as the pages, and the demo district
    ("sinho.apps", "sinho.urls"),
    ("sinho.settings",),  # read by Django; nobody of ours imports it
    ("sinho.wsgi",),
)
# Stands beside the application: it runs before the requirements are installed, and nothing of the application knows it.
LAUNCHER, FIRST_STAGE = "sinho.launch", "sinho.launch.__main__"

THEMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "cells": (
        ("organizations",),
        ("places",),
        ("access",),
        ("directives", "meetings"),
        ("assessments",),
        ("oversight",),
    ),
    "members": (("roll",), ("assignments", "admissions", "ratings", "conduct"), ("coverage",), ("statistics",)),
    "cadres": (("staff",), ("statistics",), ("reviews", "planning", "movements", "training")),
}
# What Django wants at the root of an app. It collects the themes, so it may import all of them and none imports it.
APP_ROOT = {"apps", "models", "urls", "migrations", "templatetags"}

LAYERS = ("enums", "rules", "models", "actions", "report", "imports", "forms", "views", "urls")
# Files of a theme that are not called after a layer, with the layer they belong to.
BESIDE: dict[str, str] = {
    "cells.organizations.standards": "rules",  # sayings of the regulations with their validity; rules decide on them
    "cells.organizations.bodies": "models",  # reads the bodies that issue papers, which lie beside it
    "cells.organizations.tabs": "report",  # pages of other themes that stand beside those of an organisation
    "cells.organizations.tree": "rules",  # the tree of a day from plain rows
    "cells.organizations.life": "report",  # the dated life as people read it
    "cells.meetings.frames": "models",  # reads the frames of quality that lie beside it
    "cells.meetings.limits": "models",  # reads the limits of attendance that lie beside it
    "cells.organizations.batches": "report",  # papers printed for many organisations at once
    "members.roll.runs": "report",  # lists of a whole district printed at once
    "cells.organizations.papers": "report",  # how an organisation stands on its papers
    "cells.organizations.numbering": "report",  # what the numbering of papers asks of organisations
    "cells.places.reference": "actions",  # loads the communes that the product brings along
    "cells.directives.parts": "models",  # reads the parts of working regulations that lie beside it
    "members.admissions.target_forms": "forms",  # what is asked about targets
    "members.admissions.voters": "report",  # how many may vote by the roll
    "members.admissions.paths": "models",  # reads the path files that lie beside it
    "members.assignments.catalogue": "models",  # reads the lists that lie beside it
    "members.assignments.papers": "report",  # how the work of members stands in a file
    "members.coverage.charts": "report",  # the curve of villages without members
    "members.statistics.sets": "models",  # reads the files of the sets that lie beside it
    "members.roll.guidance": "models",  # reads the files of limits that lie beside it
    "members.roll.citizen": "rules",  # what an identity number says
    "members.roll.said": "models",  # a dated row in a few words
    "members.roll.same": "rules",  # two records held against each other
    "members.roll.alike": "report",  # pairs of records as people read them
    "members.roll.joined": "report",  # what came of a join
    "members.roll.asking": "forms",  # what is asked about two records of one person
    "members.roll.life": "report",  # the life in the Party as people read it
    "members.roll.limits": "rules",  # where a transfer stands, what is due
    "members.roll.offices": "report",  # offices as people read them
    "members.roll.papers": "report",  # how lists of members stand in a file
    "members.roll.seniority": "rules",  # years in the Party and the badges for them
    "members.roll.correcting_forms": "forms",  # what is asked about corrections
    "members.roll.badge_forms": "forms",  # what is asked about badges
    "members.roll.badge_papers": "report",  # the list of who is due, as a paper and as a workbook
    "members.roll.transfer_forms": "forms",  # what is asked about a transfer
    "cadres.planning.catalogue": "models",  # reads the posts, limits and steps that lie beside it
    "cadres.staff.life": "report",  # the posts and studies of a person as people read them
    "cadres.staff.lacking": "report",  # who lacks what of the standard of a title
    "cadres.staff.reference": "actions",  # loads the standards and numbers that the product brings along
    "cadres.staff.rule_forms": "forms",  # what is asked about standards, numbers of staff, the class of a commune
    "cadres.staff.standards": "rules",  # what a standard asks, held against what somebody has learned
    "cadres.training.papers": "report",  # lists to sign
    "cadres.training.support_forms": "forms",  # what is asked about money
    "cadres.training.sets": "models",  # reads the form that lies beside it
    "cadres.staff.titles": "models",  # reads the lists of titles that lie beside it
    "cadres.statistics.sets": "models",  # reads the forms that lie beside it
    "cadres.reviews.scales": "models",  # reads the scales of the yearly rating that lie beside it
    "cadres.reviews.vote_rules": "models",  # reads the rules of votes of confidence that lie beside it
    "cadres.reviews.answer_terms": "models",  # reads the terms for answers that lie beside it
    "cadres.reviews.story": "report",  # ratings and votes in the life of a person as people read it
    "cadres.reviews.papers": "report",  # the result of a round as a paper to be signed
    "cadres.movements.rulebook": "models",  # reads the rules on retirement that lie beside it
    "cadres.movements.sets": "models",  # reads the rows of form 11 that lie beside it
    "cells.access.middleware": "views",  # puts the scope on the request
    "cells.assessments.criteria_forms": "forms",  # what is asked about a committee's own criteria
    "cells.assessments.judging_forms": "forms",  # what is asked about conditions, caps and corrections
    "cells.assessments.paper_forms": "forms",  # what is asked before a paper on grades is printed
    "cells.assessments.rewards": "models",  # reads the usual amounts of rewards that lie beside it
    "members.conduct.story": "report",  # praise and discipline in the life of a member
    "cells.oversight.conduct_words": "enums",  # words of inspection, discipline and praise
    "cells.oversight.conduct_rules": "rules",  # what follows from a discipline, who may be praised
    "cells.oversight.conduct_lists": "models",  # reads the forms, kinds and rules that lie beside it
    "cells.oversight.conduct_forms": "forms",  # what is asked about inspection, discipline and praise
    "cells.oversight.conduct_story": "report",  # discipline and praise in the life of an organisation
    "cells.oversight.conduct_urls": "urls",  # the addresses of inspection, discipline and praise
    "cells.assessments.schemes": "models",  # reads the scheme files that lie beside it
    "cells.oversight.weak_rules": "models",  # reads the rules on who is weak for long that lie beside it
    "cells.directives.registered": "imports",  # what the theme gives to the pages of organisations
    "cells.meetings.registered": "imports",  # what the theme gives to the pages of organisations
    "cells.oversight.registered": "report",  # what the theme gives to the pages of organisations
    "cells.oversight.terms": "models",  # reads the days to settle things that lie beside it
}
KITS = tuple(
    f"sinho.{name}"
    for name in ("accounts", "web", "audit", "documents", "filings", "imports", "printing", "leadership", "home")
)

FORBIDDEN_NAMES = {"utils", "helpers", "services", "common", "misc", "base"}
# Plain values and sentences that a rule may know; everything else of ours would bring the database or the request in.
PURE = ("sinho.text", "sinho.refusal", "sinho.accounts.roles", "sinho.accounts.scope")
CLOCKS = {"today", "now", "utcnow", "localdate", "localtime"}


def ours(target: str) -> bool:
    return target.split(".")[0] in ("sinho", *THEMES)


def below(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def row_of(name: str) -> int | None:
    """Row of a module; None for a package that the house does not know."""
    return next((i for i, row in enumerate(ROWS) if any(below(name, package) for package in row)), None)


def theme_of(name: str) -> tuple[str, str]:
    """App and theme of a module; the theme is "" at the root of the app and outside the apps."""
    app, _, rest = name.partition(".")
    theme = rest.split(".")[0]
    return (app, "" if theme in APP_ROOT else theme) if app in THEMES else ("", "")


def layer_of(name: str) -> int | None:
    """Rank of the layer that a module of a theme or a kit belongs to; None where there are no layers."""
    beside = next((layer for file, layer in BESIDE.items() if below(name, file)), None)
    if beside:
        return LAYERS.index(beside)
    depth = 2 if theme_of(name)[1] or any(below(name, kit) for kit in KITS) else None
    parts = name.split(".")
    if depth is None or len(parts) <= depth or parts[depth] not in LAYERS:
        return None
    return LAYERS.index(parts[depth])


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
