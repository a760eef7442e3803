"""Cells whose meeting of the last month is not written down, and conclusions overdue, as tasks of secretaries (A6)."""

from django.urls import reverse

from cells.meetings.models import Conclusion
from cells.meetings.models.reading import alive_throughout, meetings_of
from cells.meetings.rules import months
from sinho.accounts.roles import Role
from sinho.accounts.scope import Ids
from sinho.home.desk import Task
from sinho.web import clock

SECRETARIES = (Role.CELL_SECRETARY, Role.COMMUNE_SECRETARY)
# Written down by this day of the following month.
BY = 10


def meeting_tasks(scope) -> list[Task]:
    """Of the cells that one leads; four queries."""
    today = clock.today()
    month = months.before(months.first_of(today))
    reaches = [reach.organization_ids for reach in scope.reaches if reach.role in SECRETARIES]
    if not reaches:
        return []
    ids, last = frozenset().union(*reaches), months.last_of(month)
    cells = alive_throughout(month, last) & ids
    rows = meetings_of(cells, month, last, today).filter(kind="regular")
    waiting = cells - set(rows.values_list("organization_id", flat=True))
    found, words = [], months.month_words(month)
    if waiting:
        url = f"{reverse('meetings:list')}?thang={words}&xem=chua-hop"
        only = f"{reverse('meetings:record')}?don-vi={next(iter(waiting))}"
        title = f"Ghi sinh hoạt tháng {words} của {len(waiting)} chi bộ"
        title = title if len(cells) > 1 else f"Ghi sinh hoạt tháng {words} của chi bộ"
        found.append(Task(title, url if len(cells) > 1 else only, today.replace(day=BY), today))
    overdue = Conclusion.objects.overdue_on(today).filter(meeting__organization__among=Ids(ids))
    due = list(overdue.values_list("due_on", flat=True))
    if due:
        title = f"Đôn đốc {len(due)} kết luận của chi bộ đã quá hạn"
        found.append(Task(title, reverse("meetings:conclusions"), min(due), today))
    return found
