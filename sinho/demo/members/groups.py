"""The members with whom each cell began: those of 1998, those who came along in 2004, those of later foundings."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from cells.organizations.enums import FoundationPlace, OrganizationKind
from members.roll.enums import Entry, Occupation
from sinho.demo.members.lives import (
    CELLS,
    HISTORY,
    ONE_DAY,
    Life,
    cell_time,
    decision_before,
    is_cell_on,
    recognised,
)
from sinho.demo.officers import Officers
from sinho.demo.people import People, put_together
from sinho.demo.plan import REGISTER_SINCE, Unit, VillagePlan, chance, content
from sinho.demo.register import Register

OFFICIALS = {
    "party_agency": Occupation.PARTY_DISTRICT,
    "state_agency": Occupation.STATE_DISTRICT,
    "public_service": Occupation.SERVICE_UNIT,
    "army": Occupation.ARMED_FORCES,
    "police": Occupation.ARMED_FORCES,
    "state_enterprise": Occupation.ENTERPRISE_STAFF,
    "joint_stock": Occupation.ENTERPRISE_WORKER,
    "cooperative": Occupation.FARMER,
}
VILLAGE, OFFICE, SCHOOL, AGENCY = "village", "office", "school", "agency"
SIZES = {VILLAGE: (3, 6), OFFICE: (8, 12), SCHOOL: (3, 6), AGENCY: (5, 9)}


@dataclass
class Groups:
    """Makes the first members of all cells; later changes work on its `lives`."""

    register: Register
    villages: list[VillagePlan]
    officers: Officers
    people: People
    lives: list[Life] = field(default_factory=list)
    admitted: dict[int, int] = field(default_factory=dict)
    # Cell → everybody who was ever in it.
    ever: dict[str, list[Life]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self):
        self.chance = chance("members")
        self.units = self.register.units
        self.quota = content("members")["admissions"]
        self.villages_of: dict[str, list[str]] = {}
        for plan in self.villages:
            for _, cell, _ in plan.services:
                self.villages_of.setdefault(cell, []).append(plan.code)
        self.names = self.names_of_cells()

    def build(self) -> None:
        timed = [(cell_time(unit), unit) for unit in self.units.values()]
        for (since, _), unit in sorted(((t, u) for t, u in timed if t), key=lambda pair: (pair[0][0], pair[1].code)):
            if unit.turns[-1].kind not in CELLS and since < HISTORY:
                continue  # raised to a committee: its members are the first ones of its cells
            self.fill(unit, since)

    def names_of_cells(self) -> dict[str, list[str]]:
        """Cell → people in office who belong to it: its own, and those of the committee above for its first cell."""
        found: dict[str, list[str]] = {}
        codes = {row.pk: code for code, row in self.register.organizations.items()}
        for officer in self.officers.officers:
            code = codes[officer.organization_id]
            home = code if self.units[code].last.kind in CELLS else self.first_cell(code)
            found.setdefault(home, []).append(officer.person_name)
        return found

    def first_cell(self, code: str) -> str:
        """The oldest cell below a committee, "" without any; the district committee works in its office."""
        top = "SH-HU" if self.units[code].last.kind == OrganizationKind.DISTRICT_COMMITTEE else code
        below = [u for u in self.units.values() if u.last.kind in CELLS and u.last.parent == top and not u.ended]
        oldest = sorted(below, key=lambda unit: (not unit.code.endswith("-CQ"), unit.since, unit.code))
        return oldest[0].code if oldest else ""

    def fill(self, unit: Unit, since: dt.date) -> None:
        """The people in office first, then as many as such a cell has."""
        names = self.names.get(unit.code, [])
        if since > HISTORY and not self.came_along(unit):
            official, probationary = unit.turns[0].members or (5, 1)
            self.found(unit, since, names, max(official, len(names)), probationary)
            return
        day, entry = (REGISTER_SINCE, Entry.FROM_DISTRICT) if self.came_along(unit) else (HISTORY, Entry.OPENING)
        size = max(self.chance.randint(*SIZES[sort_of(unit)]), len(names) + 1)
        for number in range(size):
            life = self.person(unit, names[number] if number < len(names) else "", self.long_ago(day))
            self.settle(life, unit.code, day, entry)

    def came_along(self, unit: Unit) -> bool:
        """Whether the cell came to the district with its committee in 2004."""
        return unit.since == REGISTER_SINCE and unit.turns[0].what == "move"

    def found(self, unit: Unit, since: dt.date, names: list[str], official: int, probationary: int) -> None:
        """The founders come from the cell that was split, from the office, or from the committee that was a cell."""
        source = self.source_of(unit, since)
        begins = max(cell_time(source)[0], HISTORY)
        for number in range(official + probationary):
            is_new = number >= official
            admitted = self.recently(since, begins) if is_new else self.earlier(since, begins)
            life = self.person(unit, names[number] if number < len(names) else "", admitted)
            came = self.came_along(source) and admitted <= begins
            opening = Entry.FROM_DISTRICT if came else Entry.OPENING if begins == HISTORY else Entry.FROM_DISTRICT
            in_history = admitted > begins
            self.settle(life, source.code, max(admitted, begins), Entry.ADMITTED if in_history else opening)
            if in_history:
                self.count(admitted)
            self.move(life, unit.code, since)

    def source_of(self, unit: Unit, since: dt.date) -> Unit:
        day, turn = since - ONE_DAY, unit.turns[0]
        committee = self.units.get(turn.parent)
        near = [turn.split_from, f"{turn.parent}-CQ", f"{unit.code}-CQ"]
        below = [one.code for one in self.units.values() if one.last.parent in (turn.split_from, turn.parent)]
        for code in [*near, turn.parent, *below, "SH-HU-VP"]:
            found = self.units.get(code)
            if found is not None and found is not unit and is_cell_on(found, day):
                return found
        raise ValueError(f"{unit.code}: nobody to found it from, under {committee}")

    def long_ago(self, day: dt.date) -> dt.date:
        """An admission one to thirty-five years before the day."""
        return day - dt.timedelta(days=400 + int(self.chance.random() ** 1.6 * 34 * 365))

    def earlier(self, since: dt.date, begins: dt.date) -> dt.date:
        """An admission at least a year before the founding, in a year that has room, else before the history."""
        day = since - dt.timedelta(days=self.chance.randint(370, 9 * 365))
        if day <= begins:
            return self.long_ago(begins)
        return day if self.has_room(day) else self.long_ago(begins)

    def recently(self, since: dt.date, begins: dt.date) -> dt.date:
        """An admission within the year before the founding."""
        return max(begins + ONE_DAY, since - dt.timedelta(days=self.chance.randint(25, 350)))

    def settle(self, life: Life, cell: str, since: dt.date, entry: str) -> None:
        life.settle(cell, since, entry)
        self.ever[cell].append(life)

    def move(self, life: Life, cell: str, on: dt.date) -> None:
        life.move(cell, on)
        self.ever[cell].append(life)

    def has_room(self, day: dt.date) -> bool:
        """Whether fewer than half of the admissions of the year are used up by founders."""
        return self.admitted.get(day.year, 0) < self.quota.get(day.year, 0) // 2

    def count(self, day: dt.date) -> None:
        self.admitted[day.year] = self.admitted.get(day.year, 0) + 1

    def person(self, unit: Unit, name: str, admitted_on: dt.date) -> Life:
        """Somebody who belongs to such a cell, admitted on that day."""
        group = self.people.group_of(name) if name else self.chance.choice(content("names")["regions"][unit.region])
        young = self.chance.choices((19, 22, 25, 29, 34, 40), (8, 22, 28, 24, 13, 5))[0] + self.chance.randint(0, 3)
        born = dt.date(admitted_on.year - young, self.chance.randint(1, 12), self.chance.randint(1, 28))
        life = Life(
            name=name or self.other_name(group, self.chance.random() > self.women(unit, admitted_on.year)),
            group=group,
            born=born,
            region=unit.region,
            decided_on=decision_before(admitted_on, self.chance),
            admitted_on=admitted_on,
            official_on=recognised(admitted_on, self.chance),
            work=self.work(unit),
            village=self.village(unit),
            office=bool(name),
        )
        self.lives.append(life)
        return life

    def other_name(self, group: str, man: bool) -> str:
        """A name that nobody in office has; among the others some have the same name, as in life."""
        while (name := put_together(group, man, self.chance)) in self.people.given:
            continue
        return name

    def women(self, unit: Unit, year: int) -> float:
        """The share of women: more in schools, and growing."""
        return {SCHOOL: 0.5, AGENCY: 0.34}.get(sort_of(unit), 0.12) + max(year - 1998, 0) * 0.008

    def work(self, unit: Unit) -> str:
        sort = sort_of(unit)
        if sort == VILLAGE:
            return self.chance.choices((Occupation.FARMER, Occupation.VILLAGE_STAFF), (78, 22))[0]
        if sort == OFFICE:
            return Occupation.COMMUNE_STAFF
        if sort == SCHOOL:
            return Occupation.SERVICE_UNIT
        above = self.units.get(unit.last.parent)
        return OFFICIALS.get(unit.type or (above.type if above else ""), Occupation.STATE_DISTRICT)

    def village(self, unit: Unit) -> str:
        """The village of a member of a village cell: its own, seldom another one that it serves."""
        served = self.villages_of.get(unit.code, [])
        if not served or sort_of(unit) != VILLAGE:
            return ""
        if "-L" in unit.code:
            return self.chance.choice(served)
        return unit.code


def sort_of(unit: Unit) -> str:
    """Village, office of a commune, school or health station, agency."""
    place = unit.turns[0].place
    if unit.region == "agency":
        return SCHOOL if place == FoundationPlace.SCHOOL else AGENCY
    if unit.code.endswith("-CQ"):
        return OFFICE
    part = unit.code.rsplit("-", 1)[1]
    return VILLAGE if part[0] in "BL" and part[1:].isdecimal() else SCHOOL
