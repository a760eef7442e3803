"""Work given to the members of all cells for 2008 and 2009: 2008 judged, 2009 in part, a few left without."""

import datetime as dt
from collections import defaultdict

from django.db.backends.postgresql.psycopg_any import DateRange

from members.assignments.models import WorkAssignment
from members.roll.enums import Occupation
from members.roll.models import Member, Membership, Pause
from sinho.demo.members.lives import Life
from sinho.demo.members.rows import Rows
from sinho.demo.plan import DEMO_DAY, chance, content, working_day
from sinho.imports.copying import copy_rows

YEARS = (2008, 2009)
IN_VILLAGE = (Occupation.FARMER, Occupation.VILLAGE_STAFF)
# Shares: cells that gave no work yet in 2009, members left out, those with a second piece of work, work adjusted.
NO_CELL, LEFT_OUT, SECOND, ADJUSTED, CELLS_JUDGED = 0.015, 0.012, 0.06, 0.02, 0.4


class Assignments:
    """Builds and writes them from the rows of the roll."""

    def __init__(self, rows: Rows):
        self.chance, self.data = chance("work assignments"), content("assignments")
        self.pauses = {one.member_id: one.valid for one in rows.rows[Pause]}
        self.by_cell: dict[int, list[Membership]] = defaultdict(list)
        for membership in rows.rows[Membership]:
            self.by_cell[membership.organization_id].append(membership)
        self.rows: list[WorkAssignment] = []
        self.adjusted: list[tuple[WorkAssignment, dt.date]] = []

    def write(self, members: list[Member], lives: list[Life]) -> None:
        self.lives = {member.pk: life for member, life in zip(members, lives, strict=True)}
        for year in YEARS:
            for cell in sorted(self.by_cell):
                self.add_cell(cell, year)
        copy_rows(WorkAssignment, self.rows)
        copy_rows(WorkAssignment, [self.after(row, on) for row, on in self.adjusted])

    def add_cell(self, cell: int, year: int) -> None:
        """The cell meets in January; who comes later is given work at the next meeting."""
        met = working_day(dt.date(year, 1, self.chance.randint(6, 28)))
        left_out = year == YEARS[-1] and self.chance.random() < NO_CELL
        judged = self.judged_on(year)
        here = [one for one in self.by_cell[cell] if met in one.valid]
        leaders = sorted(here, key=lambda one: (not self.lives[one.member_id].office, one.member_id))[:2]
        for membership in self.by_cell[cell]:
            on = met
            if membership.since > met:
                on = working_day(membership.since + dt.timedelta(days=self.chance.randint(12, 34)), 1)
            if left_out or on.year != year or on >= DEMO_DAY or on not in membership.valid:
                continue
            if self.is_paused(membership.member_id, on) or self.chance.random() < LEFT_OUT:
                continue
            self.add_member(membership, year, on, judged, leaders)

    def judged_on(self, year: int) -> dt.date | None:
        """The day in December on which the cell judges the work of the year."""
        last = 24 if year < DEMO_DAY.year else DEMO_DAY.day
        day = working_day(dt.date(year, 12, self.chance.randint(3, last)))
        return day if year < DEMO_DAY.year or self.chance.random() < CELLS_JUDGED else None

    def is_paused(self, member_id: int, day: dt.date) -> bool:
        return member_id in self.pauses and day in self.pauses[member_id]

    def add_member(self, membership: Membership, year: int, on: dt.date, judged: dt.date | None, leaders) -> None:
        kinds = self.data["village" if self.lives[membership.member_id].work in IN_VILLAGE else "office"]
        number = 2 if self.chance.random() < SECOND else 1
        supervisor = next((one.member_id for one in leaders if one.member_id != membership.member_id), None)
        shares = [one["share"] for one in kinds.values()]
        chosen = dict.fromkeys(self.chance.choices(list(kinds), shares, k=number))
        for field in chosen:
            row = WorkAssignment(
                member_id=membership.member_id,
                organization_id=membership.organization_id,
                year=year,
                field=field,
                content=self.chance.choice(kinds[field]["words"]),
                supervisor_id=supervisor,
                supervisor_words="" if supervisor else "Đảng ủy cấp trên",
                valid=DateRange(on, dt.date(year + 1, 1, 1), "[)"),
                due_on=dt.date(year, 12, 31) if self.chance.random() < 0.7 else dt.date(year, 12, 1),
            )
            row.due_on = max(row.due_on, on)
            self.rows.append(row)
            self.follow(row, membership, judged)

    def follow(self, row: WorkAssignment, membership: Membership, judged: dt.date | None) -> None:
        """It is judged at the end of the year, or adjusted in summer while the member is still there."""
        summer = dt.date(row.year, 7, self.chance.randint(1, 20))
        stays = summer in membership.valid and not self.is_paused(membership.member_id, summer)
        if row.assigned_on < summer and stays and self.chance.random() < ADJUSTED:
            self.adjusted.append((row, summer))
            row.valid = DateRange(row.assigned_on, summer, "[)")
            row.ended_reason = self.chance.choice(self.data["reasons"])
            return
        if judged and row.assigned_on < judged and judged in membership.valid:
            shares = self.data["ratings"]
            row.rating = self.chance.choices(list(shares), list(shares.values()))[0]
            row.result = self.chance.choice(self.data["results"][row.rating])
            row.judged_on = judged

    def after(self, row: WorkAssignment, on: dt.date) -> WorkAssignment:
        """The same person's other work from that day on."""
        field = self.chance.choice(list(self.data["later"]))
        return WorkAssignment(
            member_id=row.member_id,
            organization_id=row.organization_id,
            year=row.year,
            field=field,
            content=self.data["later"][field],
            supervisor_id=row.supervisor_id,
            supervisor_words=row.supervisor_words,
            valid=DateRange(on, dt.date(row.year + 1, 1, 1), "[)"),
            due_on=dt.date(row.year, 12, 31),
            replaces=row,
        )
