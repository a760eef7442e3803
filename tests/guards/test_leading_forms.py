"""Protects the forms on leading the cells: whatever is typed or left out, a sentence answers and nothing is written.

Somebody who may write everything in the demo opens every page of the work of leading; each form found there is sent
with every sort of rubbish in every box.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve, reverse

from cells.organizations.models import Organization
from members.roll.models import Member
from sinho.accounts.models import User
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.web import clock
from tests.factories import conduct, people
from tests.guards.addresses import Address, all_addresses
from tests.guards.leading_rows import LEADING_ROW_OF, leading_rows
from tests.guards.rows import ELSE

PREFIX = "/lanh-dao/"
LONG = "a" * 5000
# What is typed into every box; True: nobody may take it, so it is refused.
RUBBISH = {
    "nul": ("a\x00b", True),
    "long": (LONG, True),
    "huge": ("99999999999999999999", False),
    "negative": ("-1", False),
    "no day": ("31/02/2009", False),
    "year 1": ("01/01/0001", False),
    "year 9999": ("31/12/9999", False),
    "first day": ("01/01/1900", False),
    "last day": ("31/12/2100", False),
    "html": ("<script>alert(1)</script>", False),
    "blank": ("   ", False),
}
# What is noted when somebody only looks.
READINGS = ("conduct.read", "member.viewed")
# Some that stand on the page of another row, or are sent to an address that only takes what is sent.
FORMS = {"conclude", "recommend", "follow_up", "record", "raise", "close_plan", "strike_visit", "discipline_member"}
TYPED = {"text", "", "number", "tel", "date"}


@dataclass
class Form:
    """A form of a page: where it goes, what it holds, the boxes one types into."""

    to: str
    pairs: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)

    def filled(self, text: str) -> dict[str, list[str]]:
        """All boxes with the text; choices as they stand, or the first real one; a known organisation."""
        data: dict[str, list[str]] = {}
        for name, value in self.pairs:
            data.setdefault(name, []).append(value)
        return data | {name: [text] for name in self.boxes} | self.place(text)

    def place(self, text: str) -> dict[str, list[str]]:
        return {"organization": ["SH-NT"]} if "organization" in self.boxes else {}


class Forms(HTMLParser):
    """Reads the forms of a page that write."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[Form] = []
        self.form: Form | None = None
        self.select: list[str] | None = None
        self.name = ""

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        name, kind = given.get("name", ""), given.get("type", "")
        if tag == "form" and given.get("method", "").lower() == "post":
            self.form = Form(given.get("action", ""))
        elif self.form is None:
            return
        elif tag == "textarea" or (tag == "input" and kind in TYPED):
            self.form.boxes.append(name)
        elif tag == "input" and kind in ("hidden", "checkbox", "radio"):
            self.form.pairs.append((name, given.get("value", "on")))
        elif tag == "select":
            self.name, self.select = name, []
        elif tag == "option" and self.select is not None:
            self.select.append(given.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "select" and self.select is not None:
            self.form.pairs.append((self.name, next(filter(None, self.select), "")))
            self.select = None
        if tag == "form" and self.form is not None:
            self.found.append(self.form)
            self.form = None


def forms_of(page: str) -> list[Form]:
    reader = Forms()
    reader.feed(page)
    return reader.found


def leading_addresses() -> list[Address]:
    """Pages of the work of leading that may hold a form."""
    found = (
        one for one in all_addresses() if one.name.split(":")[0] in ("directives", "meetings", "oversight", "conduct")
    )
    return sorted(found, key=lambda one: one.name)


ADDRESSES = leading_addresses()


@pytest.fixture
def rows(demo) -> dict[str, int]:
    committee, staff = Organization.objects.get(code="SH-NT"), User.objects.get(username="bantochuc")
    cell = Organization.objects.get(code="SH-NT-B01")
    member = Member.objects.filter(memberships__organization=cell, memberships__valid__endswith=None).latest("pk")
    check = conduct.inspection(conduct.plan(committee, staff, number="2"), committee, staff)
    more = {"organization": committee.pk, "cell": cell.pk, "member": member.pk, "not_concluded": check.pk}
    return leading_rows(committee, staff) | more


@pytest.fixture
def writer(client, rows, log_in) -> Client:
    """Somebody with every role there is."""
    found, top = people.user("moi.vai", full_name="Người Thử"), Organization.objects.get(code="SH")
    for role in Role:
        people.grant(found, role, top)
    return log_in(found)


def written() -> dict[str, int]:
    """How many rows of each table there are; what was only read is left out."""
    models = [one for app in ("cells", "members") for one in apps.get_app_config(app).get_models()]
    asked = " UNION ALL ".join(f"SELECT '{one._meta.db_table}', count(*) FROM {one._meta.db_table}" for one in models)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        found = dict(cursor.fetchall())
    return found | {"log": AuditEntry.objects.exclude(did__in=READINGS).count()}


def told(address: Address, rows: dict[str, int]) -> str:
    """The address with a row of Nậm Tăm; pages that ask whom get it told."""
    if address.name == "oversight:conclude":
        return reverse("oversight:inspection", args=[rows["not_concluded"]])
    arguments = {**ELSE, "pk": rows.get(LEADING_ROW_OF.get(address.name, ""), 0)}
    asked = {"meetings:record": f"?don-vi={rows['cell']}"}.get(address.name, "")
    return address.path(**arguments) + asked


def sent(client: Client, url: str) -> Iterator[tuple[str, Form]]:
    """Each form of the page with the address it goes to."""
    answer = client.get(url)
    assert answer.status_code < 500, url
    if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
        for form in forms_of(answer.text.partition("<main")[2]):
            to = urljoin(url, form.to) if form.to else url
            if urlsplit(to).path.startswith(PREFIX):
                yield to, form


def sends(client: Client, to: str, data: dict) -> tuple[int, bool, str]:
    """What answers, whether anything was written, the page; it is taken back."""
    with transaction.atomic():
        before = written()
        answer = client.post(to, data)
        changed = written() != before
        transaction.set_rollback(True)
    return answer.status_code, changed, answer.text


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: one.name)
def test_rubbish_is_answered_and_not_written(address, writer, rows):
    for to, form in list(sent(writer, told(address, rows))):
        for sort, (text, wrong) in RUBBISH.items():
            status, changed, page = sends(writer, to, form.filled(text))
            assert status in ((409, 422) if wrong and form.boxes else (200, 302, 409, 422)), (to, sort)
            assert status == 302 or not changed, (to, sort)
            assert "<script>alert(1)" not in page, (to, sort)
        status, changed, _ = sends(writer, to, {})
        assert status in (200, 409, 422) if form.boxes else status < 500, (to, "nothing")
        assert not (changed and form.boxes), (to, "nothing")


def test_most_addresses_with_a_form_are_reached(writer, rows):
    """Whoever breaks the search for forms breaks this."""
    reached = {resolve(urlsplit(to).path).view_name for one in ADDRESSES for to, _ in sent(writer, told(one, rows))}
    asks = {one.name for one in ADDRESSES if one.name.partition(":")[2] in FORMS}
    assert len(reached) > 50 and asks - reached == set()


def test_who_had_every_role_until_yesterday_opens_and_writes_nothing(rows, log_in):
    """A page that was open when the grant ended sends its form in vain."""
    found, top = people.user("het.quyen", full_name="Người Hết Quyền"), Organization.objects.get(code="SH")
    for role in Role:
        people.grant(found, role, top, until=clock.today() - dt.timedelta(days=1))
    client, before = log_in(found), written()
    for one in ADDRESSES:
        url = told(one, rows)
        assert client.get(url).status_code in (403, 404), url
        assert client.post(url, {"reason": "Thử", "on": "18/12/2009"}).status_code in (403, 404, 405), url
    assert written() == before
