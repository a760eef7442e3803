"""Scratch databases side by side: one for each size, so that sizes can be measured in turn within one run."""

import contextlib
from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS, connection, connections


class Scratch:
    """A copy of the empty database of the run, connected as long as it is measured."""

    def __init__(self, name: str):
        self.name = f"{connection.settings_dict['NAME']}_{name}"
        self._first = connections[DEFAULT_DB_ALIAS]

    def make(self) -> None:
        """Copy the present database, which nobody may be using meanwhile."""
        template = self._first.settings_dict["NAME"]
        self._first.close()
        with self._first._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.name}"')
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"')
        self.attach()

    def attach(self) -> None:
        self.connection = connections.create_connection(DEFAULT_DB_ALIAS)
        self.connection.settings_dict = {**self._first.settings_dict, "NAME": self.name}

    @contextlib.contextmanager
    def used(self) -> Iterator[None]:
        """Everything inside asks this database."""
        connections[DEFAULT_DB_ALIAS] = self.connection
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = self._first

    def drop(self) -> None:
        self.connection.close()
        with self._first._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{self.name}"')
