"""How many members an organisation has on a day, as far as a theme above this one knows."""

import datetime as dt
from collections.abc import Callable

# Organisation, day → members of it and of all below it; None when it is not known.
MembersCounted = Callable[[int, dt.date], int | None]
_counters: list[MembersCounted] = []


def counts_members(counter: MembersCounted) -> None:
    """Let briefings ask this reader how many members an organisation has."""
    if counter not in _counters:
        _counters.append(counter)


def members_on(organization_id: int, day: dt.date) -> int | None:
    """None when nobody knows, or the roll has nobody there."""
    return next((found for counter in _counters if (found := counter(organization_id, day))), None)
