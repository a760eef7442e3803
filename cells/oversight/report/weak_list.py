"""Who is weak for long on a day, with the plan that is to lead out of it (A8)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from cells.organizations.models import OrganizationState
from cells.oversight.enums.weak import PlanStanding as P
from cells.oversight.models import QuarterCheck, StrengtheningPlan
from cells.oversight.models.grades import spells_until
from cells.oversight.report.places import places_of
from cells.oversight.rules.weak import Spell, quarters_between

CSS = {P.MISSING: "late", P.WORKING: "doing", P.TO_CLOSE: "ask", P.CLOSED: "done", P.NONE: "none"}


@dataclass(frozen=True)
class WeakRow:
    """An organisation that is or was on the list, and its plan of that time."""

    place: OrganizationState
    spell: Spell
    plan: StrengtheningPlan | None
    standing: P
    last_check: QuarterCheck | None = None

    @property
    def css(self) -> str:
        return CSS[self.standing]


@dataclass(frozen=True)
class WeakList:
    """`on`: on the list on the day; `open`: off it, with a plan still to be closed; `off`: risen before the day."""

    day: dt.date
    on: tuple[WeakRow, ...]
    open: tuple[WeakRow, ...]
    off: tuple[WeakRow, ...]
    years: tuple[tuple[int, int], ...]

    @property
    def without_plan(self) -> list[WeakRow]:
        return [row for row in self.on if row.standing == P.MISSING]


def read_weak(organization_ids: Collection[int], day: dt.date) -> WeakList:
    """The list of the day and how long it was at the end of each year: seven queries, however many."""
    times = spells_until(day, organization_ids)
    if not times:
        return WeakList(day, (), (), (), ())
    places, plans = places_of(times, day), plans_of(times, day)
    rows = [
        row_of(places[pk], spell, plans.get(pk, []), day)
        for pk in times
        for spell in times[pk]
        if existed(places[pk], day)
    ]
    rows.sort(key=lambda row: (row.place.sort_key, row.spell.since))
    gone = [row for row in rows if not row.spell.on_list(day)]
    return WeakList(
        day=day,
        on=tuple(row for row in rows if row.spell.on_list(day)),
        open=tuple(row for row in gone if row.standing == P.TO_CLOSE),
        off=tuple(row for row in gone if row.standing != P.TO_CLOSE),
        years=lengths([(places[pk], spell) for pk in times for spell in times[pk]], day),
    )


def plans_of(organization_ids: Collection[int], day: dt.date) -> dict[int, list[StrengtheningPlan]]:
    """Plans issued until the day, the newest first, with checks and end."""
    rows = StrengtheningPlan.objects.standing().issued_until(day).filter(organization_id__among=list(organization_ids))
    found: dict[int, list[StrengtheningPlan]] = {}
    for plan in rows.with_parts().order_by("-resolution_date", "-pk"):
        found.setdefault(plan.organization_id, []).append(plan)
    return found


def row_of(place: OrganizationState, spell: Spell, plans: list[StrengtheningPlan], day: dt.date) -> WeakRow:
    """The time on the list with the last plan that began in it."""
    last = spell.risen.on if spell.risen else day
    plan = next((one for one in plans if spell.since <= one.resolution_date <= last), None)
    checks = [one for one in plan.checks.all() if one.stands and one.checked_on <= day] if plan else []
    return WeakRow(place, spell, plan, plan_standing(plan, spell, day), checks[-1] if checks else None)


def ended(plan: StrengtheningPlan, day: dt.date) -> bool:
    return hasattr(plan, "outcome") and plan.outcome.on <= day


def plan_standing(plan: StrengtheningPlan | None, spell: Spell, day: dt.date) -> P:
    """Where the plan of this time on the list stands on the day."""
    if plan is None or (ended(plan, day) and spell.on_list(day)):
        return P.MISSING if spell.on_list(day) else P.NONE
    if ended(plan, day):
        return P.CLOSED
    return P.WORKING if spell.on_list(day) else P.TO_CLOSE


def existed(place: OrganizationState, day: dt.date) -> bool:
    """Whether the last state of the organisation still held."""
    return place.valid.upper is None or place.valid.upper > day


def lengths(times: list[tuple[OrganizationState, Spell]], day: dt.date) -> tuple[tuple[int, int], ...]:
    """How many were on the list at the end of each year, and on the day; who was dissolved before is not."""
    first = min(spell.since.year for _, spell in times)
    ends = [min(dt.date(year, 12, 31), day) for year in range(first, day.year + 1)]
    return tuple((end.year, sum(spell.on_list(end) and existed(place, end) for place, spell in times)) for end in ends)


def quarters_due(plan: StrengtheningPlan, day: dt.date) -> list[tuple[int, int]]:
    """Quarters of the plan that have ended without a check: (year, quarter)."""
    last = min(plan.outcome.on, day) if hasattr(plan, "outcome") else day
    done = {(one.year, one.quarter) for one in plan.checks.all() if one.stands and one.checked_on <= day}
    return [one for one in quarters_between(plan.resolution_date, last) if one not in done]
