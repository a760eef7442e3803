"""What the database knows of the communes within reach and of the staff that a file names."""

import datetime as dt
import re
from collections import defaultdict
from difflib import get_close_matches
from functools import cached_property

from cadres.staff.actions.facts import COMMUNES
from cadres.staff.imports.lines import CadreUnit, code_of
from cadres.staff.models import Cadre, Post, Qualification
from cells.organizations.imports.register import Register
from cells.organizations.models import Organization
from sinho.text.folding import fold

# Words that people put before the name of a commune.
_BEFORE_NAME = re.compile(r"^(?:dang bo|dang uy|ubnd|uy ban nhan dan|xa|thi tran|tt|phuong)\s+")
MOST_NEAR = 4


class StaffRegister:
    """Communes by code and by every way to write their name; the people of a file with their rows."""

    def __init__(self, reach: frozenset[int], day: dt.date, names, *, lock: bool):
        self.day, self.names = day, names
        self.tree = Register(reach, day, lock=lock)
        self.units: dict[str, CadreUnit] = {}
        # Name of a commune that is not clear → rows that use it.
        self.unclear: dict[str, list[int]] = {}
        self.from_memory: set[str] = set()

    def load(self) -> None:
        """Organisations within reach, once."""
        if not self.tree.states:
            self.tree.load(set())

    @property
    def code_by_id(self) -> dict[int, str]:
        return self.tree.code_by_id

    def organization(self, code: str) -> Organization:
        return self.tree.organizations[code]

    # Communes

    @cached_property
    def communes(self) -> dict[str, str]:
        """Code → short name of the communes and townships of the day."""
        states = {code: self.tree.state_on(code, self.day) for code in self.tree.states}
        return {code: state.short_name for code, state in states.items() if state and state.type in COMMUNES}

    @cached_property
    def codes_by_name(self) -> dict[str, set[str]]:
        """Every way to write the name of a commune → codes."""
        found = defaultdict(set)
        for code in self.communes:
            state = self.tree.state_on(code, self.day)
            for name in (state.name, state.short_name):
                for key in spellings(name):
                    found[key].add(code)
        return found

    def find_commune(self, typed: str) -> str | None:
        """The commune that the text means: a code, an answer given before, a name that only one has."""
        if typed.upper() in self.communes:
            return typed.upper()
        if (said := self.names.get(fold(typed))) in self.communes:
            self.from_memory.add(typed)
            return said
        found = set().union(*(self.codes_by_name.get(key, set()) for key in spellings(typed)))
        return found.pop() if len(found) == 1 else None

    def near(self, typed: str) -> tuple[str, ...]:
        """Codes of the communes whose name looks most like the text."""
        keys = [key for word in spellings(typed) for key in get_close_matches(word, self.codes_by_name, MOST_NEAR, 0.6)]
        codes = [code for key in dict.fromkeys(keys) for code in sorted(self.codes_by_name[key])]
        return tuple(dict.fromkeys(codes))[:MOST_NEAR]

    # People

    def load_units(self, keys: dict[str, int | None]) -> None:
        """A unit for every key: the person with this id, or a new one."""
        ids = [pk for pk in keys.values() if pk]
        held = self.tree.held
        roots = {one.pk: one for one in held(Cadre.objects.with_last_organization().filter(pk__in=ids))}
        rows = defaultdict(list)
        for known in (Post.objects.all(), Qualification.objects.in_force()) if ids else ():
            for row in held(known.filter(cadre__in=ids)).order_by("pk"):
                rows[row.cadre_id].append(row)
        for key, pk in keys.items():
            root = roots[pk] if pk else Cadre(full_name="")
            unit = CadreUnit(key, root, rows[pk] if pk else [])
            unit.place = getattr(root, "last_organization", None)
            unit.see(*unit.all())
            self.units[key] = unit

    def everybody(self) -> dict[str, int]:
        """Code → id of everybody with a post of the day in a commune within reach."""
        rows = Post.objects.on(self.day).filter(organization__in=self.tree.reach)
        rows = rows.order_by("organization__code", "cadre__sort_key", "cadre_id")
        return {code_of(pk): pk for pk in rows.values_list("cadre_id", flat=True)}


def spellings(name: str) -> set[str]:
    """Ways to write a name, folded: as it is, and without the words before it."""
    key = fold(name)
    keys = {key}
    while (shorter := _BEFORE_NAME.sub("", key)) != key:
        keys.add(shorter)
        key = shorter
    return keys - {""}
