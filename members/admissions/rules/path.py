"""A path: its steps, the limits between them, who may be admitted; what a case has done on it."""

import datetime as dt
from dataclasses import dataclass

from members.roll.rules import BirthDate, months_later
from sinho.text.working_days import working_days_later


@dataclass(frozen=True)
class Votes:
    """Votes of a body: how many count, how many agreed."""

    counted: int
    agreed: int

    def carried(self, share: tuple[int, int]) -> bool:
        """Whether at least this share (2 of 3) of those who count agreed."""
        return self.agreed * share[1] >= self.counted * share[0]


@dataclass(frozen=True)
class Step:
    """A step of the path: its code and words, the paper and its form number, who does it, what must come before."""

    code: str
    stage: str
    label: str
    document: str
    form: str
    actor: str
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    optional: bool = False
    votes: tuple[int, int] | None = None
    of: str = ""
    months_after: tuple[str, int] | None = None
    eligible: bool = False
    consent: bool = False
    admits: bool = False
    recognises: bool = False

    @property
    def required(self) -> bool:
        """Whether it is the next thing to do once it is open; a consent is open only where it is needed."""
        return not self.optional or self.consent


@dataclass(frozen=True)
class Limit:
    """Until when a step should be done, counted from another one; `paper`: what was done there loses its value then."""

    since: str
    step: str
    words: str
    months: int = 0
    working_days: int = 0
    paper: bool = False

    def due(self, day: dt.date) -> dt.date:
        day = months_later(day, self.months)
        return working_days_later(day, self.working_days) if self.working_days else day


@dataclass(frozen=True)
class Path:
    """All steps in order, the limits, and who may be admitted."""

    code: str
    title: str
    verified: bool
    eligibility: dict
    stages: dict[str, str]
    steps: tuple[Step, ...]
    limits: tuple[Limit, ...]

    def step(self, code: str) -> Step:
        return next(step for step in self.steps if step.code == code)

    def has(self, code: str) -> bool:
        return any(step.code == code for step in self.steps)

    @property
    def admitting(self) -> Step:
        return next(step for step in self.steps if step.admits)

    @property
    def consenting(self) -> Step | None:
        """The step of the written consent of the province; None in a path without one."""
        return next((step for step in self.steps if step.consent), None)


@dataclass(frozen=True)
class Done:
    """A step that was taken: when, and with which votes; a vote that was not carried is taken and not passed."""

    step: str
    on: dt.date
    passed: bool = True
    votes: Votes | None = None


@dataclass(frozen=True)
class CaseFacts:
    """What the rules ask of a case. `mountain`: the commune counts as mountain, border or minority area."""

    birth: BirthDate
    schooling: str
    mountain: bool
    done: tuple[Done, ...] = ()
    left_party_on: dt.date | None = None
    elder: bool = False

    def passed(self, code: str) -> Done | None:
        """The last time the step was taken and passed."""
        return next((one for one in reversed(self.done) if one.step == code and one.passed), None)


def read(data: dict) -> Path:
    """A path from its file or from a case; what has an order is a list, since a case keeps no order of names."""
    steps = tuple(
        Step(
            **{name: one[name] for name in ("code", "stage", "label", "document", "form", "actor")},
            after=tuple(one.get("after", ())),
            needs=tuple(one.get("needs", ())),
            optional=one.get("optional", False),
            votes=tuple(one["votes"]) if "votes" in one else None,
            of=one.get("of", ""),
            months_after=tuple(one["months_after"]) if "months_after" in one else None,
            eligible=one.get("eligible", False),
            consent=one.get("consent", False),
            admits=one.get("admits", False),
            recognises=one.get("recognises", False),
        )
        for one in data["steps"]
    )
    limits = tuple(
        Limit(
            one["from"],
            one["to"],
            one["words"],
            one.get("months", 0),
            one.get("working_days", 0),
            one.get("paper", False),
        )
        for one in data["deadlines"]
    )
    return Path(data["code"], data["title"], data["verified"], data["eligibility"], dict(data["stages"]), steps, limits)
