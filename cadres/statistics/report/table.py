"""The quality table of the staff: rows and sets of columns as one chooses, on any day, beside an earlier one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cadres.staff import titles
from cadres.staff.enums import StaffSubject, TitleGroup
from cadres.staff.models import Post
from cadres.staff.models.reading import Row
from cadres.staff.rules import STAFF
from cadres.statistics.report.gather import Person, Sight, facts_of, who_texts
from cadres.statistics.report.matrix import Counted, matrix
from cadres.statistics.rules.table import COMMUNES, GROUPS, ROWS, TITLES, chosen_columns
from cadres.statistics.sets import column_sets, sets
from cells.organizations.models import OrganizationState
from members.roll.enums import Subject
from members.roll.models import Standing
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.periods import day_words
from members.statistics.rules.rows import RowSpec
from sinho.accounts.scope import Ids, Scope
from sinho.documents.reports import Asked, Figure, Listed, Option
from sinho.refusal import Refused
from sinho.text.dates import format_date, parse_date

CODE = "cadre-quality-table"
LAST = (len(TitleGroup.values), 0)
LISTED = ("Ngày sinh", "Giới", "Dân tộc", "Xã", "Chức danh", "Học vấn", "Chuyên môn", "Lý luận")
FIRST = dict(ROWS)
IN_WORDS = (StaffSubject.STATE_MANAGEMENT, Subject.COMPUTING, Subject.LANGUAGE, Subject.ETHNIC_LANGUAGE)
NOTES = (
    "Người giữ nhiều chức danh tính một lần, ở chức danh đứng trước trong danh mục.",
    "Đảng viên: người đã gắn với hồ sơ đảng viên và ở trong Đảng ngày ấy; người chưa gắn hồ sơ ghi ở cột riêng.",
    "Trình độ tính mức cao nhất đã đạt; quản lý nhà nước, tin học, ngoại ngữ, tiếng dân tộc tính người đã ghi có học.",
)


def options() -> tuple[Option, ...]:
    """What one chooses: rows, whom it counts, sets of columns, the earlier day."""
    found = column_sets()
    usual = tuple(one.code for one in found if one.usual)
    columns = tuple((one.code, one.label) for one in found)
    return (
        Option("hang", "Dòng theo", ROWS, default=(TITLES,)),
        Option("so_voi", "So với ngày (có thể bỏ trống)"),
        Option("nhom", "Nhóm được tính", tuple(TitleGroup.choices), several=True, default=tuple(map(str, STAFF))),
        Option("cot", "Cột hiện trong biểu", columns, several=True, default=usual),
    )


@dataclass(frozen=True)
class Staffer(Person):
    """Somebody on the staff: the first of his titles with its group, commune, what he has learned beside levels."""

    group: str = ""
    title: str = ""
    commune: int = 0
    party: bool | None = None
    state_management: bool = False
    computing: bool = False
    language: bool = False
    ethnic_language: bool = False
    beside: tuple[str, ...] = ()


def staff_on(sight: Sight, groups: Sequence[str]) -> list[Staffer]:
    """Those of the groups on the day, in the order of names: six queries."""
    posts = Post.objects.on(sight.day).filter(organization__among=sight.organization_ids)
    rows = sight.rows(set(posts.order_by().values_list("cadre_id", flat=True)))
    members = {row.cadre.member_id for row in rows.values()} - {None}
    in_party = Standing.objects.on(sight.day).filter(member__among=Ids(members)).order_by()
    in_party, ranks = set(in_party.values_list("member_id", flat=True)), titles.ranks()
    found = (staffer(sight, row, in_party, ranks) for row in rows.values())
    return [one for one in found if one.group in groups]


def staffer(sight: Sight, row: Row, in_party: set[int], ranks: dict[str, tuple[int, int]]) -> Staffer:
    cadre = row.cadre
    here = [one for one in row.posts if one.organization_id in sight.organization_ids]
    held = min(here, key=lambda one: ranks.get(one.title, LAST))
    texts = (*who_texts(row), sight.names[held.organization_id], ", ".join(row.titles))
    texts = (*texts, row.general, row.professional, row.theory)
    return Staffer(
        cadre.pk,
        Listed(held.organization_id, cadre.full_name, texts, sight.view_of(cadre), cadre.pk),
        **facts_of(row),
        group=titles.group_of(held.title),
        title=held.title,
        beside=tuple(one.title for one in here if one is not held),
        commune=held.organization_id,
        party=None if cadre.member_id is None else cadre.member_id in in_party,
        **{str(subject): bool(row.learned.get(subject)) for subject in IN_WORDS},
    )


def rows_of(kind: str, sight: Sight, groups: Sequence[str], people: Sequence[Staffer]) -> tuple[RowSpec, ...]:
    """The rows: everybody, then as chosen."""
    total = RowSpec("total", "Tổng số", 0, fits={})
    if kind == COMMUNES:
        return total, *commune_rows(people)
    chosen = [group for group in TitleGroup.values if group in groups]
    found = [total]
    for group in chosen:
        level = 1 if kind == GROUPS else 0
        found.append(RowSpec(f"group.{group}", TitleGroup(group).label, level, fits={"group": group}))
        if kind == TITLES:
            found += title_rows(sight.day, group, people)
    return tuple(found)


def title_rows(day: dt.date, group: str, people: Sequence[Staffer]) -> list[RowSpec]:
    """The titles of the list of the day, and others that somebody holds."""
    held, ranks = {one.title for one in people if one.group == group}, titles.ranks()
    codes = [code for code in titles.codes_of(group) if titles.title_on(code, day) or code in held]
    codes.sort(key=ranks.__getitem__)
    return [RowSpec(f"title.{code}", titles.named(code, day), 1, fits={"title": code}) for code in codes]


def held_beside(sight: Sight, people: Sequence[Staffer]) -> tuple[Figure, ...]:
    """Titles that somebody holds beside the one at which he is counted, with their holders."""
    found: dict[str, list[Listed]] = {}
    for one in people:
        for code in one.beside:
            found.setdefault(code, []).append(one.listed)
    words = day_words(sight.day)
    ranks = titles.ranks()
    return tuple(
        Figure(
            f"beside.{code}", f"{titles.named(code, sight.day)} do người giữ chức danh khác kiêm, {words}", tuple(rows)
        )
        for code, rows in sorted(found.items(), key=lambda pair: ranks.get(pair[0], LAST))
    )


def commune_rows(people: Sequence[Staffer]) -> list[RowSpec]:
    """Communes with somebody on the staff, in the order of their names: one query."""
    states = OrganizationState.objects.filter(organization__among={one.commune for one in people})
    states = states.order_by("organization_id", "-valid").distinct("organization_id")
    rows = states.values_list("sort_key", "organization_id", "organization__code", "short_name")
    return [RowSpec(f"commune.{code}", name, 1, fits={"commune": pk}) for _, pk, code, name in sorted(rows)]


def earlier_day(asked: Asked) -> dt.date | None:
    """The day to compare with; refused when it is not earlier."""
    typed = "".join(asked.chosen("so_voi"))
    if not typed:
        return None
    day = parse_date(typed)
    if day >= asked.counted_on:
        raise Refused(f"Ngày so sánh {typed} phải trước ngày của biểu, {format_date(asked.counted_on)}.")
    return day


def build(scope: Scope, asked: Asked) -> FormReport:
    """The table; the same number of queries however many people."""
    head, day, earlier = head_of(CODE, asked, sets()), asked.counted_on, earlier_day(asked)
    groups, [kind] = asked.chosen("nhom"), asked.chosen("hang")
    sight, columns = Sight(scope, asked.organization_id, day), chosen_columns(column_sets(), asked.chosen("cot"))
    now = Counted(staff_on(sight, groups), day_words(day), columns)
    before = None
    if earlier:
        people = staff_on(Sight(scope, asked.organization_id, earlier), groups)
        before = Counted(people, day_words(earlier), columns, prefix="before.")
    everybody = [*now.people, *(before.people if before else ())]
    spec = replace(head.spec, rows=rows_of(kind, sight, groups, everybody))
    notes = (counted_words(groups), *NOTES)
    if earlier:
        notes = (
            f"Số nhỏ dưới mỗi số là số của ngày {format_date(earlier)}; trong ngoặc ở cột đầu là số tăng, giảm.",
            *notes,
        )
    rests = held_beside(sight, now.people) if kind == TITLES else ()
    return FormReport(
        **vars(replace(head, spec=spec)),
        period=now.words,
        sheets=(matrix(spec, now, before, FIRST[kind]),),
        columns=LISTED,
        rests=rests,
        notes=notes,
    )


def counted_words(groups: Sequence[str]) -> str:
    """Whom the table counts."""
    return f"Tính: {', '.join(TitleGroup(one).label.lower() for one in TitleGroup.values if one in groups)}."
