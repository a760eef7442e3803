"""An opinion of the people comes in, is answered, and the unit is told (A15)."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.models import Organization
from cells.oversight.actions.facts import note, refuse_future, refuse_if, refuse_struck, refuse_unless_alive, trimmed
from cells.oversight.models import OpinionAnswer, OpinionPublication, PeopleOpinion
from cells.oversight.rules.opinion import why_not_after
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

LEAD = Permission.LEAD_CELLS


@dataclass(frozen=True)
class Collected:
    """What came in, from whom, to whom it was passed, until when."""

    post: str
    source: str
    source_words: str
    received_on: dt.date
    content: str
    passed_to: str
    due_on: dt.date


@dataclass(frozen=True)
class Answered:
    """The answer as it was given."""

    on: dt.date
    number: str
    answered_by: str
    content: str


@atomic_or_refused()
def receive(*, organization: Organization, collected: Collected, scope: Scope, by) -> PeopleOpinion:
    """Write down an opinion on an organisation."""
    scope.require(LEAD, organization.pk)
    refuse_future(collected.received_on)
    refuse_unless_alive(organization, collected.received_on)
    facts = trimmed(vars(collected))
    made = PeopleOpinion.objects.create(organization=organization, by=by, at=clock.now(), **facts)
    said = f"Nhận ý kiến của nhân dân qua {made.source_words} ngày {format_date(made.received_on)}"
    note(organization, "opinion_received", said, made, by, facts)
    return made


def hold(opinion: PeopleOpinion, scope: Scope) -> PeopleOpinion:
    """The opinion, held until the act is over."""
    scope.require(LEAD, opinion.organization_id)
    rows = PeopleOpinion.objects.select_for_update(of=("self",)).select_related("organization")
    held = rows.get(pk=opinion.pk)
    refuse_struck(held)
    return held


@atomic_or_refused()
def answer(*, opinion: PeopleOpinion, answered: Answered, scope: Scope, by) -> OpinionAnswer:
    """Once."""
    held = hold(opinion, scope)
    if OpinionAnswer.objects.filter(opinion=held).exists():
        raise Refused("Ý kiến này đã ghi trả lời.")
    refuse_if(why_not_after(held.received_on, answered.on, clock.today(), "nhận ý kiến"))
    facts = trimmed(vars(answered))
    made = OpinionAnswer.objects.create(opinion=held, by=by, at=clock.now(), **facts)
    said = f"Trả lời ý kiến của nhân dân qua {held.source_words} nhận ngày {format_date(held.received_on)}"
    note(held.organization, "opinion_answered", said, held, by, facts)
    return made


@atomic_or_refused()
def publish(*, opinion: PeopleOpinion, on: dt.date, form: str, place: str, scope: Scope, by) -> OpinionPublication:
    """The unit was told the answer."""
    held = hold(opinion, scope)
    given = OpinionAnswer.objects.filter(opinion=held).first()
    if given is None:
        raise Refused("Ý kiến chưa trả lời thì chưa công bố được.")
    if OpinionPublication.objects.filter(answer=given).exists():
        raise Refused("Trả lời này đã công bố.")
    refuse_if(why_not_after(given.on, on, clock.today(), "trả lời"))
    facts = trimmed({"on": on, "form": form, "place": place})
    made = OpinionPublication.objects.create(answer=given, by=by, at=clock.now(), **facts)
    said = f"Công bố trả lời ý kiến của nhân dân tại {made.place} ngày {format_date(on)}"
    note(held.organization, "opinion_published", said, held, by, facts)
    return made
