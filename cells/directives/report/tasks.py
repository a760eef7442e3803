"""Tasks of action programmes as lists show them: overdue first, then by day."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from cells.directives.enums import TaskState
from cells.directives.models import ActionProgramme, ProgrammeTask
from cells.directives.report.pairs import names_on
from cells.directives.rules.tasks import TaskStanding, task_on
from sinho.accounts.scope import Ids, Scope

ORDER = (TaskState.OVERDUE, TaskState.DOING, TaskState.DONE, TaskState.DROPPED)


@dataclass(frozen=True)
class TaskRow:
    """A task on the day; `place`: whose programme; `unit`: who does it; `last`: the last report in words."""

    task: ProgrammeTask
    standing: TaskStanding
    place: str
    unit: str
    last: str


def read_tasks(
    scope: Scope,
    day: dt.date,
    *,
    programme: ActionProgramme | None = None,
    within: Collection[int] | None = None,
) -> list[TaskRow]:
    """Of programmes that were issued by the day, within reach: three queries."""
    programmes = ActionProgramme.objects.standing().issued_until(day).in_scope(scope)
    tasks = ProgrammeTask.objects.filter(programme__in=[programme] if programme else programmes)
    tasks = tasks.filter(programme__organization__among=Ids(within)) if within is not None else tasks
    tasks = list(tasks.select_related("programme", "programme__directive").prefetch_related("reports"))
    ids = {one.programme.organization_id for one in tasks} | {one.unit_id for one in tasks if one.unit_id}
    names = {pk: name for pk, (_, name) in names_on(ids, day).items()}
    rows = [row_of(one, names, day) for one in tasks]
    return sorted(rows, key=lambda row: (ORDER.index(row.standing.state), row.standing.due_on, row.task.pk))


def row_of(one: ProgrammeTask, names: dict[int, str], day: dt.date) -> TaskRow:
    reports = [report for report in one.reports.all() if report.on <= day]
    standing = task_on(one.due_on, [report.told for report in reports], day)
    place = names.get(one.programme.organization_id, "")
    return TaskRow(one, standing, place, names.get(one.unit_id, ""), reports[-1].result if reports else "")


def task_counts(rows: list[TaskRow]) -> list[tuple[str, str, int]]:
    """Word of the address, label and number of each state."""
    words = {"qua-han": TaskState.OVERDUE, "dang": TaskState.DOING, "xong": TaskState.DONE, "thoi": TaskState.DROPPED}
    return [(word, state.label, sum(row.standing.state == state for row in rows)) for word, state in words.items()]


def tasks_chosen(rows: list[TaskRow], word: str) -> list[TaskRow]:
    """Those in the state that a word of the address names; all for none."""
    labels = {known: label for known, label, _ in task_counts([])}
    return [row for row in rows if row.standing.state.label == labels[word]] if word in labels else rows
