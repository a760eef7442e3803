"""How the members of all cells were rated: every campaign but the last decided, the last one in every state of work."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from cells.assessments.models import Campaign
from cells.assessments.rules.member_scheme import EXEMPTED, SUSPENDED, MemberScheme
from cells.organizations.enums import OrganizationKind
from cells.organizations.models import NearestTree, Organization, Place
from members.ratings.enums import CellState
from members.ratings.enums import RatingStep as Kind
from members.ratings.models import CellStep, RatedCell, Rating, RatingStep
from members.ratings.models.reading import facts_on
from members.roll.models import Member, Membership
from sinho.demo.accounts import Accounts
from sinho.demo.plan import DEMO_DAY, chance, content, working_day
from sinho.demo.trail import moment
from sinho.imports.copying import copy_rows

COMPLETED, BREACH, CAP_USED = (0.2, 0.31), 0.006, (0.55, 1.0)
# How far the cells of a committee are in the last campaign, by share.
COURSES = {"decided": 0.3, "submitted": 0.25, "mixed": 0.2, "draft": 0.15, "registered": 0.1}
OWN = {"SH-NT": "mixed"}


@dataclass
class Book:
    """Rows to be written."""

    cells: list[RatedCell] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    steps: list[RatingStep] = field(default_factory=list)
    cell_steps: list[CellStep] = field(default_factory=list)


def second_records() -> set[int]:
    """Of two records with one name and birthday, the later one: its cell waits until somebody has looked at both."""
    seen, found = set(), set()
    names = ("full_name", "birth_year", "birth_month", "birth_day")
    for pk, *who in Member.objects.filter(birth_day__isnull=False).order_by("pk").values_list("pk", *names):
        if tuple(who) in seen:
            found.add(pk)
        seen.add(tuple(who))
    return found


class Ratings:
    """Builds and writes them, campaign by campaign."""

    def __init__(self, accounts: Accounts, name: str = "", quality: dict[int, float] | None = None):
        self.accounts, self.chance = accounts, chance(f"{name} ratings of members".strip())
        self.tree = NearestTree()
        self.words = content("ratings")
        self.codes = dict(Organization.objects.values_list("pk", "code"))
        # How good somebody is from year to year.
        self.quality: dict[int, float] = dict(quality or {})
        self.doubles = second_records()
        self.book = Book()

    def write(self, years: Collection[int]) -> None:
        for campaign in Campaign.objects.filter(year__in=years).order_by("year"):
            self.add_campaign(campaign)
        for model, rows in (
            (RatedCell, self.book.cells),
            (Rating, self.book.ratings),
            (RatingStep, sorted(self.book.steps, key=lambda step: step.at)),
            (CellStep, sorted(self.book.cell_steps, key=lambda step: step.at)),
        ):
            copy_rows(model, rows)

    def add_campaign(self, campaign: Campaign) -> None:
        day = campaign.reference_day(DEMO_DAY)
        roll = Membership.objects.on(day).order_by("organization_id", "member_id")
        rows = [row for row in roll.values_list("member_id", "organization_id") if row[0] not in self.doubles]
        facts = facts_on(day, [pk for pk, _ in rows])
        bases: dict[Place, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for member_id, cell_id in rows:
            place = self.tree.at(cell_id, day)
            bases[self.tree.base(place, day)][cell_id].append(member_id)
        for base, cells in sorted(bases.items(), key=lambda pair: pair[0].code):
            course = "decided" if campaign.year < DEMO_DAY.year else self.course(base.code)
            BaseBuilder(self, campaign, base, cells, facts, course).build()

    def course(self, code: str) -> str:
        return OWN.get(code) or self.chance.choices(list(COURSES), list(COURSES.values()))[0]

    def quality_of(self, member_id: int) -> float:
        return self.quality.setdefault(member_id, self.chance.random())


class BaseBuilder:
    """One grassroots organisation in one campaign."""

    def __init__(self, whole: Ratings, campaign: Campaign, base: Place, cells, facts: dict[int, str], course: str):
        self.whole, self.campaign, self.base, self.cells = whole, campaign, base, cells
        self.facts, self.course, self.chance, self.book = facts, course, whole.chance, whole.book
        self.rules: MemberScheme = campaign.member_rules
        secretary = whole.accounts.secretary_of.get(base.code)
        self.secretary = secretary or whole.accounts.by_name["bantochuc"]
        is_cell = base.kind == OrganizationKind.GRASSROOTS_CELL
        self.decider = whole.accounts.by_name["lanhdao"] if is_cell else self.secretary
        self.on_behalf = not is_cell
        last = DEMO_DAY if campaign.year == DEMO_DAY.year else dt.date(campaign.year, 12, 28)
        self.met_last = last - dt.timedelta(days=6)
        self.decided_on = working_day(last - dt.timedelta(days=self.chance.randint(1, 2)))
        self.number = f"{self.chance.randint(20, 98)}-QĐ/{'HU' if is_cell else 'ĐU'}"
        self.levels: dict[int, str] = {}

    def build(self) -> None:
        self.choose_levels()
        states = self.states()
        for cell_id, members in self.cells.items():
            self.add_cell(cell_id, members, states[cell_id])

    def choose_levels(self) -> None:
        """Levels of everybody, the best at most as often as the cap of the scheme allows."""
        rated = [pk for members in self.cells.values() for pk in members if pk not in self.facts]
        noted = {pk: self.whole.quality_of(pk) + self.chance.gauss(0, 0.22) for pk in rated}
        order = sorted(rated, key=lambda pk: -noted[pk])
        lowest = {pk for pk in order if self.chance.random() < BREACH}
        order = [pk for pk in order if pk not in lowest]
        completed = round(len(order) * self.chance.uniform(*COMPLETED))
        upper = len(order) - completed
        # e best of e + g upper ones, e <= 15 % of g
        best = int(int(upper * 15 / 115) * self.chance.uniform(*CAP_USED))
        for place, pk in enumerate(order):
            codes = self.rules.codes
            self.levels[pk] = codes[0] if place < best else codes[1] if place < upper else codes[2]
        self.levels |= dict.fromkeys(lowest, self.rules.codes[-1])

    def states(self) -> dict[int, str]:
        """How far each cell is."""
        steps = [CellState.DRAFT, CellState.SUBMITTED, CellState.SUBMITTED, CellState.SENT_BACK, CellState.SUBMITTED]
        found = {}
        for place, cell_id in enumerate(self.cells):
            found[cell_id] = steps[place % len(steps)] if self.course == "mixed" else self.course
            if self.course != "decided" and self.whole.codes[cell_id] == content("years")["cells"]["with_account"]:
                found[cell_id] = CellState.DRAFT
        return found

    def add_cell(self, cell_id: int, members: list[int], state: str) -> None:
        voters = [pk for pk in members if self.facts.get(pk) not in (EXEMPTED, SUSPENDED)]
        present = max(round(len(voters) * self.chance.uniform(0.82, 1)), 1)
        met = working_day(self.met_last - dt.timedelta(days=self.chance.randint(0, 9)))
        held = state not in ("registered",)
        handed = state in (CellState.SUBMITTED, CellState.DECIDED, CellState.SENT_BACK)
        rated = RatedCell(campaign=self.campaign, organization_id=cell_id, version=1)
        if held and voters:
            rated.meeting_on, rated.entitled, rated.present = met, len(voters), min(present, len(voters))
            rated.given = rated.valid = rated.second_given = rated.second_valid = rated.present
        at = moment(met + dt.timedelta(days=1), self.chance)
        self.book.cells.append(rated)
        if handed:
            rated.submitted_at, rated.submitted_by, rated.on_behalf = at, self.secretary, self.on_behalf
            rated.state = CellState.SUBMITTED
            self.step(rated, CellState.SUBMITTED, self.secretary, at)
        for pk in members:
            self.add_member(rated, pk, state, at)
        if state == CellState.SENT_BACK:
            rated.state = CellState.SENT_BACK
            later = at + dt.timedelta(hours=20)
            self.step(rated, CellState.SENT_BACK, self.decider, later, self.chance.choice(self.whole.words["comments"]))
            rated.round = 2
        if state == CellState.DECIDED:
            rated.state, rated.decided_by = CellState.DECIDED, self.decider
            rated.decided_at = moment(self.decided_on, self.chance, 16, 16)
            self.step(rated, CellState.DECIDED, self.decider, rated.decided_at)

    def step(self, rated: RatedCell, state: str, by, at: dt.datetime, comment: str = "") -> None:
        self.book.cell_steps.append(
            CellStep(rated_cell=rated, round=rated.round, state=state, comment=comment, by=by, at=at)
        )

    def add_member(self, rated: RatedCell, pk: int, state: str, at: dt.datetime) -> None:
        one = Rating(campaign=self.campaign, organization_id=rated.organization_id, member_id=pk, version=1)
        level = self.levels.get(pk, "")
        self.register(one, level)
        if state != "registered" and not (state == CellState.DRAFT and self.chance.random() < 0.4):
            self.vote(one, rated, level)
        self.book.ratings.append(one)
        if state in (CellState.SUBMITTED, CellState.DECIDED, CellState.SENT_BACK):
            self.note(one, Kind.PROPOSED, self.secretary, at)
        if state == CellState.DECIDED:
            one.decided_level = level
            one.decision_number, one.decision_date = self.number, self.decided_on
            one.decided_at, one.decided_by = moment(self.decided_on, self.chance, 16, 16), self.decider
            self.note(one, Kind.DECIDED, self.decider, one.decided_at)

    def register(self, one: Rating, level: str) -> None:
        if not level:
            return
        codes = self.rules.codes
        one.aimed_level = codes[0] if level == codes[0] or self.chance.random() < 0.15 else codes[1]
        one.tasks = self.chance.choice(self.whole.words["tasks"])
        first = max(dt.date(self.campaign.year, 1, 5), self.campaign.opened_at.date())
        one.registered_on = working_day(first + dt.timedelta(days=self.chance.randint(3, 20)))

    def vote(self, one: Rating, rated: RatedCell, level: str) -> None:
        """Ballots that come to the level; or the reason that the roll knows."""
        if not level:
            one.proposal = f"not:{self.rules.reason_of_fact(self.facts[one.member_id]).code}"
            return
        codes, valid = self.rules.codes, rated.valid or 0
        one.self_level = codes[1] if level in codes[:2] else level
        most = valid - self.chance.randint(0, max((valid - 1) // 3, 0))
        rest = valid - most
        place = max(codes.index(level), 1)
        votes = {1: 0, 2: 0, 3: 0} | {place: most}
        votes[2 if place != 2 else 1 if self.chance.random() < 0.5 else 3] += rest
        one.vote_2, one.vote_3, one.vote_4 = votes[1], votes[2], votes[3]
        if level == codes[0]:
            one.self_level = self.chance.choice(codes[:2])
            one.second_agree = most
            one.second_disagree = rest
        one.proposed_level = level
        subs = self.rules.sub_reasons.get(level, ())
        if subs and (level == codes[-1] or self.chance.random() < 0.12):
            one.sub_reason = self.chance.choice(subs).code

    def note(self, one: Rating, kind: str, by, at: dt.datetime) -> None:
        decided = kind == Kind.DECIDED
        self.book.steps.append(
            RatingStep(
                rating=one,
                kind=kind,
                level=one.proposed_level,
                sub_reason=one.sub_reason,
                not_evaluated=one.not_evaluated,
                number=one.decision_number if decided else "",
                date=one.decision_date if decided else None,
                by=by,
                at=at,
            )
        )
