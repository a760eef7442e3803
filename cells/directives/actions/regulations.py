"""Working regulations are issued; those written down wrongly are replaced (A9)."""

import datetime as dt
from dataclasses import dataclass, field

from cells.directives.actions.facts import hold, place, refuse, refuse_replaced, refuse_unless_alive
from cells.directives.models import Regulation, RegulationPart
from cells.directives.parts import outline
from cells.directives.rules.regulations import why_not_issued
from cells.organizations.models import Organization, Term
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

RECORD = Permission.RECORD_BRIEFINGS


@dataclass(frozen=True)
class RegulationFacts:
    """Regulations for a term: number, day, code of a part → its text, when they are looked at again."""

    number: str
    title: str
    issued_on: dt.date
    term: Term | None = None
    next_review_on: dt.date | None = None
    parts: dict[str, str] = field(default_factory=dict)

    def columns(self) -> dict:
        """The columns of `Regulation`."""
        texts = {"number": self.number.strip(), "title": self.title.strip()}
        return texts | {"issued_on": self.issued_on, "term": self.term, "next_review_on": self.next_review_on}

    def told(self) -> dict:
        """As the log keeps it; the texts stand in the rows."""
        return self.columns() | {"term": str(self.term or ""), "parts": sorted(self.written())}

    def written(self) -> dict[str, str]:
        """The parts that say something, in the order of the outline."""
        return {one.code: text for one in outline().parts if (text := self.parts.get(one.code, "").strip())}


@atomic_or_refused()
def issue_regulation(*, organization: Organization, facts: RegulationFacts, scope: Scope, by) -> Regulation:
    """New regulations; from their day on they hold in place of the earlier ones."""
    scope.require(RECORD, organization.pk)
    hold(organization.pk)
    refuse_facts(organization, facts)
    same = organization.regulations.standing().filter(number=facts.number.strip(), issued_on=facts.issued_on)
    if same.exists():
        raise Refused("Quy chế số này, ngày này của tổ chức đã ghi.")
    made = write(organization, facts, by)
    words = f"Ban hành quy chế làm việc {made.number}"
    record(by=by, did="regulation.issued", said=words, on=made, organization=place(organization), after=facts.told())
    return made


def refuse_facts(organization: Organization, facts: RegulationFacts) -> None:
    """Days in order, a term of the organisation, at least one part with a text."""
    if facts.term and facts.term.organization_id != organization.pk:
        raise Refused("Nhiệm kỳ không phải của tổ chức này.")
    term = (facts.term.starts_on, facts.term.planned_until) if facts.term else None
    refuse(why_not_issued(facts.issued_on, facts.next_review_on, term, clock.today()))
    refuse_unless_alive(organization, facts.issued_on)
    if not facts.written():
        raise Refused("Ghi nội dung của ít nhất một phần.")


def write(organization: Organization, facts: RegulationFacts, author, **more) -> Regulation:
    made = Regulation.objects.create(organization=organization, by=author, at=clock.now(), **facts.columns(), **more)
    RegulationPart.objects.bulk_create(
        RegulationPart(regulation=made, code=code, text=text) for code, text in facts.written().items()
    )
    return made


@atomic_or_refused()
def correct_regulation(*, regulation: Regulation, facts: RegulationFacts, reason: str, scope: Scope, by) -> Regulation:
    """A row in its place, with the reason; new regulations are issued, not corrected."""
    scope.require(RECORD, regulation.organization_id)
    organization = hold(regulation.organization_id)
    refuse_replaced(regulation)
    refuse_facts(organization, facts)
    made = write(organization, facts, by, replaces=regulation, reason=reason.strip())
    words = f"Sửa quy chế làm việc {regulation.number} ghi nhầm: {reason.strip()}"
    record(by=by, did="regulation.corrected", said=words, on=made, organization=place(organization), after=facts.told())
    return made


@atomic_or_refused()
def strike_regulation(*, regulation: Regulation, reason: str, scope: Scope, by) -> None:
    """Written down by mistake."""
    scope.require(RECORD, regulation.organization_id)
    organization = hold(regulation.organization_id)
    refuse_replaced(regulation)
    facts = {name: getattr(regulation, name) for name in ("term", "number", "title", "issued_on", "next_review_on")}
    more = {"replaces": regulation, "struck": True, "reason": reason.strip(), "by": by, "at": clock.now()}
    made = Regulation.objects.create(organization=organization, **facts, **more)
    words = f"Bỏ quy chế làm việc {regulation.number} ghi nhầm: {reason.strip()}"
    record(by=by, did="regulation.struck", said=words, on=made, organization=place(organization))
