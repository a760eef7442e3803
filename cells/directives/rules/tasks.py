"""Where a task of an action programme stands on a day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cells.directives.enums import TaskState
from sinho.text.dates import format_date


@dataclass(frozen=True)
class Told:
    """A report on a task: how far, a later day given for it, or that it is dropped."""

    on: dt.date
    percent: int
    new_due_on: dt.date | None = None
    dropped: bool = False


@dataclass(frozen=True)
class TaskStanding:
    """`late_by`: days beyond the day that it is, or was done."""

    state: TaskState
    percent: int
    due_on: dt.date
    late_by: int = 0

    @property
    def open(self) -> bool:
        """Whether there is still something to report."""
        return self.state in (TaskState.OVERDUE, TaskState.DOING)

    @property
    def css(self) -> str:
        return {"overdue": "late", "doing": "doing", "done": "done", "dropped": "none"}[self.state]

    @property
    def words(self) -> str:
        late = f", chậm {self.late_by} ngày" if self.late_by and self.state == TaskState.DONE else ""
        return f"{self.state.label}{late}"


def task_on(due_on: dt.date, reports: Sequence[Told], day: dt.date) -> TaskStanding:
    """The last report up to the day says how far it is; the last day given is the day it is due."""
    known = [one for one in reports if one.on <= day]
    due = [due_on, *(one.new_due_on for one in known if one.new_due_on)][-1]
    last = known[-1] if known else None
    percent = last.percent if last else 0
    if last and last.dropped:
        return TaskStanding(TaskState.DROPPED, percent, due)
    if percent == 100:
        return TaskStanding(TaskState.DONE, percent, due, max((last.on - due).days, 0))
    late = max((day - due).days, 0)
    return TaskStanding(TaskState.OVERDUE if late else TaskState.DOING, percent, due, late)


def why_not_told(issued_on: dt.date, reports: Sequence[Told], told: Told, due_on: dt.date, today: dt.date) -> list[str]:
    """Why such a report cannot be added: days in order, nothing after it is done or dropped."""
    last = reports[-1] if reports else None
    if last and (last.dropped or last.percent == 100):
        return ["Nhiệm vụ này đã hoàn thành hoặc đã thôi thực hiện; không ghi thêm."]
    if told.on > today:
        return [f"Ngày báo cáo {format_date(told.on)} chưa đến."]
    first = max([issued_on, *(one.on for one in reports)])
    found = []
    if told.on < first:
        found.append(f"Ngày báo cáo phải từ {format_date(first)}, ngày của chương trình hoặc lần báo cáo trước.")
    if told.new_due_on and told.new_due_on <= due_on:
        found.append(f"Hạn mới phải sau hạn đang có, {format_date(due_on)}.")
    if told.new_due_on and (told.dropped or told.percent == 100):
        found.append("Đã hoàn thành hoặc thôi thực hiện thì không gia hạn.")
    if told.dropped and told.percent == 100:
        found.append("Đã hoàn thành thì không ghi thôi thực hiện.")
    return found
