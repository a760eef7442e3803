"""What the yearly update sheet brings (form 3-HSĐV): schooling, work, home, card; and corrections by decision."""

import datetime as dt
from dataclasses import replace

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.places.models import Village
from members.roll.actions.moving import Paper, end, hold, refuse_future
from members.roll.actions.reading import place_of
from members.roll.actions.receiving import Person, facts_of
from members.roll.enums import LEVELS, Occupation, StandingKind, Subject
from members.roll.models import Card, LivingPlace, Member, Schooling, Standing, Work
from members.roll.rules import dated, why_not_admitted_then
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


def note(member: Member, did: str, said: str, by, **more) -> None:
    record(by=by, did=f"member.{did}", said=said, on=member, organization=place_of(member), **more)


@atomic_or_refused()
def learn(*, member: Member, subject: str, level: str, words: str, mode: str, since: dt.date | None, by) -> Schooling:
    """A level in a subject from a day on (unknown: it was brought along). What was known before stays."""
    refuse_future(since)
    if level not in dict(LEVELS[subject]) and LEVELS[subject]:
        raise Refused(f"Chọn trình độ của môn {Subject(subject).label.lower()} trong danh mục.")
    schooling = Schooling.objects.create(
        member=member,
        subject=subject,
        level=level if LEVELS[subject] else "",
        words=words.strip(),
        mode=mode.strip(),
        since=since,
    )
    said = f"{member.full_name}, {Subject(subject).label.lower()}: {schooling}"
    note(member, "learned", said, by, after={"subject": subject, "level": level, "words": words, "since": since})
    return schooling


def begin(model, member: Member, since: dt.date, **facts):
    """The row of the member that is so from `since` on; the one before ends the day before."""
    refuse_future(since)
    hold(member)
    if since < member.birth.earliest:
        raise Refused(f"Ngày {format_date(since)} trước ngày sinh {member.birth}.")
    rows = list(model.objects.select_for_update().filter(member=member).order_by("valid"))
    if any(row.valid.lower >= since for row in rows):
        raise Refused(f"Đã ghi thay đổi từ ngày {format_date(since)} hoặc sau đó; đồng chí chọn ngày sau ngày ấy.")
    end([row for row in rows if row.valid.upper is None or row.valid.upper > since], since)
    return model.objects.create(member=member, valid=DateRange(since, None), **facts)


@atomic_or_refused()
def work_as(*, member: Member, occupation: str, words: str, since: dt.date, by) -> Work:
    """Works as this from a day on."""
    work = begin(Work, member, since, occupation=occupation, words=words.strip())
    said = f"{member.full_name} làm {Occupation(occupation).label.lower()} từ {format_date(since)}"
    note(member, "worked", said, by, after={"occupation": occupation, "words": words, "since": since})
    return work


@atomic_or_refused()
def live_in(*, member: Member, village: Village | None, words: str, since: dt.date, by) -> LivingPlace:
    """Lives there from a day on."""
    place = begin(LivingPlace, member, since, village=village, words="" if village else words.strip())
    where = f"bản {village.states.order_by('valid').last().name}" if village else words.strip()
    note(member, "lived", f"{member.full_name} ở {where} từ {format_date(since)}", by, after={"since": since})
    return place


@atomic_or_refused()
def give_card(*, member: Member, number: str, since: dt.date, decision_number: str, by) -> Card:
    """A card from a day on; an earlier one ends with it, its number stays."""
    if not Standing.objects.on(since).filter(member=member, kind=StandingKind.OFFICIAL).exists():
        raise Refused("Chỉ phát thẻ cho đảng viên chính thức.")
    card = begin(Card, member, since, number=number, decision_number=decision_number.strip())
    note(member, "card_given", f"Phát thẻ {card.masked} cho {member.full_name}, {format_date(since)}", by)
    return card


@atomic_or_refused()
def correct(*, member: Member, person: Person, paper: Paper, by) -> None:
    """Mend who somebody is, by a decision and for a reason; before and after stay in the log (member sheet, 38-HD)."""
    if not paper.number.strip() or paper.date is None or not paper.reason.strip():
        raise Refused("Sửa lý lịch phải có số, ngày quyết định và lý do.")
    refuse_future(paper.date)
    if problem := person.birth.problem():
        raise Refused(problem)
    member = Member.objects.select_for_update().get(pk=member.pk)
    first = member.standings.order_by("valid").first()
    if first and (reasons := why_not_admitted_then(person.birth, first.valid.lower, None, None, first.valid.lower)):
        raise Refused(reasons)
    if person.joined_union_on and person.joined_union_on <= person.birth.earliest:
        raise Refused(f"Ngày vào Đoàn {format_date(person.joined_union_on)} trước ngày sinh {person.birth}.")
    before, number = facts_of(member), member.identity_number
    person = replace(person, identity_number=person.identity_number or number)
    for name, value in person.columns().items():
        setattr(member, name, value)
    after = facts_of(member)
    changed = {name for name in after if before[name] != after[name]}
    if number != member.identity_number:
        changed.add("identity_number")
    if not changed:
        raise Refused("Chưa có gì khác so với hồ sơ.")
    member.save()
    by_which = dated(paper.number.strip(), paper.date)
    said = f"Sửa lý lịch {member.full_name} theo {by_which}: {paper.reason.strip()}"
    note(
        member,
        "corrected",
        said,
        by,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed} | {"paper": paper.number.strip()},
    )
