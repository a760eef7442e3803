"""Protects the walls between communes against addresses that nobody links to.

Somebody with every role there is, but only in Tả Phìn, asks for and acts on rows of Nậm Tăm: each answer is that the
thing does not exist (404), and not a byte of the database changes.
"""

import pytest
from django.apps import apps
from django.db import connection

from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.accounts.roles import Role
from sinho.accounts.scope import ScopedQuerySet
from tests.factories import people
from tests.guards.addresses import all_addresses, posts_only
from tests.guards.crawler import holds, read_page
from tests.guards.rows import ELSE, ROW_OF, WITHOUT_ORGANIZATION, rows_of_nam_tam
from tests.guards.test_crawl import foreign_names

ADDRESSES = {one.name: one for one in all_addresses() if "pk" in one.arguments}
FORM = {
    "field": "sheet::meeting_on",
    "value": "01/12/2009",
    "version": "1",
    "comment": "Sửa",
    "level": "weak",
    "reason": "Kiểm tra hồ sơ",
}


@pytest.fixture
def rows(demo) -> dict[str, int]:
    return rows_of_nam_tam()


@pytest.fixture
def neighbour(rows) -> User:
    """Somebody with every role in Tả Phìn, also those that nobody is granted there."""
    return with_roles(*Role)


def with_roles(*roles: Role) -> User:
    user = people.user("moi.vai.ta.phin", full_name="Tẩn Thử Quyền")
    for role in roles:
        people.grant(user, role, Organization.objects.get(code="SH-TP"))
    return user


def fingerprint() -> dict[str, str]:
    """Every table of ours with a digest of all its rows."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.app_label in ("sessions", "axes", "contenttypes"):
                continue
            table = model._meta.db_table
            cursor.execute(f'SELECT md5(string_agg(row::text, chr(10) ORDER BY row::text)) FROM "{table}" row')
            found[table] = cursor.fetchone()[0]
    return found


def answers(client, rows: dict[str, int], ask) -> dict[str, int]:
    """Address → status of the answer to `ask(url)`."""
    found = {}
    for name, kind in ROW_OF.items():
        found[name] = ask(ADDRESSES[name].path(pk=rows[kind], **ELSE)).status_code
    return found


def test_every_address_of_a_row_is_tried():
    assert set(ROW_OF) | set(WITHOUT_ORGANIZATION) == set(ADDRESSES)
    assert set(ROW_OF) & set(WITHOUT_ORGANIZATION) == set()


def test_a_row_of_another_commune_does_not_exist(client, rows, neighbour):
    client.force_login(neighbour, backend="django.contrib.auth.backends.ModelBackend")
    expected = {name: 405 if posts_only(ADDRESSES[name]) else 404 for name in ROW_OF}
    assert answers(client, rows, client.get) == expected
    assert list(expected.values()).count(404) > 15


def test_nothing_can_be_done_to_a_row_of_another_commune(client, rows, neighbour):
    client.force_login(neighbour, backend="django.contrib.auth.backends.ModelBackend")
    before = fingerprint()
    assert set(answers(client, rows, lambda url: client.post(url, FORM)).values()) == {404}
    assert fingerprint() == before


def test_a_secretary_finds_and_does_nothing_in_another_commune(client, rows):
    """A door that is closed to his role says so (403), row or no row; behind the others there is nothing (404)."""
    secretary = User.objects.get(username="bithu.taphin")
    client.force_login(secretary, backend="django.contrib.auth.backends.ModelBackend")
    before = fingerprint()
    posted, read = answers(client, rows, lambda url: client.post(url, FORM)), answers(client, rows, client.get)
    mine = {reach.role: reach.permissions for reach in people.scope(secretary).reaches}[Role.COMMUNE_SECRETARY]
    closed = [name for name in ROW_OF if mine.isdisjoint(ADDRESSES[name].gate)]
    assert posted == {name: 403 if name in closed else 404 for name in ROW_OF}
    assert {name: status for name, status in read.items() if status not in (403, 404, 405)} == {}
    assert 10 < len(closed) < len(ROW_OF) - 10
    assert fingerprint() == before


def lists_asked(name: str, value: int) -> list[str]:
    """Every address without a row, asked for `name=value`."""
    found = []
    for address in all_addresses():
        if address.name not in ("reports:pdf", "accounts:login") and set(address.arguments) <= {"year", "code"}:
            code = "organizations" if address.name.startswith("imports:") else "cell-quality"
            found.append(f"{address.path(year=2009, code=code)}?{name}={value}&cap=chi-bo")
    return found


def shown(response) -> str:
    """What a person reads in the answer, or the text of a file of figures."""
    kind = response.get("Content-Type", "")
    if kind.startswith("text/html"):
        return read_page(response.text).text
    return response.text if "json" in kind else ""


def test_the_system_administrator_is_refused_every_page_with_party_data(client, rows):
    client.force_login(User.objects.get(username="quantri"), backend="django.contrib.auth.backends.ModelBackend")
    namespaces = ("organizations", "places", "members", "assignments", "admissions", "coverage", "assessments")
    namespaces += (
        "directives",
        "staff",
        "movements",
        "planning",
        "reviews",
        "training",
        "reports",
        "imports",
        "printing",
    )
    refused = [one for one in all_addresses() if one.name.split(":")[0] in namespaces or one.name == "home:search"]
    assert len(refused) > 40
    got = {}
    for address in refused:
        url = address.path(pk=rows.get(ROW_OF.get(address.name, ""), 1), **ELSE)
        got[address.name] = (client.get(url).status_code, client.post(url, FORM).status_code)
    assert set(got.values()) == {(403, 403)}


def test_a_wall_with_a_hole_would_be_seen(client, rows, neighbour):
    """The same questions about one's own commune are answered: what stands above tests walls, not broken addresses."""
    people.grant(neighbour, Role.DISTRICT_STAFF, Organization.objects.get(code="SH-NT"))
    client.force_login(neighbour, backend="django.contrib.auth.backends.ModelBackend")
    assert 404 not in {
        status
        for name, status in answers(client, rows, client.get).items()
        if name not in ("imports:left_out", "assessments:registration", "assessments:part")
    }
    before = fingerprint()
    client.post(ADDRESSES["organizations:relieve"].path(pk=rows["officer"]), {"on": "18/12/2009"})
    assert fingerprint() != before


def test_a_planted_hole_is_found(client, rows, neighbour, monkeypatch):
    """With querysets that forget the scope, rows of the other commune come to light at once."""
    secrets = foreign_names(neighbour)
    monkeypatch.setattr(ScopedQuerySet, "in_scope", lambda self, scope, permission=None: self.all())
    client.force_login(neighbour, backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = False
    got = answers(client, rows, client.get)
    assert len([name for name, status in got.items() if status == 200]) > 5
    read = " ".join(shown(client.get(url)) for url in lists_asked("xem", 0))
    assert len([name for name in secrets if holds(read, name)]) > 100
