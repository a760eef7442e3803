"""Who is on the roll of an organisation on a day, as light rows: a fixed number of queries, however many people."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from operator import attrgetter
from typing import NamedTuple

from django.db.models import F

from cells.organizations.models import NearestTree, Place, reach_of
from members.admissions.report.gather import in_union
from members.roll.enums import Ethnicity, Occupation, PauseKind, Sex, StandingKind, Subject
from members.roll.models import Member, Membership, Pause, Schooling, Standing, Work
from members.roll.rules import BirthDate, party_age
from sinho.accounts.scope import Ids, Scope
from sinho.documents.reports import Listed
from sinho.text.dates import format_date

COLUMNS = ("Ngày sinh", "Giới", "Dân tộc", "Ngày vào Đảng", "Nghề nghiệp", "Chi bộ", "Tổ chức cơ sở")
SHORT_COLUMNS = ("Ngày sinh", "Giới", "Dân tộc", "Chi bộ", "Tổ chức cơ sở")
SUBJECTS = (Subject.GENERAL, Subject.PROFESSIONAL, Subject.THEORY)
NAMES = [
    "full_name",
    "birth_year",
    "birth_month",
    "birth_day",
    "sex",
    "ethnicity",
    "religion",
    "joined_union_on",
    "left_union_on",
]


@dataclass(frozen=True, slots=True)
class OnRoll:
    """Somebody on the roll of the day: who he is and in which cell; `base` the grassroots organisation above it."""

    member_id: int
    name: str
    birth: BirthDate
    sex: str
    ethnicity: str
    religion: str
    age: int
    in_union: bool
    cell: Place
    base: Place
    visible: bool

    @property
    def listed(self) -> Listed:
        return self._listed(SHORT_COLUMNS)

    def _listed(self, columns, joined: dt.date | None = None, occupation: str = "") -> Listed:
        texts = {
            "Ngày sinh": str(self.birth),
            "Giới": Sex(self.sex).label,
            "Dân tộc": Ethnicity(self.ethnicity).label,
            "Ngày vào Đảng": format_date(joined),
            "Nghề nghiệp": Occupation(occupation).label if occupation else "",
            "Chi bộ": self.cell.short_name,
            "Tổ chức cơ sở": self.base.name,
        }
        chosen = tuple(texts[column] for column in columns)
        view = "members:member" if self.visible else ""
        return Listed(self.cell.organization_id, self.name, chosen, view, self.member_id)


@dataclass(frozen=True, slots=True)
class Described(OnRoll):
    """The same with what form 3 counts. `joined` is the day of the first ceremony; "" and None are unknown.

    `described_on` gives these facts in this order, levels as `SUBJECTS` names them.
    """

    probationary: bool = False
    joined: dt.date | None = None
    party_age: int | None = None
    general: str = ""
    professional: str = ""
    theory: str = ""
    occupation: str = ""
    exempted: bool = False

    @property
    def listed(self) -> Listed:
        return self._listed(COLUMNS, self.joined, self.occupation)


OF_ROLL = attrgetter(*OnRoll.__slots__)


class Sight:
    """What one person sees, read once for all days of a form: the dated tree, the records he may open (two queries)."""

    def __init__(self, scope: Scope):
        self.scope, self.tree = scope, NearestTree()
        self.visible = frozenset(Member.objects.in_scope(scope).values_list("pk", flat=True))


# What is read once while several forms are made together; None when a form is made for itself.
_kept: ContextVar[dict | None] = ContextVar("kept", default=None)


@contextmanager
def kept() -> Iterator[None]:
    """Several forms of one person, organisation and day are made together: the same rows are read once."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(read: Callable) -> Callable:
    """A reading that is kept as long as forms are made together; what it gives is not changed by anybody."""

    @wraps(read)
    def reading(sight: Sight, *asked):
        known = _kept.get()
        if known is None:
            return read(sight, *asked)
        key = (read, id(sight.scope), *asked)
        if key not in known:
            known[key] = read(sight, *asked)
        return known[key]

    return reading


@once
def roll_on(sight: Sight, organization_id: int, day: dt.date) -> list[OnRoll]:
    """The roll of the day at and below the organisation, of what the person may see: two queries."""
    below = reach_of([organization_id], day)[organization_id]
    found = Membership.objects.in_scope(sight.scope).filter(organization__among=below).on(day)
    found = found.annotate(**{name: F(f"member__{name}") for name in NAMES})
    rows = found.order_by("member__sort_key", "member_id").values_list(
        "member_id", "organization_id", *NAMES, named=True
    )
    seen: dict[int, tuple[Place, Place]] = {}
    people = []
    for row in rows:
        cell_id = row.organization_id
        if cell_id not in seen:
            cell = sight.tree.at(cell_id, day)
            seen[cell_id] = (cell, sight.tree.base(cell, day))
        birth = BirthDate(row.birth_year, row.birth_month, row.birth_day)
        age = birth.age_on(day)
        people.append(
            OnRoll(
                row.member_id,
                row.full_name,
                birth,
                row.sex,
                row.ethnicity,
                row.religion,
                age,
                in_union(row, day, age),
                *seen[cell_id],
                row.member_id in sight.visible,
            )
        )
    return people


@once
def described_on(sight: Sight, organization_id: int, day: dt.date) -> list[Described]:
    """The roll with standing, exemption, work and schooling of the day: four queries more."""
    people = roll_on(sight, organization_id, day)
    ids = Ids([one.member_id for one in people])
    standings, nothing = standings_of(ids), {}
    pauses = Pause.objects.on(day).filter(member__among=ids, kind=PauseKind.EXEMPTED)
    exempted = set(pauses.values_list("member_id", flat=True))
    works = dict(Work.objects.on(day).filter(member__among=ids).values_list("member_id", "occupation"))
    learned = defaultdict(dict)
    known = Schooling.objects.filter(member__among=ids, subject__in=SUBJECTS).last_known_on(day)
    for member_id, subject, level in known.values_list("member_id", "subject", "level"):
        learned[member_id][subject] = level
    found = []
    for one in people:
        pk = one.member_id
        levels = learned.get(pk, nothing)
        found.append(
            Described(
                *OF_ROLL(one),
                *standing_facts(standings.get(pk, ()), day),
                *(levels.get(subject, "") for subject in SUBJECTS),
                works.get(pk, ""),
                pk in exempted,
            )
        )
    return found


class Held(NamedTuple):
    """Probationary or official in [since, until), by which decision."""

    kind: str
    since: dt.date
    until: dt.date | None
    decided: dt.date | None
    number: str

    def holds_on(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def standings_of(ids: Collection[int] | Ids) -> dict[int, list[Held]]:
    """Member → his standings in order: one query."""
    found = defaultdict(list)
    rows = Standing.objects.filter(member__among=ids).order_by("valid")
    periods = {"since": F("valid__startswith"), "until": F("valid__endswith")}
    fields = ("member_id", "kind", "since", "until", "decision_date", "decision_number")
    for member_id, *held in rows.annotate(**periods).values_list(*fields):
        found[member_id].append(Held(*held))
    return found


def standing_facts(standings: Sequence[Held], day: dt.date) -> tuple[bool, dt.date | None, int | None]:
    """Whether he is probationary on the day, the day of his first ceremony, his full years in the Party."""
    probationary = next((one.kind for one in standings if one.holds_on(day)), "") == StandingKind.PROBATIONARY
    first = next((one for one in standings if one.kind == StandingKind.PROBATIONARY and one.since <= day), None)
    if first is None:
        return probationary, None, None
    periods = [(one.since, one.until) for one in standings]
    return probationary, first.since, party_age(first.decided or first.since, periods, day)
