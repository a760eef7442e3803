"""Documents of three years, who briefed on them when, action programmes with tasks, working regulations (A1, A9)."""

import datetime as dt
from collections import defaultdict

from cells.directives.enums import Audience, Direction
from cells.directives.models import (
    ActionProgramme,
    Briefing,
    BriefingAudience,
    BriefingDirective,
    Directive,
    DirectiveUnit,
    ProgrammeTask,
    TaskProgress,
)
from cells.organizations.enums import GRASSROOTS, OrganizationKind
from cells.organizations.models import OrganizationState
from members.roll.models import Membership
from sinho.accounts.models import User
from sinho.demo import agencies
from sinho.demo.accounts import Accounts
from sinho.demo.plan import DEMO_DAY, Unit, chance, content, working_day
from sinho.demo.register import Register
from sinho.demo.trail import Trail, moment
from sinho.text.dates import format_date


class Directives:
    """Collects and writes. Secretaries write down what their organisation did, the staff the documents."""

    def __init__(self, register: Register, accounts: Accounts, trail: Trail):
        self.register, self.accounts, self.trail = register, accounts, trail
        self.states: dict[int, list[OrganizationState]] = defaultdict(list)
        self.staff: User = accounts.by_name["bantochuc"]
        self.chance, self.plan = chance("directives"), content("directives")
        self.top = register.organizations[agencies.district().code]
        self.documents: dict[str, Directive] = {}
        self.units: list[DirectiveUnit] = []
        self.sessions: list[tuple[Briefing, Directive, dict[str, tuple[int, int]]]] = []
        self.programmes: list[ActionProgramme] = []
        self.tasks: list[tuple[ProgrammeTask, list[TaskProgress]]] = []

    def write(self) -> None:
        for one in self.plan["documents"]:
            self.write_document(one)
        self.count_members()
        for one in self.plan["documents"]:
            if "units" in one:
                self.give(one, self.documents[one["key"]])
        self.brief_cells()
        self.issue_district()
        self.write_rows()

    def write_document(self, plan: dict) -> None:
        """In the register of the district, on the day it came in or went out."""
        received = plan.get("received")
        one = Directive(
            organization=self.top,
            direction=Direction.INCOMING if received else Direction.OWN,
            number=plan["number"],
            type=plan["type"],
            issuer=plan["issuer"],
            issued_on=plan["day"],
            received_on=received,
            subject=plan["subject"],
            parent=self.documents.get(plan.get("parent")),
            by=self.staff,
            at=moment(working_day(received or plan["day"], 1), self.chance),
        )
        one.save(force_insert=True)
        self.documents[plan["key"]] = one
        state = self.state_of(one.organization_id, one.known_since)
        self.trail.note(one, "directive.entered", f"Vào sổ {one.named}", by=self.staff, at=one.at, state=state)

    def state_of(self, organization_id: int, day: dt.date) -> OrganizationState:
        """What the organisation was on the day, or the first that it was."""
        if not self.states:
            for state in OrganizationState.objects.order_by("valid"):
                self.states[state.organization_id].append(state)
        known = self.states[organization_id]
        return next((state for state in known if day in state.valid), known[0])

    def count_members(self) -> None:
        """The days on which members came to and left each organisation."""
        self.days: dict[int, list[tuple[dt.date, dt.date | None]]] = defaultdict(list)
        for pk, valid in Membership.objects.order_by().values_list("organization_id", "valid"):
            self.days[pk].append((valid.lower, valid.upper))
        self.cells: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.register.units.values():
            self.cells[unit.last.parent].append(unit)

    def members(self, unit: Unit, day: dt.date) -> int:
        """Of the organisation and of its cells on the day."""
        ids = [self.register.organizations[one.code].pk for one in (unit, *self.cells[unit.code])]
        return sum(since <= day and (until is None or day < until) for pk in ids for since, until in self.days[pk])

    def units_of(self, plan: dict, day: dt.date) -> list[Unit]:
        """The grassroots organisations of the day, or those that the plan names."""
        named = plan["units"]
        units = [one for one in self.register.units.values() if (turn := one.on(day)) and turn.kind in GRASSROOTS]
        return units if named == "all" else [one for one in units if one.code in named]

    def give(self, plan: dict, one: Directive) -> None:
        """Told on the day it was known; a few brief late or not at all."""
        units = self.units_of(plan, one.known_since)
        free = [unit.code for unit in units if unit.code not in self.plan["punctual"]]
        odd = self.chance.sample(free, min(plan["late"] + plan["missing"], len(free)))
        late, missing = set(odd[: plan["late"]]), set(odd[plan["late"] :])
        if len(units) == 1:
            missing = {units[0].code} if plan["missing"] else set()
        briefed = []
        for unit in units:
            days = {"given_on": one.known_since, "brief_by": plan["brief_by"], "programme_by": plan.get("programme_by")}
            organization = self.register.organizations[unit.code]
            self.units.append(DirectiveUnit(directive=one, organization=organization, by=self.staff, at=one.at, **days))
            if unit.code not in missing and (held := self.brief(unit, one, plan["brief_by"], unit.code in late)):
                briefed.append((unit, held))
        words = f"Giao {len(units)} đơn vị quán triệt {one.named}, hạn {format_date(plan['brief_by'])}"
        state = self.state_of(one.organization_id, one.known_since)
        self.trail.note(one, "directive.given", words, by=self.staff, at=one.at, state=state)
        if "programmes_late" in plan:
            self.issue(plan, one, briefed)

    def brief(self, unit: Unit, one: Directive, brief_by: dt.date, late: bool) -> dt.date | None:
        """Within the weeks before the day, or some days after it."""
        shift = self.chance.randint(3, 17) if late else -self.chance.randint(1, 40)
        day = working_day(brief_by + dt.timedelta(days=shift), 1 if late else -1)
        members = self.members(unit, day)
        if day > DEMO_DAY or unit.on(day) is None or not members:
            return None
        organization = self.register.organizations[unit.code]
        by = self.accounts.secretary_of.get(unit.code) or self.staff
        commune = unit.on(day).kind == OrganizationKind.GRASSROOTS_COMMITTEE
        held = Briefing(
            organization=organization,
            held_on=day,
            place="Hội trường Ủy ban nhân dân xã" if unit.commune and commune else "Phòng họp cơ quan",
            speaker="Báo cáo viên Huyện ủy" if self.chance.random() < 0.4 else "Bí thư",
            members=members,
            by=by,
            at=moment(min(working_day(day, 1), DEMO_DAY), self.chance),
        )
        self.sessions.append((held, one, self.heard(members, commune)))
        return day

    def heard(self, members: int, commune: bool) -> dict[str, tuple[int, int]]:
        """Most of those who were asked came; at a commune committee the committee and key cadres are named apart."""
        left, found = members, {}
        for kind, most in ((Audience.COMMITTEE, 9), (Audience.KEY, 6)) if commune and members > 20 else ():
            found[kind] = (most, most - self.chance.randint(0, 1))
            left -= most
        if left:
            found[Audience.MEMBER] = (left, max(left - round(left * self.chance.uniform(0.02, 0.2)), 1))
        if commune:
            mass = self.chance.randint(8, 30)
            found[Audience.MASS] = (mass, mass - self.chance.randint(0, 6))
        return found

    def brief_cells(self) -> None:
        """Cells of some committees held sessions of their own, a few weeks after the committee."""
        plan = self.plan["cells_of"]
        one = self.documents[plan["document"]]
        for committee in plan["committees"]:
            for unit in self.cells[committee]:
                self.brief(unit, one, dt.date(2008, 6, 20), late=False)

    def issue(self, plan: dict, one: Directive, briefed: list[tuple[Unit, dt.date]]) -> None:
        """An action programme of each unit that has briefed, with tasks; a few late, a few none."""
        free = [unit.code for unit, _ in briefed if unit.code not in self.plan["punctual"]]
        odd = self.chance.sample(free, plan["programmes_late"] + plan["programmes_missing"])
        late, missing = set(odd[: plan["programmes_late"]]), set(odd[plan["programmes_late"] :])
        for unit, held_on in briefed:
            if unit.code in missing:
                continue
            shift = self.chance.randint(4, 20) if unit.code in late else -self.chance.randint(1, 12)
            day = max(working_day(plan["programme_by"] + dt.timedelta(days=shift)), held_on)
            symbol = "CB" if unit.last.kind == OrganizationKind.GRASSROOTS_CELL else "ĐU"
            facts = {"number": f"{self.chance.randint(2, 14):02d}-CTr/{symbol}", "issued_on": day}
            facts["title"] = f"Chương trình hành động thực hiện {one}"
            by = self.accounts.secretary_of.get(unit.code) or self.staff
            self.add_programme(self.register.organizations[unit.code], one, by, facts, self.plan["tasks"])

    def issue_district(self) -> None:
        """The programme of the district committee itself."""
        plan = self.plan["district_programme"]
        facts = {"number": plan["number"], "title": plan["title"], "issued_on": plan["day"]}
        self.add_programme(self.top, self.documents[plan["document"]], self.staff, facts, plan["tasks"])

    def add_programme(self, organization, one: Directive, by: User, facts: dict, tasks: list[dict]) -> None:
        at = moment(working_day(facts["issued_on"], 1), self.chance)
        held = ActionProgramme(organization=organization, directive=one, by=by, at=at, **facts)
        self.programmes.append(held)
        for plan in tasks:
            task = ProgrammeTask(
                programme=held, content=plan["content"], owner=plan["owner"], due_on=plan["due"], by=by, at=at
            )
            self.tasks.append((task, self.reports(task, plan, by)))

    def reports(self, task: ProgrammeTask, plan: dict, by: User) -> list[TaskProgress]:
        """What the plan says, or by chance: done by the day, or half done."""
        done, due = plan.get("done"), plan["due"]
        if isinstance(done, dt.date):
            return [self.report(task, done, 100, plan["result"], by)]
        if "told" in plan:
            return [self.report(task, plan["told"], plan["percent"], plan["result"], by)]
        if self.chance.random() < done:
            day = working_day(due - dt.timedelta(days=self.chance.randint(1, 25)))
            return [self.report(task, day, 100, "Đã hoàn thành", by)]
        day = working_day(min(due - dt.timedelta(days=self.chance.randint(30, 90)), DEMO_DAY - dt.timedelta(days=9)))
        return [self.report(task, day, self.chance.choice((30, 50, 60)), "Đang thực hiện", by)]

    def report(self, task: ProgrammeTask, on: dt.date, percent: int, result: str, by: User) -> TaskProgress:
        at = moment(on, self.chance)
        return TaskProgress(task=task, on=on, percent=percent, result=result, by=by, at=at)

    def write_rows(self) -> None:
        """All in a few statements."""
        DirectiveUnit.objects.bulk_create(self.units)
        Briefing.objects.bulk_create(held for held, *_ in self.sessions)
        BriefingDirective.objects.bulk_create(
            BriefingDirective(briefing=held, directive=one) for held, one, _ in self.sessions
        )
        BriefingAudience.objects.bulk_create(
            BriefingAudience(briefing=held, kind=kind, invited=invited, present=present)
            for held, _, heard in self.sessions
            for kind, (invited, present) in heard.items()
        )
        for held, one, _ in self.sessions:
            words = f"Quán triệt {one} ngày {format_date(held.held_on)}"
            state = self.state_of(held.organization_id, held.held_on)
            self.trail.note(held, "briefing.held", words, by=held.by, at=held.at, state=state)
        ActionProgramme.objects.bulk_create(self.programmes)
        ProgrammeTask.objects.bulk_create(task for task, _ in self.tasks)
        TaskProgress.objects.bulk_create(report for _, reports in self.tasks for report in reports)
        for held in self.programmes:
            words = f"Ban hành chương trình {held.number} thực hiện {held.directive}"
            state = self.state_of(held.organization_id, held.issued_on)
            self.trail.note(held, "programme.issued", words, by=held.by, at=held.at, state=state)
