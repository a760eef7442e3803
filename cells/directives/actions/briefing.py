"""A briefing was held; it is mended or taken back (A1)."""

import datetime as dt
from dataclasses import dataclass, field

from cells.directives.actions.facts import hold, hold_documents, place, refuse, refuse_replaced, refuse_unless_alive
from cells.directives.enums import Audience
from cells.directives.models import Briefing, BriefingAudience, BriefingDirective, Directive
from cells.directives.models.counted import members_on
from cells.directives.rules.standing import why_not_counted, why_not_held
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

RECORD = Permission.RECORD_BRIEFINGS


@dataclass(frozen=True)
class Session:
    """A briefing: documents, day, place, speaker; kind of listeners → invited, present.

    `members`: of the organisation; left out, the roll of the day says how many.
    """

    directives: tuple[Directive, ...]
    held_on: dt.date
    place: str
    speaker: str
    heard: dict[str, tuple[int, int]] = field(default_factory=dict)
    members: int | None = None
    note: str = ""

    def columns(self) -> dict:
        """The columns of `Briefing`."""
        texts = {name: getattr(self, name).strip() for name in ("place", "speaker", "note")}
        return texts | {"held_on": self.held_on, "members": self.members}

    def told(self) -> dict:
        """As the log keeps it."""
        return self.columns() | {"directives": [one.pk for one in self.directives], "heard": self.heard}


@atomic_or_refused()
def record_briefing(*, organization: Organization, session: Session, scope: Scope, by) -> Briefing:
    """Write down a session that the organisation held."""
    scope.require(RECORD, organization.pk)
    hold(organization.pk)
    refuse_session(organization, session)
    made = write(organization, session, by)
    record(
        by=by,
        did="briefing.held",
        said=f"Quán triệt {documents_of(session)} ngày {format_date(session.held_on)}",
        on=made,
        organization=place(organization),
        after=session.told(),
    )
    return made


def documents_of(session: Session) -> str:
    return ", ".join(str(one) for one in session.directives)


def refuse_session(organization: Organization, session: Session, but: int = 0) -> None:
    """The organisation was there, the documents were out, it was not written down before."""
    if not session.directives:
        raise Refused("Chọn ít nhất một văn bản.")
    documents = hold_documents(session.directives)
    refuse(why_not_held(session.held_on, [one.issued_on for one in documents], clock.today()))
    refuse(why_not_counted(session.heard, dict(Audience.choices), session.members))
    refuse_unless_alive(organization, session.held_on)
    same = organization.briefings.standing().filter(held_on=session.held_on, place=session.place.strip())
    if same.filter(directives__in=session.directives).exclude(pk=but).exists():
        raise Refused("Buổi quán triệt văn bản này, ngày này, tại nơi này đã ghi.")


def write(organization: Organization, session: Session, author, **more) -> Briefing:
    """The session with its documents and listeners; where nobody was asked there is no row."""
    columns = session.columns()
    if columns["members"] is None:
        columns["members"] = members_on(organization.pk, session.held_on)
    made = Briefing.objects.create(organization=organization, by=author, at=clock.now(), **columns, **more)
    BriefingDirective.objects.bulk_create(BriefingDirective(briefing=made, directive=one) for one in session.directives)
    BriefingAudience.objects.bulk_create(
        BriefingAudience(briefing=made, kind=kind, invited=invited, present=present)
        for kind, (invited, present) in session.heard.items()
        if invited
    )
    return made


@atomic_or_refused()
def correct_briefing(*, briefing: Briefing, session: Session, reason: str, scope: Scope, by) -> Briefing:
    """A row in its place, with the reason."""
    scope.require(RECORD, briefing.organization_id)
    organization = hold(briefing.organization_id)
    refuse_replaced(briefing)
    refuse_session(organization, session, but=briefing.pk)
    made = write(organization, session, by, replaces=briefing, reason=reason.strip())
    words = f"Sửa buổi quán triệt ngày {format_date(briefing.held_on)}: {reason.strip()}"
    record(by=by, did="briefing.corrected", said=words, on=made, organization=place(organization), after=session.told())
    return made


@atomic_or_refused()
def strike_briefing(*, briefing: Briefing, reason: str, scope: Scope, by) -> None:
    """Written down by mistake."""
    scope.require(RECORD, briefing.organization_id)
    organization = hold(briefing.organization_id)
    refuse_replaced(briefing)
    facts = {name: getattr(briefing, name) for name in ("held_on", "place", "speaker", "members", "note")}
    more = {"replaces": briefing, "struck": True, "reason": reason.strip(), "by": by, "at": clock.now()}
    made = Briefing.objects.create(organization=organization, **facts, **more)
    words = f"Bỏ buổi quán triệt ngày {format_date(briefing.held_on)} ghi nhầm: {reason.strip()}"
    record(by=by, did="briefing.struck", said=words, on=made, organization=place(organization))
