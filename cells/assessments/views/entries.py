"""Fields of a sheet as the pages show them: value, version of the row, what is wrong, what somebody else wrote."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from cells.assessments.enums import OUTCOME_SHAPES, Direction, Outcome
from cells.assessments.models import CommuneResult, RegisteredTask, Score
from cells.assessments.models.facts import TASK_FIELDS, OpenSheet
from cells.assessments.rules.criteria import Criterion, Group, Indicator
from cells.assessments.rules.fields import RESULT, SCORE, SHEET, TASK, value_shown
from cells.assessments.rules.sheet import TaskFacts, achieved_percent, outcome
from sinho.text.numbers import format_number


@dataclass(frozen=True)
class Trouble:
    """Why a field that was sent could not be saved: a sentence, or what somebody else wrote meanwhile."""

    typed: str
    error: str = ""
    theirs: str = ""
    theirs_by: str = ""
    version: int | None = None


@dataclass(frozen=True)
class Entry:
    """One field on the page."""

    name: str
    value: str
    version: int
    trouble: Trouble | None = None

    @property
    def row(self) -> str:
        return self.name.rpartition(":")[0]

    @property
    def shown(self) -> str:
        return self.trouble.typed if self.trouble else self.value

    @property
    def now_version(self) -> int:
        return self.trouble.version if self.trouble and self.trouble.version is not None else self.version


@dataclass
class Entries:
    """All fields of an open sheet; `troubles` by field name after a form was sent."""

    opened: OpenSheet
    troubles: dict[str, Trouble] = field(default_factory=dict)
    given: list[Entry] = field(default_factory=list)

    def entry(self, kind: str, row: str, attribute: str, source, version: int) -> Entry:
        name = f"{kind}:{row}:{attribute}"
        value = value_shown(getattr(source, attribute, None)) if source is not None else ""
        made = Entry(name, value, version, self.troubles.get(name))
        self.given.append(made)
        return made

    def of_sheet(self, attribute: str) -> Entry:
        sheet = self.opened.sheet
        return self.entry(SHEET, "", attribute, sheet, sheet.version)

    def base(self) -> str:
        """What the fields of the page held when it was made, for forms sent without a script."""
        return json.dumps({entry.name: entry.value for entry in self.given}, ensure_ascii=False)


@dataclass(frozen=True)
class TaskRow:
    """A task with its fields and how it turned out."""

    task: RegisteredTask
    entries: dict[str, Entry]
    outcome: Outcome
    percent: str

    @property
    def shape(self) -> str:
        return OUTCOME_SHAPES[self.outcome]

    @property
    def missed(self) -> bool:
        return self.outcome == Outcome.MISSED

    @property
    def less_is_better(self) -> bool:
        return self.task.direction == Direction.DOWN


def task_rows(entries: Entries, group: Group, attributes: Iterable[str]) -> list[TaskRow]:
    """Tasks of one part, in their order."""
    rows = []
    for task in entries.opened.tasks:
        if task.group != group.key:
            continue
        facts = TaskFacts(task.pk, task.group, **{name: getattr(task, name) for name in TASK_FIELDS})
        fields = {name: entries.entry(TASK, str(task.pk), name, task, task.version) for name in attributes}
        percent = achieved_percent(facts)
        shown = f"{format_number(percent, 1)} %" if percent is not None else ""
        rows.append(TaskRow(task, fields, outcome(facts), shown))
    return rows


@dataclass(frozen=True)
class CriterionRow:
    """A criterion with the points and the evidence of one body, and what the level above asked."""

    criterion: Criterion
    points: Entry
    evidence: Entry
    asked: tuple[str, ...] = ()
    shown: str = ""


def criterion_rows(
    entries: Entries, group: Group, scores: dict[str, Score], asked: dict[str, list[str]], kind: str = SCORE
) -> list[CriterionRow]:
    """Criteria of one part."""
    rows = []
    for criterion in group.criteria:
        score = scores.get(criterion.code)
        version = score.version if score else 0
        rows.append(
            CriterionRow(
                criterion,
                entries.entry(kind, criterion.code, "points", score, version),
                entries.entry(kind, criterion.code, "evidence", score, version),
                tuple(asked.get(criterion.code, ())),
                criterion.words(score.points) if score else "",
            )
        )
    return rows


@dataclass(frozen=True)
class ResultRow:
    """A result of the commune with its fields, and the value of the year before."""

    indicator: Indicator
    value: Entry
    source: Entry
    source_date: Entry
    before: str = ""


def result_rows(entries: Entries, before: dict[str, CommuneResult]) -> list[ResultRow]:
    """Results of the commune in the order of the scheme."""
    rows = []
    for indicator in entries.opened.frame.indicators:
        row = entries.opened.results.get(indicator.code)
        version = row.version if row else 0
        three = [
            entries.entry(RESULT, indicator.code, name, row, version) for name in ("value", "source", "source_date")
        ]
        old = before.get(indicator.code)
        rows.append(ResultRow(indicator, *three, before=value_shown(old.value) if old else ""))
    return rows
