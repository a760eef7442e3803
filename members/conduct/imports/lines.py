"""What a row of the workbook of commendations says, and how a commendation says the same."""

import datetime as dt
from dataclasses import dataclass

from cells.oversight.actions.commendation import Given
from cells.oversight.models import Commendation
from members.conduct.models import MemberCommendation
from members.roll.models.member import code_of
from sinho.imports.lines import Line
from sinho.imports.units import Unit

FACTS = tuple(Given.__dataclass_fields__)


@dataclass
class CommendationLine(Line):
    """An organisation, or a member, in one decision. `code` is the key of the unit."""

    code: str | None = None
    organization: str | None = None
    member: str | None = None
    name: str | None = None
    kind: str | None = None
    level: str | None = None
    issuer: str | None = None
    decision_number: str | None = None
    decision_date: dt.date | None = None
    year: int | None = None
    achievement: str | None = None


@dataclass
class CommendationUnit(Unit):
    """One commendation; nothing hangs on it."""

    root: Commendation | MemberCommendation
    called: str = ""

    @property
    def name(self) -> str:
        return self.called or self.key


def line_of(unit: CommendationUnit) -> CommendationLine:
    """The commendation as a row of the workbook."""
    root = unit.root
    facts = {name: getattr(root, name) for name in FACTS}
    if isinstance(root, MemberCommendation):
        return CommendationLine(code=unit.key, member=code_of(root.member_id), name=root.member.full_name, **facts)
    return CommendationLine(code=unit.key, organization=root.organization.code, name=unit.called, **facts)


def given_of(line: CommendationLine) -> Given:
    """The line as the action is told."""
    return Given(**{name: getattr(line, name) for name in FACTS})
