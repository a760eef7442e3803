"""What the numbering of papers must know of organisations: the terms of their committees.

Told by the theme that keeps the organisations, when the application starts.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class TermSpan:
    """The term of a committee; both ends are None where no term is known."""

    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def years(self) -> str:
        """2005–2010."""
        if self.since is None:
            return "chưa ghi"
        return f"{self.since.year}–{self.until.year}" if self.until else f"từ {self.since.year}"

    def __str__(self) -> str:
        return f"nhiệm kỳ {self.years}" if self.since else "chưa ghi nhiệm kỳ"


TellsTerms = Callable[[int, dt.date], TermSpan]
_terms: list[TellsTerms] = []


def tells_terms(told: TellsTerms) -> None:
    """The term of an organisation's committee on a day."""
    _terms[:] = [told]


def term_on(organization_id: int, day: dt.date) -> TermSpan:
    return _terms[0](organization_id, day) if _terms else TermSpan()
