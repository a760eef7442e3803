"""Protects the order of the house: who may import whom, what each layer may know, how files are called.

A newcomer finds everything where `docs/architecture.md` says, and no change in one place can reach round to another.
Each finder is also run on a made-up tree in which the fault is planted.
"""

import pytest

from tests.guards import architecture as house
from tests.guards import order
from tests.guards.source import modules_in, planted

SOURCE = modules_in()
OUR_TREES = ("sinho", "cells", "members", "cadres", "tests", "bench")


@pytest.mark.parametrize(
    "finder",
    [
        order.wrong_packages,
        order.wrong_themes,
        order.wrong_layers,
        order.unpure,
        order.misplaced_imports,
        order.circles,
        order.needs_more_than_python,
    ],
    ids=lambda finder: finder.__name__,
)
def test_the_source_keeps_the_order_of_the_house(finder):
    assert finder(SOURCE) == []


def test_no_module_is_called_after_nothing():
    assert order.forbidden_names(modules_in(packages=OUR_TREES)) == []


def test_every_file_beside_the_layers_still_exists():
    assert [name for name in house.BESIDE if name not in SOURCE] == []


PLANTED = [
    ("a kit knows a theme", order.wrong_packages, {"sinho/web/lists.py": "from cells.places import models"}),
    ("cells know members", order.wrong_packages, {"cells/places/rules.py": "from members.roll import rules"}),
    ("a theme knows the home page", order.wrong_packages, {"cells/places/views.py": "from sinho.home import shell"}),
    ("the application knows the launcher", order.wrong_packages, {"sinho/urls.py": "import sinho.launch.places"}),
    ("the launcher knows the application", order.wrong_packages, {"sinho/launch/serve.py": "import sinho.settings"}),
    ("a package without a place", order.wrong_packages, {"sinho/extras/lists.py": "from sinho.text import dates"}),
    ("places know assessments", order.wrong_themes, {"cells/places/rules.py": "import cells.assessments.rules"}),
    ("a theme takes from the app", order.wrong_themes, {"cells/places/rules.py": "from cells.models import Village"}),
    ("an unknown theme", order.wrong_themes, {"cells/villages/rules.py": ""}),
    ("rules know models", order.wrong_layers, {"cells/places/rules.py": "import cells.places.models"}),
    ("a layer of another theme", order.wrong_layers, {"cells/places/models.py": "import cells.organizations.views"}),
    ("a layer inside a package", order.wrong_layers, {"cells/places/actions/a.py": "import cells.places.forms"}),
    ("models of a kit know its views", order.wrong_layers, {"sinho/audit/models.py": "import sinho.audit.views"}),
    ("a file of no layer", order.wrong_layers, {"cells/places/extras.py": ""}),
    ("a rule with the database", order.unpure, {"cells/places/rules.py": "from django.db import connection"}),
    ("a rule with settings", order.unpure, {"cells/places/rules/a.py": "from django.conf import settings"}),
    ("a rule with the clock", order.unpure, {"cells/places/rules.py": "from sinho.web import clock"}),
    ("a rule that asks the day", order.unpure, {"cells/places/rules.py": "import datetime as dt\ndt.date.today()"}),
    ("an enum of ours", order.unpure, {"cells/places/enums.py": "from sinho.text import dates"}),
    ("an enum with models", order.unpure, {"cells/places/enums.py": "from django.db.models import Model"}),
    ("a relative import", order.misplaced_imports, {"cells/places/views.py": "from . import models"}),
    ("an import inside", order.misplaced_imports, {"cells/places/views.py": "def view():\n    import json"}),
    ("a linter's excuse", order.misplaced_imports, {"cells/a.py": "def f():\n    import json  # noqa: PLC0415"}),
    ("an import below", order.misplaced_imports, {"cells/places/views.py": "A = 1\nimport json"}),
    ("a forbidden name", order.forbidden_names, {"cells/places/utils.py": ""}),
    ("a forbidden package", order.forbidden_names, {"cells/places/views/base.py": ""}),
    (
        "a circle of three",
        order.circles,
        {
            "cells/a.py": "import cells.b",
            "cells/b.py": "def f():\n    from cells import c",
            "cells/c.py": "import cells.a",
        },
    ),
    (
        "a launcher that needs a package",
        order.needs_more_than_python,
        {"sinho/launch/__main__.py": "from sinho.launch import places", "sinho/launch/places.py": "import django"},
    ),
]


@pytest.mark.parametrize(("finder", "files"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED])
def test_a_planted_fault_is_found(tmp_path, finder, files):
    assert finder(planted(tmp_path, files)) != []


def test_what_the_house_allows_is_not_taken_for_a_fault(tmp_path):
    modules = planted(
        tmp_path,
        {
            "sinho/launch/__main__.py": "import os\nfrom sinho.launch import places",
            "sinho/launch/places.py": "def later():\n    # Slow, and rarely needed.\n    import json\n    import csv",
            "cells/places/enums.py": "from django.db.models import TextChoices",
            "cells/places/rules.py": "from cells.organizations.rules import a\nfrom cells.places.enums import b",
            "cells/organizations/rules.py": "from sinho.accounts.scope import Scope\nfrom sinho.text import dates",
            "cells/places/models/__init__.py": "from cells.places.models.village import Village",
            "cells/places/models/village.py": "from cells.places import enums, rules\nfrom sinho.text import fields",
            "cells/places/views.py": "from cells.places import models\nfrom sinho.web import lists",
            "cells/apps.py": "def ready():\n    from cells.places import views  # noqa: PLC0415  (apps come first)",
        },
    )
    finders = (
        order.wrong_packages,
        order.wrong_themes,
        order.wrong_layers,
        order.unpure,
        order.misplaced_imports,
        order.forbidden_names,
        order.circles,
        order.needs_more_than_python,
    )
    assert {finder.__name__: finder(modules) for finder in finders if finder(modules)} == {}
