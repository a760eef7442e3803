"""Form 8C: who came onto the staff of the communes in a period and who left it, for which reasons."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.staff import titles
from cadres.staff.enums import PostEntry, PostExit
from cadres.staff.models import Post
from cadres.statistics.report.gather import Person, Sight, facts_of, who_texts
from cadres.statistics.report.matrix import Counted, matrix
from cadres.statistics.rules.movement import IN, ONE_DAY, OUT, REGROUPED, Held, Move, moves, spells
from cadres.statistics.sets import sets
from members.statistics.report.form import Check, FormReport, head_of
from members.statistics.report.periods import period_words, span_of
from members.statistics.report.sheet import Sheet
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Listed
from sinho.text.dates import format_date

CODE = "form-8c"
COLUMNS = ("Ngày", "Việc", "Ngày sinh", "Giới", "Dân tộc", "Xã", "Chức danh", "Quyết định")
NOTES = (
    "Tính theo từng xã: chuyển từ chức danh này sang chức danh khác trong một xã không tính tăng, giảm; từ xã này sang "
    "xã khác tính giảm ở xã đi, tăng ở xã đến.",
    "Người đổi nhóm chức danh trong một xã chỉ tính ở cột của hai nhóm, không tính ở tổng số.",
    "Ngày giảm là ngày đầu tiên không còn giữ chức danh nào ở xã. Người được ghi khi lập sổ trong kỳ tính ở mục A.",
    "Người giữ nhiều chức danh tính theo nhóm đứng trước: cán bộ chuyên trách, công chức, không chuyên trách.",
)


@dataclass(frozen=True)
class Mover(Person):
    """One who was there, came, left, or is there."""

    kind: str = ""
    reason: str = ""
    group: str = ""
    within: bool = False


def held(post: Post) -> Held:
    return Held(titles.group_of(post.title), post.since, post.until, post.entry, post.exit, post)


def posts_of(sight: Sight, since: dt.date, until: dt.date) -> dict[int, dict[int, list[Held]]]:
    """Person → commune → posts that reach into the period or end when it begins: one query."""
    rows = Post.objects.filter(organization__among=sight.organization_ids)
    rows = rows.filter(valid__overlap=DateRange(since - ONE_DAY, until, "[]")).order_by("valid", "pk")
    found = defaultdict(lambda: defaultdict(list))
    for post in rows:
        found[post.cadre_id][post.organization_id].append(held(post))
    return found


def movers(sight: Sight, since: dt.date, until: dt.date) -> Iterable[Mover]:
    """All that the form counts, in the order of names, of one person in that of days."""
    posts = posts_of(sight, since, until)
    for cadre_id, row in sight.rows(posts).items():
        facts = facts_of(row)
        mine = [one for there in posts[cadre_id].values() for one in spells(there, since, until)]
        for move in (move for spell in mine for move in moves(spell, since, until)):
            listed = listed_move(sight, row, move)
            said = {"kind": move.kind, "reason": move.reason, "group": move.group, "within": move.within}
            yield Mover(cadre_id, listed, **facts, **said)


def listed_move(sight: Sight, row, move: Move) -> Listed:
    """The day and what happened, with the decision."""
    post: Post = move.held.row
    said, number = "", ""
    if move.kind == IN:
        said, number = PostEntry(post.entry).label, post.decision_number
    elif move.kind == OUT and not move.within:
        said, number = PostExit(post.exit).label, post.exit_number
    if move.reason == REGROUPED:
        said = "Đổi nhóm chức danh trong xã"
    texts = (format_date(move.on) if said else "", said, *who_texts(row), sight.names[post.organization_id])
    title = titles.named(post.title, min(move.on, sight.day))
    view = sight.view_of(row.cadre)
    return Listed(post.organization_id, row.cadre.full_name, (*texts, title, number), view, row.cadre.pk)


def checks_of(sheet: Sheet, words: str) -> tuple[Check, ...]:
    """D = A + B − C in every column: A and D are counted on the staff of their days, B and C from what changed."""
    lines = {line.key: [cell.figure.count for cell in line.cells] for line in sheet.lines}
    labels = [heading.label.lower() for heading in sheet.headings]
    sides = zip(*(lines[key] for key in ("opening", "in", "out", "closing")), strict=True)
    first = Check(f"{labels[0]}, {words}", *next(sides))
    return first, *(Check(label, *side, brief=True) for label, side in zip(labels[1:], sides, strict=True))


def build(scope: Scope, asked: Asked) -> FormReport:
    """Form 8C; the same number of queries however many people."""
    head, (since, until) = head_of(CODE, asked, sets()), span_of(asked)
    sight, words = Sight(scope, asked.organization_id, until), period_words(since, until)
    sheet = matrix(head.spec, Counted(list(movers(sight, since, until)), words, head.spec.columns))
    return FormReport(
        **vars(head),
        period=words,
        sheets=(sheet,),
        columns=COLUMNS,
        checks=checks_of(sheet, words),
        notes=NOTES,
    )
