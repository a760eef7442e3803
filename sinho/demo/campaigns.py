"""The campaigns of 2008 and 2009: every sheet gets as far as `data/years.yaml` says."""

import datetime as dt

from cells.assessments import schemes
from cells.assessments.enums import Body, RegistrationState, SheetState
from cells.assessments.models import Campaign, CommuneResult, Extension, Proposal, RegisteredTask, Score, Sheet
from cells.assessments.models.units import living_units_of
from cells.organizations.models import Organization, OrganizationState
from sinho.demo.accounts import Accounts
from sinho.demo.cells import CellBuilder
from sinho.demo.course import Course
from sinho.demo.plan import DEMO_DAY, chance, content, working_day
from sinho.demo.trail import Trail, moment
from sinho.demo.years import Grade, SheetPlan, YearPlan
from sinho.text.dates import format_date

SCHEME = "hd20_2008"
OPINIONS = (Body.INSPECTION, Body.PROPAGANDA, Body.MASS_MOBILIZATION)
LAST_DAY = DEMO_DAY - dt.timedelta(days=1)
ON_THE_WAY = (SheetState.IN_APPRAISAL, SheetState.PROPOSED, SheetState.DECIDED)


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


class CampaignBuilder:
    """One year. `courses` by code of the organisation."""

    scheme = SCHEME

    def __init__(self, plan: YearPlan, top: Organization, accounts: Accounts, trail: Trail):
        self.plan, self.top, self.accounts, self.trail = plan, top, accounts, trail
        self.staff, self.leader = accounts.by_name["bantochuc"], accounts.by_name["lanhdao"]
        self.inspector = accounts.by_name["kiemtra"]
        self.chance = chance(f"campaign {plan.year}")
        self.campaign = self.opened()
        self.states = self.states_of_year()
        self.courses: dict[str, Course] = {}

    def write(self) -> None:
        self.note_opening()
        for code, sheet_plan in self.plan.sheets.items():
            self.courses[code] = self.course(code, self.accounts.secretary_of.get(code))
            self.run(self.courses[code], sheet_plan)
        self.cells().build()
        self.save()
        self.give_extensions()
        self.close()

    def cells(self) -> CellBuilder:
        return CellBuilder(self)

    def opened(self) -> Campaign:
        names = ("register_by", "submit_by", "appraise_by", "decide_by")
        return Campaign.objects.create(
            organization=self.top,
            year=self.plan.year,
            scheme=schemes.as_json(self.scheme),
            scheme_code=self.scheme,
            opened_at=moment(self.plan.day("opened"), self.chance, 8, 9),
            opened_by=self.staff,
            **{name: self.plan.day(name) for name in names},
        )

    def first_units(self) -> list[int]:
        """Organisations that existed when the campaign was opened: each got a sheet then."""
        return sorted(living_units_of(self.campaign, self.plan.day("opened")).values_list("organization_id", flat=True))

    def note_opening(self) -> None:
        said = f"Mở đợt đánh giá năm {self.plan.year} cho {len(self.first_units())} tổ chức"
        self.note("campaign.opened", said, self.campaign.opened_at)

    def note(self, did: str, said: str, at: dt.datetime) -> None:
        """A line of the log about the whole campaign, by the staff."""
        state = OrganizationState.objects.on(at.date()).get(organization=self.top)
        self.trail.note(self.campaign, did, said, by=self.staff, at=at, state=state)

    def states_of_year(self) -> dict[str, OrganizationState]:
        """What each organisation is for this campaign, by its code."""
        day = self.campaign.reference_day(DEMO_DAY)
        return {state.organization.code: state for state in living_units_of(self.campaign, day)}

    def course(self, code: str, secretary) -> Course:
        return Course(self.campaign, self.states[code], code, secretary, self.trail)

    def run(self, course: Course, plan: SheetPlan) -> None:
        """From the registration as far as the plan goes."""
        if plan.not_evaluated:
            self.decide(course, plan)
            return
        self.register(course, plan)
        if plan.state == SheetState.NOT_STARTED:
            return
        submitted = plan.submitted or self.submission_day()
        started = plan.started or working_day(submitted - days(self.chance.randint(8, 16)))
        draft = plan.state == SheetState.DRAFT
        course.assess(plan.own, started, working_day(min(submitted - days(1), LAST_DAY)), 0.55 if draft else 1)
        if not draft:
            course.submit(plan.own, submitted)
        if plan.state == SheetState.SENT_BACK:
            course.receive(self.staff, plan.sent_back)
            course.send_back(plan.asked, plan.comment, plan.mend_by, self.staff, plan.sent_back)
        elif plan.state in ON_THE_WAY:
            self.appraise(course, plan, submitted)

    def submission_day(self) -> dt.date:
        """Most in the two weeks before the deadline, one of ten a day or two late."""
        before = -self.chance.randint(1, 2) if self.chance.random() < 0.1 else self.chance.randint(0, 12)
        return working_day(self.plan.day("submit_by") - days(before))

    def register(self, course: Course, plan: SheetPlan) -> None:
        wanted = plan.registration
        if wanted.state == RegistrationState.NONE:
            return
        since = max(self.plan.day("opened"), course.state.since)
        last = max(self.plan.day("register_by"), since + days(21))
        sent = wanted.sent or working_day(since + days(self.chance.randint(4, (last - since).days)))
        course.register(plan.own or Grade("good"), sent)
        answered = working_day(sent + days(self.chance.randint(1, 6)), 1)
        if wanted.state == RegistrationState.ACCEPTED:
            course.accept_registration(self.staff, answered)
        elif wanted.state == RegistrationState.SENT_BACK:
            course.send_registration_back(wanted.comment, self.staff, answered)

    def appraise(self, course: Course, plan: SheetPlan, submitted: dt.date) -> None:
        """Received, scored, opinions of the boards, proposed, decided."""
        received = min(working_day(submitted + days(self.chance.randint(1, 2)), 1), LAST_DAY)
        course.receive(self.staff, received)
        done = plan.state in (SheetState.PROPOSED, SheetState.DECIDED)
        opinion_day = min(working_day(received + days(1), 1), LAST_DAY)
        opinions = plan.opinions if plan.opinions is not None else self.opinions(plan)
        for body, (key, *words) in opinions.items():
            by = self.inspector if body == Body.INSPECTION else self.staff
            course.give_opinion(body, Grade(key), " ".join(words), by, opinion_day)
        course.appraise(plan.own, plan.proposed, plan.points, self.staff, opinion_day, 1 if done else 0.6)
        if done:
            proposed_on = min(working_day(opinion_day + days(1), 1), LAST_DAY)
            course.propose(plan.proposed, plan.comment or self.proposal_words(plan), self.staff, proposed_on)
        if plan.state == SheetState.DECIDED:
            self.decide(course, plan)

    def opinions(self, plan: SheetPlan) -> dict[str, list[str]]:
        """Mostly the grade that is proposed, sometimes the organisation's own."""
        return {body: [(plan.own if self.chance.random() < 0.15 else plan.proposed).key] for body in OPINIONS}

    def proposal_words(self, plan: SheetPlan) -> str:
        words = content("words")["proposals"]
        if plan.own == plan.proposed:
            return words["same"]
        ranks = {level.code: rank for rank, level in enumerate(self.campaign.rules.levels)} | {"exemplary": -1}
        return words["lower"] if ranks[plan.proposed.key] > ranks[plan.own.key] else words["higher"]

    def decide(self, course: Course, plan: SheetPlan) -> None:
        paper = self.plan.data["decided"]
        at = moment(paper["date"], self.chance, 15, 16)
        note = plan.comment if plan.points is not None else ""
        grade = None if plan.not_evaluated else plan.proposed
        course.decide(grade, plan.not_evaluated, paper["number"], paper["date"], note, self.leader, at)

    def untouched_sheets(self) -> list[Sheet]:
        """Sheets made when the campaign was opened, in which nobody has written anything."""
        written = {course.state.organization_id for course in self.courses.values()}
        ids = [organization_id for organization_id in self.first_units() if organization_id not in written]
        return [Sheet(campaign=self.campaign, organization_id=organization_id) for organization_id in ids]

    def save(self) -> None:
        courses = list(self.courses.values())
        Sheet.objects.bulk_create([*(course.sheet for course in courses), *self.untouched_sheets()])
        for model, attribute in ((RegisteredTask, "tasks"), (Score, "scores"), (CommuneResult, "results")):
            model.objects.bulk_create(row for course in courses for row in getattr(course.contents, attribute))
        Proposal.objects.bulk_create(proposal for course in courses for proposal in course.proposals)

    def give_extensions(self) -> None:
        for code, said in self.plan.data.get("extensions", {}).items():
            state, at = self.states[code], moment(said["given"], self.chance)
            Extension.objects.create(
                campaign=self.campaign,
                organization=state.organization,
                submit_by=said["submit_by"],
                reason=said["reason"],
                by=self.staff,
                at=at,
            )
            words = f"Gia hạn nộp cho {state.name} đến {format_date(said['submit_by'])}: {said['reason']}"
            self.trail.note(self.campaign, "campaign.extended", words, by=self.staff, at=at, state=state)

    def close(self) -> None:
        closed = self.plan.data.get("closed")
        if closed:
            self.campaign.closed_at, self.campaign.closed_by = moment(closed, self.chance), self.staff
            self.campaign.save(update_fields=["closed_at", "closed_by"])
            self.note("campaign.closed", f"Khóa đợt đánh giá năm {self.plan.year}", self.campaign.closed_at)
