"""The ratings of a cell member by member, and what the roll of the day says of each: a fixed number of queries."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from cells.assessments.models import Campaign
from cells.assessments.rules.gates import Weighed, why_not_level
from cells.assessments.rules.member_scheme import EXEMPTED, NEW, SUSPENDED, MemberScheme
from members.ratings.enums import FILLING, CellState
from members.ratings.models.cell import RatedCell
from members.ratings.models.gates import weighed_members
from members.ratings.models.rating import Rating
from members.ratings.rules.ballot import outcome
from members.ratings.rules.missing import RatedFacts
from members.roll.enums import PauseKind, StandingKind
from members.roll.models import Member, Membership, Pause, Standing
from members.roll.rules import months_later

MONTHS_NEW = 6
FACT_OF_PAUSE = {PauseKind.EXEMPTED: EXEMPTED, PauseKind.SUSPENDED: SUSPENDED}


def facts_on(day: dt.date, member_ids: Collection[int]) -> dict[int, str]:
    """Member → why by the roll of the day he need not be evaluated: two queries."""
    admitted = Standing.objects.filter(member__among=member_ids, kind=StandingKind.PROBATIONARY)
    admitted = admitted.filter(valid__startswith__gt=months_later(day, -MONTHS_NEW), valid__startswith__lte=day)
    found = dict.fromkeys(admitted.values_list("member_id", flat=True), NEW)
    pauses = Pause.objects.on(day).filter(member__among=member_ids)
    return found | {pk: FACT_OF_PAUSE[kind] for pk, kind in pauses.values_list("member_id", "kind")}


@dataclass
class Line:
    """A member of the cell with his rating (version 0 while nothing is written); `fact`: what the roll says."""

    member: Member
    rating: Rating
    fact: str = ""
    number: int = 0

    @property
    def level(self) -> str:
        """As the committee weighs, else as the cell proposes."""
        return self.rating.committee_level or self.rating.proposed_level

    def facts(self, closed: tuple[str, ...] = ()) -> RatedFacts:
        one = self.rating
        return RatedFacts(
            name=self.member.full_name,
            self_level=one.self_level,
            ballot=one.ballot,
            level=self.level,
            sub_reason=one.sub_reason,
            reason=one.not_evaluated,
            words=one.words,
            fact=self.fact,
            closed=closed,
        )


@dataclass
class CellBook:
    """The ratings of a cell in a campaign on its reference day. `elsewhere`: on its roll, but rated by another cell;
    `gone`: written here, no longer on its roll and not decided."""

    campaign: Campaign
    cell_id: int
    rated: RatedCell
    day: dt.date
    lines: list[Line] = field(default_factory=list)
    elsewhere: list[Rating] = field(default_factory=list)
    gone: list[Rating] = field(default_factory=list)

    @property
    def rules(self) -> MemberScheme:
        return self.campaign.member_rules

    def line(self, member_id: int) -> Line | None:
        return next((line for line in self.lines if line.member.pk == member_id), None)

    @cached_property
    def gates(self) -> dict[int, tuple[Weighed, ...]]:
        """Member → the gates of the scheme for him."""
        return weighed_members(self.campaign, [line.member.pk for line in self.lines])

    def closed(self, line: Line) -> tuple[str, ...]:
        """Why the level that is proposed of him cannot be given; nothing when it can."""
        gates = self.gates.get(line.member.pk, ()) if line.level else ()
        return tuple(why_not_level(gates, line.level, self.rules.label))

    def facts(self) -> list[RatedFacts]:
        """Every row, for the rules on handing in."""
        return [line.facts(self.closed(line)) for line in self.lines]

    def outcome(self, line: Line) -> str:
        """What the ballots suggest of him."""
        return outcome(line.rating.ballot, self.rated.slips, self.rules)


def rated_cell(campaign: Campaign, cell_id: int) -> RatedCell:
    """The row of the cell; a new one, not written, where nothing has been."""
    found = RatedCell.objects.filter(campaign=campaign, organization=cell_id)
    return found.select_related("changed_by").first() or RatedCell(campaign=campaign, organization_id=cell_id)


def cell_book(campaign: Campaign, cell_id: int, today: dt.date, rated: RatedCell | None = None) -> CellBook:
    """Everybody whom the cell rates, in the order of names: seven queries at most."""
    day = campaign.reference_day(today)
    book = CellBook(campaign, cell_id, rated or rated_cell(campaign, cell_id), day)
    roll = Membership.objects.on(day).filter(organization=cell_id).select_related("member")
    people = {one.member_id: one.member for one in roll}
    own = Rating.objects.filter(campaign=campaign, organization=cell_id)
    own = list(own.select_related("member", "changed_by"))
    known = {one.member_id: one for one in own}
    strange = Rating.objects.filter(campaign=campaign, member__in=people.keys() - known.keys())
    held = held_cells(campaign, {one.organization_id for one in strange})
    for one in strange.select_related("member", "changed_by"):
        if one.decided or one.organization_id in held:
            book.elsewhere.append(one)
        else:
            known[one.member_id] = one
    closed_here = book.rated.state not in FILLING
    for one in own:
        if one.member_id not in people:
            if one.decided or (closed_here and one.proposal):
                people[one.member_id] = one.member
            else:
                book.gone.append(one)
    lines_into(book, people, known)
    return book


def lines_into(book: CellBook, people: dict[int, Member], known: dict[int, Rating]) -> None:
    """One line for each of these people who is not rated elsewhere."""
    away = {one.member_id for one in book.elsewhere}
    facts = facts_on(book.day, people.keys())
    for member in sorted(people.values(), key=lambda one: (one.sort_key, one.pk)):
        if member.pk not in away:
            rating = known.get(member.pk) or Rating(campaign=book.campaign, organization_id=book.cell_id, member=member)
            rating.member = member
            book.lines.append(Line(member, rating, facts.get(member.pk, ""), len(book.lines) + 1))


def held_cells(campaign: Campaign, cell_ids: Iterable[int]) -> set[int]:
    """Those of the cells that have handed in or have a decision: they keep whom they rated."""
    rows = RatedCell.objects.filter(campaign=campaign, organization__in=cell_ids)
    kept = rows.filter(state__in=[CellState.SUBMITTED, CellState.DECIDED])
    return set(kept.values_list("organization_id", flat=True))
