"""Where a difficulty stands on a day, and what may be written under it. Pure: days are arguments."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cells.oversight.enums.difficulty import DifficultyStanding, DifficultyStep
from sinho.text.dates import format_date

K, S = DifficultyStep, DifficultyStanding
CLOSED = (S.SOLVED, S.WITHDRAWN)


@dataclass(frozen=True)
class Taken:
    """A step: what, when, to whom it was passed and until when, where it says so."""

    kind: str
    on: dt.date
    passed_to: str = ""
    due_on: dt.date | None = None


@dataclass(frozen=True)
class Stand:
    """The difficulty on a day. `closed_on`: since when it is solved or withdrawn; `last_on`: its last step."""

    standing: DifficultyStanding
    due_on: dt.date
    passed_to: str
    last_on: dt.date
    closed_on: dt.date | None = None
    answers: int = 0

    @property
    def open(self) -> bool:
        return self.standing not in CLOSED


def stand(raised_on: dt.date, due_on: dt.date, passed_to: str, steps: Iterable[Taken], day: dt.date) -> Stand:
    """What the steps until the day, in order of time, have made of it."""
    now = Stand(S.OPEN, due_on, passed_to, raised_on)
    for step in steps:
        if step.on <= day:
            now = _after(now, step)
    if now.standing == S.OPEN and day > now.due_on:
        return replace(now, standing=S.LATE)
    return now


def _after(now: Stand, step: Taken) -> Stand:
    now = replace(now, last_on=max(now.last_on, step.on))
    if step.kind == K.SOLVED:
        return replace(now, standing=S.SOLVED, closed_on=step.on)
    if step.kind == K.WITHDRAWN:
        return replace(now, standing=S.WITHDRAWN, closed_on=step.on)
    if step.kind == K.ANSWERED:
        return replace(now, answers=now.answers + 1)
    open_again = replace(now, standing=S.OPEN, closed_on=None) if step.kind == K.REOPENED else now
    return replace(open_again, passed_to=step.passed_to or now.passed_to, due_on=step.due_on or now.due_on)


def steps_allowed(standing: str) -> tuple[DifficultyStep, ...]:
    """What may be written under it now."""
    if standing == S.WITHDRAWN:
        return ()
    return (K.REOPENED,) if standing == S.SOLVED else (K.ANSWERED, K.PASSED, K.SOLVED, K.WITHDRAWN)


def why_not(now: Stand, step: Taken, today: dt.date) -> list[str]:
    """Why the step cannot be written."""
    if step.kind not in steps_allowed(now.standing):
        words = "đã giải quyết; có việc mới thì mở lại" if now.standing == S.SOLVED else "chưa giải quyết xong"
        words = "đã rút lại" if now.standing == S.WITHDRAWN else words
        return [f"Khó khăn này {words}, không ghi “{K(step.kind).label}” được."]
    found = []
    if step.on > today:
        found.append(f"Ngày {format_date(step.on)} chưa đến.")
    if step.on < now.last_on:
        found.append(f"Ngày {format_date(step.on)} trước lần ghi gần nhất, {format_date(now.last_on)}.")
    if step.kind == K.PASSED and not step.passed_to:
        found.append("Chuyển nơi giải quyết: ghi chuyển đến đâu.")
    if step.kind == K.REOPENED and step.due_on is None:
        found.append("Mở lại: ghi hạn giải quyết mới.")
    if step.due_on and step.due_on < step.on:
        found.append(f"Hạn giải quyết {format_date(step.due_on)} trước ngày ghi, {format_date(step.on)}.")
    return found
