"""The register of statistical forms: which form of which set goes to whom until when, and the report that fills it.

Sets (`Generation`) and forms are told by themes from files that lie beside them, when the application starts; so is
who reports for an organisation. A form that cannot be filled stands here with the reason.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from sinho.accounts.scope import Scope
from sinho.documents import reports as kit
from sinho.documents.issued import Filed, Question, filed_of
from sinho.text.dates import days_left_words

HALF, WHOLE = "sau-thang", "nam"
PERIODS = ((HALF, "6 tháng đầu năm"), (WHOLE, "Cả năm"))
# Name of the option with which a form that exists in several sets is asked for in one of them.
SET_OPTION = "bo_bieu"
UNVERIFIED = "chưa đối chiếu văn bản"


@dataclass(frozen=True)
class Deadline:
    """Within how many days after the period an organisation of this level reports."""

    level: str
    days: int
    source: str
    verified: bool

    @property
    def words(self) -> str:
        return f"{self.days} ngày sau kỳ báo cáo ({self.source}{'' if self.verified else f', {UNVERIFIED}'})"


@dataclass(frozen=True)
class Generation:
    """A set of forms, in force from `since` on (None: before all others); `like`: it has the forms of that set."""

    code: str
    title: str
    short: str
    since: dt.date | None
    source: str
    verified: bool
    deadlines: tuple[Deadline, ...] = ()
    like: str = ""

    @property
    def forms_of(self) -> str:
        """Code of the set whose forms it has."""
        return self.like or self.code

    def deadline(self, level: str) -> Deadline | None:
        """None where nothing is known of the level."""
        return next((one for one in self.deadlines if one.level == level), None)


@dataclass(frozen=True)
class Entry:
    """A form of a set. `kind` is the report that fills it; without one `why` says why it is not filled.

    `instead`: codes of the kinds that show as much as is known of a form whose print was not seen.
    """

    generation: str
    code: str
    title: str
    periods: tuple[str, ...]
    kind: str = ""
    why: str = ""
    instead: tuple[str, ...] = ()
    source: str = ""
    verified: bool = False

    def __post_init__(self):
        if bool(self.kind) == bool(self.why):
            raise ValueError(f"{self.code}: either a report fills it or a sentence says why none does")
        if not self.periods or set(self.periods) - {HALF, WHOLE}:
            raise ValueError(f"{self.code}: no such period")


@dataclass(frozen=True)
class Reporter:
    """Who fills a form in: its level decides the deadline, the recipient gets it ("" when it is not known)."""

    organization_id: int
    name: str
    level: str
    recipient: str


_generations: dict[str, Generation] = {}
_entries: dict[tuple[str, str], Entry] = {}
_reporters: list[Callable[[int, dt.date], Reporter | None]] = []
_organizations: list[Callable[[Scope, dt.date], Iterable[tuple[int, str]]]] = []


def register_generations(found: Iterable[Generation]) -> None:
    for one in found:
        if _generations.setdefault(one.code, one) != one:
            raise ValueError(f"set of forms {one.code} is registered twice")


def register_forms(found: Iterable[Entry]) -> None:
    """Forms of a set that is known, in the order of the register."""
    for one in found:
        if one.generation not in _generations:
            raise ValueError(f"{one.code}: no set {one.generation}")
        if _entries.setdefault((one.generation, one.code), one) != one:
            raise ValueError(f"{one.code} is registered twice")


def tells_reporters(who, organizations) -> None:
    """`who(organization_id, day)`: the reporter; `organizations(scope, day)`: those one may choose from."""
    _reporters[:], _organizations[:] = [who], [organizations]


def generations() -> list[Generation]:
    """From the oldest on."""
    return sorted(_generations.values(), key=lambda one: one.since or dt.date.min)


def generation_on(day: dt.date) -> Generation:
    """The set in force on the day."""
    return [one for one in generations() if one.since is None or one.since <= day][-1]


def entries_of(generation: Generation) -> list[Entry]:
    """Its forms, Biểu 2 before Biểu 10."""
    found = [one for one in _entries.values() if one.generation == generation.forms_of]
    return sorted(found, key=lambda one: (*kit.in_list(one.code.replace("Biểu số", "Biểu"))[:1], one.code))


def reporter_of(organization_id: int, day: dt.date) -> Reporter | None:
    """Who reports for the organisation as it was on the day; None when it did not exist."""
    return next((found for who in _reporters if (found := who(organization_id, day))), None)


def organizations_of(scope: Scope, day: dt.date) -> list[tuple[int, str]]:
    return [pair for offered in _organizations for pair in offered(scope, day)]


@dataclass(frozen=True)
class Time:
    """The period of the register: a year or its first half, and the day as of which the forms answer."""

    year: int
    part: str
    on: dt.date

    @property
    def since(self) -> dt.date:
        return dt.date(self.year, 1, 1)

    @property
    def until(self) -> dt.date:
        return dt.date(self.year, 6, 30) if self.part == HALF else dt.date(self.year, 12, 31)

    @property
    def last(self) -> dt.date:
        """The last day that can be counted."""
        return min(self.until, self.on)

    @property
    def words(self) -> str:
        return f"6 tháng đầu năm {self.year}" if self.part == HALF else f"năm {self.year}"

    def question(self, kind: kit.ReportKind, organization_id: int, generation: Generation) -> kit.Asked:
        """What the report is asked so that it fills the form of the period, in the print of the set."""
        more = {}
        if generation != generation_on(self.last) and any(one.name == SET_OPTION for one in kind.options):
            more = {SET_OPTION: [generation.code]}
        year = {"year": self.year}
        if kind.asks == kit.PERIOD:
            year = {"since": self.since, "until": self.until}
        on = self.last if self.part == HALF and kind.asks == kit.YEAR else self.on
        return kit.asked_for(kind, organization_id=organization_id, today=self.on, on=on, more=more, **year)


@dataclass(frozen=True)
class Due:
    """A form of the period as the register shows it. `kind` is None where nothing fills it or it may not be opened."""

    entry: Entry
    time: Time
    kind: kit.ReportKind | None
    asked: kit.Asked | None
    instead: tuple[tuple[kit.ReportKind, kit.Asked], ...]
    hidden: bool
    due_on: dt.date | None
    today: dt.date
    filed: Filed | None = None

    @property
    def now(self) -> bool:
        """Whether the form belongs to the period."""
        return self.time.part in self.entry.periods

    @property
    def begun(self) -> bool:
        return self.time.since <= self.time.on

    @property
    def late(self) -> bool:
        return bool(self.kind and self.now and self.due_on and not self.filed and self.today > self.due_on)

    @property
    def left(self) -> str:
        """còn 3 ngày · trễ 1 ngày; nothing once it is filed."""
        return days_left_words(self.due_on, self.today) if self.due_on and not self.filed else ""


def due_forms(scope: Scope, reporter: Reporter, generation: Generation, time: Time, today: dt.date) -> list[Due]:
    """All forms of the set with what is known of them in the period."""
    rule = generation.deadline(reporter.level)
    due_on = time.until + dt.timedelta(days=rule.days) if rule else None

    def question(code: str) -> tuple[kit.ReportKind, kit.Asked] | None:
        kind = kit.kind_of(code)
        if kind.needs and not scope.may(kind.needs, reporter.organization_id):
            return None
        return kind, time.question(kind, reporter.organization_id, generation)

    entries = entries_of(generation)
    asked = {one.code: question(one.kind) for one in entries if one.kind}
    filed = filed_forms(scope, [(kind.code, one) for kind, one in filter(None, asked.values())])
    found = []
    for one in entries:
        kind, its = asked.get(one.code) or (None, None)
        instead = tuple(filter(None, map(question, one.instead)))
        hidden = bool(one.kind and kind is None)
        found.append(Due(one, time, kind, its, instead, hidden, due_on, today, filed.get(one.kind)))
    return found


def filed_forms(scope: Scope, questions: Collection[Question]) -> dict[str, Filed]:
    """Of each kind the last form that was issued in the print of the set that is asked for."""
    found = {}
    for (code, asked), filed in filed_of(scope, questions).items():
        if same := [one for one in filed if one.asked.chosen(SET_OPTION) == asked.chosen(SET_OPTION)]:
            found[code] = same[0]
    return found
