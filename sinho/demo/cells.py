"""Results of the subordinate cells: decided by their committees on paper, one of them with a sheet of its own."""

import datetime as dt

from cells.organizations.enums import OrganizationKind
from sinho.demo.plan import chance, content, working_day
from sinho.demo.trail import moment
from sinho.demo.years import Grade


class CellBuilder:
    """The cells of one campaign. Adds their courses to those of the campaign."""

    def __init__(self, campaign):
        self.campaign, self.plan, self.accounts = campaign, campaign.plan, campaign.accounts
        self.data = content("years")["cells"]
        self.chance = chance(f"cells {self.plan.year}")
        self.parents = {state.organization_id: code for code, state in campaign.states.items()}

    def build(self) -> None:
        codes: dict[str, list[str]] = {}
        for code, state in sorted(self.campaign.states.items()):
            if state.kind == OrganizationKind.SUBORDINATE_CELL:
                codes.setdefault(self.parents[state.parent_id], []).append(code)
        for committee, cells in codes.items():
            self.build_committee(committee, cells)

    def build_committee(self, committee: str, cells: list[str]) -> None:
        """All cells of a committee on one day; a committee that has not finished leaves the last ones open."""
        year = self.plan.year
        day = self.decision_day(committee)
        limit = self.data["unfinished"].get(committee, len(cells)) if year == 2009 else len(cells)
        number = f"{self.chance.randint(20, 96)}-QĐ/ĐU"
        by = self.accounts.secretary_of.get(committee) or self.campaign.staff
        at = moment(day, self.chance)
        for code in cells[:limit]:
            if code == self.data["with_account"]:
                self.build_own(code, by, number, day, at)
                continue
            course = self.campaign.course(code, None)
            reason = self.reason(code, course.state.since)
            grade = None if reason else self.grade(code, committee)
            course.decide(grade, reason, number, day, "", by, at)
            self.campaign.courses[code] = course

    def decision_day(self, committee: str) -> dt.date:
        """Within the days of the cells, before the committee handed in its own sheet."""
        first, last = self.plan.data["cells"]["from"], self.plan.data["cells"]["to"]
        sheet = self.campaign.courses[committee].sheet
        if sheet.submitted_at:
            last = min(last, sheet.submitted_at.date() - dt.timedelta(days=1))
        first = min(first, last - dt.timedelta(days=3))
        return max(first, working_day(first + dt.timedelta(days=self.chance.randrange((last - first).days + 1))))

    def reason(self, code: str, since: dt.date) -> str:
        """Cells founded in the second half of the year are not evaluated."""
        if since >= dt.date(self.plan.year, 7, 1):
            return "new_org"
        return "not_yet" if self.plan.year in self.data["not_yet"].get(code, ()) else ""

    def grade(self, code: str, committee: str) -> Grade:
        """By chance, better where the committee is better."""
        fixed = self.data["fixed"].get(code, {}).get(self.plan.year)
        if fixed:
            return Grade(fixed)
        plan = self.plan.sheets[committee]
        weights = self.data["weights"][(plan.proposed or Grade("good")).key]
        return Grade(self.chance.choices(list(weights), list(weights.values()))[0])

    def build_own(self, code: str, committee_secretary, number: str, day: dt.date, at: dt.datetime) -> None:
        """The cell whose secretary works with the system: decided in 2008, still writing in 2009."""
        course = self.campaign.course(code, self.accounts.secretary_of[code])
        self.campaign.courses[code] = course
        grade = Grade("clean_strong" if self.plan.year == 2009 else "good")
        registered = self.plan.day("opened") + dt.timedelta(days=9)
        course.register(grade, registered)
        course.accept_registration(committee_secretary, working_day(registered + dt.timedelta(days=3), 1))
        if self.plan.year == 2009:
            course.assess(grade, dt.date(2009, 12, 7), dt.date(2009, 12, 16), share=0.6)
            return
        course.assess(grade, day - dt.timedelta(days=7), day - dt.timedelta(days=2))
        course.submit(grade, day - dt.timedelta(days=1))
        course.decide(grade, "", number, day, "", committee_secretary, at)
