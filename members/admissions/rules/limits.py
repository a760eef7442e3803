"""What is due until when, and until when a paper may be used."""

import datetime as dt
from dataclasses import dataclass

from members.admissions.rules.path import CaseFacts, Done, Path, Step
from members.admissions.rules.steps import stage_of
from sinho.text.dates import days_left_words

# Days before the end of a limit at which the lists remind.
SOON = (90, 60, 30, 15, 7)


@dataclass(frozen=True)
class Deadline:
    """A step that is due: `days_left` below zero when it is late."""

    step: Step
    due: dt.date
    words: str
    days_left: int

    @property
    def late(self) -> bool:
        return self.days_left < 0

    @property
    def css(self) -> str:
        """late, soon or "" for the page."""
        return "late" if self.late else "soon" if self.days_left <= SOON[-1] else ""

    def left_words(self, today: dt.date) -> str:
        return days_left_words(self.due, today)


def deadlines(path: Path, facts: CaseFacts, today: dt.date) -> list[Deadline]:
    """What is still to be done until when, the earliest first; papers that lose their value only when it comes near."""
    found = []
    for limit in path.limits:
        done = facts.passed(limit.since)
        step = path.step(limit.step)
        if done and not facts.passed(limit.step) and not _too_early(path, facts, step, today):
            due = limit.due(done.on)
            if not limit.paper or (due - today).days <= SOON[0]:
                found.append(Deadline(step, due, limit.words, (due - today).days))
    return sorted(found, key=lambda one: (one.due, one.step.code))


def valid_until(path: Path, step: Step, done: Done | None) -> dt.date | None:
    """Until when a paper may be used: its limit counts months and no working days."""
    limit = next((one for one in path.limits if one.since == step.code and one.paper), None)
    return limit.due(done.on) if limit and done else None


def _too_early(path: Path, facts: CaseFacts, step: Step, day: dt.date) -> bool:
    """Whether the stage of the step is further away than the next one, so that its limit says nothing yet."""
    stages = list(path.stages)
    now = stage_of(path, facts, day)
    return now != "" and stages.index(step.stage) > stages.index(now) + 1
