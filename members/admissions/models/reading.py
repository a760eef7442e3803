"""Cases as they stood on a day: their steps, stage, what is due, how they ended."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from cells.organizations.models import OrganizationState
from members.admissions.models.case import Case, CaseStep
from members.admissions.rules.limits import Deadline, deadlines
from members.admissions.rules.path import CaseFacts, Step
from members.admissions.rules.steps import earliest_day, open_steps, stage_of
from members.roll.models.reading import names_of
from sinho.text.dates import format_date


@dataclass
class Item:
    """A case as it stood on a day."""

    case: Case
    day: dt.date
    steps: list[CaseStep] = field(default_factory=list)
    cell: str = ""
    committee: str = ""
    cell_ended: bool = False
    cell_id: int | None = None

    @cached_property
    def facts(self) -> CaseFacts:
        return self.case.facts(self.steps)

    @cached_property
    def stage(self) -> str:
        return stage_of(self.case.rules, self.facts, self.day)

    @property
    def stage_label(self) -> str:
        return self.case.rules.stages.get(self.stage, "Đã công nhận chính thức")

    @cached_property
    def is_open(self) -> bool:
        """Whether the case went on on the day."""
        return Case.objects.going_on(self.day).filter(pk=self.case.pk).exists()

    @property
    def next_step(self) -> Step | None:
        """The first required step that can be taken."""
        steps = open_steps(self.case.rules, self.facts, self.day)
        ready = [step for step in steps if (earliest_day(self.case.rules, self.facts, step) or self.day) <= self.day]
        return next((step for step in ready if step.required), None)

    @cached_property
    def ended(self) -> str:
        """How the case ended by the day, in words; "" while it goes on and before it was opened."""
        if self.is_open or self.day < self.case.opened_on:
            return ""
        if self.case.closed_on and self.case.closed_on <= self.day:
            return f"{self.case.get_closing_display()} ngày {format_date(self.case.closed_on)}"
        last = self.case.member.memberships.order_by("-valid").first()
        if last.exit and last.valid.upper <= self.day:
            return f"{last.get_exit_display()} ngày {format_date(last.valid.upper)}"
        return "Đã công nhận chính thức"

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """What is due, the earliest first, were the case to go on."""
        return deadlines(self.case.rules, self.facts, self.day)

    @property
    def due(self) -> Deadline | None:
        return self.deadlines[0] if self.deadlines else None

    @property
    def last(self) -> CaseStep | None:
        return self.steps[-1] if self.steps else None


def read_items(cases: Collection[Case], day: dt.date) -> list[Item]:
    """The cases as they stood at the end of the day, without what was struck out since: three queries."""
    cases = list(cases)
    steps = defaultdict(list)
    for step in CaseStep.objects.in_force().filter(case__in=cases, on__lte=day).order_by("id"):
        steps[step.case_id].append(step)
    keys = Case.objects.placed(day).filter(pk__in=[case.pk for case in cases]).values_list("pk", "cell_id")
    places = dict(keys)
    names = names_of(set(places.values()), day)
    ended = last_names(set(places.values()) - set(names))
    found = []
    for case in cases:
        place = places[case.pk]
        gone = place in ended and case.member_id is None
        words = names.get(place, (ended.get(place, ""), ""))
        found.append(Item(case, day, steps[case.pk], *words, cell_ended=gone, cell_id=place))
    return found


def last_names(cells: set[int]) -> dict[int, str]:
    """What cells that are not there on the day were called last: no query without any."""
    states = OrganizationState.objects.filter(organization__in=cells).order_by("valid") if cells else ()
    return {state.organization_id: state.short_name for state in states}
