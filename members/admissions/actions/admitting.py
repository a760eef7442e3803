"""What the ceremony and the recognition write on the roll (A4)."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.models import Organization
from members.admissions.actions.facts import Taken, person_of
from members.admissions.models import Case
from members.roll.actions.moving import Paper, end, recognise
from members.roll.actions.receiving import former_member
from members.roll.enums import Entry, StandingKind, Subject
from members.roll.models import LivingPlace, Member, Membership, Schooling, Standing, Work
from members.roll.rules import months_later
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date

ISSUER = "Ban Thường vụ Huyện ủy"


def admit(case: Case, taken: Taken, by) -> Member:
    """The ceremony: from that day a probationary member of the cell. The Party age runs from the decision."""
    handed = case.handovers.order_by("on").last()
    if handed and taken.on < handed.on:
        day = format_date(handed.on)
        raise Refused(f"Hồ sơ bàn giao cho chi bộ này ngày {day}; lễ kết nạp ở đây không thể trước ngày ấy.")
    decision = case.steps.in_force().filter(step="decision", passed=True).latest("id")
    referrals = case.steps.in_force().filter(step="referrals", passed=True).last()
    period = DateRange(taken.on, None)
    person = person_of(case)
    member = former_member(person) or struck_member(case) or Member.objects.create(**person.columns())
    Standing.objects.create(
        member=member,
        kind=StandingKind.PROBATIONARY,
        valid=period,
        decision_number=decision.number,
        decision_date=decision.on,
        issuer=ISSUER,
        referrers=referrals.people if referrals else "",
    )
    cell = Organization.objects.get(pk=case.place_id)
    Membership.objects.create(member=member, organization=cell, valid=period, entry=Entry.ADMITTED)
    write_sheet(member, case, taken.on)
    case.member = member
    case.save(update_fields=["member"])
    record(
        by=by,
        did="member.admitted",
        said=f"Kết nạp {member.full_name} ngày {format_date(taken.on)}, quyết định {decision.number}",
        on=member,
        organization=cell.named(taken.on),
        after={"admitted_on": taken.on, "decision": decision.number, "decided_on": decision.on},
    )
    return member


def struck_member(case: Case) -> Member | None:
    """The record that a ceremony of this case had made before it was struck out, if nobody took it up since."""
    struck = case.steps.filter(member__isnull=False).order_by("-id").first()
    free = struck and not Membership.objects.filter(member=struck.member, valid__upper_inf=True).exists()
    return struck.member if free else None


def write_sheet(member: Member, case: Case, on: dt.date) -> None:
    """Schooling, work and home as the case knows them; of a former member only what was not written yet.

    What begins on the day of the ceremony or later was written by somebody who knew better.
    """
    known = member.schoolings.filter(subject=Subject.GENERAL)
    if not known.filter(level=case.schooling).exists():
        since = on if known.exists() else None
        Schooling.objects.create(
            member=member, subject=Subject.GENERAL, level=case.schooling, words=case.schooling_words, since=since
        )
    for model, facts in (
        (Work, {"occupation": case.occupation}),
        (LivingPlace, {"village_id": case.village_id} if case.village_id else None),
    ):
        if facts and not model.objects.filter(member=member, valid__startswith__gte=on).exists():
            end(model.objects.filter(member=member, valid__upper_inf=True), on)
            model.objects.create(member=member, valid=DateRange(on, None), **facts)


def recognise_member(case: Case, taken: Taken, by) -> None:
    """The recognition: official from 12 months after the ceremony, whenever it is decided."""
    months = case.rules.eligibility["probation_months"]
    day = case.steps.in_force().filter(step=case.rules.admitting.code, passed=True).latest("id").on
    paper = Paper(taken.number, taken.on, ISSUER)
    recognise(member=case.member, on=months_later(day, months), paper=paper, by=by, through_case=True)
