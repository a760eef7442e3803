"""Databases for the tests: two are built, every other one is a copy of one of them.

`schema` holds the migrated tables, `demo` the demo district on top. Each carries a fingerprint of the files it was
built from and is built anew when these have changed, so a copy is never stale. All processes of a test run share them.
"""

import contextlib
import hashlib
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg2.extensions import make_dsn

from sinho.launch.quick_states import quick_states
from sinho.web import clock
from tests.factories.people import PASSWORD

ROOT = Path(__file__).resolve().parent.parent
APPS = ("sinho", "cells", "members", "cadres")
# Connections of ours that a browser's server may have left open.
OTHERS_OUT = """
SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = %s AND usename = current_user
"""
DATA_FILES = {".py", ".yaml", ".yml", ".json", ".csv", ".xlsx", ".txt"}


class Databases:
    """The databases of one process of the test run."""

    def __init__(self, worker: str, fresh: str):
        """`worker` tells parallel processes apart; `fresh`, if not empty, is the run that builds everything anew."""
        self.given = settings.DATABASES["default"]["NAME"]
        self.prefix = f"test_{self.given}"
        self.own = "_".join(filter(None, (self.prefix, worker)))
        self.fresh = fresh
        self.read_copy = ""
        settings.DATABASES["default"]["CONN_MAX_AGE"] = 0

    def use(self, name: str) -> None:
        """Let this process work on that database from now on; who works there already keeps his connection."""
        if connection.settings_dict["NAME"] == name:
            return
        connections.close_all()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name

    def renew(self) -> None:
        """A new copy of the empty schema for this process."""
        connections.close_all()
        self.copy(self.schema(), self.own)

    def leave(self) -> None:
        """After a test that committed: this process goes on with an untouched schema."""
        if connection.settings_dict["NAME"] == self.own:
            self.renew()

    def demo_to_read(self) -> str:
        """The copy of the demo district that the tests of this process share and nobody changes for good."""
        if not self.read_copy:
            self.copy(self.demo(), f"{self.own}_read")
            self.read_copy = f"{self.own}_read"
        return self.read_copy

    def demo_to_write(self) -> str:
        """A copy of the demo district for one test."""
        name = f"{self.own}_write"
        connections.close_all()
        self.copy(self.demo(), name)
        return name

    def schema(self) -> str:
        return self.template("schema", _files(lambda path: "migrations" in path.parts), self.build_schema)

    def demo(self) -> str:
        return self.template("demo", _files(lambda path: path.suffix in DATA_FILES), self.build_demo)

    @contextlib.contextmanager
    def schema_to_dump(self) -> Iterator[str]:
        """Address of a copy that may be read for a while; nobody can copy a template while somebody reads it."""
        name = f"{self.own}_dump"
        self.copy(self.schema(), name)
        yield make_dsn(**self.facts(name))
        self.drop(name)

    def build_schema(self, name: str) -> None:
        self.server(f'CREATE DATABASE "{name}"')
        with self.working_on(name), quick_states():
            call_command("migrate", interactive=False, verbosity=0)

    def build_demo(self, name: str) -> None:
        self.copy(self.schema(), name)
        with self.working_on(name):
            day = clock.today()
            clock.fix_day(None)
            call_command("load_reference", verbosity=0, stdout=io.StringIO())
            call_command("load_demo", password=PASSWORD, verbosity=0, stdout=io.StringIO())
            clock.fix_day(day)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def template(self, kind: str, fingerprint: str, build: Callable[[str], None]) -> str:
        """The database to copy from; built by the first who asks, the others wait."""
        name, wanted = f"{self.prefix}_{kind}", f"{fingerprint} {self.fresh}"
        with self.maintenance() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
            cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name])
            row = cursor.fetchone()
            if row is None or not row[0] or not self.is_wanted(row[0], wanted):
                self.drop(name)
                build(name)
                cursor.execute(f'COMMENT ON DATABASE "{name}" IS %s', [wanted])
        return name

    def is_wanted(self, found: str, wanted: str) -> bool:
        """Built from the same files, and when everything is to be built anew, in this run."""
        return found == wanted if self.fresh else found.split()[0] == wanted.split()[0]

    def copy(self, template: str, name: str) -> None:
        self.drop(name)
        self.server(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')

    def drop(self, name: str) -> None:
        """Not WITH (FORCE): that fails when autovacuum, which is not ours, works there; this sends it away."""
        with self.maintenance() as cursor:
            cursor.execute(OTHERS_OUT, [name])
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')

    def drop_copies(self) -> None:
        """What this process made; the two templates stay for the next run."""
        for name in (self.own, f"{self.own}_read", f"{self.own}_write"):
            self.drop(name)

    def server(self, statement: str) -> None:
        with self.maintenance() as cursor:
            cursor.execute(statement)

    @contextlib.contextmanager
    def maintenance(self) -> Iterator:
        """A cursor on the server, in none of the databases of the tests."""
        link = psycopg2.connect(**self.facts("postgres"))
        try:
            link.autocommit = True
            with link.cursor() as cursor:
                yield cursor
        finally:
            link.close()

    def facts(self, name: str) -> dict:
        """How to reach that database."""
        given = {**connection.get_connection_params(), "dbname": name}
        return {key: value for key, value in given.items() if key not in ("cursor_factory", "context")}

    @contextlib.contextmanager
    def working_on(self, name: str) -> Iterator[None]:
        before = connection.settings_dict["NAME"]
        self.use(name)
        try:
            yield
        finally:
            self.use(before)


def _files(chosen: Callable[[Path], bool]) -> str:
    """Fingerprint of the chosen files of the application."""
    digest = hashlib.sha256()
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*")):
            if path.is_file() and path.suffix != ".pyc" and chosen(path):
                digest.update(os.fsencode(path.relative_to(ROOT)) + b"\0" + path.read_bytes())
    return digest.hexdigest()
