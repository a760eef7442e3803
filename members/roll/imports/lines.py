"""What a row of the workbook of members says, and how the rows of the database say the same."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import TextChoices

from members.roll.enums import Exit, PauseKind, StandingKind, Subject
from members.roll.models import Card, LivingPlace, Member, Membership, Pause, Schooling, Standing, Work
from members.roll.rules import BirthDate
from sinho.imports.lines import Line
from sinho.imports.units import Unit

# Facts of the first page of the member sheet: column of the workbook → column of the member.
FACTS = {
    "name": "full_name",
    "other_names": "other_names",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "religion": "religion",
    "identity": "identity_number",
    "file_number": "file_number",
    "birth_place": "birth_place",
    "home_place": "home_place",
    "joined_union_on": "joined_union_on",
}


class Status(TextChoices):
    """What the list says of a member today (member_record 4)."""

    ACTIVE = "active", "Đang sinh hoạt"
    EXEMPTED = "exempted", "Miễn sinh hoạt"
    SUSPENDED = "suspended", "Đình chỉ sinh hoạt"
    DIED = "died", "Từ trần"


SUBJECTS = {"general": Subject.GENERAL, "professional": Subject.PROFESSIONAL, "theory": Subject.THEORY}


@dataclass
class MemberLine(Line):
    """A member as the list says he is today. The cell is a code, the village a code or words."""

    code: str | None = None
    name: str | None = None
    other_names: str | None = None
    sex: str | None = None
    birth: BirthDate | None = None
    ethnicity: str | None = None
    religion: str | None = None
    identity: str | None = None
    card: str | None = None
    card_since: dt.date | None = None
    old_card: str | None = None
    file_number: str | None = None
    cell: str | None = None
    base: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    birth_place: str | None = None
    home_place: str | None = None
    village: str | None = None
    joined_union_on: dt.date | None = None
    admitted_on: dt.date | None = None
    decided_on: dt.date | None = None
    decision_number: str | None = None
    official_on: dt.date | None = None
    referrers: str | None = None
    general: tuple[str, str] | None = None
    professional: tuple[str, str] | None = None
    theory: tuple[str, str] | None = None
    occupation: str | None = None
    status: str | None = None
    status_since: dt.date | None = None


class MemberUnit(Unit):
    """A member with all his dated rows. The key of a new one is the row of the file."""

    root: Member

    @property
    def name(self) -> str:
        return self.root.full_name

    def of(self, model) -> list:
        """Rows of one kind in order of time; those without a day first."""
        mine = [row for row in self.rows if isinstance(row, model)]
        return sorted(mine, key=lambda row: row.valid.lower) if hasattr(model, "valid") else mine

    def holding(self, model, day: dt.date):
        """The row of the day; else the last one."""
        rows = self.of(model)
        return next((row for row in rows if day in row.valid), rows[-1] if rows else None)


def line_of(unit: MemberUnit, day: dt.date, register) -> MemberLine:
    """The member as a row of the workbook."""
    line = MemberLine(code=unit.key, birth=unit.root.birth)
    for column, fact in FACTS.items():
        setattr(line, column, getattr(unit.root, fact) or None)
    membership: Membership = unit.holding(Membership, day)
    line.cell, line.since = register.code_by_id.get(membership.organization_id), membership.valid.lower
    tell_standing(line, unit)
    cards = [card for card in unit.of(Card) if card.valid.lower <= day]
    if cards:
        line.card, line.card_since = cards[-1].number, cards[-1].valid.lower
        line.old_card = cards[-2].number if len(cards) > 1 else None
    tell_life(line, unit, day, register)
    tell_status(line, unit, membership, day)
    return line


def tell_standing(line: MemberLine, unit: MemberUnit) -> None:
    """The last admission and the recognition that followed it."""
    admissions = [one for one in unit.of(Standing) if one.kind == StandingKind.PROBATIONARY]
    official = [one for one in unit.of(Standing) if one.kind == StandingKind.OFFICIAL]
    if admissions:
        last: Standing = admissions[-1]
        line.admitted_on, line.decided_on = last.valid.lower, last.decision_date
        line.decision_number, line.referrers = last.decision_number or None, last.referrers or None
    line.official_on = official[-1].valid.lower if official else None


def tell_life(line: MemberLine, unit: MemberUnit, day: dt.date, register) -> None:
    """What he has learned, works as, where he lives."""
    for column, subject in SUBJECTS.items():
        known = [s for s in unit.of(Schooling) if s.subject == subject and (s.since is None or s.since <= day)]
        last = max(known, key=lambda one: (one.since or dt.date.min, one.pk), default=None)
        setattr(line, column, (last.level, last.words) if last else None)
    work: Work | None = unit.holding(Work, day)
    place: LivingPlace | None = unit.holding(LivingPlace, day)
    line.occupation = work.occupation if work else None
    line.village = (
        (register.village_by_id.get(place.village_id) if place.village_id else place.words) if place else None
    )


def tell_status(line: MemberLine, unit: MemberUnit, membership: Membership, day: dt.date) -> None:
    """Whether he takes part, and since when not."""
    pause: Pause | None = next((one for one in unit.of(Pause) if day in one.valid), None)
    if membership.exit == Exit.DIED:
        line.status, line.status_since = Status.DIED, membership.last_day
    elif pause:
        line.status = Status.EXEMPTED if pause.kind == PauseKind.EXEMPTED else Status.SUSPENDED
        line.status_since = pause.valid.lower
    else:
        line.status = Status.ACTIVE
