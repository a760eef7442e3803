"""Pages on leading the cells with three years of monthly meetings: time, queries, bytes, beside the rows by SQL."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from django.db import connection, transaction
from django.urls import reverse

from bench.district import TODAY, District, at
from bench.measure import Measured, ms, seconds
from bench.pages import count_queries, fetched, logged_in, raw, size
from cells.meetings.models import Meeting
from cells.meetings.models.reading import year_of
from sinho.accounts.roles import Role

# Grassroots organisations, each with six cells: 71 and 400 organisations.
FEW, MANY = 10, 57
YEARS = (2007, 2008, 2009)
QUERIES, ENTRY, TO_SQL, LEADERS = 40, 20_000, 3.0, 90
# The curve of a year as somebody writes it who knows the tables.
CURVE = """
SELECT date_trunc('month', held_on), count(*) FILTER (WHERE kind = 'regular'), avg(100.0 * present / (total - exempted))
FROM cells_meeting WHERE withdrawn_at IS NULL AND organization_id = ANY(%(ids)s)
    AND held_on BETWEEN '2009-01-01' AND %(day)s GROUP BY 1 ORDER BY 1
"""
MONTH = """
SELECT s.name, m.* FROM cells_organizationstate s LEFT JOIN cells_meeting m ON m.organization_id = s.organization_id
    AND m.withdrawn_at IS NULL AND m.held_on BETWEEN '2009-11-01' AND '2009-11-30'
WHERE s.valid @> %(day)s::date AND s.kind LIKE '%%cell' ORDER BY s.sort_key
"""


@dataclass(frozen=True)
class Page:
    """A page by its name and address."""

    name: str
    url: str


def pages() -> tuple[Page, ...]:
    period = "?tu=01/01/2009&den=18/12/2009"
    return (
        Page("meetings of a month", f"{reverse('meetings:list')}?thang=11/2009"),
        Page("meetings, year", reverse("meetings:year")),
        Page("documents by unit", reverse("directives:matrix")),
        Page("weak for long", reverse("oversight:weak")),
        Page("in charge", reverse("oversight:in_charge")),
        Page("report meetings", reverse("reports:report", args=["meetings"]) + period),
        Page("report oversight", reverse("reports:report", args=["oversight"]) + period),
    )


@contextmanager
def filled(grassroots: int) -> Iterator[District]:
    """A district whose cells met every month of three years, gone afterwards."""
    with transaction.atomic():
        district = District(grassroots).fill()
        Meeting.objects.bulk_create(
            [
                meeting(cell.pk, dt.date(year, month, 3), number)
                for number, cell in enumerate(district.cells)
                for year in YEARS
                for month in range(1, 13)
                if dt.date(year, month, 3) <= TODAY
            ]
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield district
        transaction.set_rollback(True)


def meeting(cell: int, day: dt.date, number: int) -> Meeting:
    came = 7 + (number + day.month) % 4
    return Meeting(
        organization_id=cell,
        kind="regular",
        held_on=day,
        chair="Lò Văn Đo",
        contents="Kiểm điểm tháng, bàn việc tháng sau.",
        total=10,
        present=came,
        excused=10 - came,
        unexcused=0,
        exempted=0,
        score=60 + came,
        level="average" if came < 10 else "fair",
        key=uuid4(),
        at=at(day),
    )


def measured() -> Iterator[Measured]:
    """Queries with few and many rows; time beside SQL; the page of entry over the line."""
    with filled(FEW) as few:
        client = logged_in(few.staff)
        before = {page.name: count_queries(client, page.url) for page in pages()}
        first = count_queries(logged_in(few.leader), reverse("home:index"))
    with filled(MANY) as many:
        client = logged_in(many.staff)
        for page in pages():
            number = count_queries(client, page.url)
            yield Measured(f"{page.name}: queries", number, QUERIES)
            yield Measured(f"{page.name}: more queries than with few rows", number - before[page.name], 0)
            [taken] = seconds(partial(fetched, client, page.url), rounds=5)
            sent = size(fetched(client, page.url))
            yield Measured(f"{page.name}: time", taken * 1000, None, "ms", f"{sent:,} bytes sent")
        yield from first_page(many, first)
        yield from beside_sql(many)
        yield entry_page(many)


def first_page(district: District, before: int) -> Iterator[Measured]:
    """What the leaders see first: five years of twelve figures, and what waits for them."""
    client, url = logged_in(district.leader), reverse("home:index")
    number = count_queries(client, url)
    yield Measured("first page of the leaders: queries", number, LEADERS)
    yield Measured("first page of the leaders: more queries than with few rows", number - before, 0)
    [taken] = seconds(partial(fetched, client, url), rounds=5)
    yield Measured(
        "first page of the leaders: time", taken * 1000, None, "ms", f"{size(fetched(client, url)):,} bytes sent"
    )


def beside_sql(district: District) -> Iterator[Measured]:
    """The curve of a year over all cells, and the page of a month, to the same rows by SQL."""
    ids, values = [cell.pk for cell in district.cells], {"day": TODAY}
    curve, plain = seconds(partial(year_of, ids, 2009, TODAY), raw((CURVE,), values | {"ids": ids}), rounds=15)
    number = Meeting.objects.count()
    note = f"{number:,} meetings, {ms(curve)} / {ms(plain)}"
    yield Measured("curve of a year, to raw SQL", curve / plain, None, "×", note)
    client = logged_in(district.staff)
    url, empty = f"{reverse('meetings:list')}?thang=11/2009", f"{reverse('meetings:list')}?thang=01/1950"
    full, rows, bare = seconds(
        partial(fetched, client, url), raw((MONTH,), values), partial(fetched, client, empty), rounds=10
    )
    note = f"{ms(full)} / (rows by raw SQL {ms(rows)} + empty page {ms(bare)})"
    yield Measured("meetings of a month, to SQL and empty page", full / (rows + bare), TO_SQL, "×", note)


def entry_page(district: District) -> Measured:
    """The page on which a secretary writes down a meeting."""
    client = logged_in(District.add_user("bench.cell", Role.CELL_SECRETARY, district.cells[0]))
    answer = fetched(client, reverse("meetings:record"))
    return Measured("page of a new meeting", size(answer), ENTRY, "bytes")
