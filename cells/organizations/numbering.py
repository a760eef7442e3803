"""What the numbering of papers asks of organisations: the term of the committee on a day, who issues papers there."""

import datetime as dt

from cells.organizations.models import Term
from cells.organizations.papers import issuer_on
from sinho.documents.issuing import Body
from sinho.filings.told import TermSpan


def term_on(organization_id: int, day: dt.date) -> TermSpan:
    """The last term that had begun; it lasts until the next one begins, whatever was planned."""
    begun = Term.objects.filter(organization_id=organization_id, starts_on__lte=day).order_by("-starts_on").first()
    return TermSpan(begun.starts_on, begun.planned_until) if begun else TermSpan()


def bodies_on(organization_id: int, day: dt.date) -> tuple[Body, ...]:
    """The committee that leads the organisation, and the boards that issue papers of their own."""
    issuer = issuer_on(organization_id, day)
    return issuer.bodies if issuer else ()
