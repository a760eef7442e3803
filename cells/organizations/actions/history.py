"""Writing the dated life of an organisation: its periods and the decisions behind them."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.enums import EventKind
from cells.organizations.models import Organization, OrganizationEvent, OrganizationState
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date


@dataclass(frozen=True)
class StateData:
    """What an organisation is during a period; `parent` and `commune` are rows or None."""

    name: str
    short_name: str
    kind: str
    type: str = ""
    parent: Organization | None = None
    commune: object | None = None


@dataclass(frozen=True)
class Decision:
    """The paper behind an event. Everything may be unknown for old events."""

    number: str = ""
    date: dt.date | None = None
    issuer: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Founding:
    """What is known of a founding beside its decision: where, and with how many members."""

    place: str = ""
    official_members: int | None = None
    probationary_members: int | None = None


def facts_of(state: OrganizationState) -> dict:
    """State as the log keeps it."""
    return {
        "name": state.name,
        "short_name": state.short_name,
        "kind": state.kind,
        "type": state.type,
        "parent": state.parent_id,
        "commune": state.commune_id,
        "since": state.valid.lower,
        "until": state.last_day,
    }


EVENT_FACTS = (
    "kind",
    "on",
    "decision_number",
    "decision_date",
    "issuer",
    "reason",
    "place",
    "official_members",
    "probationary_members",
    "related_id",
)


def event_facts(event: OrganizationEvent) -> dict:
    """Decision as the log keeps it."""
    return {name: getattr(event, name) for name in EVENT_FACTS}


def kind_on(organization: Organization, day: dt.date) -> str | None:
    """Kind of the organisation on the day; None when it does not exist then."""
    return OrganizationState.objects.on(day).filter(organization=organization).values_list("kind", flat=True).first()


def states_locked(organization: Organization) -> list[OrganizationState]:
    """All periods of the organisation in order of time, held against other writers until the end of the transaction."""
    return list(OrganizationState.objects.select_for_update().filter(organization=organization).order_by("valid"))


def write_state(
    *, organization: Organization, since: dt.date, data: StateData, until: dt.date | None = None
) -> tuple[OrganizationState, dict | None]:
    """From `since` on (until the last day `until`, or the next known state) the organisation is as `data` says.

    The state that held on `since` ends the day before. A state that already begins on `since` is rewritten in place.
    Returns the state and, when it was rewritten, its former facts. The caller owns the transaction and the log.
    """
    if until is not None and until < since:
        raise Refused("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    states = states_locked(organization)
    own = next((state for state in states if state.since == since), None)
    holding = next((state for state in states if state is not own and since in state.valid), None)
    following = min((state.since for state in states if state.since > since), default=None)
    upper = until + dt.timedelta(days=1) if until else (own or holding).valid.upper if own or holding else following
    before = facts_of(own) if own else None
    if holding:
        holding.valid = DateRange(holding.since, since, "[)")
        holding.save(update_fields=["valid"])
    state = own or OrganizationState(organization=organization)
    for name, value in vars(data).items():
        setattr(state, name, value)
    state.valid = DateRange(since, upper, "[)")
    state.save()
    return state, before


def put_state(
    *, organization: Organization, since: dt.date, data: StateData, until: dt.date | None = None, by
) -> OrganizationState:
    """`write_state` with its line in the log; nothing is noted when nothing changed. In the caller's transaction."""
    state, before = write_state(organization=organization, since=since, data=data, until=until)
    after = facts_of(state)
    if after != before:
        record(
            by=by,
            did="organization.state_added" if before is None else "organization.corrected",
            said=f"{'Ghi' if before is None else 'Sửa'} “{state.name}” từ {format_date(since)}",
            on=organization,
            organization=(organization.pk, state.name),
            before=before,
            after=after,
        )
    return state


def put_event(
    *,
    organization: Organization,
    kind: str,
    on: dt.date,
    decision: Decision,
    founding: Founding | None = None,
    related: Organization | None = None,
    by=None,
) -> OrganizationEvent:
    """Record the decision behind a change; one of a kind on a day. Runs inside the caller's transaction.

    A decision that is already there is corrected, and the log keeps what it said before.
    """
    values = {**asdict(founding or Founding()), "related": related}
    values |= {
        "decision_number": decision.number,
        "decision_date": decision.date,
        "issuer": decision.issuer,
        "reason": decision.reason,
    }
    events = OrganizationEvent.objects.select_for_update(of=("self",))
    event = events.filter(organization=organization, kind=kind, on=on).first()
    if event is None:
        return OrganizationEvent.objects.create(organization=organization, kind=kind, on=on, **values)
    before = event_facts(event)
    for name, value in values.items():
        setattr(event, name, value)
    event.save()
    if (after := event_facts(event)) != before:
        note_event(event, before=before, after=after, said="Sửa", by=by)
    return event


def note_event(event: OrganizationEvent, *, before: dict, after: dict | None, said: str, by, did="corrected") -> None:
    """A decision was corrected or withdrawn: one line in the log."""
    record(
        by=by,
        did=f"organization.decision_{did}",
        said=f"{said} quyết định {EventKind(event.kind).label.lower()} ngày {format_date(event.on)}",
        on=event.organization,
        organization=event.organization.named(event.on),
        before=before,
        after=after,
    )
