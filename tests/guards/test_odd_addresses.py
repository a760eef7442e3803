"""Protects every page about members and the staff against addresses that nobody types on purpose.

Each page is asked with something impossible under every name that views read from the query: days and years outside
the calendar, keys of no row, signs, NUL, digits of other scripts, very long words. No answer is an error of ours.
"""

import ast

import pytest

from cells.organizations.models import Organization
from members.roll.models import Member
from sinho.accounts.models import User
from tests.guards.addresses import all_addresses, posts_only
from tests.guards.cadre_rows import rows_of_cadres
from tests.guards.rows import ELSE, ROW_OF
from tests.guards.source import ROOT

DAYS = ("31/02/2009", "01/01/0001", "31/12/9999", "01/01/1900", "31/12/2100", "٢٠٠٩", "1900", "9999", "12/2100", "\0")
WORDS = ("\0x", "9" * 18, "9" * 30, "-1", "٣", "²", "x" * 3000, "'; --", "%00", "[]")
OF_DAYS = {"ngay", "tu", "den", "so-voi", "nam", "thang"}
ASKED_APPS = ("cadres.", "members.", "sinho.documents.", "sinho.filings.", "sinho.printing.")


def names_read() -> list[str]:
    """Every name that a view reads from the query."""
    found = OF_DAYS | {"trang", "q"}
    for path in (*ROOT.glob("*/*/views/*.py"), *ROOT.glob("*/*/views.py"), ROOT / "sinho/web/lists.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = getattr(node, "func", None)
            name = getattr(called, "attr", getattr(called, "id", ""))
            if name in ("get", "getlist") or name.endswith("_asked"):
                found |= {one.value for one in node.args[:2] if isinstance(getattr(one, "value", None), str)}
    return sorted(name for name in found if name.replace("-", "").replace("_", "").isalpha())


def odd_questions(names: list[str], turn: int) -> dict[str, str]:
    """An impossible value for each name, another one on the next page."""
    return {name: (DAYS if name in OF_DAYS else WORDS)[(turn + place) % 10] for place, name in enumerate(names)}


def errors_of(client, rows: dict[str, int]) -> tuple[list[str], int]:
    """Pages that answer with an error of ours, and how many were asked."""
    names, found, asked = names_read(), [], 0
    for address in all_addresses():
        known = "pk" not in address.arguments or ROW_OF.get(address.name) in rows
        if not address.view.__module__.startswith(ASKED_APPS) or posts_only(address) or not known:
            continue
        url = address.path(**ELSE | {"pk": rows.get(ROW_OF.get(address.name))})
        asked += 1
        if client.get(url, odd_questions(names, asked)).status_code >= 500:
            found.append(f"{url} {odd_questions(names, asked)}")
    return found, asked


@pytest.fixture
def rows(demo) -> dict[str, int]:
    """Keys of rows about the staff and of a member of Nậm Tăm."""
    member = Member.objects.filter(memberships__organization__code="SH-NT-B01").latest("pk").pk
    return rows_of_cadres(Organization.objects.get(code="SH-NT")) | {"member": member}


@pytest.fixture
def client(client, demo):
    client.raise_request_exception = False
    client.force_login(User.objects.get(username="bantochuc"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_no_address_is_so_odd_that_a_page_breaks(client, rows):
    found, asked = errors_of(client, rows)
    assert found == [] and asked > 80


def test_a_page_that_breaks_is_found(client, rows, monkeypatch):
    monkeypatch.setattr("cadres.reviews.views.rounds.row_asked", lambda request, name: int("x"))
    assert [one.partition(" ")[0] for one in errors_of(client, {})[0]][:1] == ["/can-bo/lay-phieu/"]
