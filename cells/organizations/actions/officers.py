"""Offices and terms of the committee of an organisation."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations import rules
from cells.organizations.models import Officer, Organization, OrganizationState, Term
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


def state_on(organization: Organization, day: dt.date) -> OrganizationState:
    """What the organisation is on the day; refused when it does not exist then."""
    state = OrganizationState.objects.on(day).filter(organization=organization).first()
    if state is None:
        raise Refused(f"Tổ chức không tồn tại vào ngày {format_date(day)}.")
    return state


@atomic_or_refused()
def appoint(
    *, organization: Organization, person_name: str, office: str, since: dt.date, how: str, decision_number: str, by
) -> Officer:
    """Put a person into an office of the organisation from a day on."""
    state = state_on(organization, since)
    same = Officer.objects.filter(organization=organization, person_name=person_name, office=office)
    if same.filter(held__overlap=DateRange(since, None, "[)")).exists():
        raise Refused(f"{person_name} đã được ghi giữ chức vụ này trong thời gian đó.")
    officer = Officer.objects.create(
        organization=organization,
        person_name=person_name,
        office=office,
        held=DateRange(since, None, "[)"),
        how=how,
        decision_number=decision_number,
    )
    record(
        by=by,
        did="officer.appointed",
        said=f"{person_name} giữ chức {officer.get_office_display().lower()} từ {format_date(since)}",
        on=officer,
        organization=(organization.pk, state.name),
    )
    return officer


@atomic_or_refused()
def relieve(*, officer: Officer, on: dt.date, by) -> None:
    """End an office: `on` is the first day on which the person no longer holds it."""
    officer = Officer.objects.select_for_update(of=("self",)).select_related("organization").get(pk=officer.pk)
    if officer.held.upper is not None:
        raise Refused(f"{officer.person_name} đã thôi giữ chức vụ này.")
    if on <= officer.held.lower:
        raise Refused(f"Ngày thôi giữ chức vụ phải sau ngày nhận, {format_date(officer.held.lower)}.")
    officer.held = DateRange(officer.held.lower, on, "[)")
    officer.save(update_fields=["held"])
    record(
        by=by,
        did="officer.relieved",
        said=f"{officer.person_name} thôi giữ chức {officer.get_office_display().lower()} từ {format_date(on)}",
        on=officer,
        organization=officer.organization.named(on),
    )


@atomic_or_refused()
def add_term(
    *, organization: Organization, congress_number: int | None, starts_on: dt.date, planned_until: dt.date, by
) -> tuple[Term, list[rules.Finding]]:
    """Write down a term of the committee. Returns it with the warnings that an officer should read."""
    state = state_on(organization, starts_on)
    findings = rules.term_findings(state.kind, starts_on, planned_until)
    if refused := [finding.text for finding in findings if finding.level == rules.REFUSE]:
        raise Refused(refused)
    term = Term.objects.create(
        organization=organization, congress_number=congress_number, starts_on=starts_on, planned_until=planned_until
    )
    record(
        by=by,
        did="organization.term_added",
        said=f"Nhiệm kỳ {term} từ {format_date(starts_on)}",
        on=term,
        organization=(organization.pk, state.name),
    )
    return term, findings
