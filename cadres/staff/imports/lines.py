"""What a row of the workbook of the staff says, and how the rows of the database say the same."""

import datetime as dt
from dataclasses import dataclass, field

from cadres.staff.enums import StaffSubject
from cadres.staff.models import Cadre, Post, Qualification
from cadres.staff.rules import LEVELS
from members.roll.enums import Subject
from members.roll.rules import BirthDate
from sinho.imports.lines import Line
from sinho.imports.units import Unit

# Column of the workbook → column of the person.
FACTS = {
    "name": "full_name",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "religion": "religion",
    "home_place": "home_place",
    "identity": "identity_number",
}
PERSON = (*FACTS, "birth")
POST = ("commune", "title", "since", "entry", "decision_number", "decision_date")
# Column → subject; the first three have a list of levels, the last one tells a title.
LEARNED = {
    "general": Subject.GENERAL,
    "professional": Subject.PROFESSIONAL,
    "theory": Subject.THEORY,
    "state_management": StaffSubject.STATE_MANAGEMENT,
    "computing": Subject.COMPUTING,
    "language": Subject.LANGUAGE,
    "ethnic_language": Subject.ETHNIC_LANGUAGE,
    "trained_for": StaffSubject.TITLE_TRAINING,
}


def code_of(pk: int) -> str:
    """The code by which workbooks call somebody on the staff."""
    return f"CB-{pk:06d}"


@dataclass
class CadreLine(Line):
    """Somebody with one of his posts and the highest that he has learned. The commune is a code."""

    code: str | None = None
    name: str | None = None
    sex: str | None = None
    birth: BirthDate | None = None
    ethnicity: str | None = None
    religion: str | None = None
    home_place: str | None = None
    identity: str | None = None
    commune: str | None = None
    title: str | None = None
    since: dt.date | None = None
    entry: str | None = None
    decision_number: str | None = None
    decision_date: dt.date | None = None
    general: tuple[str, str] | None = None
    professional: tuple[str, str] | None = None
    theory: tuple[str, str] | None = None
    state_management: str | None = None
    computing: str | None = None
    language: str | None = None
    ethnic_language: str | None = None
    trained_for: str | None = None
    # The key of the known post that the row is about.
    about: int | None = None


@dataclass
class CadreUnit(Unit):
    """Somebody with his posts and what he has learned. The key of a new one is the first row about him."""

    root: Cadre
    # Where the log keeps what is written about him; columns whose subject an earlier row has already told.
    place: int | None = None
    told: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return self.root.full_name

    def of(self, model) -> list:
        return [row for row in self.rows if isinstance(row, model)]


def post_meant(
    unit: CadreUnit, title: str | None, since: dt.date | None, place: int | None, day: dt.date
) -> Post | None:
    """The known post with this title in this commune: the one that began on the day told, or else the one of today."""
    same = [one for one in unit.of(Post) if one.title == title and one.organization_id == place]
    begun = [one for one in same if one.since == since]
    return next(iter(begun or [one for one in same if day in one.valid]), None)


def line_of(unit: CadreUnit, post: Post | None, day: dt.date, code_by_id: dict[int, str]) -> CadreLine:
    """The person, with the post if there is one, as a row of the workbook."""
    line = CadreLine(code=unit.key, birth=unit.root.birth)
    for column, fact in FACTS.items():
        setattr(line, column, getattr(unit.root, fact) or None)
    if post is not None:
        line.about, line.commune, line.since = post.pk, code_by_id.get(post.organization_id), post.since
        line.title, line.entry = post.title, post.entry
        line.decision_number, line.decision_date = post.decision_number or None, post.decision_date
    for column, subject in LEARNED.items():
        setattr(line, column, learned_of(unit, subject, day))
    return line


def learned_of(unit: CadreUnit, subject: str, day: dt.date):
    """The highest level with its words; where there are no levels the last words, or the title trained for."""
    order = [code for code, _ in LEVELS[subject]]
    known = [
        one for one in unit.of(Qualification) if one.subject == subject and (one.since is None or one.since <= day)
    ]
    known.sort(key=lambda one: (order.index(one.level) if order else 0, one.since or dt.date.min, one.pk))
    if not known:
        return None
    last = known[-1]
    if order:
        return last.level, last.words
    return last.title if subject == StaffSubject.TITLE_TRAINING else last.words
