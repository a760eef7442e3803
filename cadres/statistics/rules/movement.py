"""Who comes onto the staff of a commune and who leaves it in a period (form 8C).

A spell is an unbroken time on the staff of one commune, whatever the titles: from one post to another in the commune is
neither entry nor leave. From one commune to another is both.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cadres.staff.enums import PostEntry, PostExit, TitleGroup

ONE_DAY = dt.timedelta(days=1)
GROUPS = TitleGroup.values
OPENING, IN, OUT, CLOSING = "opening", "in", "out", "closing"
REGROUPED = "regrouped"


@dataclass(frozen=True)
class Held:
    """A post [since, until) of a title of this group; `row` is whatever the caller hangs on it."""

    group: str
    since: dt.date
    until: dt.date | None
    entry: str
    exit: str
    row: Any = None

    def on(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def rank(self) -> int:
        """Elected cadres first, part-time workers last."""
        return GROUPS.index(self.group)


@dataclass(frozen=True)
class Spell:
    """Posts of one person in one commune without a day between them on which he held none."""

    posts: tuple[Held, ...]

    @property
    def since(self) -> dt.date:
        return min(one.since for one in self.posts)

    @property
    def until(self) -> dt.date | None:
        """The first day no longer on the staff."""
        ends = [one.until for one in self.posts]
        return None if None in ends else max(ends)

    def on(self, day: dt.date) -> Held | None:
        """The first of the posts that he holds on the day."""
        return min((one for one in self.posts if one.on(day)), key=lambda one: one.rank, default=None)

    @property
    def first(self) -> Held:
        return self.on(self.since)

    @property
    def last(self) -> Held:
        """Of the posts that ended last the first one that says why he left the commune's staff."""
        ended = [one for one in self.posts if one.until == self.until]
        return min(ended, key=lambda one: (one.exit == PostExit.OTHER_POST, one.rank))


@dataclass(frozen=True)
class Move:
    """Somebody was there before the period, came, left, or is there at its end, as one of a group.

    `within`: he only passed from one group into another, which counts in the columns of groups alone.
    """

    kind: str
    group: str
    on: dt.date
    reason: str = ""
    within: bool = False
    held: Held | None = None


def spells(posts: Iterable[Held], since: dt.date, until: dt.date) -> list[Spell]:
    """The spells of one person in one commune.

    Who left a post for another one in the commune and took it before the period was over was on the staff all the time:
    the days between two papers are no leave. Beyond the period they are, so that opening and closing stay true.
    """
    found: list[list[Held]] = []
    for post in sorted(posts, key=lambda one: one.since):
        end = Spell(tuple(found[-1])).until if found else dt.date.min
        if found and (end is None or post.since <= end or waited(Spell(tuple(found[-1])), post, since, until)):
            found[-1].append(post)
        else:
            found.append([post])
    return [Spell(tuple(one)) for one in found]


def waited(spell: Spell, post: Held, since: dt.date, until: dt.date) -> bool:
    """Whether the days between lie in the period, and he left for another post."""
    return spell.last.exit == PostExit.OTHER_POST and since <= spell.until and post.since <= until


def moves(spell: Spell, since: dt.date, until: dt.date) -> list[Move]:
    """What form 8C counts of a spell. Who was written down with the opening of the list was there before."""
    before, after = spell.on(since - ONE_DAY), spell.on(until)
    found, first = [], before
    if before:
        found.append(Move(OPENING, before.group, since - ONE_DAY, held=before))
    elif since <= spell.since <= until:
        first = spell.first
        opening = first.entry == PostEntry.OPENING
        kind, reason = (OPENING, "") if opening else (IN, first.entry)
        found.append(Move(kind, first.group, spell.since, reason, held=first))
    if first is None:
        return []
    last = after
    if after is None:
        last = spell.last
        end = spell.on(spell.until - ONE_DAY)
        found += regrouped(first, end, spell)
        found.append(Move(OUT, end.group, spell.until, last.exit, held=last))
    else:
        found += regrouped(first, after, spell)
        found.append(Move(CLOSING, after.group, until, held=after))
    return found


def regrouped(first: Held, last: Held, spell: Spell) -> Sequence[Move]:
    """Out of the one group and into the other, on the day on which the last one was taken."""
    if first.group == last.group:
        return ()
    days = {"on": last.since, "reason": REGROUPED, "within": True, "held": last}
    return Move(OUT, first.group, **days), Move(IN, last.group, **days)
