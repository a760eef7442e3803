"""Protects the way back: every change of the schema has its migration, whose name says what it does, and an undo.

The migrations of each app are really taken back to nothing and brought forward again, on a database of their own.
"""

import contextlib
import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from cadres.staff.models import Post, Qualification
from sinho.launch.quick_states import quick_states
from tests.structure import STRUCTURE

OURS = ("accounts", "web", "audit", "documents", "filings", "imports", "printing", "cells", "members", "cadres")
# Tables of Django point at the accounts.
KEPT = ("accounts",)


def our_migrations() -> list[migrations.Migration]:
    loader = MigrationLoader(None)
    return [one for (app, _), one in sorted(loader.disk_migrations.items()) if app in OURS]


def fault_of(migration: migrations.Migration) -> str:
    """What is wrong with a migration; "" when nothing is."""
    name = f"{migration.app_label}.{migration.name}"
    if re.search(r"_auto_|_\d{8}|_and_more", migration.name) or not re.fullmatch(
        r"\d{4}_[a-z][a-z0-9_]+", migration.name
    ):
        return f"{name} has a name that says nothing"
    for operation in migration.operations:
        if not operation.reversible:
            return f"{name} cannot be taken back: {operation.describe()}"
    kinds = {isinstance(operation, migrations.RunPython) for operation in migration.operations}
    return f"{name} changes schema and data together" if kinds == {True, False} else ""


def migrate(targets: list[tuple[str, str | None]], way=quick_states) -> None:
    """What the command does between its signals, which make the permissions of each app anew."""
    with way():
        MigrationExecutor(connection).migrate(targets)


def structure() -> dict[tuple[str, str], str]:
    """Everything that the migrations build, by kind and name."""
    with connection.cursor() as cursor:
        cursor.execute(STRUCTURE)
        return {(kind, name): text for kind, name, text in cursor.fetchall()}


def is_of(key: tuple[str, str], table: str) -> bool:
    """Whether a part of the structure is the table's, or a function named after it or its app."""
    return key[1].split(".")[0] == table or (key[0] == "function" and key[1].startswith(table.split("_")[0]))


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_has_a_name_and_a_way_back():
    found = our_migrations()
    assert {one.app_label for one in found} >= {"accounts", "audit", "cells", "imports", "web"}
    assert [fault for one in found if (fault := fault_of(one))] == []


def test_migrations_go_back_to_nothing_and_forward_again(databases, django_db_setup, django_db_blocker):
    """All of them in one go; forward as an installation in use is brought up to date, which ends where a first start
    does, whose tables were copied."""
    labels = [label for label in OURS if label not in KEPT]
    tables = {label: {one._meta.db_table for one in apps.get_app_config(label).get_models()} for label in labels}
    name = f"{databases.own}_migrations"
    with django_db_blocker.unblock():
        databases.copy(databases.schema(), name)
        try:
            with databases.working_on(name):
                before = structure()
                migrate([(label, None) for label in labels])
                bare = structure()
                migrate(MigrationLoader(connection).graph.leaf_nodes(), way=contextlib.nullcontext)
                after = structure()
        finally:
            databases.drop(name)
    for label, mine in tables.items():
        assert bool(mine) and all(any(is_of(key, table) for key in before) for table in mine), label
        assert [key for key in bare if any(is_of(key, table) for table in mine)] == [], label
    assert after == before


def stored(*queries: str) -> list[list[tuple]]:
    with connection.cursor() as cursor:
        found = []
        for query in queries:
            cursor.execute(query)
            found.append(cursor.fetchall())
        return found


def test_what_was_struck_out_and_handed_over_survives_the_way_back(own_demo):
    """The demo district holds what an older schema cannot say: it must not stand in the way, nor count again."""
    [struck] = stored("SELECT id, struck_reason FROM members_casestep WHERE struck_at IS NOT NULL ORDER BY id")
    [handed] = stored(
        'SELECT DISTINCT ON (case_id) case_id, to_cell_id FROM members_casehandover ORDER BY case_id, "on" DESC'
    )
    [[(steps,)]] = stored("SELECT count(*) FROM members_casestep")
    assert struck and handed
    migrate([("members", "0009_assignments")])
    ids, cases = ",".join(str(pk) for pk, _ in struck), ",".join(str(pk) for pk, _ in handed)
    old, where = stored(
        f"SELECT passed, note FROM members_casestep WHERE id IN ({ids}) ORDER BY id",
        f"SELECT id, organization_id FROM members_case WHERE id IN ({cases}) ORDER BY id",
    )
    assert [passed for passed, _ in old] == [False] * len(struck)
    assert all(reason in note for (_, note), (_, reason) in zip(old, struck, strict=True))
    assert where == handed
    migrate(MigrationLoader(connection).graph.leaf_nodes())
    assert stored("SELECT count(*) FROM members_casestep") == [[(steps,)]]


def test_the_staff_survives_the_way_back(own_demo):
    """What the older schema has no word for is told by the nearest one; what was struck does not count again."""
    best, skilled = Post.objects.filter(valid__upper_inf=True).order_by("pk")[:2]
    gone = Post.objects.filter(valid__upper_inf=False).order_by("pk")[0]
    for post, change in ((best, {"entry": "top_graduate"}), (skilled, {"entry": "experienced"})):
        Post.objects.filter(pk=post.pk).update(**change)
    Post.objects.filter(pk=gone.pk).update(exit="off_payroll")
    [kept] = stored("SELECT count(*) FROM cadres_qualification WHERE struck_on IS NULL")
    wrong = Qualification.objects.filter(since__isnull=False, struck_on=None).order_by("pk")[0]
    wrong.pk, wrong.struck_on, wrong.struck_reason = None, wrong.since, "Ghi nhầm người"
    wrong.save(force_insert=True)
    migrate([("cadres", "0001_staff")])
    ways = f"SELECT entry || exit FROM cadres_post WHERE id IN ({best.pk}, {skilled.pk}, {gone.pk})"
    then, [counted] = stored(ways, "SELECT count(*) FROM cadres_qualification")
    assert sorted(said for (said,) in then) == sorted(["taken_over", "taken_over", f"{gone.entry}resigned"])
    assert [counted] == kept
    migrate(MigrationLoader(connection).graph.leaf_nodes())
    assert sorted(stored(ways)[0]) == sorted(then)


def made(name: str, *operations) -> migrations.Migration:
    migration = migrations.Migration(name, "cells")
    migration.operations = list(operations)
    return migration


def nothing(apps, schema_editor):
    pass


@pytest.mark.parametrize(
    ("migration", "fault"),
    [
        (made("0009_villages", migrations.RunSQL("SELECT 1")), "cannot be taken back"),
        (made("0009_villages", migrations.RunPython(nothing)), "cannot be taken back"),
        (made("0009_auto_20260101_1200"), "name that says nothing"),
        (made("0009_village_code_and_more"), "name that says nothing"),
        (
            made(
                "0009_villages",
                migrations.AddField("village", "note", models.TextField()),
                migrations.RunPython(nothing, nothing),
            ),
            "schema and data together",
        ),
        (made("0009_village_notes", migrations.RunSQL("SELECT 1", "SELECT 2")), ""),
    ],
)
def test_a_planted_fault_is_found(migration, fault):
    assert fault in fault_of(migration) and bool(fault) == bool(fault_of(migration))
