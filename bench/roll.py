"""A made-up roll of members as long as asked: communes, cells, villages, and what lists show of every member.

The rows are written by `roll.sql`; names and their keys are made here, as the fields of the product make them.
"""

import contextlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from psycopg2.extras import execute_values

from bench.district import ALWAYS, TODAY, District
from cells.organizations.models import Organization
from cells.places.models import Commune, Village, VillageState
from members.roll.models import Card, LivingPlace, Member, Membership, Pause, Schooling, Standing, Work
from sinho.accounts.models import User
from sinho.accounts.roles import Role
from sinho.text.folding import fold
from sinho.text.names import person_sort_key

TABLES = [model._meta.db_table for model in (Member, Standing, Membership, Pause, Card, Schooling, Work, LivingPlace)]
DRAWN_NAMES = 40_000
# Parts of names, the frequent ones several times: surnames, middle names of men and of women, second ones, given names.
NAMES = [line.split() for line in Path(__file__).with_name("names.txt").read_text(encoding="utf-8").splitlines()]

HEAVY = """
SELECT t.relname, c.conname, pg_get_constraintdef(c.oid), NULL
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
WHERE t.relname = ANY(%(tables)s) AND c.contype IN ('x', 'u')
UNION ALL
SELECT t.relname, r.relname, NULL, pg_get_indexdef(i.indexrelid)
FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class r ON r.oid = i.indexrelid
WHERE t.relname = ANY(%(tables)s) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""


@dataclass(frozen=True)
class Size:
    """How many are on the roll, in how many communes and cells."""

    members: int
    communes: int
    cells_each: int

    @property
    def cells(self) -> int:
        return self.communes * self.cells_each


@dataclass(frozen=True)
class Filled:
    """Who looks at the roll, and the commune and village whose members are asked for."""

    staff: User
    commune: Organization
    village: Village


def fill(size: Size) -> Filled:
    """Write the roll into the present database and commit it."""
    with transaction.atomic():
        district = District(size.communes, size.cells_each)
        district.add_organizations()
        staff = district.add_user("bench.staff", Role.DISTRICT_STAFF, district.top)
        villages = add_villages(district)
        with connection.cursor() as cursor, without_heavy_indexes(cursor):
            add_names(cursor)
            add_cells(cursor, district, villages)
            facts = {"members": size.members, "cells": size.cells, "names": DRAWN_NAMES}
            facts |= {"today": TODAY, "opened": ALWAYS.lower}
            cursor.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), facts)
    with connection.cursor() as cursor:
        # Commits that are not on disk yet make VACUUM pass over pages, and every index look into the table.
        cursor.execute("SET synchronous_commit = on")
        cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
        cursor.execute("RESET synchronous_commit")
    return Filled(staff, district.committees[0], villages[0])


def add_villages(district: District) -> list[Village]:
    """One village for each cell, watched over by the committee of its commune."""
    commune = Commune.objects.create(code="1", name="Nậm Đo", kind="commune", valid=ALWAYS)
    villages = Village.objects.bulk_create(Village(code=f"V-{n:05d}") for n, _ in enumerate(district.cells))
    VillageState.objects.bulk_create(
        VillageState(
            village=village,
            valid=ALWAYS,
            name=f"Nà Đo {n}",
            commune=commune,
            committee=district.committees[n // district.cells_each],
        )
        for n, village in enumerate(villages)
    )
    return villages


def add_names(cursor) -> None:
    """Names as they are met: some often, many once; each with its keys."""
    cursor.execute(
        "CREATE TEMPORARY TABLE bench_name (id int, full_name text, search_key text, sort_key text, sex text)"
    )
    chance, rows = random.Random(2009), []  # noqa: S311 - made-up names, no secrets
    surnames, male, female, second, given = NAMES
    for number in range(1, DRAWN_NAMES + 1):
        sex = chance.choice(("male", "male", "female"))
        middle = chance.choice(male if sex == "male" else female)
        more = chance.choice(second) if chance.random() < 0.6 else ""
        name = " ".join(word for word in (chance.choice(surnames), middle, more, chance.choice(given)) if word)
        rows.append((number, name, fold(name), person_sort_key(name), sex))
    execute_values(cursor.cursor, "INSERT INTO bench_name VALUES %s", rows, page_size=5000)


def add_cells(cursor, district: District, villages: list[Village]) -> None:
    """Cells and their villages by a running number."""
    cursor.execute("CREATE TEMPORARY TABLE bench_cell (n int, id bigint, village bigint)")
    pairs = enumerate(zip(district.cells, villages, strict=True), 1)
    rows = [(number, cell.pk, village.pk) for number, (cell, village) in pairs]
    execute_values(cursor.cursor, "INSERT INTO bench_cell VALUES %s", rows, page_size=5000)


@contextlib.contextmanager
def without_heavy_indexes(cursor) -> Iterator[None]:
    """Indexes of the tables are made once, after the rows, instead of with each row."""
    cursor.execute(HEAVY, {"tables": TABLES})
    found = cursor.fetchall()
    for table, name, constraint, _ in found:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}" if constraint else f"DROP INDEX {name}")
    yield
    for table, name, constraint, index in found:
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {constraint}" if constraint else index)
