"""What increases and decreases the roll of an organisation in a period (statistical form 1)."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

ADMITTED, ANNULLED, WITHIN = "admitted", "annulled", "within"
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Stay:
    """A member's time in a cell: [since, until), how he came and left; `row` is whatever the caller hangs on it."""

    cell: int
    since: dt.date
    until: dt.date | None
    entry: str
    exit: str
    row: Any = None


@dataclass(frozen=True)
class Spell:
    """An unbroken time inside the organisation: first and last stay, how it began and ended.

    Who comes or goes together with his cell, when the cell gets another committee, comes or goes inside the district.
    """

    first: Stay
    last: Stay
    since: dt.date
    until: dt.date | None
    came: str
    left: str


@dataclass(frozen=True)
class Change:
    """Somebody came onto the roll or left it on a day; `with_cell`: his cell was put under another committee."""

    stay: Stay
    on: dt.date
    inward: bool
    kind: str
    with_cell: bool


def changes(
    stays: Iterable[Stay],
    inside: Callable[[int, dt.date], bool],
    turns: Iterable[dt.date],
    since: dt.date,
    until: dt.date,
) -> list[Change]:
    """All changes of one member from `since` to `until`, days included.

    `stays` in order; `inside(cell, day)`: whether the cell stands in the organisation; it can change only on the days
    `turns`. Moves inside are no change. Who was admitted and whose admission was annulled in the same period was
    never a member: neither counts.
    """
    found = []
    for spell in spells(stays, inside, turns, since - ONE_DAY):
        inward = since <= spell.since <= until
        outward = spell.until is not None and since <= spell.until <= until
        if inward and outward and spell.came == ADMITTED and spell.left == ANNULLED:
            continue
        if inward:
            found.append(Change(spell.first, spell.since, True, spell.came, spell.since != spell.first.since))
        if outward:
            found.append(Change(spell.last, spell.until, False, spell.left, spell.until != spell.last.until))
    return found


def spells(stays, inside, turns, start: dt.date) -> list[Spell]:
    """Times inside from the day `start` on; what ended before is left out, what began before begins on that day."""
    found: list[Spell] = []
    for stay in stays:
        for piece in pieces(stay, inside, turns, start):
            before = found[-1] if found else None
            if before and before.until == piece.since and before.left == WITHIN and piece.came == WITHIN:
                found[-1] = Spell(before.first, stay, before.since, piece.until, before.came, piece.left)
            else:
                found.append(piece)
    return found


def pieces(stay: Stay, inside, turns, start: dt.date) -> list[Spell]:
    """The parts of one stay in which its cell stands inside."""
    begin = max(stay.since, start)
    if stay.until is not None and stay.until <= begin:
        return []
    bounds = [begin, *(day for day in sorted(turns) if begin < day and (stay.until is None or day < stay.until))]
    found: list[Spell] = []
    for first, after in zip(bounds, [*bounds[1:], stay.until], strict=True):
        if not inside(stay.cell, first):
            continue
        left = stay.exit if after == stay.until else WITHIN
        if found and found[-1].until == first:
            found[-1] = Spell(stay, stay, found[-1].since, after, found[-1].came, left)
        else:
            came = stay.entry if first == stay.since else WITHIN
            found.append(Spell(stay, stay, first, after, came, left))
    return found
