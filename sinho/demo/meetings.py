"""Meetings of cells from 2007 to the demo day in a few communes, elsewhere since the beginning of 2009 (A6).

Quality and attendance rise over the years; some months are missed, a handful of conclusions is overdue.
"""

import datetime as dt
from collections import defaultdict
from uuid import UUID

from cells.meetings import frames
from cells.meetings.enums import MeetingKind, Outcome
from cells.meetings.models import Conclusion, ConclusionResult, Meeting, MeetingLevel
from cells.meetings.rules import months
from cells.organizations.enums import CELLS, OrganizationKind
from cells.organizations.models import Officer, Organization, OrganizationState
from sinho.accounts.models import User
from sinho.demo.plan import DEMO_DAY, Unit, chance, content
from sinho.demo.register import Register
from sinho.demo.trail import Trail, moment
from sinho.imports.copying import copy_rows

SINCE = dt.date(2007, 1, 1)
ELSEWHERE_SINCE = dt.date(2009, 1, 1)
THEMED, AGREED, LATE, UNDECIDED = 0.8, 0.3, 0.01, 0.4
LAST_MONTH = dt.date(2009, 11, 1)


class Meetings:
    """Builds and writes them. `members`: cell → first days of those who were in it on any day, by their periods."""

    def __init__(self, register: Register, rolls: dict[int, list], staff: User, trail: Trail):
        self.register, self.rolls, self.staff, self.trail = register, rolls, staff, trail
        self.chance, self.data = chance("meetings of cells"), content("meetings")
        self.secretaries: dict[int, list] = defaultdict(list)
        for one in Officer.objects.filter(office="secretary").order_by("held"):
            self.secretaries[one.organization_id].append(one)
        self.meetings: list[Meeting] = []
        self.levels: list[MeetingLevel] = []
        self.conclusions: list[Conclusion] = []
        self.results: list[ConclusionResult] = []

    def write(self) -> None:
        for unit in self.register.units.values():
            if unit.last.kind in CELLS:
                self.add_cell(unit)
        for model, rows in (
            (Meeting, self.meetings),
            (MeetingLevel, self.levels),
            (Conclusion, self.conclusions),
            (ConclusionResult, self.results),
        ):
            copy_rows(model, rows)
        top = next(iter(self.register.organizations.values()))
        said = f"Nhập sổ sinh hoạt chi bộ các năm 2007 đến 2009: {len(self.meetings)} buổi"
        at = moment(dt.date(2009, 12, 11), self.chance)
        state = OrganizationState.objects.on(DEMO_DAY).get(organization=top)
        self.trail.note(top, "meeting.recorded", said, by=self.staff, at=at, state=state)

    def add_cell(self, unit: Unit) -> None:
        month = SINCE if unit.last.parent in self.data["full"] else ELSEWHERE_SINCE
        while month <= DEMO_DAY:
            self.add_month(unit, self.register.organizations[unit.code], month)
            month = months.after(month)

    def add_month(self, unit: Unit, cell: Organization, month: dt.date) -> None:
        year = self.data["years"][month.year]
        held_on = month.replace(day=self.chance.randint(3, 9))
        turn = unit.on(held_on)
        missed = self.chance.random() < year["missed"]
        if turn is None or turn.kind not in CELLS or missed or held_on > DEMO_DAY:
            return
        held = self.meeting(unit, cell, held_on, MeetingKind.REGULAR)
        if held is None:
            return
        self.conclude(held)
        if month.month % 3 == 2 and self.chance.random() < THEMED * (0.6 if month.year == 2007 else 1):
            self.meeting(unit, cell, held_on + dt.timedelta(days=10), MeetingKind.THEMATIC)

    def meeting(self, unit: Unit, cell: Organization, held_on: dt.date, kind: str) -> Meeting | None:
        total = sum(held_on in valid for valid in self.rolls[cell.pk])
        if total < 2 or held_on > DEMO_DAY:
            return None
        year = self.data["years"][held_on.year]
        exempted = sum(self.chance.random() < 0.03 for _ in range(total)) if total > 8 else 0
        absent = sum(self.chance.random() < year["absent"] for _ in range(total - exempted - 1))
        unexcused = sum(self.chance.random() < 0.15 for _ in range(absent))
        rank = self.chance.choices(range(4), year["levels"])[0]
        score = self.chance.randint(*self.data["scores"][rank])
        chair = next((one.person_name for one in self.secretaries[cell.pk] if held_on in one.held), "Bí thư chi bộ")
        made = Meeting(
            organization=cell,
            kind=kind,
            topic=self.chance.choice(self.data["topics"]) if kind == MeetingKind.THEMATIC else "",
            held_on=held_on,
            starts_at=dt.time(self.chance.choice((8, 14, 19)), self.chance.choice((0, 30))),
            minutes=self.chance.choice((60, 75, 90, 90, 120)),
            place=self.chance.choice(self.data["places"]),
            chair=chair,
            total=total,
            present=total - exempted - absent,
            excused=absent - unexcused,
            unexcused=unexcused,
            exempted=exempted,
            dues=2000 * (total - exempted) if kind == MeetingKind.REGULAR else None,
            contents=self.chance.choice(self.data["contents"]),
            remarks=self.chance.choice(self.data["remarks"]) if self.chance.random() < 0.3 else "",
            score=score,
            level=frames.on(held_on).level_of(score),
            score_note=self.chance.choice(self.data["deductions"]) if rank else "",
            key=UUID(int=self.chance.getrandbits(128), version=4),
            at=self.at(held_on),
        )
        self.meetings.append(made)
        self.decide(made, unit.last.kind == OrganizationKind.SUBORDINATE_CELL)
        return made

    def at(self, day: dt.date) -> dt.datetime:
        hour = dt.time(self.chance.randint(8, 16), self.chance.randint(0, 59))
        return dt.datetime.combine(min(day + dt.timedelta(days=1), DEMO_DAY), hour, dt.UTC)

    def decide(self, made: Meeting, below: bool) -> None:
        """The committee decides in the middle of the next month; those of the last month wait in part."""
        on = months.after(made.held_on).replace(day=15)
        waits = months.first_of(made.held_on) == LAST_MONTH and self.chance.random() < UNDECIDED
        if on > DEMO_DAY or waits or (not below and made.held_on.year < 2008):
            return
        level, score = made.level, made.score
        if self.chance.random() < 0.05 and score >= 55:
            score -= 5
            level = made.frame.level_of(score)
        note = made.score_note if score == made.score else "Cấp ủy trừ điểm biên bản"
        self.levels.append(
            MeetingLevel(meeting=made, level=level, score=score, note=note, decided_on=on, at=self.at(on))
        )

    def conclude(self, held: Meeting) -> None:
        if self.chance.random() >= AGREED:
            return
        due = held.held_on + dt.timedelta(days=self.chance.choice((25, 40, 60)))
        owner = held.chair if self.chance.random() < 0.5 else "Chi ủy viên phụ trách"
        row = Conclusion(meeting=held, content=self.chance.choice(self.data["conclusions"]), owner=owner, due_on=due)
        self.conclusions.append(row)
        late = held.held_on.year == DEMO_DAY.year and self.chance.random() < LATE
        on = due - dt.timedelta(days=self.chance.randint(0, 8))
        if late or on > DEMO_DAY:
            if late and due < DEMO_DAY:
                self.report(row, due, Outcome.GOING_ON, "going")
            return
        self.report(row, on, Outcome.DONE, "results")

    def report(self, row: Conclusion, on: dt.date, outcome: str, words: str) -> None:
        said = self.chance.choice(self.data[words])
        self.results.append(ConclusionResult(conclusion=row, on=on, outcome=outcome, words=said, at=self.at(on)))
