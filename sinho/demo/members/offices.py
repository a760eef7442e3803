"""Which members hold the offices of the demo: nearly all terms are linked, some wait, a few should be ended."""

import datetime as dt

from cells.organizations.enums import HowTaken, Office
from cells.organizations.models import Officer
from members.roll.enums import Exit
from members.roll.models import Member, OfficeHolder
from members.roll.models.office import Place, inside
from sinho.accounts.models import User
from sinho.demo.members.growth import Growth
from sinho.demo.members.lives import Life
from sinho.demo.plan import DEMO_DAY, chance
from sinho.demo.register import period
from sinho.demo.trail import moment

WRITTEN_ON = dt.date(2009, 10, 6)
WAITING = 0.05
# Of this committee two terms wait, so that its secretary has something to see.
OWN, OWN_WAITING = "SH-NT", 2
# Deputies who left their cell after that day, one of each way, and whose office nobody has ended.
LEFT_AFTER = dt.date(2009, 8, 1)
WAYS = (Exit.DIED, Exit.WITHIN, Exit.TO_PROVINCE)
TOOK_OFFICE = dt.date(2008, 3, 25)


def write_offices(growth: Growth, members: list[Member], staff: User) -> None:
    """Officers and members of one name are one person: the first members of a cell were named after its officers."""
    pairs = list(zip(members, growth.lives, strict=True))
    holders = {life.name: member for member, life in pairs if life.office}
    terms = [
        (officer, holders[officer.person_name])
        for officer in growth.groups.officers.officers
        if officer.person_name in holders
    ]
    later = {officer.pk for officer, _ in waiting(terms, growth)}
    terms = [(officer, member) for officer, member in fitting(terms) if officer.pk not in later]
    at = moment(WRITTEN_ON, chance("offices written"))
    links = [*terms, *forgotten(growth, pairs)]
    OfficeHolder.objects.bulk_create(OfficeHolder(officer=one, member=who, at=at, by=staff) for one, who in links)


def fitting(terms: list[tuple[Officer, Member]]) -> list[tuple[Officer, Member]]:
    """Those whose holder was in the organisation when the term began."""
    asked = {(one.pk, who.pk): Place(who.pk, one.organization_id, one.held.lower) for one, who in terms}
    there = inside(asked.values())
    return [(one, who) for one, who in terms if asked[one.pk, who.pk] in there]


def waiting(terms: list[tuple[Officer, Member]], growth: Growth) -> list[tuple[Officer, Member]]:
    """Those that are still to be linked: two of one committee, and some anywhere."""
    source = chance("offices")
    own = growth.groups.register.organizations[OWN].pk
    mine = [pair for pair in terms if pair[0].organization_id == own and pair[0].office == Office.COMMITTEE_MEMBER]
    return mine[:OWN_WAITING] + [pair for pair in terms if source.random() < WAITING]


def forgotten(growth: Growth, pairs: list[tuple[Member, Life]]) -> list[tuple[Officer, Member]]:
    """Deputies of cells who have died or gone elsewhere and still stand as deputies."""
    found = []
    for way in WAYS:
        member, life = next(pair for pair in pairs if fits(pair[1], way))
        stay = next(one for one in life.stays if one.exit == way and one.until and one.until > LEFT_AFTER)
        since = max(TOOK_OFFICE, stay.since)
        number = chance(f"deputy {way}").randint(3, 180)
        officer = Officer.objects.create(
            organization=growth.groups.register.organizations[stay.cell],
            person_name=life.name,
            office=Office.DEPUTY_SECRETARY,
            held=period(since, None),
            how=HowTaken.APPOINTED,
            decision_number=f"{number}-QĐ/ĐU",
        )
        found.append((officer, member))
    return found


def fits(life: Life, way: str) -> bool:
    """Whether somebody left his last cell this way in the last months, after long enough there to be its deputy."""
    left = [one for one in life.stays if one.exit == way and one.until and LEFT_AFTER < one.until <= DEMO_DAY]
    return bool(left) and not life.office and left[-1].since < TOOK_OFFICE and life.official_on is not None
