"""What stands above and below an organisation, asked of the database in one statement each."""

import datetime as dt
from functools import lru_cache

from django.db import connection

PATH = """
WITH RECURSIVE above(id, parent, name, step) AS (
    SELECT organization_id, parent_id, name, 0 FROM cells_organizationstate
    WHERE organization_id = %(organization)s AND valid @> %(day)s::date
    UNION ALL
    SELECT s.organization_id, s.parent_id, s.name, above.step + 1 FROM cells_organizationstate s
    JOIN above ON s.organization_id = above.parent WHERE s.valid @> %(day)s::date AND above.step < 10
)
SELECT id, name FROM above WHERE step > 0 ORDER BY step DESC
"""


def path_to(organization_id: int, day: dt.date) -> list[tuple[int, str]]:
    """Ids and names of the organisations above on the day, from the top down, without the organisation itself."""
    with connection.cursor() as cursor:
        cursor.execute(PATH, {"organization": organization_id, "day": day})
        return cursor.fetchall()


SUBTREE = """
WITH RECURSIVE below(id) AS (
    SELECT %s::bigint
    UNION
    SELECT s.organization_id FROM cells_organizationstate s JOIN below ON s.parent_id = below.id
    WHERE s.valid @> %s::date
)
SELECT id FROM below
"""


def subtree_ids(organization_id: int, day: dt.date) -> frozenset[int]:
    """Ids of the organisation and of everything below it on the day."""
    with connection.cursor() as cursor:
        cursor.execute(SUBTREE, [organization_id, day])
        return frozenset(row[0] for row in cursor.fetchall())


# Where an organisation stands for ever: its parent in the state of the day, or in the last one before it when it no
# longer exists, or in the first one when it does not exist yet. One parent each, so that a cell that has moved belongs
# to its new committee only, and a dissolved one to the committee it last belonged to. Below the only organisation that
# ever stood without a parent stands every other one: above each the chain ends, and it can end there alone.
REACH = """
WITH RECURSIVE place AS MATERIALIZED (
    SELECT DISTINCT ON (organization_id) organization_id, parent_id
    FROM cells_organizationstate
    ORDER BY organization_id, (lower(valid) <= %(day)s::date) DESC,
        CASE WHEN lower(valid) <= %(day)s::date THEN lower(valid) END DESC, lower(valid)
), below(root, id) AS (
    SELECT root, root FROM unnest(%(roots)s::bigint[]) AS root
    UNION
    SELECT below.root, place.organization_id FROM place JOIN below ON place.parent_id = below.id
)
SELECT root, CASE WHEN EXISTS (
    SELECT FROM cells_organizationstate WHERE parent_id IS NULL AND organization_id <> asked.root
) THEN (
    SELECT array_agg(id)::text FROM below WHERE below.root = asked.root
) ELSE (
    SELECT array_agg(id)::text FROM cells_organization
) END
FROM (SELECT DISTINCT root FROM unnest(%(roots)s::bigint[]) AS root) asked
"""


def reach_of(roots: list[int], day: dt.date) -> dict[int, frozenset[int]]:
    """Root → ids of it and of everything that stands, stood last or will stand first below it, as of the day."""
    with connection.cursor() as cursor:
        cursor.execute(REACH, {"day": day, "roots": roots})
        return {root: ids_of(written) for root, written in cursor.fetchall()}


@lru_cache(maxsize=32)
def ids_of(written: str) -> frozenset[int]:
    """The ids of an array as the database writes it. Page after page asks for the same ones: they are read once."""
    return frozenset(map(int, written[1:-1].split(",")))
