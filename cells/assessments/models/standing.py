"""What the system knows for the gates of one sheet, and where the caps of each deciding body stand."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from cells.assessments.enums import Body, SheetState
from cells.assessments.models.campaign import Campaign
from cells.assessments.models.facts import OpenSheet, committees_above
from cells.assessments.models.judged import CapException, GateAnswer
from cells.assessments.models.process import Proposal
from cells.assessments.models.units import units_of
from cells.assessments.rules.caps import Standing, standing
from cells.assessments.rules.findings import Discipline, Known, LevelTally, MeetingTally
from cells.assessments.rules.gates import Weighed, weigh
from cells.assessments.rules.hands import level_of
from cells.assessments.rules.scheme import CELL, CELL_KINDS, GRASSROOTS
from cells.assessments.rules.sheet import points_given, tally, total
from cells.meetings.models.reading import meeting_tally
from cells.organizations.enums import OrganizationKind
from cells.organizations.models import OrganizationState
from sinho.web import clock

COMMITTEES = (OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationKind.SECTION_COMMITTEE)

# A theme that knows the levels of members says how to read them: campaign, organisation → tally, or None.
MembersTold = Callable[[Campaign, int], LevelTally | None]
_members: list[MembersTold] = []


def tells_members(reader: MembersTold) -> None:
    """Let the gates ask this reader for the levels of the members of an organisation."""
    _members.append(reader)


# A theme that keeps the register of discipline says what it knows of a year, or None when none was kept.
DisciplineTold = Callable[[Campaign, int], Discipline | None]
_discipline: list[DisciplineTold] = []


def tells_discipline(reader: DisciplineTold) -> None:
    """Let the gates ask this reader for the discipline in an organisation in the year."""
    _discipline.append(reader)


def discipline_in(campaign: Campaign, organization_id: int) -> Discipline | None:
    """What the register says of the year, if one was kept."""
    return next((found for reader in _discipline if (found := reader(campaign, organization_id))), None)


def meetings_in(campaign: Campaign, organization_id: int) -> MeetingTally | None:
    """Regular meetings of a cell in the year so far, if its book was kept."""
    told = meeting_tally(organization_id, campaign.year, campaign.reference_day(clock.today()))
    return MeetingTally(told.months, told.held) if told.held else None


def members_of(campaign: Campaign, organization_id: int) -> LevelTally | None:
    """The levels of its members, if anybody knows them."""
    return next((found for reader in _members if (found := reader(campaign, organization_id))), None)


def below_of(opened: OpenSheet) -> LevelTally | None:
    """How what stands below the organisation was graded; who is not evaluated is left out. None of who has nothing."""
    if opened.state.kind not in COMMITTEES:
        return None
    sheet, campaign = opened.sheet, opened.sheet.campaign
    states = units_of(campaign, campaign.reference_day(clock.today()), sheet.organization_id).filter(
        kind__in=CELL_KINDS
    )
    ids = list(
        states.filter(valid__contains=campaign.reference_day(clock.today())).values_list("organization", flat=True)
    )
    decided = campaign.sheets.filter(organization__in=ids, state=SheetState.DECIDED)
    levels = Counter(decided.values_list("decided_level", flat=True))
    ranks = tuple(levels[level.code] for level in opened.scheme.levels)
    return LevelTally(ranks, len(ids) - levels.total()) if ids else None


def known_of(opened: OpenSheet, *, own: bool = False) -> Known:
    """What the gates are weighed by: the points of the level above, or for the organisation itself its own."""
    scores = opened.facts.scores if own else opened.board_facts()
    criteria = list(opened.frame.criteria.values())
    complete = opened.frame.max and points_given(scores, criteria)
    facts = {one.fact.partition("_")[0] for gate in opened.scheme.gates for one in gate.conditions}
    asks_discipline = facts & {"disciplined", "collective", "nobody"}
    campaign, pk = opened.sheet.campaign, opened.sheet.organization_id
    return Known(
        frame=opened.frame,
        levels=tuple(level.code for level in opened.scheme.levels),
        points=total(scores, criteria) if complete else None,
        grades={one.code: scores[one.code].points for one in criteria if one.scale and _given(scores, one.code)},
        tasks=tally(opened.facts.tasks),
        below=below_of(opened) if "orgs" in facts else None,
        members=members_of(campaign, pk) if "members" in facts else None,
        discipline=discipline_in(campaign, pk) if asks_discipline else None,
        meetings=meetings_in(campaign, pk) if "meetings" in facts else None,
    )


def _given(scores, code: str) -> bool:
    return code in scores and scores[code].points is not None


def weighed(opened: OpenSheet, *, own: bool = False) -> tuple[Weighed, ...]:
    """The gates of the scheme for this sheet, with what people answered."""
    if not opened.scheme.gates:
        return ()
    answers = dict(GateAnswer.objects.filter(sheet=opened.sheet).order_by("id").values_list("condition", "holds"))
    return weigh(opened.scheme.gates, known_of(opened, own=own), answers, opened.state.kind)


def body_above(opened: OpenSheet) -> int:
    """Whose decisions share one cap: of a cell the grassroots committee above it, else the holder of the campaign."""
    if level_of(opened.state.kind) == GRASSROOTS:
        return opened.sheet.campaign.organization_id
    above = committees_above(opened.state)
    kinds = dict(
        OrganizationState.objects.filter(organization__in=above).order_by("valid").values_list("organization", "kind")
    )
    return next((one for one in above if kinds.get(one) == OrganizationKind.GRASSROOTS_COMMITTEE), above[0])


@dataclass(frozen=True)
class Place:
    """The caps of one body; `cells`: on the cells that it decides on."""

    organization_id: int
    cells: bool
    standings: tuple[Standing, ...]


def places_of(campaign: Campaign) -> dict[int, Place]:
    """Every body that decides in the campaign with its caps: four queries, however many."""
    if not campaign.rules.caps:
        return {}
    rows = units_of(campaign, campaign.reference_day(clock.today()))
    rows = list(rows.values_list("organization_id", "parent_id", "kind"))
    kinds = {pk: kind for pk, _, kind in rows}
    parents = {pk: parent for pk, parent, _ in rows}
    grades, granted = grades_of(campaign), granted_by(campaign)
    found: dict[int, list] = defaultdict(list)
    for pk, _, kind in rows:
        above = campaign.organization_id if level_of(kind) == GRASSROOTS else committee_of(pk, parents, kinds)
        found[above] += [grades[pk]] if pk in grades else []
    return {
        above: Place(
            above,
            above != campaign.organization_id,
            tuple(standing(cap, rows, granted.get((above, cap.level))) for cap in campaign.rules.caps),
        )
        for above, rows in found.items()
    }


def committee_of(pk: int, parents: dict[int, int | None], kinds: dict[int, str]) -> int | None:
    """The first organisation above a cell that is no section committee."""
    above = parents[pk]
    while above in kinds and level_of(kinds[above]) == CELL:
        above = parents[above]
    return above


def grades_of(campaign: Campaign) -> dict[int, tuple[str, bool, bool]]:
    """Organisation → level, flag, whether decided; without a decision the last proposal, before it its own wish."""
    sheets = campaign.sheets.values_list("pk", "organization_id", "state", "decided_level", "decided_exemplary")
    found, undecided = {}, {}
    for pk, organization_id, state, level, exemplary in sheets:
        if state == SheetState.DECIDED:
            found[organization_id] = (level, exemplary, True)
        else:
            undecided[pk] = organization_id
    proposals = Proposal.objects.filter(sheet__campaign=campaign).exclude(sheet__state=SheetState.DECIDED)
    by_weight = sorted(
        proposals.values_list("sheet_id", "round", "body", "level", "exemplary"),
        key=lambda row: (row[1], row[2] in (Body.ORGANIZATION_BOARD, Body.COMMUNE_COMMITTEE), row[2] == Body.SELF),
    )
    for sheet_id, _, _, level, exemplary in by_weight:
        found[undecided[sheet_id]] = (level, exemplary, False)
    return found


def granted_by(campaign: Campaign) -> dict[tuple[int, str], int]:
    """Body and level → how many the last decision allows."""
    rows = CapException.objects.filter(campaign=campaign).order_by("id")
    return {(pk, level): allowed for pk, level, allowed in rows.values_list("organization_id", "level", "allowed")}
