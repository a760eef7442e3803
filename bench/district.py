"""A made-up district as large as asked: grassroots organisations with cells, two campaigns, people who work in it."""

import datetime as dt
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cells.access.models import Grant
from cells.assessments import schemes
from cells.assessments.enums import Body, RegistrationState, SheetState
from cells.assessments.models import Campaign, CommuneResult, Proposal, RegisteredTask, Score, Sheet, Step
from cells.organizations.enums import OrganizationKind, OrganizationType
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.models import User
from sinho.accounts.roles import Role

TODAY = dt.date(2009, 12, 18)
ALWAYS = DateRange(dt.date(2004, 1, 2), None, "[)")
SCHEME, LEVELS = "hd20_2008", ("clean_strong", "good", "completed", "weak")
STATES = tuple(SheetState)
HANDED_IN = (SheetState.SUBMITTED, SheetState.IN_APPRAISAL, SheetState.PROPOSED, SheetState.DECIDED)
CELLS = 6


def at(day: dt.date, hour: int = 9) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


class District:
    """`grassroots` committees with some cells each, all in the campaigns of 2008 and 2009."""

    def __init__(self, grassroots: int, cells_each: int = CELLS):
        self.grassroots = grassroots
        self.cells_each = cells_each
        self.top: Organization
        self.committees: list[Organization] = []
        self.cells: list[Organization] = []

    def fill(self) -> "District":
        self.add_organizations()
        self.staff = self.add_user("bench.staff", Role.DISTRICT_STAFF, self.top)
        self.leader = self.add_user("bench.leader", Role.DISTRICT_LEADER, self.top)
        self.secretary = self.add_user("bench.secretary", Role.COMMUNE_SECRETARY, self.committees[0])
        for year in (2008, 2009):
            self.add_campaign(year)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return self

    def add_organizations(self) -> None:
        names = ["H", *(f"H-{n:03d}" for n in range(self.grassroots))]
        names += [f"H-{n:03d}-{m}" for n in range(self.grassroots) for m in range(self.cells_each)]
        rows = Organization.objects.bulk_create(Organization(code=name) for name in names)
        self.top, self.committees = rows[0], rows[1 : self.grassroots + 1]
        self.cells = rows[self.grassroots + 1 :]
        states = [self.state(self.top, "Đảng bộ huyện Đo", OrganizationKind.DISTRICT_COMMITTEE, None)]
        for n, committee in enumerate(self.committees):
            name = f"Đảng bộ xã Nậm Đo {n:03d}"
            states.append(self.state(committee, name, OrganizationKind.GRASSROOTS_COMMITTEE, self.top))
        for n, cell in enumerate(self.cells):
            name = f"Chi bộ bản Nà Đo {n % self.cells_each}"
            committee = self.committees[n // self.cells_each]
            states.append(self.state(cell, name, OrganizationKind.SUBORDINATE_CELL, committee))
        OrganizationState.objects.bulk_create(states)

    @staticmethod
    def state(organization, name: str, kind: str, parent) -> OrganizationState:
        commune = kind == OrganizationKind.GRASSROOTS_COMMITTEE
        return OrganizationState(
            organization=organization,
            valid=ALWAYS,
            name=name,
            short_name=name.removeprefix("Đảng bộ xã "),
            kind=kind,
            type=OrganizationType.COMMUNE if commune else "",
            parent=parent,
        )

    @staticmethod
    def add_user(username: str, role: str, organization) -> User:
        user = User.objects.create(username=username, full_name=username, password=make_password(None))
        Grant.objects.create(user=user, organization=organization, role=role, valid=ALWAYS)
        return user

    def add_campaign(self, year: int) -> None:
        """2008 decided in all; 2009 in every state, the first sheet a draft."""
        campaign = Campaign.objects.create(
            organization=self.top,
            year=year,
            scheme=schemes.as_json(SCHEME),
            scheme_code=SCHEME,
            register_by=dt.date(year, 2, 28),
            submit_by=dt.date(year, 12, 15),
            appraise_by=dt.date(year, 12, 31),
            decide_by=dt.date(year + 1, 1, 31),
            opened_at=at(dt.date(year, 1, 12)),
            opened_by=self.staff,
        )
        sheets = [
            self.sheet(campaign, row, SheetState.DECIDED if year == 2008 else STATES[(n + 1) % len(STATES)], n)
            for n, row in enumerate(self.committees)
        ]
        sheets += [self.sheet(campaign, row, SheetState.DECIDED, n) for n, row in enumerate(self.cells)]
        Sheet.objects.bulk_create(sheets)
        self.add_parts(campaign, sheets[: self.grassroots])

    def sheet(self, campaign: Campaign, organization, state: str, n: int) -> Sheet:
        day = dt.date(campaign.year, 12, 1 + n % 16)
        facts = {"registration_state": RegistrationState.ACCEPTED, "accepted_at": at(day), "accepted_by": self.staff}
        if state in HANDED_IN or state == SheetState.SENT_BACK:
            facts |= {"submitted_at": at(day), "submitted_by": self.secretary, "self_level": LEVELS[n % 3]}
        if state == SheetState.SENT_BACK:
            facts |= {"mend_by": dt.date(campaign.year, 12, 21), "round": 2}
        if state == SheetState.DECIDED:
            facts |= {"decided_at": at(day, 15), "decided_by": self.leader, "decided_level": LEVELS[n % 4]}
            facts |= {"decision_number": "1-QĐ/HU", "decision_date": day}
        return Sheet(campaign=campaign, organization=organization, state=state, **facts)

    def add_parts(self, campaign: Campaign, sheets: list[Sheet]) -> None:
        """Tasks, points, results, proposals and steps of the committees."""
        frame = campaign.rules.frame_for(OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationType.COMMUNE)
        groups = [group.key for group in frame.task_groups]
        tasks, scores, results, proposals, steps = [], [], [], [], []
        for sheet in sheets:
            common = {"sheet": sheet, "changed_by": self.secretary, "changed_at": at(dt.date(campaign.year, 12, 1))}
            for n in range(10):
                facts = {"position": n + 1, "group": groups[n % len(groups)], "content": f"Nhiệm vụ {n + 1}"}
                tasks.append(RegisteredTask(unit="ha", planned=Decimal(10), actual=Decimal(11), **facts, **common))
            for criterion in frame.criteria.values():
                facts = {"body": Body.SELF, "criterion": criterion.code, "evidence": "Báo cáo 5-BC/ĐU"}
                scores.append(Score(points=criterion.max - criterion.step, **facts, **common))
            for indicator in frame.indicators:
                facts = {"indicator": indicator.code, "source": indicator.hint, "source_date": TODAY}
                results.append(CommuneResult(value=Decimal(30), **facts, **common))
            if sheet.submitted_at:
                proposals += self.proposals(sheet)
                steps.append(Step(sheet=sheet, round=1, state="submitted", by=self.secretary, at=sheet.submitted_at))
                steps.append(
                    Step(sheet=sheet, round=1, state=sheet.state, comment="x", by=self.staff, at=sheet.submitted_at)
                )
        for rows in filter(None, (tasks, scores, results, proposals, steps)):
            type(rows[0]).objects.bulk_create(rows)

    def proposals(self, sheet: Sheet) -> list[Proposal]:
        bodies = (Body.SELF, Body.ORGANIZATION_BOARD, Body.INSPECTION)
        facts = {"sheet": sheet, "round": 1, "level": "good", "by": self.staff, "at": sheet.submitted_at}
        return [Proposal(body=body, **facts) for body in bodies]
