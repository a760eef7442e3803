"""Which organisations a campaign expects, and where each of them stands: one row per organisation (A11)."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from cells.assessments.enums import FILLING, RegistrationState, SheetState
from cells.assessments.models.campaign import Campaign, Extension
from cells.assessments.models.past import wind_back
from cells.assessments.models.process import Proposal, Step
from cells.assessments.models.sheet import Sheet
from cells.assessments.rules.dates import Timing, timing
from cells.assessments.rules.hands import level_of
from cells.assessments.rules.scheme import CELL, CELL_KINDS, EVALUATED_KINDS
from cells.organizations.models import OrganizationState, reach_of


def units_of(campaign: Campaign, day: dt.date, under: int | None = None):
    """Organisations alive at some time of the year up to the day, in Vietnamese order of names.

    One row each: the last state up to the day, also of an organisation that has ended since. `under`: only what stands,
    or stood last, below that organisation.
    """
    root = under or campaign.organization_id
    return (
        OrganizationState.objects.within(dt.date(campaign.year, 1, 1), day)
        .filter(kind__in=EVALUATED_KINDS, organization_id__in=reach_of([root], day)[root] - {root})
        .select_related("organization", "commune")
        .order_by("sort_key", "organization_id")
    )


def living_units_of(campaign: Campaign, day: dt.date):
    """Those of `units_of` that still exist on the day."""
    return units_of(campaign, day).filter(valid__contains=day)


@dataclass
class Unit:
    """An organisation in a campaign: its state, its sheet if work has begun, the grades proposed, what dates say."""

    state: OrganizationState
    sheet: Sheet | None
    submit_by: dt.date
    today: dt.date
    counted_to: dt.date
    proposals: dict[str, Proposal] = field(default_factory=dict)
    steps: dict[str, dt.date] = field(default_factory=dict)
    cells_expected: int = 0
    cells_decided: int = 0

    @property
    def work_state(self) -> str:
        return self.sheet.state if self.sheet else SheetState.NOT_STARTED

    @property
    def registration_state(self) -> str:
        return self.sheet.registration_state if self.sheet else RegistrationState.NONE

    @property
    def is_cell(self) -> bool:
        return level_of(self.state.kind) == CELL

    @property
    def ended_on(self) -> dt.date | None:
        """The last day of an organisation that has ended within the year."""
        upper = self.state.valid.upper
        return self.state.last_day if upper is not None and upper <= self.counted_to else None

    @property
    def submitted_on(self) -> dt.date | None:
        moment = self.sheet.submitted_at if self.sheet else None
        return timezone.localtime(moment).date() if moment else None

    @property
    def timing(self) -> Timing:
        return timing(
            self.work_state,
            submit_by=self.submit_by,
            mend_by=self.sheet.mend_by if self.sheet else None,
            submitted_on=self.submitted_on,
            today=self.today,
            ended_on=self.ended_on,
        )

    @property
    def waits_late(self) -> bool:
        """Late now: the organisation itself must act."""
        return self.timing.late and self.work_state in FILLING


def read_units(campaign: Campaign, states, today: dt.date, before: dt.datetime | None = None) -> list[Unit]:
    """The units of these states with their sheets and deadlines: two queries, however many.

    `before`: as they stood just before that moment, with one query more.
    """
    extended = Extension.objects.filter(campaign=campaign, organization=OuterRef("organization"))
    extended = extended.filter(at__lt=before) if before else extended
    rows = list(states.annotate(extended=Subquery(extended.values("submit_by")[:1])))
    ids = [state.organization_id for state in rows]
    sheets = {sheet.organization_id: sheet for sheet in campaign.sheets.filter(organization__in=ids)}
    if before:
        wind_back(sheets.values(), before)
    return [
        Unit(
            state=state,
            sheet=sheets.get(state.organization_id),
            submit_by=state.extended or campaign.submit_by,
            today=today,
            counted_to=campaign.reference_day(today),
        )
        for state in rows
    ]


def fill_in(units: list[Unit], before: dt.datetime) -> None:
    """Add the grades proposed before the moment and the days of the steps: two queries, however many."""
    ids = [unit.sheet.pk for unit in units if unit.sheet]
    proposals, steps = _proposals(ids, before), _last_days(ids, before)
    for unit in units:
        if unit.sheet:
            unit.proposals, unit.steps = proposals.get(unit.sheet.pk, {}), steps.get(unit.sheet.pk, {})


def _proposals(sheet_ids: list[int], before: dt.datetime) -> dict[int, dict[str, Proposal]]:
    """Sheet → body → its latest proposal."""
    found: dict[int, dict[str, Proposal]] = {}
    for proposal in Proposal.objects.filter(sheet__in=sheet_ids, at__lt=before).order_by("round"):
        found.setdefault(proposal.sheet_id, {})[proposal.body] = proposal
    return found


def _last_days(sheet_ids: list[int], before: dt.datetime) -> dict[int, dict[str, dt.date]]:
    """Sheet → state → the day on which it last entered it."""
    found: dict[int, dict[str, dt.date]] = {}
    rows = Step.objects.filter(sheet__in=sheet_ids, at__lt=before).order_by("id")
    for sheet_id, state, at in rows.values_list("sheet_id", "state", "at"):
        found.setdefault(sheet_id, {})[state] = timezone.localtime(at).date()
    return found


def count_cells(campaign: Campaign, units: list[Unit], day: dt.date, before: dt.datetime) -> None:
    """Fill in how many cells stand below each committee, and how many had their grade before the moment: one query."""
    decided = campaign.sheets.filter(state=SheetState.DECIDED, decided_at__lt=before)
    decided = decided.filter(organization=OuterRef("organization"))
    alive = OrganizationState.objects.within(dt.date(campaign.year, 1, 1), day)
    below = alive.filter(kind__in=CELL_KINDS).annotate(decided=Exists(decided))
    rows = list(below.values_list("organization_id", "parent_id", "decided"))
    parents = {organization_id: parent_id for organization_id, parent_id, _ in rows}
    expected, done = Counter(), Counter()
    for _, above, has_grade in rows:
        while above in parents:
            above = parents[above]
        expected[above] += 1
        done[above] += has_grade
    for unit in units:
        unit.cells_expected = expected[unit.state.organization_id]
        unit.cells_decided = done[unit.state.organization_id]
