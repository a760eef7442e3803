"""What follows from a discipline on a day, until when an inspection is due, who may be praised by whom. Pure."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass

from cells.oversight.conduct_words import CheckState, DisciplineState, Outcome, RecommendationState, StepKind
from sinho.text.dates import format_date
from sinho.text.folding import fold

UNVERIFIED = "chưa đối chiếu văn bản"
FIRST_YEAR, LAST_YEAR = 1945, 2100


@dataclass(frozen=True)
class Form:
    """A form of discipline: to whom it is given, the delay of a badge that follows."""

    code: str
    label: str
    of: tuple[str, ...]
    delay: str
    source: str
    verified: bool
    rank: int


@dataclass(frozen=True)
class Validity:
    """For how many months a decision of a day from `since` on holds."""

    since: dt.date
    months: int
    source: str
    verified: bool

    @property
    def words(self) -> str:
        return f"{self.months} tháng ({self.source}{'' if self.verified else f', {UNVERIFIED}'})"


@dataclass(frozen=True)
class Forms:
    """All of them, from light to grave; `lasting` ones do not end by time."""

    all: tuple[Form, ...]
    validity: tuple[Validity, ...]
    lasting: frozenset[str]

    def of(self, subject: str) -> tuple[Form, ...]:
        return tuple(one for one in self.all if subject in one.of)

    def form(self, code: str) -> Form:
        return next(one for one in self.all if one.code == code)

    def label(self, code: str) -> str:
        return next((one.label for one in self.all if one.code == code), "")

    def validity_on(self, day: dt.date) -> Validity:
        ordered = sorted(self.validity, key=lambda one: one.since)
        return [ordered[0], *(one for one in ordered if one.since <= day)][-1]

    def ends_on(self, code: str, effective_from: dt.date) -> dt.date | None:
        """The first day on which it no longer holds; None when it does not end by time."""
        if code in self.lasting:
            return None
        return months_after(effective_from, self.validity_on(effective_from).months)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Followed:
    """A complaint, or what came of it."""

    kind: str
    on: dt.date
    outcome: str = ""
    new_form: str = ""


@dataclass(frozen=True)
class Standing:
    """A discipline on a day: the form that holds by then, where it stands, whether a complaint waits."""

    form: str
    state: DisciplineState
    until: dt.date | None
    waits: bool

    @property
    def counts(self) -> bool:
        """Whether it is a discipline at all by that day."""
        return self.state not in (DisciplineState.LIFTED, DisciplineState.COMING)


def standing_on(
    forms: Forms, form: str, effective_from: dt.date, followed: Iterable[Followed], day: dt.date
) -> Standing:
    """What holds on the day, with everything that followed by then."""
    waits, lifted = False, False
    for one in sorted((one for one in followed if one.on <= day), key=lambda one: one.on):
        waits = one.kind == StepKind.COMPLAINT
        if one.outcome == Outcome.REDUCED:
            form = one.new_form
        lifted = lifted or one.outcome == Outcome.LIFTED
    until = forms.ends_on(form, effective_from)
    if lifted:
        state = DisciplineState.LIFTED
    elif day < effective_from:
        state = DisciplineState.COMING
    else:
        state = DisciplineState.ENDED if until and day >= until else DisciplineState.IN_FORCE
    return Standing(form, state, until, waits)


def why_not_followed(kind: str, on: dt.date, decided_on: dt.date, last: Followed | None, today: dt.date) -> list[str]:
    """Why a complaint, or its outcome, cannot be written down."""
    word = StepKind(kind).label
    if on > today:
        return [f"Ngày {word.lower()} {format_date(on)} chưa đến."]
    earliest = last.on if last else decided_on
    if on < earliest:
        return [f"Ngày {word.lower()} {format_date(on)} trước ngày {format_date(earliest)} của lần ghi trước."]
    waits = last is not None and last.kind == StepKind.COMPLAINT
    if kind == StepKind.COMPLAINT and waits:
        return ["Đang có khiếu nại chưa giải quyết."]
    if kind == StepKind.DECISION and not waits:
        return ["Không có khiếu nại nào đang chờ giải quyết."]
    return []


def why_not_outcome(forms: Forms, subject: str, now: str, outcome: str, new_form: str) -> list[str]:
    """Why the complaint cannot have this outcome: a reduction leads to a lighter form of the same kind."""
    if outcome != Outcome.REDUCED:
        return ["Chỉ ghi hình thức mới khi giảm hình thức."] if new_form else []
    lighter = {one.code for one in forms.of(subject) if one.rank < forms.form(now).rank}
    return [] if new_form in lighter else [f"Hình thức mới phải nhẹ hơn {forms.label(now).lower()}."]


def himself(one: str, other: str) -> bool:
    """Whether two names are one, whatever the marks and blanks."""
    return fold(" ".join(one.split())) == fold(" ".join(other.split()))


def quarter_end(year: int, quarter: int) -> dt.date:
    """The last day of a quarter."""
    return months_after(dt.date(year, quarter * 3, 1), 1) - dt.timedelta(days=1)


def check_state(due_on: dt.date, concluded_on: dt.date | None, day: dt.date) -> CheckState:
    if concluded_on and concluded_on <= day:
        return CheckState.DONE
    return CheckState.LATE if day > due_on else CheckState.PLANNED


def recommendation_state(due_on: dt.date, done_on: dt.date | None, day: dt.date) -> RecommendationState:
    if done_on and done_on <= day:
        return RecommendationState.DONE
    return RecommendationState.LATE if day > due_on else RecommendationState.OPEN


@dataclass(frozen=True)
class PraiseRule:
    """Who is proposed: the best level for so many years running; `base`: grassroots organisations."""

    code: str
    subject: str
    base: bool
    years: int
    kind: str
    level: str
    label: str
    source: str
    verified: bool

    @property
    def words(self) -> str:
        return f"{self.label} ({self.source}{'' if self.verified else f', {UNVERIFIED}'})"


@dataclass(frozen=True)
class Praise:
    """Kinds and levels by code; the table says who gives what to whom."""

    kinds: dict[str, str]
    levels: dict[str, str]
    table: dict[str, dict]
    source: str
    verified: bool
    rules: tuple[PraiseRule, ...]

    def rules_of(self, subject: str) -> list[PraiseRule]:
        return [one for one in self.rules if one.subject == subject]

    def why_not(self, subject: str, kind: str, level: str) -> list[str]:
        """Why this level does not give this kind."""
        may = self.table[level][subject]
        if kind in may:
            return []
        words = ", ".join(self.kinds[one].lower() for one in may)
        return [f"{self.levels[level]} khen bằng {words}, không bằng {self.kinds[kind].lower()}."]


def in_a_row(best: dict[int, set[int]], year: int, number: int) -> dict[int, int]:
    """Key → years running up to `year` in which it was among the best, of those with at least `number`."""
    found = {}
    for pk in best.get(year, ()):
        run = 1
        while pk in best.get(year - run, ()):
            run += 1
        if run >= number:
            found[pk] = run
    return found
