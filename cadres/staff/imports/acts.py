"""From a row to acts: somebody comes onto the staff, takes a post, what was not known is filled in."""

from collections.abc import Iterator
from contextlib import contextmanager

from cadres.staff.actions import filling, learning, posting
from cadres.staff.actions.facts import Appointment, Person
from cadres.staff.actions.learning import Learned
from cadres.staff.enums import StaffSubject
from cadres.staff.imports.lines import FACTS, LEARNED, CadreLine, CadreUnit
from cadres.staff.imports.register import StaffRegister
from cadres.staff.models import Post
from members.roll.enums import Religion
from sinho.imports.acting import said_at
from sinho.imports.findings import WrongColumn
from sinho.imports.lines import Author

# Words of a refusal → the column that it speaks of.
SPEAKS_OF = (
    ("danh mục chức danh", "title"),
    ("Chức danh", "title"),
    ("chính chức danh ấy", "title"),
    ("giữ chức danh do:", "entry"),
    ("tuổi (sinh", "birth"),
    ("không phải là đảng bộ xã", "commune"),
    ("chỉ giữ chức danh ở một xã", "commune"),
    ("Xã này đã có hồ sơ", "name"),
    ("Số căn cước", "identity"),
)


@contextmanager
def told_where(column: str, speaks_of: tuple[tuple[str, str], ...] = SPEAKS_OF) -> Iterator[None]:
    """What an action refuses is said at the column it speaks of, or else at this one."""
    try:
        with said_at(column):
            yield
    except WrongColumn as error:
        at = next((name for words, name in speaks_of if words in error.text), error.column)
        raise WrongColumn(at, error.text, error.cause) from error


def act_cadre(unit: CadreUnit, line: CadreLine, touched: set[str], register: StaffRegister, author: Author) -> None:
    """Do what the row tells."""
    by = author.user
    with told_where("since"):
        if unit.root.pk is None:
            unit.root = posting.receive(person=person_of(line), post=post_of(line, register), by=by)
        elif line.about is None:
            posting.appoint(cadre=unit.root, post=post_of(line, register), by=by)
    if line.about is None:
        unit.place = register.organization(line.commune).pk
    if line.known is not None:
        fill(unit, line, touched, by)
    for column, subject in LEARNED.items():
        if column in touched - unit.told and getattr(line, column) is not None:
            with told_where(column):
                learning.learn(cadre=unit.root, learned=learned_of(subject, getattr(line, column)), by=by)
            unit.told.add(column)


def fill(unit: CadreUnit, line: CadreLine, touched: set[str], by) -> None:
    """What was not known of the person, and of the decision of his post."""
    facts = {FACTS[name]: getattr(line, name) for name in ("home_place", "identity") if name in touched - unit.told}
    if facts:
        with told_where("identity" if "identity_number" in facts else "home_place"):
            filling.fill_person(cadre=unit.root, by=by, **facts)
        unit.told |= {"home_place", "identity"}
    paper = {name: getattr(line, name) for name in ("decision_number", "decision_date") if name in touched}
    if paper and line.about is not None:
        post = next(one for one in unit.of(Post) if one.pk == line.about)
        with told_where("decision_number"):
            filling.fill_post(post=post, by=by, **paper)


def person_of(line: CadreLine) -> Person:
    facts = {fact: getattr(line, name) or "" for name, fact in FACTS.items()}
    return Person(birth=line.birth, **{**facts, "religion": line.religion or Religion.NONE})


def post_of(line: CadreLine, register: StaffRegister) -> Appointment:
    return Appointment(
        organization=register.organization(line.commune),
        title=line.title,
        since=line.since,
        entry=line.entry,
        decision_number=line.decision_number or "",
        decision_date=line.decision_date,
    )


def learned_of(subject: str, told: tuple[str, str] | str) -> Learned:
    """What was brought along: nobody told the day."""
    if isinstance(told, tuple):
        return Learned(subject, level=told[0], words=told[1])
    return Learned(subject, title=told) if subject == StaffSubject.TITLE_TRAINING else Learned(subject, words=told)
