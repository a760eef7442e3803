"""The other pages of members, in the demo district: the whole district beside one commune of it, in the same run."""

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.lists import medians
from bench.measure import Measured, ms
from bench.pages import fetched, logged_in, size
from bench.scratch import Scratch
from members.admissions.models import Case
from members.roll.models import Member
from sinho.accounts.models import User
from sinho.web import clock
from sinho.web.models import demo_day

# A page with every row of the district asks as many questions as with those of one commune; where a commune has
# nothing (badges), some are left out.
MORE_QUERIES = 8
COMMUNE = "SH-NT"
PAGES = {
    "cases on the way": "admissions:list",
    "targets of the year": "admissions:targets",
    "offices to link": "members:offices",
    "offices linked": "members:offices_linked",
    "transfers": "members:transfers",
    "badges": "members:badges",
    "work of members": "assignments:list",
    "villages without members": "coverage:list",
    "register of forms": "reports:statistics",
    "forms held against each other": "reports:crosscheck",
}
REPORTS = {f"report {code}": code for code in ("admission", "form-1", "form-2", "form-3", "form-4", "form-5")}


@dataclass(frozen=True)
class Page:
    """A page as staff sees it, with all rows, and as the secretary of a commune does."""

    name: str
    staff: str
    secretary: str


def pages() -> list[Page]:
    """The lists and reports, and one record and one case, which have the same rows for both."""
    found = [Page(name, reverse(url), reverse(url)) for name, url in PAGES.items()]
    found += [Page(name, *[reverse("reports:report", args=[code])] * 2) for name, code in REPORTS.items()]
    member = Member.objects.filter(memberships__organization__code=f"{COMMUNE}-B01").first()
    case = Case.objects.filter(organization__code__startswith=f"{COMMUNE}-").latest("pk")
    found.append(Page("a record", *[reverse("members:member", args=[member.pk])] * 2))
    found.append(Page("a case", *[reverse("admissions:case", args=[case.pk])] * 2))
    return found


def taken(client: Client, url: str) -> tuple[int, int]:
    """Queries and bytes sent."""
    with CaptureQueriesContext(connection) as queries:
        answer = fetched(client, url)
    return len(queries), size(answer)


def measured() -> Iterator[Measured]:
    """Each page: how much longer it takes with the whole district, the queries and bytes of both."""
    scratch = Scratch("demo")
    scratch.make()
    try:
        with scratch.used():
            call_command("load_reference", verbosity=0, stdout=io.StringIO())
            call_command("load_demo", password="only-for-measuring", verbosity=0, stdout=io.StringIO())  # noqa: S106
            clock.fix_day(demo_day())
            staff, secretary = (logged_in(User.objects.get(username=name)) for name in ("bantochuc", "bithu.namtam"))
            for page in pages():
                yield from of_page(page, staff, secretary)
    finally:
        scratch.drop()


def of_page(page: Page, staff: Client, secretary: Client) -> Iterator[Measured]:
    whole, part = taken(staff, page.staff), taken(secretary, page.secretary)
    slow, quick = medians(timed(staff, page.staff), timed(secretary, page.secretary), rounds=7)
    note = f"{ms(slow)} / {ms(quick)}, bytes {whole[1]:,} / {part[1]:,}"
    yield Measured(f"members, {page.name}: district to commune", slow / quick, None, "×", note)
    more = f"{whole[0]} / {part[0]} queries"
    yield Measured(f"members, {page.name}: more queries", max(whole[0] - part[0], 0), MORE_QUERIES, "", more)


def timed(client: Client, url: str):
    def act() -> float:
        start = time.perf_counter()
        fetched(client, url)
        return time.perf_counter() - start

    return act
