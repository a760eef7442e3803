"""The member list at three sizes in turn, and Django's own admin list of the same members beside it."""

import contextlib
import gc
import resource
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from unittest.mock import patch
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from bench import roll
from bench.measure import Measured, ms
from bench.pages import fetched, logged_in, size, text_of
from bench.scratch import Scratch
from members.roll.views import listing

FEW, MORE, MANY = roll.Size(5_000, 25, 10), roll.Size(50_000, 60, 10), roll.Size(500_000, 200, 10)
RATIO, QUERIES, TO_ADMIN, SEARCH_TO_ADMIN = 1.5, 12, 0.6, 0.1
ROUNDS, ADMIN_ROWS = 15, 100
NAME, NAME_WITH_MARKS = "lo van hung", "Lò Văn Hùng"

# What is promised, and what is only shown.
PROMISED = {
    "first page": {},
    "last page": {"trang": "-1"},
    "sorted by name, downwards": {"xep": "-ten"},
    "of a commune": {"don-vi": "COMMUNE"},
    "search for a whole name": {"q": NAME},
    "search for two words": {"q": "lo van"},
    "search for a number": {"q": "000001234"},
}
SHOWN = {
    "sorted by birth": {"xep": "ngay-sinh"},
    "page 150": {"trang": "150"},
    "of a village": {"ban": "VILLAGE"},
    "women": {"gioi": "female"},
    "primary school only": {"hoc-van": "primary"},
    "60 years and older": {"tuoi-tu": "60"},
    "probationary": {"tu-cach": "du-bi"},
    "exempted": {"tu-cach": "mien"},
    "search for one short word": {"q": "lo"},
    "search for one given name": {"q": "chan"},
    "on a day last year": {"ngay": "30/06/2008"},
    "counted to the end": {"dem": "du"},
}


@dataclass
class District:
    """A filled database, and somebody who has logged in there."""

    size: roll.Size
    scratch: Scratch
    client: Client
    filled: roll.Filled

    def url(self, asked: dict[str, str]) -> str:
        places = {"COMMUNE": self.filled.commune.pk, "VILLAGE": self.filled.village.pk}
        return f"{reverse('members:list')}?{urlencode({k: places.get(v, v) for k, v in asked.items()})}"

    def seconds(self, url: str) -> float:
        with self.scratch.used():
            start = time.perf_counter()
            fetched(self.client, url)
            return time.perf_counter() - start

    def queries_and_bytes(self, url: str) -> tuple[int, int]:
        with self.scratch.used(), CaptureQueriesContext(connection) as queries:
            answer = fetched(self.client, url)
            return len(queries), size(answer)


@contextlib.contextmanager
def districts(sizes: tuple[roll.Size, ...]) -> Iterator[list[District]]:
    """One database for each size, thrown away afterwards."""
    with contextlib.ExitStack() as stack:
        made = []
        for one in sizes:
            scratch = Scratch(str(one.members))
            scratch.make()
            stack.callback(scratch.drop)
            with scratch.used():
                filled = roll.fill(one)
                made.append(District(one, scratch, logged_in(filled.staff), filled))
        yield made


def medians(*works, rounds: int = ROUNDS) -> list[float]:
    """Median of what each piece of work says it took; they take turns, after one round that does not count."""
    taken = [[] for _ in works]
    gc.collect()
    for number in range(rounds + 1):
        for times, work in zip(taken, works, strict=True):
            value = work()
            if number:
                times.append(value)
    return [statistics.median(times) for times in taken]


def measured(small: bool = False) -> Iterator[Measured]:
    """All measures of the list. Without the largest roll it takes a minute, with it about five."""
    with (
        districts((FEW, MORE) if small else (FEW, MORE, MANY)) as made,
        override_settings(ROOT_URLCONF="bench.admin"),
    ):
        for name, asked in PROMISED.items():
            yield from grown(name, asked, made)
        yield from beside_admin(made[0])
        if not small:
            yield from search_beside_admin(made[-1])
        for name, asked in SHOWN.items():
            yield shown(name, asked, made)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Measured("peak memory of the measuring process", peak, unit="MB")


def grown(name: str, asked: dict[str, str], made: list[District]) -> Iterator[Measured]:
    """The page with more members to the same page with the fewest."""
    urls = [district.url(asked) for district in made]
    least, *others = medians(*(lambda d=d, u=u: d.seconds(u) for d, u in zip(made, urls, strict=True)))
    for district, taken in zip(made[1:], others, strict=True):
        title = f"members, {name}: {district.size.members:,} to {made[0].size.members:,}"
        yield Measured(title, taken / least, RATIO, "×", f"{ms(taken)} / {ms(least)}")
    costs = [district.queries_and_bytes(url) for district, url in zip(made, urls, strict=True)]
    sent = ", ".join(f"{length:,}" for _, length in costs)
    yield Measured(f"members, {name}: queries", max(number for number, _ in costs), QUERIES, "", f"bytes sent {sent}")


def shown(name: str, asked: dict[str, str], made: list[District]) -> Measured:
    """How long a page takes that nothing is promised of."""
    taken = medians(*(lambda d=d: d.seconds(d.url(asked)) for d in made), rounds=5)
    note = ", ".join(f"{district.size.members:,}: {ms(value)}" for district, value in zip(made, taken, strict=True))
    return Measured(f"members, {name}: most members to fewest", taken[-1] / taken[0], None, "×", note)


def beside_admin(district: District) -> Iterator[Measured]:
    """As many rows on both sides: what our list shows, what the admin shows without asking other tables."""
    with patch.object(listing, "PER_PAGE", ADMIN_ROWS):
        ours = lambda: district.seconds(district.url({}))  # noqa: E731 - one of three alike
        same, plain = (
            lambda site=site: district.seconds(reverse(f"{site}:members_member_changelist"))
            for site in ("same-facts", "own-columns")
        )
        check_rows(district)
        mine, facts, columns = medians(ours, same, plain)
    name = f"members, {ADMIN_ROWS} rows of {district.size.members:,}, to Django's admin"
    yield Measured(f"{name}, same facts", mine / facts, TO_ADMIN, "×", f"{ms(mine)} / {ms(facts)}")
    yield Measured(f"{name}, table alone", mine / columns, TO_ADMIN, "×", f"{ms(mine)} / {ms(columns)}")


def check_rows(district: District) -> None:
    """Both lists have as many rows."""
    with district.scratch.used():
        for url in (district.url({}), reverse("same-facts:members_member_changelist")):
            found = text_of(fetched(district.client, url)).count("<tr>") - 1
            if not ADMIN_ROWS <= found <= ADMIN_ROWS + 1:
                raise SystemExit(f"{url} shows {found} rows")


def search_beside_admin(district: District) -> Iterator[Measured]:
    """The same whole name; the admin needs its marks."""
    admin = f"{reverse('own-columns:members_member_changelist')}?{urlencode({'q': NAME_WITH_MARKS})}"
    mine, theirs = medians(lambda: district.seconds(district.url({"q": NAME})), lambda: district.seconds(admin))
    name = f"members, search in {district.size.members:,} to Django's admin"
    yield Measured(name, mine / theirs, SEARCH_TO_ADMIN, "×", f"{ms(mine)} / {ms(theirs)}")
