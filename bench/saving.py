"""Fifty people who save fields at the same time through the web server, and saves that meet each other.

What was acknowledged is counted afterwards in the database: nothing may be lost, nothing written twice.
"""

import itertools
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

from bench.district import TODAY, District, at
from bench.measure import Measured, ms
from bench.scratch import Scratch
from bench.serving import Person, served, session_of
from cells.assessments.enums import SheetState
from cells.assessments.models import Score, Sheet, Step
from sinho.accounts.models import User
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.web.models import Installation

PEOPLE, PAIRS, SECONDS, SHORT = 50, 40, 60, 8
POINTS = ("1", "2", "3", "4")
SAVED = "assessment.saved"


class Drafts(District):
    """Every committee has a secretary and a deputy at a sheet of 2009 that could be handed in at once."""

    def fill(self) -> "Drafts":
        super().fill()
        Installation.objects.create(demo_day=TODAY)
        self.secretaries = [self.at_work(n, committee, "a") for n, committee in enumerate(self.committees)]
        self.deputies = [self.at_work(n, committee, "b") for n, committee in enumerate(self.committees)]
        self.sheets = list(Sheet.objects.filter(campaign__year=2009, organization__in=self.committees).order_by("pk"))
        return self

    def at_work(self, n: int, committee, which: str) -> User:
        return self.add_user(f"bench.{which}{n}", Role.COMMUNE_SECRETARY, committee)

    def sheet(self, campaign, organization, state: str, n: int) -> Sheet:
        if campaign.year == 2008:
            return super().sheet(campaign, organization, state, n)
        facts = {"meeting_on": TODAY, "self_level": "good", "aimed_level": "good", "started_at": at(TODAY)}
        row = super().sheet(campaign, organization, SheetState.DRAFT, n)
        for name, value in facts.items():
            setattr(row, name, value)
        return row


@dataclass
class Field:
    """A score of a sheet as somebody has it before him; `acked`: what the server has said to hold."""

    sheet: int
    criterion: str
    version: int
    was: str
    acked: list[str] = field(default_factory=list)

    def save(self, person: Person, value: str):
        answer = person.post(
            f"/danh-gia/phieu/{self.sheet}/luu/",
            {"field": f"score:{self.criterion}:points", "value": value, "version": self.version, "was": self.was},
            script=True,
        )
        if answer.status == 200:
            self.version, self.was = answer.data["version"], answer.data["value"]
            self.acked.append(value)
        return answer


def field_of(sheet: Sheet, criterion: str) -> Field:
    score = Score.objects.get(sheet=sheet, body="self", criterion=criterion)
    return Field(sheet.pk, criterion, score.version, f"{score.points:f}".rstrip("0").rstrip(".").replace(".", ","))


def at_once(*works: Callable[[], object]) -> list:
    """All of them begin at the same moment, each in its own thread; what they gave back."""
    given: list = [None] * len(works)
    barrier = threading.Barrier(len(works))

    def run(n: int, work: Callable[[], object]) -> None:
        barrier.wait()
        given[n] = work()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def for_a_while(seconds: float, save: Callable[[str], float]) -> list[float]:
    """Save one value after the other until the time is over: how long each took."""
    taken, end = [], time.perf_counter() + seconds
    for value in itertools.cycle(POINTS):
        if time.perf_counter() > end:
            return taken
        taken.append(save(value))
    return taken


def crowd(district: Drafts, port: int, seconds: float) -> Iterator[Measured]:
    """Fifty secretaries, each in his own sheet, one field after the other without a pause."""
    fields = [field_of(sheet, "2.1") for sheet in district.sheets[:PEOPLE]]
    people = [Person(port, session_of(user)) for user in district.secretaries[:PEOPLE]]
    before, refused = AuditEntry.objects.filter(did=SAVED).count(), []

    def save(n: int, value: str) -> float:
        answer = fields[n].save(people[n], value)
        if answer.status != 200:
            refused.append(answer.status)
        return answer.seconds

    start = time.perf_counter()
    works = [lambda n=n: for_a_while(seconds, lambda value: save(n, value)) for n in range(PEOPLE)]
    taken = sorted(itertools.chain(*at_once(*works)))
    rate = len(taken) / (time.perf_counter() - start)
    note = f"{len(taken):,} saves in {seconds:.0f} s, median {ms(statistics.median(taken))}"
    yield Measured(f"{PEOPLE} people saving: saves a second", rate, None, "", note)
    yield Measured(f"{PEOPLE} people saving: 95 of 100 within", taken[len(taken) * 95 // 100] * 1000, None, "ms")
    yield Measured(f"{PEOPLE} people saving: refused or failed", len(refused), 0)
    yield Measured(f"{PEOPLE} people saving: lost", sum(not stands(one) for one in fields), 0)
    logged = AuditEntry.objects.filter(did=SAVED).count() - before
    changed = sum(len([value for value, _ in itertools.groupby(one.acked)]) for one in fields)
    note = f"{logged:,} in the log, {changed:,} acknowledged"
    yield Measured(f"{PEOPLE} people saving: written twice or never", abs(logged - changed), 0, "", note)
    district.rate = rate


def stands(one: Field) -> bool:
    """Whether the database holds what was acknowledged last."""
    score = Score.objects.get(sheet=one.sheet, body="self", criterion=one.criterion)
    return not one.acked or score.points == Decimal(one.acked[-1])


def pairs(district: Drafts, port: int) -> Iterator[Measured]:
    """Two people in different fields of one sheet at the same moment."""
    lost = failed = 0
    for n, sheet in enumerate(district.sheets[:PAIRS]):
        mine, theirs = field_of(sheet, "2.2"), field_of(sheet, "2.3")
        one, two = (Person(port, session_of(users[n])) for users in (district.secretaries, district.deputies))
        works = (lambda f=mine, p=one: f.save(p, "4,5"), lambda f=theirs, p=two: f.save(p, "5,5"))
        failed += sum(answer.status != 200 for answer in at_once(*works))
        values = {s.criterion: s.points for s in Score.objects.filter(sheet=sheet, body="self")}
        lost += values["2.2"] != Decimal("4.5") or values["2.3"] != Decimal("5.5")
    yield Measured(f"{PAIRS} pairs in one sheet: saves that failed", failed, 0)
    yield Measured(f"{PAIRS} pairs in one sheet: lost", lost, 0)


def handed_in(district: Drafts, port: int) -> Iterator[Measured]:
    """One saves a field while the other hands the sheet in: what was handed in is what stands in the sheet."""
    wrong, came_first = 0, 0
    for n, sheet in enumerate(district.sheets[:PAIRS]):
        last = field_of(sheet, "2.4")
        one, two = (Person(port, session_of(users[n])) for users in (district.secretaries, district.deputies))
        works = (
            lambda f=last, p=one: f.save(p, "1,5"),
            lambda p=two, s=sheet: p.post(f"/danh-gia/phieu/{s.pk}/nop/", {}),
        )
        saved, given = at_once(*works)
        came_first += saved.status == 200
        wrong += not agrees(sheet, saved.status, given.status)
    note = f"{came_first} saves came first, {PAIRS - came_first} were told that the sheet was handed in"
    yield Measured(f"{PAIRS} sheets handed in during a save: wrong", wrong, 0, "", note)


def agrees(sheet: Sheet, saved: int, given: int) -> bool:
    """The sheet is handed in; the value is in the sheet and in what was handed in, or in neither and told so."""
    sheet.refresh_from_db()
    points = Score.objects.get(sheet=sheet, body="self", criterion="2.4").points
    step = Step.objects.filter(sheet=sheet, state=SheetState.SUBMITTED).latest("pk")
    kept = next(one["points"] for one in step.content["scores"] if one["criterion"] == "2.4")
    told = saved in (200, 409)
    return (
        given == 302
        and told
        and sheet.state == SheetState.SUBMITTED
        and (points == Decimal("1.5")) == (saved == 200)
        and Decimal(str(kept)) == points
    )


def beside_a_bare_view(district: Drafts, database: str, seconds: float) -> Iterator[Measured]:
    """The same people, the same minute, a view that saves the row and does nothing else."""
    with served("bench.bare_settings", database) as port:
        people = [Person(port, session_of(user)) for user in district.secretaries[:PEOPLE]]
        sheets = district.sheets[:PEOPLE]
        send = lambda n, value: people[n].post(f"/luu/{sheets[n].pk}/", {"criterion": "2.1", "value": value})  # noqa: E731
        if send(0, "1").status != 200:
            raise SystemExit("The bare view does not save")
        start = time.perf_counter()
        works = [lambda n=n: for_a_while(seconds, lambda value: send(n, value).seconds) for n in range(PEOPLE)]
        bare = len(list(itertools.chain(*at_once(*works)))) / (time.perf_counter() - start)
    note = f"{bare:.0f} / {district.rate:.0f} saves a second"
    yield Measured("a bare view that saves one row, to ours", bare / district.rate, None, "×", note)


def measured(small: bool = False) -> Iterator[Measured]:
    """All measures; with `small` the crowd works for some seconds only."""
    seconds, scratch = SHORT if small else SECONDS, Scratch("saving")
    scratch.make()
    try:
        with scratch.used():
            district = Drafts(PEOPLE, cells_each=1).fill()
            with served("sinho.settings", scratch.name) as port:
                yield from crowd(district, port, seconds)
                yield from pairs(district, port)
                yield from handed_in(district, port)
            yield from beside_a_bare_view(district, scratch.name, seconds)
            connection.close()
    finally:
        scratch.drop()
