"""An organisation is disciplined; a complaint and its outcome follow (A14)."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.models import Organization
from cells.oversight.actions.facts import refuse_struck
from cells.oversight.actions.inspection import RECORD, refuse_not_there
from cells.oversight.actions.reading import place, refuse_future
from cells.oversight.conduct_lists import forms
from cells.oversight.conduct_rules import Followed, why_not_followed, why_not_outcome
from cells.oversight.conduct_words import StepKind
from cells.oversight.models import Discipline, DisciplineStep
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

ORGANIZATION = "organization"


@dataclass(frozen=True)
class Decided:
    """A decision on discipline."""

    form: str
    decision_number: str
    decision_date: dt.date
    issuer: str
    reason: str
    effective_from: dt.date
    effects: str = ""

    def columns(self) -> dict:
        return {name: " ".join(one.split()) if isinstance(one, str) else one for name, one in vars(self).items()}

    def refuse_wrong(self, subject: str) -> None:
        """Refused when the form is not for this subject or the days are not in order."""
        if self.form not in {one.code for one in forms().of(subject)}:
            words = ", ".join(one.label.lower() for one in forms().of(subject))
            raise Refused(f"Hình thức kỷ luật ở đây là một trong: {words}.")
        refuse_future(self.decision_date, "Ngày quyết định")
        refuse_future(self.effective_from, "Ngày có hiệu lực")
        if self.effective_from < self.decision_date:
            raise Refused("Ngày có hiệu lực không thể trước ngày quyết định.")


@dataclass(frozen=True)
class Complaint:
    """A complaint, or the decision on it."""

    kind: str
    on: dt.date
    outcome: str = ""
    new_form: str = ""
    number: str = ""
    issuer: str = ""
    note: str = ""

    def columns(self) -> dict:
        return {name: " ".join(one.split()) if isinstance(one, str) else one for name, one in vars(self).items()}


def refuse_wrong_step(row, subject: str, said: Complaint) -> None:
    """Refused when it does not follow what is written about the discipline."""
    steps = [Followed(one.kind, one.on, one.outcome, one.new_form) for one in row.steps.order_by("on", "pk")]
    last = steps[-1] if steps else None
    reasons = why_not_followed(said.kind, said.on, row.decision_date, last, clock.today())
    if said.kind == StepKind.DECISION:
        now = row.standing(said.on).form
        reasons = reasons or why_not_outcome(forms(), subject, now, said.outcome, said.new_form)
    if reasons:
        raise Refused(reasons)


def words_of(said: Complaint) -> str:
    """Khiếu nại · Giải quyết khiếu nại: giảm xuống khiển trách."""
    if said.kind == StepKind.COMPLAINT:
        return "Khiếu nại"
    new = f" xuống {forms().label(said.new_form).lower()}" if said.new_form else ""
    return f"Giải quyết khiếu nại{new}, {said.number.strip()}"


@atomic_or_refused()
def discipline_organization(*, organization: Organization, decided: Decided, scope: Scope, by) -> Discipline:
    """Write the decision down. Its subject exists on the day."""
    scope.require(RECORD, organization.pk)
    decided.refuse_wrong(ORGANIZATION)
    refuse_not_there(organization, decided.decision_date)
    facts = decided.columns()
    made = Discipline.objects.create(organization=organization, by=by, at=clock.now(), **facts)
    where = place(organization)
    said = f"Kỷ luật {where[1]}: {made.form_label.lower()}, {made.decision_number} {format_date(made.decision_date)}"
    record(by=by, did="discipline.recorded", said=said, on=made, organization=where, after=facts)
    return made


@atomic_or_refused()
def follow_discipline(*, discipline: Discipline, said: Complaint, scope: Scope, by) -> DisciplineStep:
    """A complaint came in, or was decided."""
    scope.require(RECORD, discipline.organization_id)
    held = Discipline.objects.select_for_update(of=("self",)).get(pk=discipline.pk)
    refuse_struck(held)
    refuse_wrong_step(held, ORGANIZATION, said)
    facts, where = said.columns(), place(held.organization)
    made = DisciplineStep.objects.create(discipline=held, by=by, at=clock.now(), **facts)
    words = f"{words_of(said)}, kỷ luật {held.decision_number} của {where[1]}"
    record(by=by, did=f"discipline.{said.kind}", said=words, on=held, organization=where, after=facts)
    return made
