"""The ratings of a whole grassroots organisation, cell by cell, and its caps; what was decided by an earlier day."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from cells.assessments.models import Campaign
from cells.assessments.rules.findings import LevelTally
from cells.organizations.enums import CELLS
from cells.organizations.models import NearestTree, OrganizationState, reach_of
from members.ratings.enums import CellState
from members.ratings.enums import RatingStep as Kind
from members.ratings.models.cell import MemberCapException, RatedCell
from members.ratings.models.rating import Rating, RatingStep
from members.ratings.models.reading import facts_on
from members.ratings.rules.cap import CapState, cap_state
from members.roll.models import Membership
from sinho.accounts.scope import Ids
from sinho.web import clock

Allowed = dict[int, dict[str, int]]
DECIDING = (Kind.DECIDED, Kind.CORRECTED)


@dataclass
class CellRow:
    """A cell as the committee sees it: members on its roll, how many at each level as things stand, not evaluated;
    `free`: without a row, but need not be evaluated by the roll; `open`: on the roll, without level or reason."""

    state: OrganizationState
    rated: RatedCell
    members: int = 0
    free: int = 0
    open: int = 0
    numbers: Counter = field(default_factory=Counter)
    decided: Counter = field(default_factory=Counter)
    not_evaluated: int = 0


def cells_below(base_id: int, day: dt.date):
    """States of the day of the cells that belong to a grassroots organisation, itself if it is a cell."""
    below = reach_of([base_id], day)[base_id]
    states = OrganizationState.objects.on(day).filter(organization__among=below, kind__in=CELLS)
    return states.select_related("organization").order_by("sort_key", "organization_id")


def cell_rows(campaign: Campaign, states: Iterable[OrganizationState], day: dt.date) -> list[CellRow]:
    """One row for each cell: six queries, however many."""
    states = list(states)
    ids = [state.organization_id for state in states]
    rated = {one.organization_id: one for one in campaign.rated_cells.filter(organization__in=ids)}
    rows = {
        state.organization_id: CellRow(
            state,
            rated.get(state.organization_id) or RatedCell(campaign=campaign, organization_id=state.organization_id),
        )
        for state in states
    }
    ratings = campaign.ratings.filter(organization__in=ids)
    written = set()
    for one in ratings.only("campaign_id", "member_id", "organization_id", *SETTLING):
        row = rows[one.organization_id]
        level = one.settled_level
        if level:
            row.numbers[level] += 1
        elif one.not_evaluated:
            row.not_evaluated += 1
        if one.decided_level:
            row.decided[one.decided_level] += 1
        if level or one.not_evaluated:
            written.add(one.member_id)
    roll = Membership.objects.on(day).filter(organization__in=ids).order_by()
    places = dict(roll.values_list("member_id", "organization_id"))
    facts = facts_on(day, places.keys())
    for member_id, cell_id in places.items():
        rows[cell_id].members += 1
        if member_id not in written:
            rows[cell_id].free += member_id in facts
            rows[cell_id].open += member_id not in facts
    return list(rows.values())


SETTLING = ("decided_level", "committee_level", "proposed_level", "not_evaluated")


def caps_of(campaign: Campaign, base_id: int, rows: Iterable[CellRow]) -> list[CapState]:
    """The caps of the scheme over the whole organisation, as things stand."""
    numbers = sum((row.numbers for row in rows), Counter())
    return caps_for(campaign, base_id, numbers)


def caps_for(campaign: Campaign, base_id: int, numbers: Counter, allowed: Allowed | None = None) -> list[CapState]:
    """The caps for these numbers, with the exceptions that were decided (`allowed`, when they were read before)."""
    rules = campaign.member_rules
    mine = (exceptions_in(campaign, base_id) if allowed is None else allowed).get(base_id, {})
    return [cap_state(cap, rules, numbers, mine.get(cap.level)) for cap in rules.caps]


def exceptions_in(campaign: Campaign, base_id: int | None = None, before: dt.datetime | None = None) -> Allowed:
    """Grassroots organisation → level → how many the last exception (written before the moment) allows: one query."""
    found: Allowed = defaultdict(dict)
    rows = MemberCapException.objects.filter(campaign=campaign).order_by("id")
    rows = rows if base_id is None else rows.filter(organization=base_id)
    rows = rows if before is None else rows.filter(at__lt=before)
    for one in rows:
        found[one.organization_id][one.level] = one.allowed
    return found


def decided_numbers(campaign: Campaign, cell_ids: Collection[int], excluding: Collection[int] = ()) -> Counter:
    """Level → members with a decision in these cells, without those of the cells in `excluding`."""
    rows = Rating.objects.filter(campaign=campaign, organization__in=set(cell_ids) - set(excluding))
    rows = rows.exclude(decided_level="").order_by().values_list("decided_level").annotate(Count("pk"))
    return Counter(dict(rows))


@dataclass(frozen=True)
class Decided:
    """What was last decided on a member by a moment."""

    member_id: int
    organization_id: int
    level: str
    sub_reason: str
    not_evaluated: str
    words: str
    number: str = ""
    date: dt.date | None = None


def decided_before(campaign_ids: Collection[int], moment: dt.datetime) -> dict[int, dict[int, Decided]]:
    """Campaign → member → the last decision before the moment, whatever came later: one query."""
    steps = RatingStep.objects.filter(rating__campaign__in=campaign_ids, kind__in=DECIDING, at__lt=moment)
    told = ("level", "sub_reason", "not_evaluated", "words", "number", "date")
    names = ("rating__member_id", "rating__organization_id", *told)
    found: dict[int, dict[int, Decided]] = defaultdict(dict)
    for campaign_id, *rest in steps.order_by("id").values_list("rating__campaign_id", *names):
        found[campaign_id][rest[0]] = Decided(*rest)
    return found


def waiting(rows: Iterable[CellRow]) -> list[CellRow]:
    """Cells whose ratings wait for a decision."""
    return [row for row in rows if row.rated.state == CellState.SUBMITTED]


def levels_in(campaign: Campaign, organization_id: int) -> LevelTally | None:
    """The decided levels of the members of a cell, or of all cells below; None while nobody has one.

    Who is not evaluated is left out; `undecided` are those on the roll who are still waited for.
    """
    rules = campaign.member_rules
    if rules is None:
        return None
    day = campaign.reference_day(clock.today())
    below = reach_of([organization_id], day).get(organization_id, ())
    states = OrganizationState.objects.on(day).filter(organization__in=below, kind__in=CELLS)
    rows = cell_rows(campaign, states, day)
    ranks = tuple(sum(row.decided[code] for row in rows) for code in rules.codes)
    waited = sum(max(row.members - row.decided.total() - row.not_evaluated - row.free, 0) for row in rows)
    return LevelTally(ranks, waited) if sum(ranks) else None


def cells_at_work(campaign: Campaign, cell_ids: Collection[int], states: Collection[str]) -> set[int]:
    """Those of the cells with members whose ratings are in one of the states; a cell without a row is a draft."""
    day = campaign.reference_day(clock.today())
    roll = Membership.objects.on(day).filter(organization__among=Ids(cell_ids)).order_by()
    rated = dict(campaign.rated_cells.filter(organization__in=cell_ids).values_list("organization_id", "state"))
    found = set(roll.values_list("organization_id", flat=True).distinct())
    return {pk for pk in found if rated.get(pk, CellState.DRAFT) in states}


def bases_undecided(campaign: Campaign, cell_ids: Collection[int]) -> set[int]:
    """Grassroots organisations with a cell among these whose members are not decided on: four queries."""
    tree, day = NearestTree(), campaign.reference_day(clock.today())
    waiting_for = cells_at_work(campaign, cell_ids, [one for one in CellState if one != CellState.DECIDED])
    return {tree.base(tree.at(pk, day), day).organization_id for pk in waiting_for}
