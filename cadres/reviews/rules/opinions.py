"""Until when an opinion of the Front or a mass organisation is to be answered (A15). Pure."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from cadres.reviews.enums import OpinionState
from sinho.text.dates import format_date


@dataclass(frozen=True)
class Term:
    """How many days there are for an answer to what came in from a day on."""

    since: dt.date
    days: int
    source: str
    verified: bool


def term_on(terms: Collection[Term], day: dt.date) -> Term:
    """The term for what came in on the day; before the first one the first."""
    ordered = sorted(terms, key=lambda one: one.since)
    return [ordered[0], *(one for one in ordered if one.since <= day)][-1]


def due_on(terms: Collection[Term], received_on: dt.date) -> dt.date:
    """The last day for the answer."""
    return received_on + dt.timedelta(days=term_on(terms, received_on).days)


def state_on(due: dt.date, answered_on: dt.date | None, day: dt.date) -> OpinionState:
    """Where it stands on the day."""
    if answered_on is not None and answered_on <= day:
        return OpinionState.ANSWERED
    return OpinionState.LATE if day > due else OpinionState.WAITING


def why_not_answered(received_on: dt.date, answered_on: dt.date, today: dt.date) -> list[str]:
    """Why an answer cannot be of this day."""
    if answered_on > today:
        return [f"Ngày trả lời {format_date(answered_on)} chưa đến."]
    if answered_on < received_on:
        return [f"Ngày trả lời {format_date(answered_on)} trước ngày nhận ý kiến, {format_date(received_on)}."]
    return []
