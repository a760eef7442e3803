"""What became of the members year by year: admissions, arrivals, moves, losses, cells that ended, villages reached."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.enums import EventKind
from members.roll.enums import Entry, Exit
from sinho.demo.members.groups import AGENCY, OFFICE, SCHOOL, VILLAGE, Groups, sort_of
from sinho.demo.members.lives import HISTORY, ONE_DAY, Life, cell_time, ceremony_in, is_cell_on, recognised
from sinho.demo.plan import DEMO_DAY, REGISTER_SINCE, Unit, VillagePlan, chance, content

WEIGHTS = {VILLAGE: 1.0, OFFICE: 1.3, SCHOOL: 1.1, AGENCY: 1.2}
# Members of an enterprise that was closed went to the cells where they live.
HOME = "SH-TT"
LARGE, SMALL, FEW_IN_VILLAGE = 17, 5, 3


@dataclass
class Growth:
    """Works on the lives of `groups` and adds new ones."""

    groups: Groups

    def __post_init__(self):
        self.chance = chance("members by year")
        self.data = content("members")
        self.units = self.groups.units
        self.lives = self.groups.lives
        self.cells = [unit for unit in self.units.values() if any(is_cell_on(unit, t.since) for t in unit.turns)]
        self.known_alive: dict[dt.date, tuple[list[Unit], list[float]]] = {}

    def build(self) -> None:
        self.people_villages()
        reached = self.villages_to_reach()
        self.reached_on = {plan.code: day for plan, day in reached}
        for year in self.data["admissions"]:
            for plan, day in reached:
                if day.year == year:
                    self.reach(plan, day)
            self.admit(year)
            self.arrive(year)
            self.move(year)
            self.lose(year)
            self.end_cells(year)

    # Villages

    def people_villages(self) -> None:
        """Most villages that share a cell have members: some of those of the cell live there."""
        self.empty = []
        for plan in self.groups.villages:
            if any(life.village == plan.code for life in self.lives):
                continue
            cell = next((code for since, code, _ in plan.services if since <= REGISTER_SINCE), "")
            spare = [life for life in self.lives if life.village == cell and not life.office] if cell else []
            if len(self.empty) < self.data["villages_without"] and (not cell or self.chance.random() < 0.55):
                self.empty.append(plan)
            elif len(spare) > 1:
                spare[-1].village = plan.code
            else:
                self.empty.append(plan)

    def villages_to_reach(self) -> list[tuple[VillagePlan, dt.date]]:
        """The day of the first member of each of these villages, spread over the years; the last one is fixed."""
        last = self.data["last_village_on"]
        days = sorted(
            REGISTER_SINCE + dt.timedelta(days=self.chance.randint(60, (last - REGISTER_SINCE).days - 20))
            for _ in self.empty[1:]
        )
        order = self.chance.sample(self.empty, len(self.empty))
        return list(zip(order, [*days, last], strict=True))

    def reach(self, plan: VillagePlan, day: dt.date) -> None:
        """The first member of a village is admitted in the cell that watches over it."""
        serving = [code for since, code, _ in plan.services if since <= day]
        near = [u for u in self.cells if u.last.parent == plan.committee and is_cell_on(u, day)]
        near.sort(key=lambda unit: (sort_of(unit) != VILLAGE, unit.code))
        cell = self.units[serving[-1]] if serving else near[0]
        life = self.new_member(cell if is_cell_on(cell, day) else near[0], day)
        life.village, life.office = plan.code, True

    # Years

    def admit(self, year: int) -> None:
        """As many as the year had, less the founders and first ones that are counted already."""
        last = min(dt.date(year, 12, 28), DEMO_DAY - dt.timedelta(days=3))
        while self.groups.admitted.get(year, 0) < self.data["admissions"][year]:
            cell = self.any_cell(dt.date(year, 7, 1))
            since = max(cell.since, HISTORY) + ONE_DAY
            day = ceremony_in(year, self.chance, max(since, dt.date(year, 1, 3)), last)
            if is_cell_on(cell, day):
                self.new_member(cell, day)

    def any_cell(self, day: dt.date) -> Unit:
        """A cell of the day; large ones are passed over, those of villages get their share."""
        alive, weights = self.alive(day)
        while True:
            unit = self.chance.choices(alive, weights)[0]
            if len(self.present(unit.code, day)) < LARGE:
                return unit

    def alive(self, day: dt.date) -> tuple[list[Unit], list[float]]:
        """Cells of the day with their weights; the plan of the cells is settled before anybody joins."""
        if day not in self.known_alive:
            found = [unit for unit in self.cells if is_cell_on(unit, day)]
            self.known_alive[day] = found, [WEIGHTS[sort_of(one)] for one in found]
        return self.known_alive[day]

    def present(self, cell: str, day: dt.date) -> list[Life]:
        return [life for life in self.groups.ever[cell] if life.in_cell(day) == cell]

    def new_member(self, cell: Unit, day: dt.date) -> Life:
        life = self.groups.person(cell, "", day)
        life.official_on = recognised(day, self.chance)
        self.groups.settle(life, cell.code, day, Entry.ADMITTED)
        life.village = self.village_of(cell, day, life.village)
        self.groups.count(day)
        return life

    def village_of(self, cell: Unit, day: dt.date, own: str) -> str:
        """One of four new members of a village cell lives in another village that it serves and that has members."""
        served = [code for code in self.groups.villages_of.get(cell.code, []) if self.is_reached(code, day)]
        return self.chance.choice(served) if own and served and self.chance.random() < 0.25 else own

    def is_reached(self, village: str, day: dt.date) -> bool:
        return self.reached_on.get(village, HISTORY) <= day

    def arrive(self, year: int) -> None:
        """Members who come from elsewhere, mostly to agencies and schools."""
        for entry, number in self.data["arrivals"].items():
            for _ in range(number):
                day = self.day_in(year)
                cell = self.any_cell(day)
                if sort_of(cell) == VILLAGE and self.chance.random() < 0.8:
                    cell = self.chance.choice([u for u in self.cells if sort_of(u) == AGENCY and is_cell_on(u, day)])
                life = self.groups.person(cell, "", day - dt.timedelta(days=self.chance.randint(500, 4000)))
                self.groups.settle(life, cell.code, day, entry)

    def move(self, year: int) -> None:
        """From one cell of the district into another: teachers, officials."""
        for _ in range(self.data["moves_within"]):
            day = self.day_in(year)
            life = self.somebody(day, lambda one: one.village == "" and not one.office)
            target = self.any_cell(day) if life else None
            if target and sort_of(target) != VILLAGE and target.code != life.last.cell:
                self.groups.move(life, target.code, day)

    def lose(self, year: int) -> None:
        for how, number in self.data["losses"].items():
            for _ in range(number):
                day = self.day_in(year)
                if life := self.somebody(day, self.fits(how, day)):
                    life.leave(day, how)

    def fits(self, how: str, day: dt.date):
        """Old people die; who moves away is no farmer; the others may be anybody."""
        if how == Exit.DIED:
            return lambda life: life.age(day) > 48 and self.chance.random() < (life.age(day) - 40) / 50
        if how in (Exit.TO_PROVINCE, Exit.TO_DISTRICT):
            return lambda life: life.village == ""
        return lambda life: life.age(day) < 60

    def somebody(self, day: dt.date, fits) -> Life | None:
        """Somebody in a cell and a village that can spare him."""
        for life in self.chance.sample(self.lives, min(len(self.lives), 120)):
            stay = life.last
            if life.office or stay.until or stay.since >= day - ONE_DAY or not fits(life):
                continue
            if is_cell_on(self.units[stay.cell], day) and self.can_spare(life, day):
                return life
        return None

    def can_spare(self, life: Life, day: dt.date) -> bool:
        neighbours = [one for one in self.lives if one.village == life.village and one.in_cell(day)]
        return len(self.present(life.last.cell, day)) > SMALL and (not life.village or len(neighbours) > FEW_IN_VILLAGE)

    def end_cells(self, year: int) -> None:
        """Members of a cell that ended or was raised go on in another one, or leave the district with their cell."""
        for unit in self.cells:
            _, on = cell_time(unit)
            if on is None or on.year != year:
                continue
            for life in self.groups.ever[unit.code]:
                if life.last.cell != unit.code or life.last.until is not None:
                    continue
                if unit.ended and unit.ended.what == EventKind.MOVE:
                    life.leave(on, Exit.TO_DISTRICT)
                else:
                    self.groups.move(life, self.taking_over(unit, on), on)

    def taking_over(self, unit: Unit, on: dt.date) -> str:
        """The cell or committee named in the decision, the new committee itself, or else the cells of the township."""
        into = unit.ended.into if unit.ended else unit.code
        near = [one.code for one in self.cells if one.last.parent == (into or HOME) and is_cell_on(one, on)]
        if is_cell_on(self.units.get(into), on):
            return into
        return near[0] if into else self.chance.choice(near)

    def day_in(self, year: int) -> dt.date:
        last = min(dt.date(year, 12, 20), DEMO_DAY - dt.timedelta(days=4))
        first = dt.date(year, 1, 8)
        return first + dt.timedelta(days=self.chance.randrange((last - first).days))
