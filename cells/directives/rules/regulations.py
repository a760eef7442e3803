"""How an organisation stands with its working regulations on a day (A9)."""

import datetime as dt
from dataclasses import dataclass

from cells.directives.enums import Coverage
from sinho.text.dates import format_date

CSS = {
    Coverage.NONE: "late",
    Coverage.TERM_ENDED: "back",
    Coverage.REVIEW_PASSED: "ask",
    Coverage.IN_FORCE: "done",
}


@dataclass(frozen=True)
class Part:
    """A part that regulations have: code, heading, what belongs there."""

    code: str
    heading: str
    asks: str


@dataclass(frozen=True)
class Outline:
    """The parts of regulations, with the source of the list."""

    source: str
    verified: bool
    parts: tuple[Part, ...]

    @property
    def words(self) -> str:
        return f"{self.source}{'' if self.verified else '; chưa đối chiếu văn bản'}"


def coverage_on(has_one: bool, review_on: dt.date | None, term_until: dt.date | None, day: dt.date) -> Coverage:
    """The end of the term weighs more than a review that was passed over."""
    if not has_one:
        return Coverage.NONE
    if term_until and day > term_until:
        return Coverage.TERM_ENDED
    return Coverage.REVIEW_PASSED if review_on and day > review_on else Coverage.IN_FORCE


def why_not_issued(
    issued_on: dt.date, review_on: dt.date | None, term: tuple[dt.date, dt.date] | None, today: dt.date
) -> list[str]:
    """Days in order: issued within the term, reviewed later."""
    if issued_on > today:
        return [f"Ngày ban hành {format_date(issued_on)} chưa đến."]
    found = []
    if review_on and review_on <= issued_on:
        found.append("Ngày rà soát tiếp theo phải sau ngày ban hành.")
    if term and not term[0] <= issued_on <= term[1]:
        found.append(f"Ngày ban hành không thuộc nhiệm kỳ {format_date(term[0])} – {format_date(term[1])}.")
    return found
