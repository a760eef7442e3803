"""What waits for a person about documents: to brief on, to issue a programme for, tasks beyond their day (A1)."""

import datetime as dt

from django.urls import reverse
from django.utils.http import urlencode

from cells.directives.report.pairs import Pair, chosen, read_pairs
from cells.directives.report.tasks import read_tasks, tasks_chosen
from sinho.accounts.roles import Permission, Role
from sinho.home.desk import Task
from sinho.web import clock

SECRETARIES = (Role.COMMUNE_SECRETARY, Role.CELL_SECRETARY)
OVERDUE = "qua-han"


def directive_tasks(scope) -> list[Task]:
    """Of a secretary what his own organisation owes; of the staff how many units are overdue."""
    today = clock.today()
    own = {reach.organization_id for reach in scope.reaches if reach.role in SECRETARIES}
    found = [task for pair in read_pairs(scope, today, within=own) for task in owed(pair, today)] if own else []
    found += overdue_tasks(scope, own, today) if own else []
    if scope.has(Permission.MANAGE_DIRECTIVES):
        late = [one for one in chosen(read_pairs(scope, today), OVERDUE) if one.organization_id not in own]
        units = {one.organization_id for one in late}
        due = min((one.unit.brief_by for one in late), default=None)
        words = f"Đôn đốc {len(units)} đơn vị chậm quán triệt, ban hành chương trình"
        found += [Task(words, page("directives:matrix"), due, today)] if units else []
    return found


def owed(pair: Pair, today: dt.date) -> list[Task]:
    """To brief on the document; then to issue the programme."""
    query, order, standing = urlencode({"van-ban": pair.directive.pk}), pair.unit.order, pair.standing
    if standing.briefed_on is None:
        url = reverse("directives:brief", args=[pair.organization_id])
        return [Task(f"Quán triệt {pair.directive}", f"{url}?{query}", order.brief_by, today, pair.name)]
    if order.programme_by and standing.programme_on is None:
        url = reverse("directives:issue", args=[pair.organization_id])
        words = f"Ban hành chương trình thực hiện {pair.directive}"
        return [Task(words, f"{url}?{query}", order.programme_by, today, pair.name)]
    return []


def overdue_tasks(scope, own: set[int], today: dt.date) -> list[Task]:
    """Tasks of the programmes of one's own organisation that are beyond their day."""
    rows = tasks_chosen(read_tasks(scope, today, within=own), OVERDUE)
    due = min((row.standing.due_on for row in rows), default=None)
    words = f"Báo cáo {len(rows)} nhiệm vụ quá hạn của chương trình hành động"
    return [Task(words, page("directives:tasks"), due, today)] if rows else []


def page(address: str) -> str:
    """The list with what is overdue."""
    return f"{reverse(address)}?{urlencode({'xem': OVERDUE})}"
