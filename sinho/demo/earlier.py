"""The campaigns of 2006 and 2007: only what was decided, as it was written down from the decisions of that time."""

import datetime as dt

from cells.assessments.enums import Body
from cells.assessments.rules.scheme import GRASSROOTS_KINDS
from cells.organizations.enums import EventKind
from cells.organizations.models import Organization
from sinho.demo.accounts import Accounts
from sinho.demo.campaigns import CampaignBuilder, days
from sinho.demo.cells import CellBuilder
from sinho.demo.course import Course
from sinho.demo.plan import chance, content
from sinho.demo.trail import Trail, moment
from sinho.demo.years import Grade, SheetPlan, YearPlan

SCHEME = "before_2008"
EARLIER = (2006, 2007)


class EarlierCells(CellBuilder):
    """All cells alike: nobody worked with the system. Some stayed weak in both years (`data/oversight.yaml`)."""

    def grade(self, code: str, committee: str) -> Grade:
        drawn = super().grade(code, committee)
        return Grade("weak") if code in content("oversight")["weak_both_years"] else drawn

    def reason(self, code: str, since: dt.date) -> str:
        return self.campaign.reason(code)

    def build_own(self, code, committee_secretary, number, day, at) -> None:
        course = self.campaign.course(code, None)
        self.campaign.courses[code] = course
        course.decide(Grade("good"), "", number, day, "", committee_secretary, at)


class EarlierCampaign(CampaignBuilder):
    """One year of which only the decisions are known, of every organisation that lived then."""

    scheme = SCHEME

    def __init__(self, year: int, top: Organization, accounts: Accounts, trail: Trail):
        super().__init__(YearPlan(year, content("years")[year], {}), top, accounts, trail)
        late = {"events__kind": EventKind.ESTABLISH, "events__on__gte": dt.date(year, 7, 1)}
        self.founded_late = set(Organization.objects.filter(**late).values_list("code", flat=True))
        drawn = chance(f"grades {year}")
        grassroots = sorted(code for code, state in self.states.items() if state.kind in GRASSROOTS_KINDS)
        self.plan.sheets.update((code, self.sheet_plan(code, drawn)) for code in grassroots)

    def sheet_plan(self, code: str, drawn) -> SheetPlan:
        """Founded in the second half of the year: not evaluated; else the grade of the file, or by its weights."""
        if reason := self.reason(code):
            return SheetPlan(code, "decided", not_evaluated=reason)
        weights = self.plan.data["weights"]
        key = self.plan.data["fixed"].get(code) or drawn.choices(list(weights), list(weights.values()))[0]
        return SheetPlan(code, "decided", own=Grade(key), proposed=Grade(key))

    def reason(self, code: str) -> str:
        """Why it is not evaluated; "" when it is."""
        return "new_org" if code in self.founded_late else ""

    def cells(self) -> CellBuilder:
        return EarlierCells(self)

    def run(self, course: Course, plan: SheetPlan) -> None:
        """Proposed by the board a week before, then decided."""
        if plan.proposed:
            at = moment(self.plan.data["decided"]["date"] - days(7), self.chance)
            course.propose_for(Body.ORGANIZATION_BOARD, plan.proposed, "", self.staff, at)
        self.decide(course, plan)
