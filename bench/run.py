"""All measures, in the order of the table."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from bench import cadres, leading, lists, member_pages, members_import, pages, paper, papers, saving, year_open
from bench.district import TODAY, District
from bench.measure import Measured
from sinho.web import clock

# Grassroots organisations of the districts; with their cells and the district itself 71, 400 and 2,801 organisations.
FEW, PROMISED, MANY = 10, 57, 400


@contextmanager
def district(grassroots: int) -> Iterator[District]:
    """A filled district, gone afterwards."""
    with transaction.atomic():
        yield District(grassroots).fill()
        transaction.set_rollback(True)


def year() -> Iterator[Measured]:
    """Time is promised for 400 organisations; queries and bytes are measured with many more."""
    with district(FEW) as few:
        before = pages.queries(few)
    with district(PROMISED) as promised:
        yield from pages.server_time(promised, pages.RATIO)
        yield paper.printed_report(promised)
    with district(MANY) as many:
        for name, number in pages.queries(many).items():
            yield Measured(f"{name} page: queries", number, pages.QUERIES)
            yield Measured(f"{name} page: more queries than with few rows", number - before[name], 0)
        yield pages.saved_score(many)
        yield from pages.visits(many)
        yield from pages.server_time(many, None)


def brought_in() -> Iterator[Measured]:
    """A long list of members from Excel."""
    with district(PROMISED) as promised:
        yield from members_import.measured(promised)


def measured(parts: list[str], small: bool = False) -> Iterator[Measured]:
    """All parts, or those that are named (see `known`). The long roll comes last."""
    clock.fix_day(TODAY)
    known = {
        "year": year,
        "open": year_open.measured,
        "import": brought_in,
        "members": member_pages.measured,
        "cadres": cadres.measured,
        "leading": leading.measured,
        "papers": lambda: papers.measured(small),
        "saving": lambda: saving.measured(small),
        "list": lambda: lists.measured(small),
    }
    for name in parts or known:
        yield from known[name]()
