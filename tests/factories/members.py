"""Members for tests: who they are, since when in which cell."""

import datetime as dt
import itertools

from cells.organizations.models import Organization
from members.roll.enums import Entry, StandingKind
from members.roll.models import Card, LivingPlace, Member, Membership, Pause, Schooling, Standing, Work
from tests.factories.organizations import LONG_AGO, period

_numbers = itertools.count(1)


def member(
    cell: Organization,
    name: str = "Lò Văn Thử",
    *,
    admitted: dt.date = dt.date(2004, 2, 3),
    official: dt.date | None = dt.date(2005, 2, 3),
    since: dt.date | None = None,
    until: dt.date | None = None,
    entry: str = Entry.ADMITTED,
    exit: str = "",
    decided: dt.date | None = None,
    **facts,
) -> Member:
    """A member of the cell since the admission (or `since`), to the last day `until`, left because of `exit`."""
    facts = {"sex": "male", "birth_year": 1975, "ethnicity": "eth_thai", **facts}
    created = Member.objects.create(full_name=name, **facts)
    in_party_until = until if exit in ("died", "expelled", "removed", "resigned") else None
    before = official - dt.timedelta(days=1) if official else in_party_until
    Standing.objects.create(
        member=created, kind=StandingKind.PROBATIONARY, valid=period(admitted, before), decision_date=decided
    )
    if official:
        Standing.objects.create(member=created, kind=StandingKind.OFFICIAL, valid=period(official, in_party_until))
    Membership.objects.create(
        member=created, organization=cell, valid=period(since or max(admitted, LONG_AGO), until), entry=entry, exit=exit
    )
    return created


def probationer(
    cell: Organization, name: str = "Tao Thị Mới", admitted: dt.date = dt.date(2009, 5, 19), **facts
) -> Member:
    return member(cell, name, admitted=admitted, official=None, **facts)


def moved(who: Member, to: Organization, on: dt.date) -> Membership:
    """From his cell into another one of the district on that day."""
    last = who.memberships.latest("valid")
    last.valid, last.exit = period(last.since, on - dt.timedelta(days=1)), "within"
    last.save()
    return Membership.objects.create(member=who, organization=to, valid=period(on), entry=Entry.WITHIN)


def exempted(who: Member, since: dt.date = dt.date(2008, 1, 1), until: dt.date | None = None) -> Pause:
    return Pause.objects.create(member=who, kind="exempted", valid=period(since, until), reason="Tuổi cao, sức yếu")


def learned(who: Member, subject: str, level: str, since: dt.date | None = None, words: str = "") -> Schooling:
    return Schooling.objects.create(member=who, subject=subject, level=level, since=since, words=words)


def card(who: Member, number: str = "", since: dt.date = dt.date(2005, 4, 1)) -> Card:
    return Card.objects.create(member=who, number=number or f"{45000000 + next(_numbers)}", valid=period(since))


def works(who: Member, occupation: str, since: dt.date = LONG_AGO, until: dt.date | None = None) -> Work:
    return Work.objects.create(member=who, occupation=occupation, valid=period(since, until))


def lives(who: Member, village=None, words: str = "", since: dt.date = LONG_AGO, until: dt.date | None = None):
    return LivingPlace.objects.create(member=who, village=village, words=words, valid=period(since, until))
