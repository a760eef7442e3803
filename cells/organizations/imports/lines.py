"""What a row of the workbook of organisations says, and how the rows of the database say the same."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.enums import EventKind, Office
from cells.organizations.models import Officer, OrganizationEvent, OrganizationState, Term
from sinho.imports.dated import DatedUnit
from sinho.imports.lines import Line

STATE = ("name", "short_name", "kind", "type", "parent", "commune")
FOUNDING = (
    "place",
    "founded_on",
    "decision_number",
    "decision_date",
    "issuer",
    "reason",
    "official_members",
    "probationary_members",
)


@dataclass
class OrganizationLine(Line):
    """An organisation as it is from a day on. Parent and commune are codes."""

    code: str | None = None
    name: str | None = None
    short_name: str | None = None
    kind: str | None = None
    type: str | None = None
    parent: str | None = None
    commune: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    place: str | None = None
    founded_on: dt.date | None = None
    decision_number: str | None = None
    decision_date: dt.date | None = None
    issuer: str | None = None
    reason: str | None = None
    official_members: int | None = None
    probationary_members: int | None = None
    secretary: str | None = None
    secretary_since: dt.date | None = None
    term_from: dt.date | None = None
    term_to: dt.date | None = None


class OrganizationUnit(DatedUnit):
    """An organisation with its periods, founding, officers and terms."""

    state_model = OrganizationState

    @property
    def founding(self) -> OrganizationEvent | None:
        """The decision that founded it, once it is recorded."""
        events = (row for row in self.rows if isinstance(row, OrganizationEvent))
        return next((event for event in events if event.kind == EventKind.ESTABLISH), None)

    @property
    def officers(self) -> list[Officer]:
        return [row for row in self.rows if isinstance(row, Officer)]

    @property
    def secretaries(self) -> list[Officer]:
        return [officer for officer in self.officers if officer.office == Office.SECRETARY]

    @property
    def terms(self) -> list[Term]:
        return sorted((row for row in self.rows if isinstance(row, Term)), key=lambda term: term.starts_on)


def line_of(unit: OrganizationUnit, state: OrganizationState, today: dt.date, register) -> OrganizationLine:
    """The state as a row of the workbook. The register knows the codes of parents and communes."""
    last = state.last_day
    day = today if today in state.valid else last or state.valid.lower
    line = OrganizationLine(
        code=unit.key,
        name=state.name,
        short_name=state.short_name,
        kind=state.kind,
        type=state.type or None,
        parent=register.parent_of(state),
        commune=register.commune_of(state),
        since=state.valid.lower,
        until=last,
    )
    tell_founding(line, unit.founding)
    secretary = next((officer for officer in unit.secretaries if day in officer.held), None)
    if secretary:
        line.secretary, line.secretary_since = secretary.person_name, secretary.held.lower
    if term := next((term for term in reversed(unit.terms) if term.starts_on <= day), None):
        line.term_from, line.term_to = term.starts_on, term.planned_until
    return line


def tell_founding(line: OrganizationLine, event: OrganizationEvent | None) -> None:
    """Copy what is known of the founding into the line."""
    if event is None:
        return
    line.founded_on = event.on
    for name in FOUNDING:
        if name != "founded_on":
            value = getattr(event, name)
            setattr(line, name, None if value == "" else value)
