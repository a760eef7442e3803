"""What the database knows of the organisations within reach, read in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from difflib import get_close_matches
from functools import cached_property

from cells.organizations.enums import EventKind
from cells.organizations.imports.lines import OrganizationLine, OrganizationUnit
from cells.organizations.models import Officer, Organization, OrganizationEvent, OrganizationState, Term
from sinho.text.folding import fold


class Register:
    """Organisations by code, their periods, the communes. Rows about the things of a file are the rows of its units."""

    def __init__(self, reach: frozenset[int], day: dt.date, *, lock: bool):
        self.reach, self.day, self.lock = reach, day, lock
        self.units: dict[str, OrganizationUnit] = {}
        self.elsewhere: set[str] = set()
        self.near: dict[str, str] = {}
        self.organizations: dict[str, Organization] = {}
        self.outer: dict[str, Organization] = {}
        self.code_by_id: dict[int, str] = {}
        self.states: dict[str, list[OrganizationState]] = {}
        self.communes = list(OrganizationState._meta.get_field("commune").related_model.objects.order_by("valid"))
        self.commune_by_id = {commune.pk: commune for commune in self.communes}

    def load(self, codes: set[str] | None) -> None:
        """Everything within reach; of the codes, or of all, also founding, officers and terms."""
        self.organizations = {org.code: org for org in Organization.objects.filter(pk__in=self.reach)}
        self.code_by_id = {org.pk: org.code for org in self.organizations.values()}
        wanted = set(self.organizations) if codes is None else codes
        taken = Organization.objects.filter(code__in=wanted - self.organizations.keys())
        self.elsewhere = set(taken.values_list("code", flat=True))
        self.load_states()
        self.load_outer_parents()
        for code in sorted(wanted):
            root = self.organizations.get(code) or Organization(code=code)
            self.organizations[code] = root
            self.units[code] = OrganizationUnit(code, root, list(self.states.get(code, [])))
        self.load_details([unit.root.pk for unit in self.units.values() if unit.root.pk])

    def held(self, rows):
        """Hold the rows against other writers when this import is for good."""
        return rows.select_for_update(of=("self",)) if self.lock else rows

    def load_states(self) -> None:
        states = defaultdict(list)
        for state in self.held(OrganizationState.objects.filter(organization__in=self.reach)).order_by("valid"):
            states[self.code_by_id[state.organization_id]].append(state)
        self.states = dict(states)

    def load_outer_parents(self) -> None:
        """Codes of parents outside the reach: the root of the person stands under one."""
        parents = {state.parent_id for states in self.states.values() for state in states if state.parent_id}
        for parent in Organization.objects.filter(pk__in=parents - self.code_by_id.keys()):
            self.code_by_id[parent.pk] = parent.code
            self.outer[parent.code] = parent

    def load_details(self, ids: list[int]) -> None:
        """Founding, officers and terms become rows of their units, remembered as they are now."""
        for rows in (
            OrganizationEvent.objects.filter(kind=EventKind.ESTABLISH),
            Officer.objects.all(),
            Term.objects.all(),
        ):
            for row in self.held(rows.filter(organization__in=ids)):
                self.units[self.code_by_id[row.organization_id]].rows.append(row)
        for unit in self.units.values():
            unit.see(*unit.all())

    # Looking up

    def states_of(self, code: str) -> list[OrganizationState]:
        """Periods in order of time; of a unit as the file would leave them."""
        return self.units[code].states if code in self.units else self.states.get(code, [])

    def state_on(self, code: str, day: dt.date) -> OrganizationState | None:
        return next((state for state in self.states_of(code) if day in state.valid), None)

    def parent_of(self, state: OrganizationState) -> str | None:
        """Code of the parent."""
        if OrganizationState.parent.is_cached(state) and state.parent is not None:
            return state.parent.code
        return self.code_by_id.get(state.parent_id)

    def commune_of(self, state: OrganizationState) -> str | None:
        """Code of the commune."""
        return self.commune_by_id[state.commune_id].code if state.commune_id else None

    def said(self, state: OrganizationState, name: str) -> str | None:
        """A column of the state as a line says it."""
        if name == "parent":
            return self.parent_of(state)
        if name == "commune":
            return self.commune_of(state)
        return getattr(state, name) or None

    def new_state(self, unit: OrganizationUnit) -> OrganizationState:
        return OrganizationState(organization=unit.root)

    def put(self, state: OrganizationState, line: OrganizationLine) -> None:
        """Copy what the line says into the state."""
        state.name, state.short_name = line.name, line.short_name
        state.kind, state.type = line.kind, line.type or ""
        if line.parent != self.parent_of(state):
            state.parent = (self.organizations | self.outer)[line.parent] if line.parent else None
        if line.commune != self.commune_of(state):
            state.commune = self.find_commune(line.commune, line.since) if line.commune else None

    def find_parent(self, text: str) -> str | None:
        """The organisation that a cell names: by a code within reach or in the file, or a name that only one has."""
        code = text.upper()
        if code in self.units or code in self.states:
            return None if code in self.elsewhere else code
        named = self.codes_by_name.get(fold(text), [])
        return named[0] if len(named) == 1 else None

    @cached_property
    def codes_by_name(self) -> dict[str, list[str]]:
        """Folded full name today → codes."""
        named = defaultdict(list)
        for code in self.states:
            if state := self.state_on(code, self.day):
                named[fold(state.name)].append(code)
        return named

    def nearest(self, text: str) -> str:
        """The code or name that looks most like the text, for a message. Looked for once per text."""
        if text not in self.near:
            self.near[text] = self.find_nearest(text)
        return self.near[text]

    def find_nearest(self, text: str) -> str:
        codes = {code.lower(): code for code in self.states}
        names = {name: found[0] for name, found in self.codes_by_name.items()}
        near = get_close_matches(text.lower(), codes, n=1, cutoff=0.7) or get_close_matches(fold(text), names, n=1)
        code = codes.get(near[0]) or names.get(near[0]) if near else None
        state = self.state_on(code, self.day) if code else None
        return f" Gần giống nhất: {code} · {state.name}." if state else ""

    def find_commune(self, text: str, day: dt.date):
        """The commune with this code or name (any spelling it is known by), on the day, or else today."""
        wanted = fold(text)
        codes = {text, text.zfill(5)}
        fits = [c for c in self.communes if c.code in codes or wanted in spellings(c)]
        on_day = [c for c in fits if day in c.valid] or [c for c in fits if self.day in c.valid]
        return on_day[0] if len(on_day) == 1 else None


def spellings(commune) -> set[str]:
    """All ways to write the name, folded, with and without the word before it."""
    names = [commune.name, *commune.other_names.replace(",", ";").split(";")]
    folded = {fold(name) for name in names if name.strip()}
    return folded | {f"{fold(commune.get_kind_display())} {name}" for name in folded}
