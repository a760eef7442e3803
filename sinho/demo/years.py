"""What the two yearly campaigns of the demo are to look like, from `data/years.yaml`."""

import datetime as dt
from dataclasses import dataclass, field

from cells.assessments.enums import RegistrationState, SheetState
from cells.assessments.rules.scheme import Scheme
from sinho.demo.plan import content

EXEMPLARY = "exemplary"
# Points that go with a grade, from … to.
POINTS = {
    EXEMPLARY: (94.5, 97.5),
    "clean_strong": (90.5, 94),
    "good": (74, 87),
    "completed": (54, 67),
    "weak": (38, 48),
}
# How often a registered task is missed at that grade.
MISSED = {EXEMPLARY: 0.03, "clean_strong": 0.08, "good": 0.22, "completed": 0.4, "weak": 0.6}


@dataclass(frozen=True)
class Grade:
    """A level of the scheme with its flag; `key` is the word of the data files."""

    key: str

    def level(self, scheme: Scheme) -> str:
        return scheme.exemplary.level if self.key == EXEMPLARY else self.key

    @property
    def exemplary(self) -> bool:
        return self.key == EXEMPLARY

    def label(self, scheme: Scheme) -> str:
        return scheme.label(self.level(scheme), self.exemplary)


@dataclass(frozen=True)
class RegistrationPlan:
    state: str = RegistrationState.ACCEPTED
    sent: dt.date | None = None
    comment: str = ""


@dataclass(frozen=True)
class SheetPlan:
    """How far a grassroots organisation has come, with which grades."""

    code: str
    state: str
    own: Grade | None = None
    proposed: Grade | None = None
    points: float | None = None
    comment: str = ""
    started: dt.date | None = None
    submitted: dt.date | None = None
    sent_back: dt.date | None = None
    mend_by: dt.date | None = None
    asked: dict[str, str] = field(default_factory=dict)
    opinions: dict[str, list[str]] | None = None
    not_evaluated: str = ""
    registration: RegistrationPlan = RegistrationPlan()


@dataclass(frozen=True)
class YearPlan:
    """A campaign: its dates, the plan of each sheet, and the data of the file for what is particular."""

    year: int
    data: dict
    sheets: dict[str, SheetPlan]

    def day(self, name: str) -> dt.date:
        return self.data[name]


def year_plan(year: int) -> YearPlan:
    data = content("years")[year]
    sheets = {code: sheet_plan(code, entry, data) for code, entry in data["sheets"].items()}
    return YearPlan(year, data, sheets)


def sheet_plan(code: str, entry: dict, data: dict) -> SheetPlan:
    """Without a state it is decided; without a proposed level it is the organisation's own."""
    said = dict(entry)
    own, proposed = said.pop("self", None), said.pop("level", None)
    registration = data.get("registrations", {}).get(code, {})
    return SheetPlan(
        code=code,
        state=said.pop("state", SheetState.DECIDED),
        own=Grade(own) if own else None,
        proposed=Grade(proposed or own) if own else None,
        registration=RegistrationPlan(**registration),
        **said,
    )
