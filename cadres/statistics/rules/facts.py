"""What the rows and columns of these forms may ask, and who manages a title."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from members.roll.enums import LEVELS

# Of a person; unknown of whom no record is known (None fits nothing).
PERSON = frozenset({"sex", "ethnicity", "religion", "age", "general", "professional", "theory", "linked"})
# Form 9C: the office in the Party committee or the title that somebody holds.
LEADER = PERSON | {"office", "title"}
# Form 8C: presence on a day, entry or leave; why; `within`: from one group to another in the same commune.
MOVEMENT = PERSON | {"kind", "reason", "group", "within"}
# Form 13: how, whether again, by whom the title is managed.
APPOINTMENT = PERSON | {"way", "again", "manager"}
# Quality table: beside the levels what is told in words, as learned or not.
STAFF_TABLE = PERSON | {
    "group",
    "title",
    "commune",
    "party",
    "state_management",
    "computing",
    "language",
    "ethnic_language",
}


def highest(subject: str, levels: Collection[str]) -> str:
    """The highest of these levels; "" of none."""
    order = [code for code, _ in LEVELS[subject]]
    return max(levels, key=order.index, default="")


@dataclass(frozen=True)
class Managed:
    """Titles, and whole groups of titles, that a level manages."""

    titles: Collection[str] = ()
    groups: Collection[str] = ()


@dataclass(frozen=True)
class Managers:
    """Who manages which titles, with where that comes from."""

    source: str
    verified: bool
    levels: Mapping[str, Managed]

    @cached_property
    def by_title(self) -> dict[str, str]:
        return {title: level for level, managed in self.levels.items() for title in managed.titles}

    def of(self, title: str, group: str) -> str:
        """The level that manages a title: said of the title itself, else of its group; "" of neither."""
        by_group = (level for level, managed in self.levels.items() if group in managed.groups)
        return self.by_title.get(title) or next(by_group, "")
