"""Members who have no work for the year, as a task of the secretary who gives it (A7)."""

from django.urls import reverse

from members.assignments.catalogue import deadline_of
from members.assignments.models import without_work
from sinho.accounts.roles import Role
from sinho.home.desk import Task
from sinho.web import clock

SECRETARIES = (Role.CELL_SECRETARY, Role.COMMUNE_SECRETARY)


def work_tasks(scope) -> list[Task]:
    """One task once the day is over by which all should have work; late when somebody was in his cell by then."""
    today = clock.today()
    deadline = deadline_of(today.year)
    reaches = [reach.organization_ids for reach in scope.reaches if reach.role in SECRETARIES]
    if today <= deadline or not reaches:
        return []
    found = without_work(frozenset().union(*reaches), today.year, today)
    since = list(found.values_list("valid__startswith", flat=True))
    if not since:
        return []
    url = f"{reverse('assignments:list')}?nam={today.year}&xem=chua"
    due = deadline if min(since) <= deadline else None
    return [Task(f"Phân công công tác cho {len(since)} đảng viên", url, due, today, f"Công tác năm {today.year}")]
