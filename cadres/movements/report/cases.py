"""Cases of retirement as they stood on a day (A19)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Sum

from cadres.movements.models import RetirementCase, RetirementStep
from cadres.movements.models.retirement import LEAVING, SUPPORT
from cadres.movements.rulebook import path_of, regimes
from cadres.movements.rules.retiring import Path, Step, next_step, open_steps
from cadres.staff.life import names_of
from cadres.staff.models import Cadre
from sinho.accounts.scope import Ids, Scope


@dataclass(frozen=True)
class CaseItem:
    """A case with the steps in force up to the day."""

    case: RetirementCase
    day: dt.date
    steps: tuple[RetirementStep, ...]
    commune: str = ""
    may_open: bool = False

    @property
    def path(self) -> Path:
        return path_of(self.case.path)

    @property
    def done(self) -> set[str]:
        return {one.step for one in self.steps}

    @property
    def closed(self) -> bool:
        return self.case.closed_on is not None and self.case.closed_on <= self.day

    @property
    def left(self) -> bool:
        """The last working day has passed."""
        return any(one.step == LEAVING and one.on < self.day for one in self.steps)

    @property
    def state(self) -> tuple[str, str]:
        """Look and words of where the case stands."""
        if self.closed:
            return "none", self.case.get_closing_display()
        if self.left:
            return "done", "Đã nghỉ"
        waits = next_step(self.path, self.done)
        return "ask", f"Chờ: {waits.label.lower()}" if waits else "Đã có ngày nghỉ"

    @property
    def open_steps(self) -> list[Step]:
        return [] if self.closed else open_steps(self.path, self.done)

    @property
    def last(self) -> RetirementStep | None:
        """The step written last."""
        return self.steps[-1] if self.steps else None

    @property
    def support(self) -> int:
        return sum(one.amount or 0 for one in self.steps if one.step == SUPPORT)

    @property
    def regime(self) -> str:
        """The regime of the decision; "" before it."""
        codes = [one.regime for one in self.steps if one.regime]
        return regimes()[codes[-1]].label if codes else ""

    @property
    def left_on(self) -> dt.date | None:
        return next((one.on for one in self.steps if one.step == LEAVING), None)


def read_cases(cases: Collection[RetirementCase], scope: Scope, day: dt.date) -> list[CaseItem]:
    """What lists show: three queries."""
    names = names_of({one.organization_id for one in cases})
    people = Cadre.objects.in_scope(scope).filter(pk__among=Ids({one.cadre_id for one in cases}))
    visible = frozenset(people.values_list("pk", flat=True))
    steps: dict[int, list[RetirementStep]] = {one.pk: [] for one in cases}
    for step in RetirementStep.objects.in_force().filter(case__in=list(steps), on__lte=day).order_by("pk"):
        steps[step.case_id].append(step)
    found = []
    for one in cases:
        known = names.get(one.organization_id, [])
        commune = next((said for said, valid in known if one.opened_on in valid), "")
        found.append(CaseItem(one, day, tuple(steps[one.pk]), commune, one.cadre_id in visible))
    return found


@dataclass(frozen=True)
class YearOfCases:
    """How the cases stand on a day, and what its year has brought so far."""

    going_on: int
    left: int
    closed: int
    support: int
    supported: int


def year_of(cases, day: dt.date) -> YearOfCases:
    """Of these cases: going on, left and closed in the year, support paid in đồng and to how many people."""
    first = dt.date(day.year, 1, 1)
    steps = RetirementStep.objects.in_force().filter(case__in=cases, step=SUPPORT, on__range=(first, day))
    return YearOfCases(
        going_on=cases.going_on(day).count(),
        left=cases.left_in_year(day).count(),
        closed=cases.closed_in_year(day).count(),
        support=steps.aggregate(sum=Sum("amount"))["sum"] or 0,
        supported=cases.supported_in_year(day).count(),
    )
