"""Cases of admission: of everybody admitted since 2008 with all steps, and of those who are still on the way."""

import datetime as dt

from cells.organizations.enums import OrganizationKind
from members.admissions.enums import Closing
from members.admissions.models import Case, CaseHandover, CaseStep
from members.admissions.paths import as_json, code_on
from members.admissions.rules.path import Path, read
from members.roll.enums import OUT_OF_THE_PARTY, Exit, Occupation, StandingKind
from members.roll.models import Member, Standing
from members.roll.rules import months_later
from sinho.accounts.models import User
from sinho.demo.members.growth import Growth
from sinho.demo.members.lives import HISTORY, Life, cell_time, is_cell_on
from sinho.demo.members.mended import mend
from sinho.demo.members.rows import Rows
from sinho.demo.plan import DEMO_DAY, chance, content, working_day
from sinho.demo.trail import moment
from sinho.imports.copying import copy_rows

SINCE = dt.date(2008, 1, 1)
# Days before the decision on which the steps before it were taken, in this order.
BEFORE = (
    ("outstanding", (420, 520)),
    ("awareness_class", (230, 300)),
    ("permission", (170, 210)),
    ("application", (140, 160)),
    ("record", (130, 139)),
    ("verification", (80, 110)),
    ("referrals", (70, 79)),
    ("opinions", (60, 69)),
    ("cell_vote", (36, 50)),
    ("committee_vote", (14, 30)),
)
ON_THE_WAY = (
    ("outstanding", 26),
    ("awareness_class", 18),
    ("permission", 9),
    ("opinions", 12),
    ("cell_vote", 7),
    ("committee_vote", 6),
)
PEOPLE = {"outstanding", "referrals", "ceremony"}
NUMBERED = {"awareness_class": "GCN", "new_member_class": "GCN", "cell_vote": "NQ/CB", "cell_recognition": "NQ/CB"}
COMMITTEE = {"permission", "committee_vote", "committee_recognition"}


class Cases:
    """Builds and writes them; `staff` wrote all of it down."""

    def __init__(self, rows: Rows, growth: Growth, staff: User):
        self.rows, self.growth, self.staff = rows, growth, staff
        self.chance = chance("admission cases")
        self.cases: list[Case] = []
        self.steps: list[CaseStep] = []
        self.read_of: Case | None = None

    def write(self, members: list[Member]) -> None:
        standings: dict[int, dict[str, Standing]] = {}
        for standing in self.rows.rows[Standing]:
            standings.setdefault(standing.member_id, {})[standing.kind] = standing
        schooling = self.rows.general
        for member, life in zip(members, self.rows.lives, strict=True):
            if life.admitted_on >= SINCE and life.stays[0].entry == "admitted":
                self.add_admitted(member, life, standings[member.pk], schooling[member.pk])
        for code, number in ON_THE_WAY:
            for _ in range(number):
                self.add_on_the_way(code)
        handed = mend(self.cases, self.steps, self.staff)
        Case.objects.bulk_create(self.cases)
        copy_rows(CaseStep, self.steps)
        CaseHandover.objects.bulk_create(handed)

    def case(self, cell: str, opened_on: dt.date, **facts) -> Case:
        case = Case(
            organization=self.rows.organizations[cell],
            opened_on=opened_on,
            path=as_json(code_on(opened_on), grassroots_cell=self.is_grassroots(cell, opened_on)),
            mountain=True,
            **facts,
        )
        self.cases.append(case)
        return case

    def is_grassroots(self, cell: str, day: dt.date) -> bool:
        unit = self.growth.units[cell]
        return (unit.on(day) or unit.turns[0]).kind == OrganizationKind.GRASSROOTS_CELL

    def add_admitted(
        self, member: Member, life: Life, standing: dict[str, Standing], schooling: tuple[str, str]
    ) -> None:
        """All steps up to the ceremony, and after it as far as the recognition went."""
        probation = standing[StandingKind.PROBATIONARY]
        days = self.days_before(probation.decision_date)
        founded = min(max(cell_time(self.growth.units[life.stays[0].cell])[0], HISTORY), probation.decision_date)
        days = {code: max(day, founded) for code, day in days.items()}
        case = self.case(
            life.stays[0].cell,
            days["outstanding"],
            full_name=member.full_name,
            sex=member.sex,
            birth_year=member.birth_year,
            birth_month=member.birth_month,
            birth_day=member.birth_day,
            ethnicity=member.ethnicity,
            religion=member.religion,
            home_place=member.home_place,
            identity_number=member.identity_number,
            schooling=schooling[0],
            schooling_words=schooling[1],
            occupation=life.work,
            union_on=member.joined_union_on,
            village=self.rows.villages.get(life.village),
            member=member,
        )
        for code, _ in BEFORE:
            self.step(case, life.stays[0].cell, code, days[code])
        self.step(case, life.stays[0].cell, "decision", probation.decision_date, probation.decision_number)
        self.step(case, life.stays[0].cell, "ceremony", life.admitted_on)
        self.add_recognition(case, life, standing.get(StandingKind.OFFICIAL))

    def add_recognition(self, case: Case, life: Life, official: Standing | None) -> None:
        """The class in the year of probation; the file and the votes once the year is over."""
        cell, due = life.stays[0].cell, months_later(life.admitted_on, 12)
        if life.last.exit in OUT_OF_THE_PARTY and life.last.until < due:
            if life.last.exit != Exit.REMOVED:
                return
            case.closed_on, case.closing = life.last.until, Closing.REMOVED
            case.closing_reason = "Không giữ nền nếp sinh hoạt, chi bộ đã giúp đỡ nhưng không tiến bộ"
            return
        learned = life.admitted_on + dt.timedelta(days=self.chance.randint(90, 300))
        if learned < DEMO_DAY:
            self.step(case, cell, "new_member_class", working_day(learned))
        if due >= DEMO_DAY:
            return
        if official is None:
            self.step(case, cell, "self_review", due)
            return
        for code in ("self_review", "mentor_remarks", "final_opinions"):
            self.step(case, cell, code, due)
        decided = official.decision_date
        self.step(case, cell, "cell_recognition", min(due + dt.timedelta(days=2), decided))
        self.step(case, cell, "committee_recognition", min(due + dt.timedelta(days=4), decided))
        self.step(case, cell, "recognition", decided, official.decision_number)

    def days_before(self, decided: dt.date) -> dict[str, dt.date]:
        return {code: working_day(decided - dt.timedelta(days=self.chance.randint(*days))) for code, days in BEFORE}

    def add_on_the_way(self, last: str) -> None:
        """Somebody who has come as far as that step, taken some days ago."""
        order = [code for code, _ in BEFORE]
        number = order.index(last)
        ago = self.chance.randint(5, 60 if number < 7 else 34)
        decided = DEMO_DAY - dt.timedelta(days=ago) + dt.timedelta(days=BEFORE[number][1][0])
        days = self.days_before(decided)
        cell = self.growth.any_cell(DEMO_DAY)
        if not is_cell_on(cell, min(days.values())):
            days = {code: max(day, cell.since) for code, day in days.items()}
        life = self.growth.groups.person(cell, "", DEMO_DAY)
        self.growth.lives.remove(life)
        share = content("members")["ethnicity"][life.group]
        case = self.case(
            cell.code,
            days["outstanding"],
            full_name=life.name,
            sex="female" if life.woman else "male",
            birth_year=life.born.year,
            birth_month=life.born.month,
            birth_day=life.born.day,
            ethnicity=self.chance.choices(list(share), list(share.values()))[0],
            home_place="",
            schooling=self.chance.choices(("primary", "lower_secondary", "upper_secondary"), (12, 42, 46))[0],
            occupation=life.work or Occupation.FARMER,
            village=self.rows.villages.get(life.village),
        )
        done = order[: number + 1]
        for code in done:
            self.step(case, cell.code, code, min(days[code], DEMO_DAY))

    def path(self, case: Case) -> Path:
        """The steps of a case come one after the other: its path is read once."""
        if self.read_of is not case:
            self.read_of, self.last_path = case, read(case.path)
        return self.last_path

    def step(self, case: Case, cell: str, code: str, on: dt.date, number: str = "") -> None:
        path = self.path(case)
        if not path.has(code):
            return
        step = path.step(code)
        counted = agreed = None
        if step.votes:
            counted = self.voters(cell, on) if step.of == "official_members" else self.chance.randint(9, 11)
            least = -(-counted * step.votes[0] // step.votes[1])
            agreed = self.chance.randint(least, counted)
        self.steps.append(
            CaseStep(
                case=case,
                step=code,
                on=on,
                number=number or self.number(code),
                people=self.helper(cell, on) if code in PEOPLE else "",
                counted=counted,
                agreed=agreed,
                by=self.staff,
                at=moment(max(on, SINCE), self.chance),
            )
        )

    def number(self, code: str) -> str:
        if code in COMMITTEE:
            return f"{self.chance.randint(3, 90)}-NQ/ĐU"
        return f"{self.chance.randint(2, 240)}-{NUMBERED[code]}" if code in NUMBERED else ""

    def officials(self, cell: str, day: dt.date) -> list[Life]:
        here = self.growth.groups.ever[cell]
        return [one for one in here if one.in_cell(day) == cell and one.official_on and one.official_on <= day]

    def voters(self, cell: str, day: dt.date) -> int:
        return max(len(self.officials(cell, day)), 3)

    def helper(self, cell: str, day: dt.date) -> str:
        """An official member of the cell."""
        here = self.officials(cell, day) or self.growth.groups.ever[cell]
        return self.chance.choice(here).name
