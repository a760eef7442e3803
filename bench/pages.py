"""Server time, queries and bytes of the pages."""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.district import TODAY, District
from bench.measure import Measured, ms, seconds
from cells.assessments.models import Campaign, Score, Sheet
from cells.organizations.models import OrganizationState

QUERIES, RATIO, SAVED, FIRST_VISIT, LATER = 15, 2.0, 3_000, 120_000, 20_000
BACKEND = "django.contrib.auth.backends.ModelBackend"

# What the pages show, fetched with nothing in between.
TREE_ROWS = """
SELECT s.organization_id, s.parent_id, s.kind, s.name, s.short_name, s.sort_key, o.code
FROM cells_organizationstate s JOIN cells_organization o ON o.id = s.organization_id
WHERE s.valid @> %(day)s::date ORDER BY s.sort_key, s.organization_id
"""
BOARD_ROWS = (
    """
    SELECT s.*, o.code FROM cells_organizationstate s JOIN cells_organization o ON o.id = s.organization_id
    WHERE s.valid @> %(day)s::date AND s.kind IN ('grassroots_committee', 'grassroots_cell')
    ORDER BY s.sort_key, s.organization_id
    """,
    """
    SELECT t.* FROM cells_sheet t JOIN cells_organizationstate s ON s.organization_id = t.organization_id
    WHERE t.campaign_id = %(campaign)s AND s.valid @> %(day)s::date AND s.kind LIKE 'grassroots%%'
    """,
    "SELECT organization_id, submit_by FROM cells_extension WHERE campaign_id = %(campaign)s",
    "SELECT organization_id, parent_id FROM cells_organizationstate WHERE valid @> %(day)s::date",
    """
    SELECT p.* FROM cells_proposal p JOIN cells_sheet t ON t.id = p.sheet_id
    WHERE t.campaign_id = %(campaign)s ORDER BY p.sheet_id LIMIT 150
    """,
    """
    SELECT p.sheet_id, p.state, p.at FROM cells_step p JOIN cells_sheet t ON t.id = p.sheet_id
    WHERE t.campaign_id = %(campaign)s ORDER BY p.id LIMIT 150
    """,
    "SELECT organization_id FROM cells_sheet WHERE campaign_id = %(campaign)s AND state = 'decided'",
)


def logged_in(user) -> Client:
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(user, backend=BACKEND)
    return client


def fetched(client: Client, url: str):
    answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"{url} answers {answer.status_code}")
    return answer


def raw(statements: tuple[str, ...], values: dict) -> Callable[[], None]:
    """The rows fetched by plain SQL."""

    def fetch() -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement, values)
                cursor.fetchall()

    return fetch


def count_queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        fetched(client, url)
    return len(queries)


@dataclass(frozen=True)
class Page:
    """A page, the same page when it has nothing to show, and the statements that fetch its rows."""

    name: str
    url: str
    empty: str
    statements: tuple[str, ...]


def pages() -> tuple[Page, Page]:
    tree, board = reverse("organizations:tree"), reverse("assessments:campaign", args=[2009])
    return (
        Page("tree", tree, f"{tree}?ngay=01/01/1950", (TREE_ROWS,)),
        Page("campaign", board, f"{board}?q=khong-co", BOARD_ROWS),
    )


def queries(district: District) -> dict[str, int]:
    """Queries of each page."""
    client = logged_in(district.staff)
    return {page.name: count_queries(client, page.url) for page in pages()}


def server_time(district: District, limit: float | None) -> list[Measured]:
    """Each page against the same rows by raw SQL and the page without rows."""
    client, number, found = logged_in(district.staff), OrganizationState.objects.count(), []
    values = {"day": TODAY, "campaign": Campaign.objects.get(year=2009).pk}
    for page in pages():
        works = (partial(fetched, client, page.url), raw(page.statements, values), partial(fetched, client, page.empty))
        full, rows, empty = seconds(*works)
        name = f"{page.name} page, {number:,} organisations: time"
        note = f"{ms(full)} / (rows by raw SQL {ms(rows)} + empty page {ms(empty)})"
        found.append(Measured(name, full / (rows + empty), limit, "×", note))
    return found


def saved_score(district: District) -> Measured:
    """What comes back over the line for one saved score, head and body."""
    client = logged_in(district.secretary)
    sheet = Sheet.objects.get(campaign__year=2009, organization=district.committees[0])
    score = Score.objects.get(sheet=sheet, body="self", criterion="2.1")
    answer = client.post(
        reverse("assessments:save", args=[sheet.pk]),
        {"field": "score:2.1:points", "value": "9,5", "version": score.version, "was": "", "key": "bench"},
        headers={"x-requested-with": "fetch"},
    )
    if answer.status_code != 200 or '"ok": true' not in text_of(answer):
        raise SystemExit(f"A saved score answers {answer.status_code}: {text_of(answer)[:300]}")
    return Measured("saved score: bytes of the answer", size(answer), SAVED, "bytes")


def size(answer) -> int:
    """Bytes of head and body as they are sent."""
    head = sum(len(f"{name}: {value}\r\n".encode()) for name, value in answer.items())
    cookies = sum(len(f"Set-Cookie: {cookie.OutputString()}\r\n") for cookie in answer.cookies.values())
    return len(answer.content) + head + cookies


def visits(district: District) -> list[Measured]:
    """The log-in page with all that it brings along, and the pages after it."""
    login = fetched(Client(headers={"accept-encoding": "gzip"}), reverse("accounts:login"))
    client = logged_in(district.staff)
    home = fetched(client, reverse("home:index"))
    brought = {path for page in (login, home) for path in files_of(page)}
    first = size(login) + size(home) + sum(compressed(path) for path in brought)
    found = [Measured("first visit: log-in, first page, styles, script", first, FIRST_VISIT, "bytes")]
    found += [Measured(f"later page: {p.name}", size(fetched(client, p.url)), LATER, "bytes") for p in pages()]
    sheet = Sheet.objects.get(campaign__year=2009, organization=district.committees[0])
    part = fetched(logged_in(district.secretary), reverse("assessments:part", args=[sheet.pk, "2"]))
    found.append(Measured("later page: part of a sheet", size(part), LATER, "bytes"))
    return found


def files_of(answer) -> list[str]:
    """Static files that a page loads."""
    return re.findall(r'(?:href|src)="/static/([^"]+)"', text_of(answer))


def text_of(answer) -> str:
    """Body as it was before compression."""
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(answer.content) if packed else answer.content).decode()


def compressed(path: str) -> int:
    """Bytes of a static file as the server sends it."""
    found = finders.find(path)
    if found is None:
        raise SystemExit(f"No static file {path}")
    return len(gzip.compress(Path(found).read_bytes(), compresslevel=9))
