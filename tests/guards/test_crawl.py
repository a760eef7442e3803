"""Protects what people see: logged in as each of the demo accounts, every kind of page that links lead to is opened.

No link ends at an error or at a door that is closed to the person; no page shows raw codes, English or half-rendered
templates; each carries its security policy and keeps it; nobody reads a name from outside his own organisations.
"""

import itertools
import re

import pytest
import yaml
from django.db.models import TextChoices

from cadres.planning.models import PlannedPerson
from cadres.staff.models import Cadre
from cells.access.models import scope_of
from cells.assessments import schemes
from cells.assessments.models import Sheet
from cells.assessments.rules.scheme import read as read_scheme
from cells.organizations.enums import OrganizationType
from cells.organizations.models import Officer, Organization, OrganizationState, path_to, reach_of
from cells.places.models import Commune, VillageState
from members.admissions.models import Case
from members.roll.models import Member, Transfer
from sinho.accounts.models import User
from sinho.accounts.roles import Permission
from sinho.web import clock
from tests.guards.crawler import Allowance, Visit, crawl, holds, leads_outside, open_address, target_of
from tests.guards.source import ROOT

ACCOUNTS = yaml.safe_load((ROOT / "sinho/demo/data/accounts.yaml").read_text(encoding="utf-8"))["accounts"]
USERNAMES = [account["username"] for account in ACCOUNTS]
LOCAL = ("phutrach", "bithu.namtam", "bithu.taphin", "bithu.chibo")
# What looks after the system shows no Party data, so these views are all that its administrator reaches.
ADMINISTRATION = {
    "home:index",
    "access:list",
    "access:new",
    "access:account",
    "audit:list",
    "accounts:password",
    "access:own_phone",
}

POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
# Words that no Vietnamese page has; as whole words and in this spelling.
FOREIGN_WORDS = set(
    re.findall(
        r"\w+",
        "None True False null undefined NaN datetime QuerySet Traceback the and not is this that error Error please "
        "Please page Page field Field required search Search save Save submit Submit delete Delete edit Edit login "
        "Login password Password username Username value Value invalid Invalid object Object",
    )
)
SNAKE_CASE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
HALF_RENDERED = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|<[A-Z][A-Za-z]+:? |&amp;amp;|&lt;")


def raw_codes() -> set[str]:
    """Codes of our enums and schemes that are English words: none of them is for people."""
    found = {
        level for code in schemes.files() for level in (one.code for one in read_scheme(schemes.files()[code]).levels)
    }
    for choices in TextChoices.__subclasses__():
        if choices.__module__.split(".")[0] in ("sinho", "cells", "members", "cadres"):
            found |= {value for value in choices.values if len(value) > 3}
    return found - {"test"}


def unreadable(text: str, codes: set[str]) -> list[str]:
    """What in the text is not for people."""
    words = set(re.findall(r"\w+", text))
    return sorted({*SNAKE_CASE.findall(text), *HALF_RENDERED.findall(text), *(words & FOREIGN_WORDS), *(words & codes)})


def unsafe(visit: Visit) -> list[str]:
    """What on the page would run or load something that the security policy forbids."""
    read = visit.read
    policy = visit.headers.get("content-security-policy", "")
    found = [f"no {part}" for part in POLICY if part not in policy]
    found += [part for part in ("unsafe-inline", "unsafe-eval", "*", "http:") if part in policy]
    found += [f"inline {what}" for what in read.inline]
    found += [f"form to {address} without its token" for address in read.tokenless]
    return found + [f"leads to {address}" for address in read.addresses if leads_outside(address)]


def names_of(organization_ids) -> set[str]:
    """Names of these organisations, their villages, officers and members, at any time."""
    pairs = OrganizationState.objects.filter(organization__in=organization_ids).values_list("name", "short_name")
    villages = set(VillageState.objects.filter(committee__in=organization_ids).values_list("name", flat=True))
    people = Officer.objects.filter(organization__in=organization_ids).values_list("person_name", flat=True)
    members = Member.objects.filter(memberships__organization__in=organization_ids).values_list("full_name", flat=True)
    cases = Case.objects.filter(organization__in=organization_ids).values_list("full_name", flat=True)
    staff = Cadre.objects.filter(posts__organization__in=organization_ids).values_list("full_name", flat=True)
    bans = (f"Bản {name}" for name in villages)
    return {*itertools.chain(*pairs), *villages, *bans, *people, *members, *cases, *staff}


def told_by_transfers(organization_ids) -> set[str]:
    """Who is or was transferred from or to these organisations, and the other side: both sides see that."""
    found = Transfer.objects.touching(organization_ids)
    sides = set(itertools.chain(*found.values_list("from_organization", "to_organization", "host_cell"))) - {None}
    names = OrganizationState.objects.filter(organization__in=sides).values_list("name", "short_name")
    return {*found.values_list("member__full_name", flat=True), *itertools.chain(*names)}


def told_by_plans(organization_ids) -> set[str]:
    """Who is in the plan of one of these communes and works elsewhere: a plan may name candidates of other places."""
    people = PlannedPerson.objects.filter(round__organization__in=organization_ids)
    names = itertools.chain(*people.values_list("cadre__full_name", "member__full_name"))
    return {one for one in names if one}


def foreign_names(user: User) -> list[str]:
    """Names that the person must never read: those of other communes that nobody inside or above shares.

    Agencies of the district are left out: every page may name the office that a figure comes from. So are the names
    of communes, which are public.
    """
    today = clock.today()
    own = scope_of(user, today).organization_ids(Permission.VIEW)
    above = {pk for one in own for pk, _ in path_to(one, today)}
    communes = OrganizationState.objects.filter(type=OrganizationType.COMMUNE).values_list("organization_id", flat=True)
    others = frozenset().union(*reach_of(list(communes), today).values()) - own - above
    known = (
        names_of(own | above)
        | told_by_transfers(own)
        | told_by_plans(own)
        | set(User.objects.filter(is_active=True).values_list("full_name", flat=True))
    )
    shared = " | ".join([*known, *Commune.objects.values_list("name", flat=True)])
    return [name for name in names_of(others) if not holds(shared, name)]


def starts(user: User) -> tuple[str, ...]:
    """The first page, and one sheet in each state: they are reached from the board, but too late in a long list."""
    sheets = Sheet.objects.in_scope(scope_of(user, clock.today())).order_by("-campaign__year", "pk")
    states = {(one.state, one.registration_state): one.pk for one in reversed(sheets)}
    return ("/", *(f"/danh-gia/phieu/{pk}/" for pk in states.values()))


def went_wrong(visit: Visit, codes: set[str]) -> list[str]:
    """Everything that is wrong with one answer."""
    if visit.status not in (200, 302):
        return [f"answers {visit.status} {visit.error}"]
    if visit.status == 302:
        return ["leads to the log-in"] if "/dang-nhap/" in visit.headers["location"] else []
    found = unsafe(visit) if visit.is_page else []
    return found + unreadable(visit.read.text, codes)


def crawled(client, username: str) -> list[Visit]:
    user = User.objects.get(username=username)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    each = 5 if username in LOCAL else 2  # more pages of those whose walls are looked at
    return list(crawl(client, Allowance(each=each, alike=2), starts(user)))


@pytest.mark.parametrize("username", USERNAMES)
def test_every_page_that_links_lead_to_is_right_and_keeps_its_secrets(demo, client, username):
    codes = raw_codes()
    secrets = foreign_names(User.objects.get(username=username)) if username in LOCAL else []
    assert len(secrets) > 500 or username not in LOCAL
    visits = crawled(client, username)
    faults = {visit.where: wrong for visit in visits if (wrong := went_wrong(visit, codes))}
    told = {visit.where: names for visit in visits if (names := [n for n in secrets if holds(visit.read.text, n)])}
    assert (faults, told) == ({}, {})
    if username == "quantri":
        assert {visit.view for visit in visits} == ADMINISTRATION
    else:
        assert {"organizations:organization", "assessments:campaign", "places:list"} < {v.view for v in visits}


def test_the_staff_of_the_district_reads_what_a_secretary_must_not(demo, client):
    secrets = foreign_names(User.objects.get(username="bithu.taphin"))
    client.force_login(User.objects.get(username="bantochuc"), backend="django.contrib.auth.backends.ModelBackend")
    committee = Organization.objects.get(code="SH-NT")
    page = open_address(client, f"/to-chuc/{committee.pk}/")
    assert len([name for name in secrets if holds(page.read.text, name)]) > 10


PAGE = "<!doctype html><html><head><title>Trang</title></head><body>{}</body></html>"
PLANTED = [
    ("a value that is missing", "<p>Bí thư: None</p>", ["None"]),
    ("a code of an enum", "<td>in_appraisal</td>", ["in_appraisal"]),
    ("a code of the scheme", "<td>weak</td>", ["weak"]),
    ("a code in a label", '<input aria-label="self_level">', ["self_level"]),
    ("a code in a choice", "<select><option>grassroots_committee</option></select>", ["grassroots_committee"]),
    ("English", "<label>Password</label>", ["Password"]),
    ("an unrendered name", "<h1>{{ organization.name }}</h1>", ["{{", "}}"]),
    ("escaped twice", "<p>Ban Tuyên giáo &amp;amp;amp; Dân vận</p>", ["&amp;amp;"]),
    ("a style in the page", '<p style="color:red">Trễ</p>', ["inline p style="]),
    ("a script in the page", "<script>go()</script>", ["inline <script>"]),
    ("a handler", '<button onclick="go()">Nộp</button>', ["inline button onclick="]),
    ("a style sheet in the page", "<style>p{}</style>", ["inline <style>"]),
    ("something from outside", '<img src="https://cdn.example/x.png">', ["leads to https://cdn.example/x.png"]),
    ("a form that nobody can send", '<form method="post" action="/x/"></form>', ["form to /x/ without its token"]),
    ("a link without a scheme", '<a href="//example.org/">Xem</a>', ["leads to //example.org/"]),
]


def visit_of(body: str, policy: str = "; ".join(POLICY), status: int = 200) -> Visit:
    headers = {"content-type": "text/html", "content-security-policy": policy}
    return Visit("/x/", "/", "x", status, headers, PAGE.format(body))


@pytest.mark.parametrize(("body", "faults"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED])
def test_a_planted_fault_is_found(body, faults):
    assert went_wrong(visit_of(body), raw_codes()) == faults


def test_a_page_without_its_policy_or_with_an_error_is_found():
    loose = "; ".join(POLICY).replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
    assert went_wrong(visit_of("", policy=""), set()) == [f"no {part}" for part in POLICY]
    assert went_wrong(visit_of("", policy=loose), set()) == ["unsafe-inline"]
    assert went_wrong(visit_of("", status=404), set()) == ["answers 404 "]


def test_a_right_page_has_no_fault():
    body = """<h1>Đảng bộ xã Nậm Tăm</h1><p>Tệp Excel, 65,9 %</p><a href="/to-chuc/">Tổ chức</a><script src="/a.js">
    </script><input type="hidden" name="v" value="in_appraisal"><input value="Nậm Lò"><svg><rect width="3"/></svg>"""
    assert went_wrong(visit_of(body), raw_codes()) == []


def test_links_and_search_forms_are_followed_and_other_forms_are_not():
    page = visit_of(
        """<a href="?trang=2">Sau</a><form action="/tim/"><input name="q" value="nam tam"><select name="loai">
        <option value="a">A</option><option value="b" selected>B</option></select></form>
        <form method="post" action="/xoa/"><input name="q"></form>"""
    )
    assert page.links == ["?trang=2", "/tim/?q=nam+tam&loai=b"]
    assert [target_of("/x/?trang=1", link) for link in (*page.links, "#a", "http://example.org/")] == [
        "/x/?trang=2",
        "/tim/?q=nam+tam&loai=b",
        "/x/?trang=1",
        "",
    ]
