"""What the database knows of the members within reach and of the cells and villages that a file names."""

import datetime as dt
import re
from collections import defaultdict
from difflib import get_close_matches
from functools import cached_property

from cells.organizations.enums import CELLS
from cells.organizations.imports.register import Register
from cells.places.models import Village, VillageState
from members.roll.imports.lines import MemberUnit
from members.roll.models import Card, LivingPlace, Member, Membership, Pause, Schooling, Standing, Work
from members.roll.models.member import code_of
from sinho.text.folding import fold

DATED = (Standing, Membership, Card, Schooling, Work, LivingPlace, Pause)
# Words that people leave out or put before the name of a cell.
_BEFORE_NAME = re.compile(r"^(?:chi bo|cb|dang bo|ban|thon)\s+")
MOST_NEAR = 4


class MemberRegister:
    """Cells by code and by every way to write their name, villages, the members of a file with their rows of the
    kinds `dated`."""

    dated: tuple = DATED

    def __init__(self, reach: frozenset[int], day: dt.date, names, *, lock: bool):
        self.day, self.names = day, names
        self.tree = Register(reach, day, lock=lock)
        self.units: dict[str, MemberUnit] = {}
        # Name of a cell that is not clear → rows that use it.
        self.unclear: dict[str, list[int]] = {}
        self.tells_card_days = True
        self.from_memory: set[tuple[str, str | None]] = set()
        self.found: dict[tuple[str, str | None], str | None] = {}

    def load(self) -> None:
        """Organisations within reach, once."""
        if not self.tree.states:
            self.tree.load(set())

    @property
    def code_by_id(self) -> dict[int, str]:
        return self.tree.code_by_id

    # Cells

    @cached_property
    def cells(self) -> dict[str, str]:
        """Code → short name of the cells of the day."""
        states = {code: self.tree.state_on(code, self.day) for code in self.tree.states}
        return {code: state.short_name for code, state in states.items() if state and state.kind in CELLS}

    @cached_property
    def codes_by_name(self) -> dict[str, set[str]]:
        """Every way to write the name of a cell → codes: full and short name, with and without “chi bộ”, “bản”."""
        found = defaultdict(set)
        for code in self.cells:
            state = self.tree.state_on(code, self.day)
            for name in (state.name, state.short_name):
                for key in spellings(name):
                    found[key].add(code)
        return found

    def find_cell(self, typed: str, base: str | None = None) -> str | None:
        """The cell that the text means: a code, an answer given before, a name that only one cell has (in the base
        organisation `base`, when the row names one). None when that is not clear. Looked for once per text."""
        if (typed, base) not in self.found:
            self.found[typed, base] = self._find_cell(typed, base)
        return self.found[typed, base]

    def _find_cell(self, typed: str, base: str | None) -> str | None:
        if typed.upper() in self.cells:
            found = {typed.upper()}
        elif (said := self.names.get(fold(typed))) in self.cells and (not base or self.stands_under(said, base)):
            found = {said}
            self.from_memory.add((typed, base))
        else:
            found = set().union(*(self.codes_by_name.get(key, set()) for key in spellings(typed)))
        if base:
            found = {code for code in found if self.stands_under(code, base)}
        return found.pop() if len(found) == 1 else None

    def stands_under(self, code: str, base: str) -> bool:
        """Whether the cell, or the organisation above it, goes by this name or code."""
        state = self.tree.state_on(code, self.day)
        above = self.tree.state_on(self.tree.parent_of(state), self.day) if state else None
        names = [one for one in (above, state) if one]
        if base.upper() in {code, self.tree.parent_of(state) if state else None}:
            return True
        return any(
            spellings(one.name) & spellings(base) or spellings(one.short_name) & spellings(base) for one in names
        )

    def near(self, typed: str) -> tuple[str, ...]:
        """Codes of the cells whose name looks most like the text."""
        keys = [key for word in spellings(typed) for key in get_close_matches(word, self.codes_by_name, MOST_NEAR, 0.6)]
        codes = [code for key in dict.fromkeys(keys) for code in sorted(self.codes_by_name[key])]
        return tuple(dict.fromkeys(codes))[:MOST_NEAR]

    def alive(self, code: str, since: dt.date) -> bool:
        """Whether the organisation is a cell from the day on until today."""
        periods = [state.valid for state in self.tree.states[code] if state.kind in CELLS]
        return any(since in period for period in periods) and any(self.day in period for period in periods)

    # Villages

    @cached_property
    def villages(self) -> list[VillageState]:
        return list(
            VillageState.objects.on(self.day).filter(committee__in=self.tree.reach).select_related("village", "commune")
        )

    @cached_property
    def village_by_id(self) -> dict[int, str]:
        return {state.village_id: state.village.code for state in self.villages}

    @cached_property
    def village_by_code(self) -> dict[str, Village]:
        return {state.village.code: state.village for state in self.villages}

    @cached_property
    def villages_by_key(self) -> dict[str, list[VillageState]]:
        found = defaultdict(list)
        for state in self.villages:
            for key in {fold(state.village.code), fold(state.name), fold(f"bản {state.name}")}:
                found[key].append(state)
        return found

    def find_village(self, typed: str, cell: str | None) -> VillageState | None:
        """The village with this code or name; among several of a name the one in the commune of the cell."""
        found = self.villages_by_key.get(fold(typed.partition(",")[0]), [])
        if len(found) > 1 and cell:
            commune = self.commune_id_of(cell)
            found = [state for state in found if state.commune_id == commune]
        return found[0] if len(found) == 1 else None

    def commune_id_of(self, code: str) -> int | None:
        """The commune of the cell, or of the organisation above it."""
        state = self.tree.state_on(code, self.day)
        while state and not state.commune_id and state.parent_id:
            state = self.tree.state_on(self.tree.parent_of(state), self.day)
        return state.commune_id if state else None

    # Members

    def load_units(self, keys: dict[str, int | None]) -> None:
        """A unit for every key: the member with this id, or a new one."""
        ids = [pk for pk in keys.values() if pk]
        roots = {member.pk: member for member in self.tree.held(Member.objects.with_last_cell().filter(pk__in=ids))}
        rows = defaultdict(list)
        for model in self.dated if ids else ():
            for row in self.tree.held(model.objects.filter(member__in=ids)).order_by("pk"):
                rows[row.member_id].append(row)
        for key, pk in keys.items():
            unit = MemberUnit(key, roots[pk] if pk else Member(full_name=""), rows[pk] if pk else [])
            unit.see(*unit.all())
            self.units[key] = unit

    def everybody(self) -> dict[str, int]:
        """Code → id of everybody who is on the roll of a cell within reach today."""
        rows = Membership.objects.on(self.day).filter(organization__in=self.tree.reach)
        rows = rows.order_by("organization__code", "member__sort_key", "member_id")
        return {code_of(pk): pk for pk in rows.values_list("member_id", flat=True)}


def spellings(name: str) -> set[str]:
    """Ways to write a name, folded: as it is, and without the words before it."""
    key = fold(name)
    keys = {key}
    while (shorter := _BEFORE_NAME.sub("", key)) != key:
        keys.add(shorter)
        key = shorter
    return keys - {""}
