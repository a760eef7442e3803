"""Mending what was typed wrongly. A reason is always asked; the log keeps what stood there before."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.actions.changing import refuse_wrong_place
from cells.organizations.actions.history import (
    Decision,
    Founding,
    StateData,
    event_facts,
    facts_of,
    note_event,
    states_locked,
)
from cells.organizations.enums import ENDINGS, EventKind
from cells.organizations.models import Organization, OrganizationEvent, OrganizationState
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def correct_state(*, state: OrganizationState, since: dt.date, data: StateData, why: str, by) -> None:
    """Rewrite a period, and its first day if that was wrong; the period before it then ends on the day before."""
    states = states_locked(state.organization)
    state = next(one for one in states if one.pk == state.pk)
    previous = next((one for one in states if one.valid.upper == state.since), None)
    before, was_since = facts_of(state), state.since
    refuse_first_day(state, previous, since)
    refuse_wrong_place(data, since)
    for name, value in vars(data).items():
        setattr(state, name, value)
    state.valid = DateRange(since, state.valid.upper, "[)")
    if (after := facts_of(state)) == before:
        raise Refused("Chưa có gì được sửa.")
    parts = [state]
    if previous and since != was_since:
        previous.valid = DateRange(previous.since, since, "[)")
        parts.insert(0 if since < was_since else 1, previous)  # the one that shrinks first: they must never overlap
    for part in parts:
        part.save()
    events = OrganizationEvent.objects.filter(organization=state.organization, on=was_since)
    events.exclude(kind__in=ENDINGS).update(on=since)
    record(
        by=by,
        did="organization.corrected",
        said=f"Sửa giai đoạn từ {format_date(was_since)} của {state.name}: {why}",
        on=state.organization,
        organization=(state.organization_id, state.name),
        before=before,
        after=after,
    )


def refuse_first_day(state: OrganizationState, previous: OrganizationState | None, since: dt.date) -> None:
    """A period begins after the one before it begins, and before it ends."""
    if previous and since <= previous.since:
        raise Refused(f"Giai đoạn trước bắt đầu ngày {format_date(previous.since)}; giai đoạn này phải bắt đầu sau đó.")
    if state.valid.upper and since >= state.valid.upper:
        raise Refused(
            f"Giai đoạn này kết thúc ngày {format_date(state.last_day)}, nên phải bắt đầu từ đó trở về trước."
        )


@atomic_or_refused()
def correct_event(
    *, event: OrganizationEvent, decision: Decision, founding: Founding | None = None, why: str, by
) -> None:
    """Rewrite what is known of a decision; a founding also its place and members."""
    event = OrganizationEvent.objects.select_for_update(of=("self",)).get(pk=event.pk)
    before = event_facts(event)
    event.decision_number, event.decision_date = decision.number, decision.date
    event.issuer, event.reason = decision.issuer, decision.reason
    if founding is not None:
        for name, value in vars(founding).items():
            setattr(event, name, value)
    after = event_facts(event)
    if after == before:
        raise Refused("Chưa có gì được sửa.")
    event.save()
    note_event(event, before=before, after={**after, "why": why}, said=f"{why}: sửa", by=by)


@atomic_or_refused()
def reopen(*, organization: Organization, why: str, by) -> None:
    """Take back an end that was recorded by mistake: the organisation goes on as it was, its offices stay ended."""
    state = states_locked(organization)[-1]
    end = state.valid.upper
    if end is None:
        raise Refused("Tổ chức đang hoạt động.")
    state.valid = DateRange(state.since, None, "[)")
    state.save(update_fields=["valid"])
    ending = OrganizationEvent.objects.filter(organization=organization, kind__in=ENDINGS, on=end).first()
    before = {"until": end - dt.timedelta(days=1), "decision": event_facts(ending) if ending else None}
    if ending:
        ending.delete()
    record(
        by=by,
        did="organization.reopened",
        said=f"Hủy việc {EventKind(ending.kind).label.lower() if ending else 'kết thúc'} ghi nhầm của "
        f"{state.name}: {why}",
        on=organization,
        organization=(organization.pk, state.name),
        before=before,
        after={"until": None},
    )
