"""What is due in leading the cells: difficulties, gaps, weak organisations without a plan, opinions (A8, A13, A15).

Each number is the number of rows of the page that it opens.
"""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import urlencode

from cells.organizations.models import OrganizationState
from cells.oversight.enums.difficulty import DifficultyStanding
from cells.oversight.enums.opinion import OpinionStanding
from cells.oversight.models import Difficulty, InCharge, PeopleOpinion
from cells.oversight.report.charges import charged
from cells.oversight.report.difficulties import read_difficulties
from cells.oversight.report.opinions import read_opinions
from cells.oversight.report.weak_list import quarters_due, read_weak
from cells.oversight.views.in_charge import mine_of
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.home.desk import Task
from sinho.web import clock

P = Permission


def oversight_tasks(scope: Scope) -> list[Task]:
    """For who raises difficulties, for who is in charge, for who leads the work at the district."""
    today = clock.today()
    found = [*difficulty_tasks(scope, today)] if scope.has(P.RAISE_DIFFICULTIES) else []
    if scope.has(P.LEAD_CELLS):
        found += [*charge_tasks(scope, today), *weak_tasks(scope, today), *opinion_tasks(scope, today)]
    return found


def page(address: str, **query) -> str:
    return f"{reverse(address)}?{urlencode(query)}" if query else reverse(address)


def difficulty_tasks(scope: Scope, today: dt.date) -> Iterator[Task]:
    """Overdue ones; who is in charge finds them on his own page."""
    rows = read_difficulties(Difficulty.objects.in_scope(scope, P.RAISE_DIFFICULTIES), today)
    late = [row for row in rows if row.stand.standing == DifficultyStanding.LATE]
    if late:
        url = page("oversight:difficulties", xem="qua-han")
        due = min(row.stand.due_on for row in late)
        yield Task(f"Giải quyết {len(late)} khó khăn quá hạn của cơ sở", url, due, today, "Phụ trách cơ sở")
    if places := len(set(mine_of(scope))):
        yield Task(f"Xem {places} địa bàn tôi phụ trách", page("oversight:mine"), None, today, "Phụ trách cơ sở")


def charge_tasks(scope: Scope, today: dt.date) -> Iterator[Task]:
    """Communes without anybody in charge, once assignments are kept here."""
    if not InCharge.objects.right().in_scope(scope, P.LEAD_CELLS).exists():
        return
    states = OrganizationState.objects.on(today).in_scope(scope, P.LEAD_CELLS)
    if missing := sum(one.missing for one in charged(states, today)):
        title = f"Phân công huyện ủy viên phụ trách {missing} xã còn trống"
        yield Task(title, page("oversight:in_charge", xem="trong"), None, today, "Phụ trách cơ sở")


def weak_tasks(scope: Scope, today: dt.date) -> Iterator[Task]:
    """Who has no plan, whose plan waits to be closed or checked."""
    found, url = read_weak(scope.organization_ids(P.LEAD_CELLS), today), page("oversight:weak")
    unchecked = [row for row in (*found.on, *found.open) if row.plan and quarters_due(row.plan, today)]
    for rows, title in (
        (found.without_plan, "Mở kế hoạch củng cố cho {n} tổ chức yếu kém kéo dài"),
        (unchecked, "Ghi kiểm tra quý của {n} kế hoạch củng cố"),
        (found.open, "Kết thúc {n} kế hoạch củng cố của tổ chức đã ra khỏi danh sách"),
    ):
        if rows:
            yield Task(title.format(n=len(rows)), url, None, today, "Yếu kém kéo dài")


def opinion_tasks(scope: Scope, today: dt.date) -> Iterator[Task]:
    """Opinions to be answered or published."""
    rows = read_opinions(PeopleOpinion.objects.standing().in_scope(scope, P.LEAD_CELLS), today)
    for standing, word, title in (
        (OpinionStanding.LATE, "qua-han", "Trả lời {n} ý kiến của nhân dân đã quá hạn"),
        (OpinionStanding.ANSWERED, "chua-cong-bo", "Công bố {n} trả lời ý kiến của nhân dân"),
    ):
        fitting = [row for row in rows if row.standing == standing]
        if fitting:
            due = min(row.one.due_on for row in fitting) if standing == OpinionStanding.LATE else None
            url = page("oversight:opinions", xem=word)
            yield Task(title.format(n=len(fitting)), url, due, today, "Ý kiến của nhân dân")
