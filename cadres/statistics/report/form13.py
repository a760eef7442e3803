"""Form 13: who was appointed or elected to a post in a period, by the level that manages the post."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from cadres.staff import titles
from cadres.staff.enums import PostEntry
from cadres.staff.models import Post
from cadres.staff.rules import STAFF, said_source
from cadres.statistics.report.gather import Person, Sight, facts_of, who_texts
from cadres.statistics.report.matrix import Counted, matrix
from cadres.statistics.sets import managers, sets
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.periods import period_words, span_of
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Figure, Listed
from sinho.text.dates import format_date

CODE = "form-13"
COLUMNS = ("Ngày", "Việc", "Ngày sinh", "Giới", "Dân tộc", "Xã", "Chức danh", "Quyết định")
WAYS = (PostEntry.APPOINTED, PostEntry.ELECTED)
NOTES = (
    "Mỗi chức danh cán bộ chuyên trách, công chức nhận trong kỳ tính một lượt; không tính người hoạt động không chuyên "
    "trách, người được tuyển dụng, tiếp nhận, điều động và cấp ủy viên không giữ chức danh.",
    "Bổ nhiệm lại: người đã giữ đúng chức danh ấy ở xã trước đó. Giới thiệu ứng cử: chỉ có người đã trúng cử.",
)


@dataclass(frozen=True)
class Appointed(Person):
    """One who took a post in the period."""

    way: str = ""
    again: bool = False
    manager: str = ""


def posts_taken(sight: Sight, since: dt.date, until: dt.date):
    """Posts that were taken in the period by appointment or election; whether he had held the title there before."""
    earlier = Post.objects.filter(
        cadre=OuterRef("cadre"), organization=OuterRef("organization"), title=OuterRef("title")
    ).filter(valid__startswith__lt=OuterRef("began"))
    rows = Post.objects.in_groups(*STAFF).filter(organization__among=sight.organization_ids, entry__in=WAYS)
    rows = rows.annotate(began=F("valid__startswith")).filter(began__gte=since, began__lte=until)
    return rows.annotate(again=Exists(earlier.order_by())).order_by("valid", "pk")


def taken(sight: Sight, since: dt.date, until: dt.date) -> Iterable[Appointed]:
    """All of them in the order of names: five queries."""
    posts = list(posts_taken(sight, since, until))
    rows = sight.rows({one.cadre_id for one in posts})
    order = {pk: place for place, pk in enumerate(rows)}
    for post in sorted(posts, key=lambda one: (order[one.cadre_id], one.since)):
        row, manager = rows[post.cadre_id], managers().of(post.title, titles.group_of(post.title))
        said = "Bổ nhiệm lại" if post.again and post.entry == PostEntry.APPOINTED else post.get_entry_display()
        where = (sight.names[post.organization_id], str(post), post.decision_number)
        texts = (format_date(post.since), said, *who_texts(row), *where)
        view = sight.view_of(row.cadre)
        listed = Listed(post.organization_id, row.cadre.full_name, texts, view, row.cadre.pk)
        said = {"way": post.entry, "again": post.again, "manager": manager}
        yield Appointed(post.cadre_id, listed, **facts_of(row), **said)


class FormOfTurns(FormReport):
    """It counts turns: somebody with two posts counts twice."""

    thing = "lượt"
    unit = "Lượt"


def build(scope: Scope, asked: Asked) -> FormOfTurns:
    """Form 13; the same number of queries however many people."""
    head, (since, until) = head_of(CODE, asked, sets()), span_of(asked)
    sight, words = Sight(scope, asked.organization_id, until), period_words(since, until)
    people = list(taken(sight, since, until))
    nobody = tuple(one.listed for one in people if not one.manager)
    return FormOfTurns(
        **vars(head),
        period=words,
        sheets=(matrix(head.spec, Counted(people, words, head.spec.columns)),),
        columns=COLUMNS,
        rests=(Figure("rest.manager", f"Chức danh chưa ghi cấp quản lý, {words}", nobody),),
        notes=(*NOTES, managed_words()),
    )


def managed_words() -> str:
    """Where it comes from who manages which titles."""
    given = managers()
    return f"Cấp quản lý: {said_source(given.source, given.verified, '; ')}."
