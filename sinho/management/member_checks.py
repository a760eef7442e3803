"""The part of `check_data` about members and admission: what could only have come from outside the application."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from cells.organizations.models import Organization
from members.admissions.models import Case, CaseHandover, CaseStep, read_items
from members.admissions.rules.path import CaseFacts, read
from members.admissions.rules.steps import Attempt, why_not
from members.roll.citizen import disagreements
from members.roll.enums import StandingKind
from members.roll.models import LivingPlace, Member, Membership, OfficeHolder, Standing
from members.roll.models.office import left_behind, outside_the_party
from members.roll.models.pairs import Pairs, numbers_disagreeing
from members.roll.offices import TermRow, linked_rows
from sinho.text.dates import format_date

# Memberships that are not covered by the life of their cell, or by the time in the Party.
OUTSIDE = """
SELECT m.* FROM members_membership m WHERE NOT coalesce((
    SELECT range_agg(s.valid) FROM cells_organizationstate s
    WHERE s.organization_id = m.organization_id
    AND s.kind IN ('grassroots_cell', 'subordinate_cell')) @> m.valid, false)
OR NOT coalesce((
    SELECT range_agg(t.valid) FROM members_standing t WHERE t.member_id = m.member_id) @> m.valid, false)
ORDER BY m.id
"""


def membership_outside(day: dt.date) -> Iterator[str]:
    for one in Membership.objects.raw(OUTSIDE).prefetch_related("member"):
        since = format_date(one.since)
        yield f"{one.member.full_name} sinh hoạt từ {since} ngoài thời gian của chi bộ hoặc của tư cách."


def case_of_ended_cell(day: dt.date) -> Iterator[str]:
    """Cases before the admission whose cell is not there any more: they have to be handed over."""
    for item in read_items(Case.objects.going_on(day).filter(member__isnull=True), day):
        if item.cell_ended:
            yield f"Hồ sơ kết nạp {item.case.full_name} còn ở {item.cell} đã kết thúc, chưa bàn giao."


def rules_at(item, handed: list[CaseHandover], step: CaseStep):
    """The path that the case had when the step was written: of a cell that gave it away since, or the present one."""
    before = next((one for one in handed if one.case_id == item.case.pk and one.at >= step.at), None)
    return read(before.path_before) if before else item.case.rules


def case_against_rules(day: dt.date) -> Iterator[str]:
    """Steps that the rules of their case would not have let be written."""
    handed = list(CaseHandover.objects.filter(path_before__isnull=False).order_by("pk"))
    for item in read_items(Case.objects.all(), day):
        done = []
        for step in item.steps:
            rules = rules_at(item, handed, step)
            facts = CaseFacts(item.case.birth, item.case.schooling, item.case.mountain, tuple(done))
            facts = CaseFacts(**{**vars(facts), "elder": item.case.elder, "left_party_on": item.case.left_party_on})
            attempt = Attempt(step.step, step.on, step.number, step.people, step.people, step.done.votes)
            for why in why_not(rules, facts, attempt, day):
                yield f"Hồ sơ {item.case.full_name}, ngày {format_date(step.on)}: {why}"
            done.append(step.done)


def probation_over(day: dt.date) -> Iterator[str]:
    """Probationers whose year is over for more than half a year."""
    long_ago = day - dt.timedelta(days=547)
    rows = Standing.objects.on(day).filter(kind=StandingKind.PROBATIONARY, valid__startswith__lte=long_ago)
    here = Membership.objects.on(day).filter(member=OuterRef("member"))
    for one in rows.filter(Exists(here)).select_related("member").order_by("member__sort_key", "pk"):
        yield f"{one.member.full_name} là đảng viên dự bị từ {format_date(one.valid.lower)}, chưa xét chính thức."


def same_person(day: dt.date) -> Iterator[str]:
    """Records that may be about one person and were not noted as two people, also of those who have left."""
    pairs = Pairs(Organization.objects.values_list("pk", flat=True))[0:]
    members = Member.objects.in_bulk({pk for pair in pairs for pk in pair})
    for first, second in pairs:
        who = members[first]
        yield f"{who.full_name}, sinh {who.birth}: hồ sơ mã {first} và mã {second} có thể là của một người."


def home_in_no_village(day: dt.date) -> Iterator[str]:
    """Members of the day whose village does not exist on it."""
    rows = LivingPlace.objects.on(day).filter(village__isnull=False)
    rows = rows.exclude(village__states__valid__contains=day).select_related("member", "village")
    for one in rows.order_by("member__sort_key", "pk"):
        yield f"{one.member.full_name} ở bản {one.village.code}, bản không có vào ngày {format_date(day)}."


def under_age(day: dt.date) -> Iterator[str]:
    """Members admitted before they were eighteen, by the years alone."""
    rows = Standing.objects.filter(kind=StandingKind.PROBATIONARY, valid__startswith__lte=day)
    young = Q(valid__startswith__year__lt=F("member__birth_year") + 18)
    for one in rows.filter(young).select_related("member").order_by("member__sort_key", "pk"):
        who, since = one.member, format_date(one.valid.lower)
        yield f"{who.full_name}, sinh {who.birth}, vào Đảng {since} khi chưa đủ 18 tuổi."


def number_against_record(day: dt.date) -> Iterator[str]:
    """Members of the day whose identity number says another sex, another year of birth, or no province."""
    here = Membership.objects.on(day).filter(member=OuterRef("pk"))
    for one in numbers_disagreeing().filter(Exists(here)).order_by("sort_key", "pk"):
        for sentence in disagreements(one.identity_number, one.sex, one.birth_year):
            yield f"{one.full_name}, sinh {one.birth}: {sentence}"


def office_outside_party(day: dt.date) -> Iterator[str]:
    """Offices linked to somebody who was not in the Party when the term began."""
    for row in linked_rows(outside_the_party().order_by("member__sort_key", "pk"), day):
        yield f"{told_office(row)}: ngày nhận chức vụ không phải là đảng viên."


def office_left_behind(day: dt.date) -> Iterator[str]:
    """Offices that run although their holder is in no cell of the organisation any more."""
    for row in linked_rows(left_behind(OfficeHolder.objects.all(), day), day):
        yield f"{told_office(row)}: chức vụ chưa kết thúc, nhưng không còn sinh hoạt trong tổ chức ấy."


def told_office(row: TermRow) -> str:
    """“Lò Văn An, Bí thư, Chi bộ bản Nà Tăm, từ 03/02/2004”."""
    officer = row.officer
    since = format_date(officer.held.lower)
    return f"{row.link.member.full_name}, {officer.get_office_display()}, {row.place}, từ {since}"
