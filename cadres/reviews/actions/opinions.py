"""An opinion comes in; it is answered (A15)."""

import datetime as dt
from dataclasses import dataclass

from cadres.reviews.actions.facts import place
from cadres.reviews.models import Opinion
from cadres.reviews.rules.opinions import why_not_answered
from cadres.staff.actions.facts import refuse_future
from cadres.staff.models import Cadre
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Said:
    """What came in: from whom, when, to whom it was given."""

    source: str
    source_words: str
    received_on: dt.date
    received_by: str
    content: str

    def columns(self) -> dict:
        """The columns of `Opinion`."""
        return {name: value.strip() if isinstance(value, str) else value for name, value in vars(self).items()}


@atomic_or_refused()
def receive_opinion(*, organization: Organization, said: Said, scope: Scope, by, cadre: Cadre | None = None) -> Opinion:
    """Write down an opinion on an organisation, or on somebody who serves or served there."""
    scope.require(Permission.MANAGE_STAFF, organization.pk)
    refuse_future(said.received_on)
    if not OrganizationState.objects.on(said.received_on).filter(organization=organization).exists():
        raise Refused(f"Ngày {format_date(said.received_on)} chưa có hoặc không còn tổ chức này.")
    if cadre and not cadre.posts.filter(organization=organization).exists():
        raise Refused(f"{cadre.full_name} không giữ chức danh nào ở đây.")
    made = Opinion.objects.create(organization=organization, cadre=cadre, by=by, at=clock.now(), **said.columns())
    about = f" về đồng chí {cadre.full_name}" if cadre else ""
    words = f"Nhận ý kiến của {made.source_words} ngày {format_date(made.received_on)}{about}"
    after = said.columns() | {"cadre": cadre.pk if cadre else None}
    record(by=by, did="opinion.received", said=words, on=made, organization=place(organization), after=after)
    return made


@atomic_or_refused()
def answer_opinion(*, opinion: Opinion, answered_on: dt.date, answered_by: str, answer: str, scope: Scope, by) -> None:
    """What was done about it, by whom, and when they were told."""
    scope.require(Permission.MANAGE_STAFF, opinion.organization_id)
    opinion = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    if opinion.answered_on:
        raise Refused(f"Ý kiến này đã ghi trả lời ngày {format_date(opinion.answered_on)}.")
    if reasons := why_not_answered(opinion.received_on, answered_on, clock.today()):
        raise Refused(reasons)
    opinion.answered_on, opinion.answered_by, opinion.answer = answered_on, answered_by.strip(), answer.strip()
    opinion.save(update_fields=["answered_on", "answered_by", "answer"])
    words = f"Trả lời ý kiến của {opinion.source_words} nhận ngày {format_date(opinion.received_on)}"
    after = {"answered_on": answered_on, "answered_by": opinion.answered_by, "answer": opinion.answer}
    record(by=by, did="opinion.answered", said=words, on=opinion, organization=place(opinion.organization), after=after)
