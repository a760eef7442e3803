"""Form 9C: the leaders of the communes on a day, by the offices in Party committees and by the posts of the staff."""

from collections.abc import Iterable
from dataclasses import dataclass

from cadres.staff import titles
from cadres.staff.actions.facts import COMMUNES
from cadres.staff.models import Post
from cadres.statistics.report.gather import (
    NO_RECORD,
    Person,
    Sight,
    facts_of,
    level_words,
    member_facts,
    who_texts,
)
from cadres.statistics.report.matrix import Counted, matrix
from cadres.statistics.sets import sets
from cells.organizations.enums import GRASSROOTS
from cells.organizations.models import Officer, OrganizationState
from members.roll.enums import Ethnicity, Sex, Subject
from members.roll.models import Member, OfficeHolder
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.periods import day_words
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope
from sinho.documents.reports import Asked, Listed
from sinho.text.folding import fold

CODE = "form-9c"
COLUMNS = ("Ngày sinh", "Giới", "Dân tộc", "Xã", "Chức vụ", "Chuyên môn", "Lý luận", "Hồ sơ")
NOTES = (
    "Cột cấp ủy lấy theo chức vụ trong đảng ủy xã; tuổi, trình độ lấy theo hồ sơ đảng viên đã gắn với chức vụ.",
    "Người có chức vụ chưa gắn hồ sơ vẫn tính vào tổng số và ghi ở mục 5; các mục còn lại không có họ.",
    "Cột Hội đồng nhân dân, Ủy ban nhân dân, Mặt trận, đoàn thể lấy theo danh sách cán bộ xã.",
    "Một người giữ nhiều chức vụ tính ở mỗi cột một lần. Tuổi là tuổi tròn; trình độ tính mức cao nhất.",
)


@dataclass(frozen=True)
class Leader(Person):
    """Holds an office of the committee, or a title."""

    office: str = ""
    title: str = ""


def committees(sight: Sight) -> list[int]:
    """Party committees of communes that exist on the day."""
    states = OrganizationState.objects.on(sight.day).filter(organization__among=sight.organization_ids)
    states = states.filter(kind__in=GRASSROOTS, type__in=COMMUNES)
    return list(states.values_list("organization_id", flat=True))


def officers(sight: Sight) -> Iterable[Leader]:
    """Everybody with an office in one of the committees, linked or not: six queries."""
    found = Officer.objects.filter(organization__among=committees(sight), held__contains=sight.day)
    found = list(found.order_by("sort_key", "pk"))
    links = OfficeHolder.objects.in_force().filter(officer__among=Ids([one.pk for one in found]))
    holders = dict(links.values_list("officer_id", "member_id"))
    known = member_facts(set(holders.values()), sight.day)
    seen = Member.objects.in_scope(sight.scope, Permission.VIEW_MEMBERS).filter(pk__among=Ids(known))
    visible = frozenset(seen.values_list("pk", flat=True))
    for officer in found:
        where, said = officer.organization_id, officer.get_office_display()
        place = sight.names[where]
        if officer.pk not in holders:
            texts = ("", "", "", place, said, "", "", NO_RECORD)
            who = (where, fold(officer.person_name))
            yield Leader(who, Listed(where, officer.person_name, texts), office=officer.office)
            continue
        member, facts = known[holders[officer.pk]]
        listed = shown_member(where, place, said, member, facts, visible)
        yield Leader(("member", member.pk), listed, **facts, office=officer.office)


def shown_member(where: int, place: str, said: str, member: Member, facts, visible) -> Listed:
    """How a list shows him; what the roll says of him only to who may see it."""
    if member.pk not in visible:
        return Listed(where, member.full_name, ("", "", "", place, said, "", "", "đồng chí không xem được"), "")
    who = (str(member.birth), Sex(member.sex).label, Ethnicity(member.ethnicity).label)
    levels = (level_words(one, facts[one]) for one in (Subject.PROFESSIONAL, Subject.THEORY))
    return Listed(where, member.full_name, (*who, place, said, *levels, "đảng viên"), "members:member", member.pk)


def holders_of(sight: Sight, codes: Iterable[str]) -> Iterable[Leader]:
    """Everybody with one of these titles on the day: five queries."""
    posts = Post.objects.on(sight.day).filter(organization__among=sight.organization_ids, title__in=codes)
    held = list(posts.order_by("valid", "pk"))
    rows = sight.rows({one.cadre_id for one in held})
    order = {pk: place for place, pk in enumerate(rows)}
    for post in sorted(held, key=lambda one: order[one.cadre_id]):
        row = rows[post.cadre_id]
        facts = facts_of(row) | {"linked": True}  # the record of the staff says all that is asked
        levels = (level_words(one, facts[one]) for one in (Subject.PROFESSIONAL, Subject.THEORY))
        said = titles.named(post.title, sight.day)
        texts = (*who_texts(row), sight.names[post.organization_id], said, *levels, "cán bộ xã")
        listed = Listed(post.organization_id, row.cadre.full_name, texts, sight.view_of(row.cadre), row.cadre.pk)
        yield Leader(("cadre", row.cadre.pk), listed, **facts, title=post.title)


def build(scope: Scope, asked: Asked) -> FormReport:
    """Form 9C; the same number of queries however many leaders."""
    head, day = head_of(CODE, asked, sets()), asked.counted_on
    sight = Sight(scope, asked.organization_id, day)
    wanted = [code for column in head.spec.columns for code in codes_in(column.fits.get("title", ()))]
    people = [*officers(sight), *holders_of(sight, wanted)]
    words = day_words(day)
    counted = Counted(people, words, head.spec.columns, once=True)
    sheets = (matrix(head.spec, counted),)
    return FormReport(**vars(head), period=words, sheets=sheets, columns=COLUMNS, notes=NOTES)


def codes_in(said) -> list[str]:
    return [said] if isinstance(said, str) else list(said)
