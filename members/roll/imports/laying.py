"""Laying rows onto members: a new one gets all his dated rows; one who is on the roll gets what was not known."""

import datetime as dt
from collections.abc import Callable

from django.db.backends.postgresql.psycopg_any import DateRange

from members.roll.enums import Entry, Exit, PauseKind, Religion, StandingKind
from members.roll.imports.checking import DIFFERS, WHERE_TO_CHANGE
from members.roll.imports.lines import FACTS, SUBJECTS, MemberLine, MemberUnit, Status
from members.roll.models import Card, LivingPlace, Membership, Pause, Schooling, Standing, Work
from sinho.imports.findings import MISSING, WrongColumn
from sinho.text.dates import format_date

ONE_DAY = dt.timedelta(days=1)
# What may be filled in for a member of the roll while it is not known.
MAY_BE_FILLED = {
    *FACTS,
    *SUBJECTS,
    "card",
    "card_since",
    "old_card",
    "occupation",
    "village",
    "decided_on",
    "decision_number",
    "referrers",
}
NOT_OF_HIMSELF = {"code", "base", "until"}


def lay_new(unit: MemberUnit, line: MemberLine, register) -> set[str]:
    """A new member with his standing, cell and what else the row tells."""
    root = unit.root
    for column, fact in FACTS.items():
        value = getattr(line, column)
        setattr(root, fact, value if value is not None or fact == "joined_union_on" else "")
    root.religion = line.religion or Religion.NONE
    root.birth_year, root.birth_month, root.birth_day = line.birth.year, line.birth.month, line.birth.day
    ends = line.status_since + ONE_DAY if line.status == Status.DIED else None
    unit.rows += [*standings(unit, line, ends), membership(unit, line, ends, register), *cards(unit, line, ends)]
    unit.rows += [
        schooling(unit, subject, getattr(line, column)) for column, subject in SUBJECTS.items() if getattr(line, column)
    ]
    if line.occupation:
        unit.rows.append(Work(member=root, occupation=line.occupation, valid=DateRange(line.since, None)))
    if line.village:
        unit.rows.append(home(unit, line.village, line.since, register))
    if line.status in (Status.EXEMPTED, Status.SUSPENDED):
        kind = PauseKind.EXEMPTED if line.status == Status.EXEMPTED else PauseKind.SUSPENDED
        valid = DateRange(line.status_since, None)
        unit.rows.append(Pause(member=root, kind=kind, valid=valid, reason="Theo danh sách nhập"))
    return line.typed - NOT_OF_HIMSELF


def standings(unit: MemberUnit, line: MemberLine, ends: dt.date | None) -> list[Standing]:
    """Probationary from the ceremony, official from the official day on."""
    rows = [
        Standing(
            member=unit.root,
            kind=StandingKind.PROBATIONARY,
            valid=DateRange(line.admitted_on, line.official_on or ends),
            decision_number=line.decision_number or "",
            decision_date=line.decided_on,
            referrers=line.referrers or "",
        )
    ]
    if line.official_on:
        rows.append(Standing(member=unit.root, kind=StandingKind.OFFICIAL, valid=DateRange(line.official_on, ends)))
    return rows


def membership(unit: MemberUnit, line: MemberLine, ends: dt.date | None, register) -> Membership:
    """In the cell; admitted there when he came on the day of his admission, else known when the list was set up."""
    return Membership(
        member=unit.root,
        organization=register.tree.organizations[line.cell],
        valid=DateRange(line.since, ends),
        entry=Entry.ADMITTED if line.since == line.admitted_on else Entry.OPENING,
        exit=Exit.DIED if ends else "",
    )


def cards(unit: MemberUnit, line: MemberLine, ends: dt.date | None) -> list[Card]:
    """The card in use, and the one before it until it was exchanged."""
    rows = []
    if line.old_card:
        rows.append(Card(member=unit.root, number=line.old_card, valid=DateRange(line.official_on, line.card_since)))
    if line.card:
        rows.append(Card(member=unit.root, number=line.card, valid=DateRange(line.card_since, ends)))
    return rows


def schooling(unit: MemberUnit, subject: str, level: tuple[str, str]) -> Schooling:
    return Schooling(member=unit.root, subject=subject, level=level[0], words=level[1])


def home(unit: MemberUnit, village: str, since: dt.date, register) -> LivingPlace:
    found = register.village_by_code.get(village)
    return LivingPlace(member=unit.root, village=found, words="" if found else village, valid=DateRange(since, None))


def lay_known(unit: MemberUnit, line: MemberLine, register, said: Callable[[MemberLine, str], str]) -> set[str]:
    """Fill in what the roll does not know of a member; what differs is refused. `said`: a column in words."""
    touched = set()
    for column in sorted(line.typed - NOT_OF_HIMSELF):
        before, now = getattr(line.known, column), getattr(line, column)
        if before == now or (column in SUBJECTS and before and now and same_level(before, now)):
            continue
        if before is not None:
            raise WrongColumn(column, f"Danh sách đang ghi “{said(line.known, column)}”; {WHERE_TO_CHANGE}.", DIFFERS)
        if column not in MAY_BE_FILLED:
            raise WrongColumn(column, f"Danh sách chưa ghi việc này; {WHERE_TO_CHANGE}.", DIFFERS)
        touched.add(column)
    for column in touched & FACTS.keys():
        setattr(unit.root, FACTS[column], getattr(line, column))
    fill_standing(unit, line, touched)
    fill_life(unit, line, touched, register)
    return touched


def same_level(before: tuple[str, str], now: tuple[str, str]) -> bool:
    """The same level, told in the same words or in none."""
    return before[0] == now[0] and (not now[1] or before[1] == now[1])


def fill_standing(unit: MemberUnit, line: MemberLine, touched: set[str]) -> None:
    """The paper of the last admission."""
    last = [one for one in unit.of(Standing) if one.kind == StandingKind.PROBATIONARY][-1:]
    for standing in last:
        if "decided_on" in touched:
            standing.decision_date = line.decided_on
        if "decision_number" in touched:
            standing.decision_number = line.decision_number
        if "referrers" in touched:
            standing.referrers = line.referrers


def fill_life(unit: MemberUnit, line: MemberLine, touched: set[str], register) -> None:
    """Card, schooling, work and home that were not known: the last two from today on."""
    if "card" in touched:
        if line.official_on is None:
            raise WrongColumn("card", "Chỉ đảng viên chính thức có thẻ.", DIFFERS)
        if line.card_since is None:
            text = f"Danh sách chưa ghi thẻ nào; ghi ngày cấp thẻ (ngày chính thức là {format_date(line.official_on)})."
            raise WrongColumn("card_since", text, MISSING)
        unit.rows += cards(unit, line, None)
    unit.rows += [
        schooling(unit, subject, getattr(line, column)) for column, subject in SUBJECTS.items() if column in touched
    ]
    if "occupation" in touched:
        valid = DateRange(register.day, None)
        unit.rows.append(Work(member=unit.root, occupation=line.occupation, valid=valid))
    if "village" in touched:
        unit.rows.append(home(unit, line.village, register.day, register))
