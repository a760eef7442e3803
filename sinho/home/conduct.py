"""What is due after inspections: for who keeps the book of inspection (A14)."""

from django.urls import reverse

from cells.oversight.conduct_words import CheckState, RecommendationState
from cells.oversight.models import Inspection, Recommendation
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.home.desk import Task
from sinho.web import clock


def conduct_tasks(scope: Scope) -> list[Task]:
    """Recommendations that are overdue and inspections that are late: three queries."""
    if not scope.has(Permission.RECORD_CONDUCT):
        return []
    today, found = clock.today(), []
    rows = Recommendation.objects.standing().in_scope(scope, Permission.RECORD_CONDUCT).prefetch_related("follow_ups")
    late = [one.due_on for one in rows if one.state(today) == RecommendationState.LATE]
    if late:
        url = f"{reverse('oversight:recommendations')}?xem=qua-han"
        found.append(Task(f"Đôn đốc {len(late)} kiến nghị sau kiểm tra quá hạn", url, min(late), today))
    rows = Inspection.objects.standing().in_scope(scope, Permission.RECORD_CONDUCT).filter(plan__year=today.year)
    rows = rows.with_conclusions()
    late = [one.due_on for one in rows if one.state(today) == CheckState.LATE]
    if late:
        url = f"{reverse('oversight:inspections')}?xem=qua-han"
        found.append(Task(f"Kết luận {len(late)} cuộc kiểm tra, giám sát quá quý", url, min(late), today))
    return found
