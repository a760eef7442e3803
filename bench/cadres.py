"""The indicators of the quality of the staff (A23) over a district and over a hundred of them, beside plain SQL."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from psycopg2.extras import execute_values

from bench.district import ALWAYS, TODAY, District
from bench.lists import medians
from bench.measure import Measured, ms, seconds
from bench.pages import fetched, logged_in
from bench.scratch import Scratch
from cadres.staff import titles
from cadres.staff.enums import Measure
from cadres.staff.models import Post
from cadres.staff.models.reading import known_of, reaching
from cadres.staff.report.quality import build
from cadres.staff.rules import STAFF, meets
from cells.access.models import scope_of
from sinho.accounts.roles import Permission, Role
from sinho.accounts.scope import Scope

# People, communes, and how much longer than plain SQL it may take: of a district, which has about six hundred, most of
# the time is planning.
SIZES = ((600, 22, 2.0), (60_000, 400, 1.5))
ROUNDS = 15
# As somebody writes it who knows the tables: everybody of the day, and what he reaches.
RAW = """
SELECT p.cadre_id,
    bool_or(q.subject = 'general' AND q.level = ANY(%(general)s)),
    bool_or(q.subject = 'professional' AND q.level = ANY(%(any)s)
        OR q.subject = 'title_training' AND q.title = p.title),
    bool_or(q.subject = 'professional' AND q.level = ANY(%(intermediate)s)),
    bool_or(q.subject = 'theory' AND q.level = ANY(%(theory)s))
FROM cadres_post p
LEFT JOIN cadres_qualification q ON q.cadre_id = p.cadre_id AND q.struck_on IS NULL
    AND (q.since IS NULL OR q.since <= %(day)s)
WHERE p.valid @> %(day)s::date AND p.organization_id = ANY(%(places)s) AND p.title = ANY(%(titles)s)
GROUP BY p.cadre_id
"""
PROFESSIONAL = ["elementary", "intermediate", "college", "university", "master", "doctor"]
LEVELS = {
    "general": ["lower_secondary", "upper_secondary"],
    "any": PROFESSIONAL,
    "intermediate": PROFESSIONAL[1:],
    "theory": ["elementary", "intermediate", "advanced", "bachelor"],
}


@dataclass
class Filled:
    """A database with the staff of a size, and who looks at it."""

    people: int
    scratch: Scratch
    scope: Scope
    client: Client

    def asked(self):
        """Everybody of the day with what he reaches, as the product asks."""
        posts = Post.objects.on(TODAY).in_scope(self.scope).in_groups(*STAFF)
        return reaching(posts, TODAY).values_list("cadre_id", *Measure.values)

    def rows(self) -> list[tuple]:
        return list(self.asked())

    def sql(self):
        """The work of the database alone: the query of the product, built beforehand."""
        asked, given = self.asked().query.sql_with_params()

        def run() -> list[tuple]:
            with connection.cursor() as cursor:
                cursor.execute(asked, given)
                return cursor.fetchall()

        return run

    def raw(self) -> list[tuple]:
        places = list(self.scope.organization_ids(Permission.VIEW_STAFF))
        codes = [code for group in STAFF for code in titles.codes_of(group)]
        with connection.cursor() as cursor:
            cursor.execute(RAW, {"day": TODAY, "places": places, "titles": codes, **LEVELS})
            return cursor.fetchall()

    def page(self) -> float:
        return fetched(self.client, reverse("staff:list"))


@contextlib.contextmanager
def filled(people: int, communes: int) -> Iterator[Filled]:
    """A database of its own with so many people, thrown away afterwards."""
    scratch = Scratch(f"cadres_{people}")
    scratch.make()
    try:
        with scratch.used():
            with transaction.atomic():
                district = District(communes, 0)
                district.add_organizations()
                staff = district.add_user("bench.staff", Role.DISTRICT_STAFF, district.top)
                with connection.cursor() as cursor:
                    cursor.execute("CREATE TEMPORARY TABLE bench_commune (n int, id bigint)")
                    rows = [(number, one.pk) for number, one in enumerate(district.committees, 1)]
                    execute_values(cursor.cursor, "INSERT INTO bench_commune VALUES %s", rows)
                    facts = {"people": people, "communes": communes, "today": TODAY, "opened": ALWAYS.lower}
                    cursor.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), facts)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
            yield Filled(people, scratch, scope_of(staff, TODAY), logged_in(staff))
    finally:
        scratch.drop()


def measured() -> Iterator[Measured]:
    """Both sizes one after the other."""
    pages = []
    for people, communes, most in SIZES:
        with filled(people, communes) as one:
            check(one)
            yield from indicators(one, most)
            [taken] = medians(lambda one=one: seconds(one.page, rounds=1)[0], rounds=3)
            pages.append(taken)
    note = ", ".join(f"{people:,}: {ms(taken)}" for (people, *_), taken in zip(SIZES, pages, strict=True))
    yield Measured("staff, page of the list: most to fewest", pages[1] / pages[0], None, "×", note)


def check(one: Filled) -> None:
    """Both queries, and the rule person by person, say the same of everybody."""
    mine = {pk: tuple(map(bool, reached)) for pk, *reached in one.rows()}
    theirs = {pk: tuple(map(bool, reached)) for pk, *reached in one.raw()}
    posts = Post.objects.on(TODAY).in_scope(one.scope).in_groups(*STAFF)
    rule = {pk: tuple(meets(m, known) for m in Measure) for pk, known in known_of(posts, TODAY).items()}
    if not mine == theirs == rule or len(mine) != one.people:
        raise SystemExit(f"the indicators of {one.people} people differ from plain SQL or from the rule")


def indicators(one: Filled, most: float) -> Iterator[Measured]:
    """How many queries, and how long they take beside plain SQL."""
    name = f"staff, indicators of {one.people:,}"
    with CaptureQueriesContext(connection) as queries:
        quality = build(one.scope, TODAY)
    figures = ", ".join(f"{quality.of(measure).number:,}" for measure in Measure)
    yield Measured(f"{name}: queries", len(queries), 1, "", f"{figures} of {len(quality.staff):,}")
    sql, whole, raw = seconds(one.sql(), lambda: build(one.scope, TODAY), one.raw, rounds=ROUNDS)
    yield Measured(f"{name}: query to raw SQL", sql / raw, most, "×", f"{ms(sql)} / {ms(raw)}")
    yield Measured(f"{name}: whole to raw SQL", whole / raw, None, "×", f"{ms(whole)} / {ms(raw)}")
