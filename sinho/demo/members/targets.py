"""Targets of the years 2006 to 2009 as the district gave them, near what came of them; Nậm Tăm gave its cells theirs.

Nothing is known of real targets: the numbers of the documents (TD, “trình diễn”) say so.
"""

import datetime as dt
from collections import Counter

from cells.organizations.enums import GRASSROOTS, OrganizationKind
from cells.organizations.models import Organization
from members.admissions.models import AdmissionTarget
from members.roll.enums import Entry
from sinho.accounts.models import User
from sinho.demo.members.growth import Growth
from sinho.demo.plan import DEMO_DAY, Unit, chance
from sinho.demo.trail import moment

JANUARY = {2006: dt.date(2006, 1, 10), 2007: dt.date(2007, 1, 9), 2008: dt.date(2008, 1, 8), 2009: dt.date(2009, 1, 6)}
# In July of the last year some targets were changed, and organisations founded since got theirs.
JULY = dt.date(2009, 7, 7)
CHANGED = 6
COMMUNE, OF_COMMUNE = "SH-NT", dt.date(2009, 1, 15)
# How far a target lies from the result.
OFF = (-1, 0, 0, 0, 0, 1, 1)


def write_targets(growth: Growth, organizations: dict[str, Organization], district: str, staff: User) -> None:
    """One document a year for all grassroots organisations of its day, one in July, one of Nậm Tăm for its cells."""
    Targets(growth, organizations, staff).write(district)


class Targets:
    """Draws the numbers; nothing of it depends on the day on which the demo is loaded."""

    def __init__(self, growth: Growth, organizations: dict[str, Organization], staff: User):
        self.growth, self.units, self.organizations, self.staff = growth, growth.units, organizations, staff
        self.chance = chance("targets of admissions")
        self.rows: list[AdmissionTarget] = []
        self.by_base: dict[int, Counter] = {year: Counter() for year in JANUARY}
        self.by_cell: Counter = Counter()

    def write(self, district: str) -> None:
        self.count()
        for year, day in JANUARY.items():
            for unit in self.units_on(day, GRASSROOTS):
                self.add(unit, district, day, f"TD-01/{year}", self.near(self.by_base[year][unit.code]))
        self.adjust(district)
        for unit in self.units_on(DEMO_DAY, (OrganizationKind.SUBORDINATE_CELL,)):
            if unit.on(DEMO_DAY).parent == COMMUNE:
                day = OF_COMMUNE if unit.since <= OF_COMMUNE else max(JULY, unit.since)
                self.add(unit, COMMUNE, day, f"TD-{day:%m}/2009-ĐU", max(self.by_cell[unit.code], 1))
        AdmissionTarget.objects.bulk_create(self.rows)

    def count(self) -> None:
        """Who was admitted where, by the years."""
        for life in self.growth.lives:
            stay = life.stays[0]
            if stay.entry == Entry.ADMITTED and stay.since.year in JANUARY and stay.since <= DEMO_DAY:
                self.by_base[stay.since.year][self.base(stay.cell, stay.since)] += 1
                self.by_cell[stay.cell] += stay.since.year == OF_COMMUNE.year

    def base(self, code: str, day: dt.date) -> str:
        """Code of the grassroots organisation above the cell on the day."""
        turn = self.units[code].on(day)
        while turn and turn.kind not in GRASSROOTS and turn.parent:
            code = turn.parent
            turn = self.units[code].on(day)
        return code

    def units_on(self, day: dt.date, kinds) -> list[Unit]:
        return [unit for unit in self.units.values() if (turn := unit.on(day)) and turn.kind in kinds]

    def near(self, number: int) -> int:
        return max(number + self.chance.choice(OFF), 0)

    def adjust(self, district: str) -> None:
        """In July: a few of those of January by one, and those that were not there in January."""
        given = {row.organization_id: row.number for row in self.rows if row.year == JULY.year}
        units = self.units_on(JULY, GRASSROOTS)
        changed = self.chance.sample([unit for unit in units if self.key(unit) in given], CHANGED)
        for unit in changed:
            self.add(unit, district, JULY, "TD-09/2009", given[self.key(unit)] + 1)
        for unit in units:
            if self.key(unit) not in given:
                self.add(unit, district, JULY, "TD-09/2009", self.near(self.by_base[JULY.year][unit.code]))

    def key(self, unit: Unit) -> int:
        return self.organizations[unit.code].pk

    def add(self, unit: Unit, giver: str, day: dt.date, document: str, number: int) -> None:
        self.rows.append(
            AdmissionTarget(
                organization=self.organizations[unit.code],
                giver=self.organizations[giver],
                year=day.year,
                number=number,
                document=document,
                decided_on=day,
                by=self.staff,
                at=moment(max(day, JANUARY[2008]), self.chance),
            )
        )
