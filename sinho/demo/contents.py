"""What stands in a sheet: tasks with plan and result, points with evidence, results of the commune."""

import datetime as dt
from decimal import Decimal
from random import Random

from cells.assessments.enums import Body, Direction, Outcome
from cells.assessments.models import CommuneResult, RegisteredTask, Score, Sheet
from cells.assessments.rules.criteria import Criterion, Frame
from cells.assessments.rules.sheet import TaskFacts, outcome
from sinho.demo.plan import chance, content
from sinho.demo.years import MISSED, POINTS, Grade
from sinho.text.dates import format_date

HUNDRED = Decimal(100)
MOST_TASKS = 10
# As the columns store them, so that what a step keeps is what stands in the rows.
AMOUNT, POINTS_PLACES = Decimal("0.001"), Decimal("0.01")


def drawn(source: Random, low: float, high: float, step: float) -> Decimal:
    """A value from `low` to `high` in steps."""
    low, high, step = (Decimal(str(value)) for value in (low, high, step))
    return low + step * source.randint(0, int((high - low) / step))


class Contents:
    """Fills one sheet. Each method writes as `by` at the moment `at`; nothing is saved here."""

    def __init__(self, sheet: Sheet, frame: Frame, code: str, year: int):
        self.sheet, self.frame, self.year = sheet, frame, year
        self.lasting = chance(f"{code}/tasks")
        self.chance = chance(f"{code}/{year}")
        self.words = content("words")
        self.tasks: list[RegisteredTask] = []
        self.templates: list[dict] = []
        self.scores: list[Score] = []
        self.results: list[CommuneResult] = []

    @property
    def rows(self) -> list:
        return [*self.tasks, *self.scores, *self.results]

    def register(self, by, at: dt.datetime) -> None:
        """Tasks of the year. Plans of the second year grow out of those of the first."""
        templates = self.words["tasks"][self.frame.code]
        loose = [n for n, template in enumerate(templates) if not {"indicator", "always"} & template.keys()]
        left_out = set(self.lasting.sample(loose, max(0, len(templates) - MOST_TASKS)))
        for number, template in enumerate(templates):
            planned = self.planned(template)
            if number in left_out:
                continue
            self.templates.append(template)
            self.tasks.append(
                RegisteredTask(
                    sheet=self.sheet,
                    position=len(self.tasks) + 1,
                    group=template["group"],
                    content=template["content"],
                    measure=template["measure"],
                    unit=template["unit"],
                    planned=planned.quantize(AMOUNT),
                    deadline=dt.date(self.year, 11, 30),
                    direction=template.get("direction", Direction.UP),
                    changed_at=at,
                    changed_by=by,
                )
            )

    def planned(self, template: dict) -> Decimal:
        low, high, step = template["planned"]
        base = drawn(self.lasting, low, high, step)
        growth = Decimal("0.93") if template.get("direction") == Direction.DOWN else Decimal("1.03")
        grown = (base * growth ** (self.year - 2008) / Decimal(str(step))).to_integral_value() * Decimal(str(step))
        return min(grown, Decimal(str(high))) if template["unit"] == "%" else grown

    def assess(self, grade: Grade, by, at: dt.datetime, share: float = 1) -> None:
        """The organisation's own values and points; with `share` below 1 only the first part of them."""
        tasks = list(zip(self.tasks, self.templates, strict=True))
        for task, template in tasks[: round(len(tasks) * share)]:
            self.reach(task, template, grade)
            task.version, task.changed_at, task.changed_by = 2, at, by
        criteria = list(self.frame.criteria.values())
        total = drawn(self.chance, *POINTS[grade.key], 0.5)
        points = self.spread(criteria, total)
        for criterion in criteria[: round(len(criteria) * share)]:
            self.score(Body.SELF, criterion, points[criterion.code], self.evidence(criterion, at.date()), by, at)
        if share == 1:
            self.report_results(by, at)

    def reach(self, task: RegisteredTask, template: dict, grade: Grade) -> None:
        """How the task turned out: missed now and then, often met, sometimes exceeded."""
        step = Decimal(str(template["planned"][2]))
        better = 1 if task.direction == Direction.UP else -1
        share = self.chance.randint(1, 3) if task.unit == "%" else self.chance.randint(2, 9)
        moved = max(step, (task.planned * share / HUNDRED / step).to_integral_value() * step)
        luck = self.chance.random()
        if luck < MISSED[grade.key]:
            task.actual = max(task.planned - better * moved, Decimal(0))
        elif luck < 0.6:
            task.actual = task.planned
        else:
            task.actual = max(task.planned + better * moved, Decimal(0))
        task.actual = (min(task.actual, HUNDRED) if task.unit == "%" else task.actual).quantize(AMOUNT)
        facts = TaskFacts(0, task.group, planned=task.planned, actual=task.actual, direction=task.direction)
        if outcome(facts) == Outcome.MISSED:
            task.why_missed = self.chance.choice(template["why"])

    def spread(self, criteria: list[Criterion], total: Decimal) -> dict[str, Decimal]:
        """Points of each criterion that add up to the total, near the same share everywhere."""
        best = self.frame.max
        points = {c.code: (c.max * total / best / c.step).to_integral_value("ROUND_FLOOR") * c.step for c in criteria}
        return self.moved(points, total)

    def moved(self, points: dict[str, Decimal], total: Decimal) -> dict[str, Decimal]:
        """The points with single steps added or taken here and there until they add up to the total."""
        points = dict(points)
        while (missing := total - sum(points.values())) != 0:
            criterion = self.frame.criteria[self.chance.choice(sorted(points))]
            step = criterion.step if missing > 0 else -criterion.step
            if abs(missing) >= criterion.step and 0 <= points[criterion.code] + step <= criterion.max:
                points[criterion.code] += step
        return points

    def evidence(self, criterion: Criterion, day: dt.date) -> str:
        template = self.words["evidence"][self.frame.code].get(criterion.code, "")
        if not template:
            if not criterion.evidence and self.chance.random() > 0.35:
                return ""
            template = self.chance.choice(self.words["other_evidence"])
        dated = day - dt.timedelta(days=self.chance.randint(3, 20))
        return template.format(n=self.chance.randint(5, 68), d=format_date(dated))

    def score(self, body: str, criterion: Criterion, points: Decimal, evidence: str, by, at: dt.datetime) -> None:
        self.scores.append(
            Score(
                sheet=self.sheet,
                body=body,
                criterion=criterion.code,
                points=points.quantize(POINTS_PLACES),
                evidence=evidence,
                changed_at=at,
                changed_by=by,
            )
        )

    def appraise(self, total: Decimal, by, at: dt.datetime, share: float = 1) -> None:
        """Points of the organisation board: the organisation's own ones, changed here and there to reach `total`."""
        own = {row.criterion: row.points for row in self.scores if row.body == Body.SELF}
        given = self.moved(own, total)
        criteria = list(self.frame.criteria.values())
        for criterion in criteria[: round(len(criteria) * share)]:
            points = given[criterion.code]
            note = self.chance.choice(self.words["deductions"]) if points < own[criterion.code] else ""
            self.score(Body.ORGANIZATION_BOARD, criterion, points, note, by, at)

    def total_of(self, body: str) -> Decimal:
        return sum((row.points for row in self.scores if row.body == body), Decimal(0))

    def report_results(self, by, at: dt.datetime) -> None:
        """Results of the commune; where a task measures the same thing, its value."""
        reached = {t.get("indicator"): task.actual for t, task in zip(self.templates, self.tasks, strict=True)}
        for indicator in self.frame.indicators:
            said = self.words["results"][indicator.code]
            grown = drawn(self.lasting, *said["range"]) + (self.year - 2008) * Decimal(str(said["range"][2]))
            self.results.append(
                CommuneResult(
                    sheet=self.sheet,
                    indicator=indicator.code,
                    value=reached.get(indicator.code, grown).quantize(AMOUNT),
                    source=said["source"],
                    source_date=at.date() - dt.timedelta(days=self.chance.randint(2, 16)),
                    changed_at=at,
                    changed_by=by,
                )
            )
