"""Where an opinion of the people stands on a day. Pure: days are arguments (A15)."""

import datetime as dt

from cells.oversight.enums.opinion import OpinionStanding
from sinho.text.dates import format_date

S = OpinionStanding


def standing(due_on: dt.date, answered_on: dt.date | None, published_on: dt.date | None, day: dt.date) -> S:
    """Published, answered, waiting or late, by what had been done until the day."""
    if published_on and published_on <= day:
        return S.PUBLISHED
    if answered_on and answered_on <= day:
        return S.ANSWERED
    return S.LATE if day > due_on else S.WAITING


def why_not_after(before: dt.date, on: dt.date, today: dt.date, what: str) -> list[str]:
    """Why something cannot have happened on this day: not yet, or before what it answers."""
    if on > today:
        return [f"Ngày {format_date(on)} chưa đến."]
    return [f"Ngày {format_date(on)} trước ngày {what}, {format_date(before)}."] if on < before else []
