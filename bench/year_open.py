"""A campaign opened for 320 organisations and 2,850 members; the whole sheet of a commune through the pages.

The sheet is filled in as a browser without a script sends it: one form for each part. With the script the fields of a
row are saved together as soon as one leaves it, so its requests are counted beside: one for each row.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import roll
from bench.district import TODAY, District
from bench.forms import Form, forms_in
from bench.measure import Measured
from bench.pages import compressed, fetched, files_of, logged_in, size, text_of
from bench.scratch import Scratch
from cells.assessments.actions import registration
from cells.assessments.models import Campaign, Sheet
from cells.assessments.models.facts import open_sheet
from cells.assessments.rules.hands import Hand
from cells.organizations.models import Organization, OrganizationState
from members.ratings.models import Rating
from members.roll.models import Membership
from sinho.accounts.roles import Role

SIZE = roll.Size(2_850, 40, 7)
QUERIES, PAGES, REQUESTS, KILOBYTES, PAGE = 60, 12, 60, 300, 20_000
DATES = {"register_by": "28/02/2009", "submit_by": "22/12/2009", "appraise_by": "31/12/2009", "decide_by": "15/01/2010"}
IN_A_CELL = 30


@dataclass
class Visit:
    """What a secretary sends and gets: requests, bytes, pages by their address, changed fields and their rows."""

    client: Client
    requests: int = 0
    loads: int = 0
    bytes: int = 0
    fields: int = 0
    rows: int = 0
    pages: dict[str, int] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def get(self, url: str) -> list[Form]:
        answer = fetched(self.client, url)
        self.requests, self.loads = self.requests + 1, self.loads + 1
        self.bytes += size(answer)
        self.pages[url] = max(self.pages.get(url, 0), size(answer))
        self.files |= set(files_of(answer))
        return forms_in(text_of(answer))

    def send(self, url: str, form: Form, **typed: str) -> list[Form]:
        """Send the form and follow to the next page."""
        changed = [one for one in typed if one.count(":") == 2 and form.values.get(one, "") != typed[one]]
        self.fields, self.rows = (
            self.fields + len(changed),
            self.rows + len({one.rpartition(":")[0] for one in changed}),
        )
        answer = self.client.post(url, form.values | typed)
        self.requests, self.bytes = self.requests + 1, self.bytes + size(answer)
        if answer.status_code != 302:
            raise SystemExit(
                f"{url} answers {answer.status_code}: {re.findall(r'class=.error.>([^<]*)', text_of(answer))}"
            )
        self.next = answer.url
        return self.get(answer.url)


def of_page(forms: list[Form]) -> Form:
    """The form with the fields of the sheet."""
    return next(form for form in forms if "base" in form.values)


def opened(filled: roll.Filled) -> Iterator[Measured]:
    """The year opened on its page."""
    client, url = logged_in(filled.staff), reverse("assessments:open")
    form = {"year": 2009, "scheme": "hd20_2008", "confirmed": "on", **DATES}
    start = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(url, form)
    taken = time.perf_counter() - start
    if answer.status_code != 302:
        raise SystemExit(f"{url} answers {answer.status_code}")
    sheets, members = Sheet.objects.count(), Membership.objects.on(TODAY).count()
    note = f"{sheets} sheets, {members:,} members on the roll, {taken:.2f} s"
    yield Measured("a year opened for 320 organisations: queries", len(queries), QUERIES, "", note)
    yield Measured("a year opened for 320 organisations: time", taken * 1000, None, "ms")


def whole_year(filled: roll.Filled) -> Iterator[Measured]:
    """From the registration to handing in."""
    secretary = District.add_user("bench.secretary", Role.COMMUNE_SECRETARY, filled.commune)
    sheet = Sheet.objects.select_related("campaign").get(organization=filled.commune)
    visit = Visit(logged_in(secretary))
    register(visit, sheet)
    registration.accept(sheet=sheet, hand=Hand(accepts=True), by=filled.staff)
    assess(visit, sheet)
    sheet.refresh_from_db()
    if sheet.state != "submitted":
        raise SystemExit(f"The sheet is {sheet.state}")
    kilobytes = (visit.bytes + sum(map(compressed, visit.files))) / 1000
    note = f"{visit.loads} times a page was loaded"
    yield Measured("the sheet of a commune: pages", len(visit.pages), PAGES, "", note)
    yield Measured("the sheet of a commune: requests", visit.requests, REQUESTS, "", "without a script")
    note = f"with the script: {visit.fields} fields in {visit.rows} rows, each row saved when it is left"
    yield Measured("the sheet of a commune: requests", visit.requests + visit.rows, REQUESTS, "", note)
    yield Measured("the sheet of a commune: kB with styles and script", kilobytes, KILOBYTES, "kB")
    largest = max(visit.pages, key=visit.pages.get)
    yield Measured("the largest entry page", visit.pages[largest], PAGE, "bytes", largest)


def register(visit: Visit, sheet: Sheet) -> None:
    """Five tasks, sent to the level above."""
    url = reverse("assessments:registration", args=[sheet.pk])
    form = of_page(visit.get(url))
    for _ in range(2):
        add = next(value for name, value in form.buttons if value.startswith("add:"))
        form = of_page(visit.send(url, form, do=add))
    rows = sorted({name.rpartition(":")[0] for name in form.values if name.startswith("task:")})[:5]
    typed = {"sheet::aimed_level": "good", "do": "send"}
    for number, row in enumerate(rows, start=1):
        said = {"content": f"Nhiệm vụ số {number} của xã trong năm", "planned": "1.450", "unit": "tấn"}
        typed |= {f"{row}:{name}": value for name, value in said.items()}
    visit.send(url, form, **typed)


def assess(visit: Visit, sheet: Sheet) -> None:
    """Part by part, then handed in."""
    frame = open_sheet(sheet, TODAY).frame
    url = reverse("assessments:part", args=[sheet.pk, "chung"])
    forms = visit.get(url)
    while not url.endswith("/nop/"):
        form = of_page(forms)
        forms = visit.send(url, form, **answers(form, frame))
        url = visit.next
    hand_in = next(form for form in forms if form.action == reverse("assessments:submit", args=[sheet.pk]))
    visit.send(hand_in.action, hand_in)


def answers(form: Form, frame) -> dict[str, str]:
    """Something in every field of a part."""
    said = {
        "meeting_on": "10/12/2009",
        "self_level": "good",
        "actual": "1.512",
        "done_on": "30/11/2009",
        "evidence": "Báo cáo số 38-BC/UBND ngày 04/12/2009 về kinh tế – xã hội",
        "value": "37,8",
        "source": "Phòng Thống kê",
        "source_date": "30/11/2009",
    }
    names = [name for name in {*form.values, *form.choices} if name.count(":") == 2 and not name.startswith("v:")]
    typed = {name: said[name.rpartition(":")[2]] for name in names if name.rpartition(":")[2] in said}
    for name in (name for name in names if name.endswith(":points")):
        typed[name] = str(int(frame.criteria[name.split(":")[1]].max))
    return typed


def rating_pages(filled: roll.Filled) -> Iterator[Measured]:
    """The page on which a cell of thirty is rated, with votes in it."""
    cell = cell_of_thirty(filled.commune)
    campaign = Campaign.objects.get()
    stays = Membership.objects.on(TODAY).filter(organization=cell)
    rows = [
        Rating(campaign=campaign, organization=cell, member_id=pk, self_level="good", vote_2=28, vote_3=2)
        for pk in stays.values_list("member_id", flat=True)
    ]
    Rating.objects.bulk_create(rows)
    client = logged_in(District.add_user("bench.cell", Role.CELL_SECRETARY, cell))
    with CaptureQueriesContext(connection) as queries:
        answer = fetched(client, reverse("ratings:cell", args=[2009, cell.pk]))
    note = f"{len(rows)} members, {len(queries)} queries"
    yield Measured("the page of ratings of a cell", size(answer), PAGE, "bytes", note)
    with CaptureQueriesContext(connection) as queries:
        answer = fetched(logged_in(filled.staff), reverse("ratings:district", args=[2009]))
    yield Measured("ratings of the district", size(answer), None, "bytes", f"{len(queries)} queries")


def cell_of_thirty(commune: Organization) -> Organization:
    """A cell with the members of three; only for measuring."""
    below = OrganizationState.objects.on(TODAY).filter(parent=commune).order_by("organization_id")
    first, *others = below.values_list("organization_id", flat=True)[:3]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "UPDATE members_membership SET organization_id = %s WHERE organization_id = ANY(%s)", [first, others]
        )
        cursor.execute("SET session_replication_role = DEFAULT")
    over = Membership.objects.on(TODAY).filter(organization=first).order_by("pk").values_list("pk", flat=True)
    if len(over) < IN_A_CELL:
        raise SystemExit(f"The cell has {len(over)} members only")
    return Organization.objects.get(pk=first)


def measured() -> Iterator[Measured]:
    scratch = Scratch("year")
    scratch.make()
    try:
        with scratch.used():
            filled = roll.fill(SIZE)
            yield from opened(filled)
            yield from whole_year(filled)
            yield from rating_pages(filled)
    finally:
        scratch.drop()
