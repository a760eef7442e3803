"""What a row of the workbook says, and how the rows of the database say the same."""

import datetime as dt
from dataclasses import dataclass

from cells.directives.actions.briefing import Session
from cells.directives.actions.documents import DocumentFacts
from cells.directives.enums import Audience, Direction
from cells.directives.models import Briefing, Directive
from sinho.imports.lines import Line
from sinho.imports.units import Unit

DOCUMENT = ("issued_on", "type", "issuer", "received_on", "subject")
NEEDED = ("issued_on", "type", "issuer", "subject")
HEARD = tuple(f"{word}_{kind}" for kind in Audience for word in ("invited", "present"))
SESSION = ("held_on", "place", "speaker", "members", "note", *HEARD)


@dataclass
class DirectivesLine(Line):
    """A document by its number, and a session on it. `unit` is the code of the organisation."""

    code: str | None = None
    name: str | None = None
    issued_on: dt.date | None = None
    type: str | None = None
    issuer: str | None = None
    received_on: dt.date | None = None
    subject: str | None = None
    unit: str | None = None
    held_on: dt.date | None = None
    place: str | None = None
    speaker: str | None = None
    members: int | None = None
    invited_committee: int | None = None
    present_committee: int | None = None
    invited_key: int | None = None
    present_key: int | None = None
    invited_member: int | None = None
    present_member: int | None = None
    invited_union: int | None = None
    present_union: int | None = None
    invited_mass: int | None = None
    present_mass: int | None = None
    note: str | None = None


class DirectivesUnit(Unit):
    """A session on a document, or a document. `document`: the one it is about, once it is known."""

    document: Directive | None = None

    @property
    def name(self) -> str:
        return str(self.document) if self.document else self.key


def line_of(unit: DirectivesUnit, codes: dict[int, str]) -> DirectivesLine:
    """The document, and the session when the unit is one, as a row of the workbook."""
    one = unit.document
    facts = {name: getattr(one, name) for name in DOCUMENT}
    line = DirectivesLine(code=unit.key, name=one.number, **facts)
    if not isinstance(unit.root, Briefing):
        return line
    held = unit.root
    line.unit = codes.get(held.organization_id)
    for name in ("held_on", "place", "speaker", "members", "note"):
        setattr(line, name, getattr(held, name) or None)
    for row in held.heard.all():
        setattr(line, f"invited_{row.kind}", row.invited)
        setattr(line, f"present_{row.kind}", row.present)
    return line


def document_of(line: DirectivesLine) -> tuple[str, DocumentFacts]:
    """Which way it went, and what it is."""
    facts = {name: getattr(line, name) for name in DOCUMENT}
    direction = Direction.INCOMING if line.received_on else Direction.OWN
    return direction, DocumentFacts(number=line.name, **facts)


def session_of(line: DirectivesLine, document: Directive) -> Session:
    """The session as the action is told."""
    heard = {
        kind.value: (getattr(line, f"invited_{kind}"), getattr(line, f"present_{kind}") or 0)
        for kind in Audience
        if getattr(line, f"invited_{kind}") is not None
    }
    facts = {"held_on": line.held_on, "place": line.place, "speaker": line.speaker, "members": line.members}
    return Session(directives=(document,), heard=heard, note=line.note or "", **facts)
