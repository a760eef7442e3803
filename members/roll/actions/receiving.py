"""A member comes onto the roll: from elsewhere, restored, or known from before the roll was kept."""

import datetime as dt
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.models import Organization
from members.roll.enums import Entry, StandingKind
from members.roll.models import Member, Membership, Standing
from members.roll.rules import BirthDate, why_not_admitted_then
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

# How somebody comes who is a member already.
COMING = (Entry.FROM_PROVINCE, Entry.FROM_DISTRICT, Entry.RESTORED, Entry.OPENING)


@dataclass(frozen=True)
class Person:
    """Who somebody is, as the first page of the member sheet says."""

    full_name: str
    sex: str
    birth: BirthDate
    ethnicity: str
    religion: str = "none"
    other_names: str = ""
    birth_place: str = ""
    home_place: str = ""
    file_number: str = ""
    identity_number: str = ""
    joined_union_on: dt.date | None = None

    def columns(self) -> dict:
        """The columns of `Member`."""
        facts = {name: value for name, value in vars(self).items() if name != "birth"}
        return facts | {"birth_year": self.birth.year, "birth_month": self.birth.month, "birth_day": self.birth.day}


@dataclass(frozen=True)
class PartyFacts:
    """When and by which decision somebody was admitted; the official day when there is one."""

    admitted_on: dt.date
    official_on: dt.date | None = None
    decided_on: dt.date | None = None
    decision_number: str = ""
    issuer: str = ""


@atomic_or_refused()
def receive(*, person: Person, party: PartyFacts, cell: Organization, since: dt.date, entry: str, by) -> Member:
    """Put a member onto the roll in a cell from a day on."""
    if problem := person.birth.problem():
        raise Refused(problem)
    if since > clock.today():
        raise Refused(f"Ngày tiếp nhận {format_date(since)} chưa đến.")
    reasons = why_not_admitted_then(person.birth, party.admitted_on, party.official_on, party.decided_on, since)
    if reasons:
        raise Refused(reasons)
    member = former_member(person) or Member.objects.create(**person.columns())
    refuse_twin(member, cell, since)
    add_standing(member, party)
    Membership.objects.create(member=member, organization=cell, valid=DateRange(since, None), entry=entry)
    record(
        by=by,
        did="member.received",
        said=f"Tiếp nhận đảng viên {member.full_name} từ {format_date(since)}: {Entry(entry).label.lower()}",
        on=member,
        organization=cell.named(since),
        after=facts_of(member) | {"admitted_on": party.admitted_on, "official_on": party.official_on},
    )
    return member


def former_member(person: Person) -> Member | None:
    """Who was on the roll before under this identity number and is not any more; refused when he still is."""
    found = Member.objects.filter(identity_number=person.identity_number).exclude(identity_number="").first()
    if found and Membership.objects.filter(member=found, valid__upper_inf=True).exists():
        raise Refused("Số căn cước, chứng minh này đã ghi cho một đảng viên khác đang sinh hoạt.")
    return found


def refuse_twin(member: Member, cell: Organization, since: dt.date) -> None:
    """The same name and birth in the same cell is the same person, unless a number tells them apart."""
    names = ("full_name", "birth_year", "birth_month", "birth_day")
    same = Membership.objects.on(since).filter(organization=cell).exclude(member=member)
    same = same.filter(**{f"member__{name}": getattr(member, name) for name in names})
    if not member.identity_number and same.exists():
        raise Refused(
            f"{member.full_name}, sinh {member.birth}, đã có trong danh sách của chi bộ này; nếu là người khác thì ghi "
            "thêm số căn cước, chứng minh."
        )


def add_standing(member: Member, party: PartyFacts) -> None:
    """Probationary from the ceremony, official from the official day on; what is known of him already stays."""
    if Standing.objects.filter(member=member, valid__upper_inf=True).exists():
        return
    Standing.objects.create(
        member=member,
        kind=StandingKind.PROBATIONARY,
        valid=DateRange(party.admitted_on, party.official_on),
        decision_number=party.decision_number,
        decision_date=party.decided_on,
        issuer=party.issuer,
    )
    if party.official_on:
        Standing.objects.create(
            member=member, kind=StandingKind.OFFICIAL, valid=DateRange(party.official_on, None, "[)")
        )


IDENTITY = (
    "full_name",
    "other_names",
    "sex",
    "birth_year",
    "birth_month",
    "birth_day",
    "ethnicity",
    "religion",
    "birth_place",
    "home_place",
    "joined_union_on",
    "file_number",
)


def facts_of(member: Member) -> dict:
    """The member as the log keeps him; numbers only in their last digits."""
    return {name: getattr(member, name) for name in IDENTITY} | {"identity_number": member.masked_identity}
