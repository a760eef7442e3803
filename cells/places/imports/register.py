"""What the database knows of the villages within reach, read in a fixed number of queries."""

import datetime as dt
from collections import defaultdict

from cells.organizations.imports.register import Register
from cells.organizations.models import Organization
from cells.places.imports.lines import VillageLine, VillageUnit
from cells.places.models import Village, VillageService, VillageState


class VillageRegister:
    """Villages by code with their periods and services; `tree` knows the organisations and the communes."""

    def __init__(self, reach: frozenset[int], day: dt.date, *, lock: bool):
        self.reach, self.day = reach, day
        self.tree = Register(reach, day, lock=lock)
        self.units: dict[str, VillageUnit] = {}
        self.elsewhere: set[str] = set()
        self.states: dict[str, list[VillageState]] = {}
        self.code_by_id: dict[int, str] = {}

    def load(self, codes: set[str] | None) -> None:
        """All villages within reach by name; those of the codes, or all, with their rows."""
        self.tree.load(set())
        mine = set(VillageState.objects.filter(committee__in=self.reach).values_list("village_id", flat=True))
        wanted = Village.objects.filter(pk__in=mine) if codes is None else Village.objects.filter(code__in=codes)
        villages = {village.code: village for village in self.tree.held(wanted)}
        self.elsewhere = {code for code, village in villages.items() if village.pk not in mine}
        for code in sorted(villages.keys() | (codes or set())):
            root = villages.get(code) if code not in self.elsewhere else None
            self.units[code] = VillageUnit(code, root or Village(code=code))
        self.load_states(mine)
        self.load_services()
        for unit in self.units.values():
            unit.see(*unit.all())
        self.load_codes()

    def load_states(self, mine: set[int]) -> None:
        """Periods of all villages within reach; those of a unit are its rows."""
        states = defaultdict(list)
        rows = self.tree.held(VillageState.objects.filter(village__in=mine)).select_related("village")
        for state in rows.order_by("valid"):
            states[state.village.code].append(state)
        self.states = dict(states)
        for code, unit in self.units.items():
            unit.rows += self.states.get(code, [])

    def load_services(self) -> None:
        """Services of the units."""
        by_id = {unit.root.pk: unit for unit in self.units.values() if unit.root.pk}
        for service in self.tree.held(VillageService.objects.filter(village__in=by_id)).order_by("valid"):
            by_id[service.village_id].rows.append(service)

    def load_codes(self) -> None:
        """Codes of committees and cells, also of former ones outside the reach."""
        ids = {state.committee_id for states in self.states.values() for state in states}
        ids |= {service.cell_id for unit in self.units.values() for service in unit.services}
        outer = Organization.objects.filter(pk__in=ids - self.tree.code_by_id.keys())
        self.code_by_id = self.tree.code_by_id | dict(outer.values_list("pk", "code"))

    def states_of(self, code: str) -> list[VillageState]:
        """Periods in order of time; of a unit as the file would leave them."""
        return self.units[code].states if code in self.units else self.states.get(code, [])

    def commune_of(self, state: VillageState) -> str | None:
        """Code of the commune."""
        return self.tree.commune_by_id[state.commune_id].code if state.commune_id else None

    def said(self, state: VillageState, name: str) -> object:
        """A column of the state as a line says it."""
        if name == "commune":
            return self.commune_of(state)
        if name == "committee":
            return self.code_by_id.get(state.committee_id)
        return getattr(state, name)

    def new_state(self, unit: VillageUnit) -> VillageState:
        return VillageState(village=unit.root)

    def put(self, state: VillageState, line: VillageLine) -> None:
        """Copy what the line says into the state."""
        state.name, state.households = line.name, line.households
        if line.commune != self.said(state, "commune"):
            state.commune = self.tree.find_commune(line.commune, line.since)
        if line.committee != self.said(state, "committee"):
            state.committee = self.tree.organizations[line.committee]

    def committees_of(self, commune: str, day: dt.date, kinds) -> list[str]:
        """Codes of the organisations of these kinds that work for the commune on the day."""
        found = []
        for code in self.tree.states:
            state = self.tree.state_on(code, day)
            if state and state.kind in kinds and state.commune_id and self.tree.commune_of(state) == commune:
                found.append(code)
        return found
