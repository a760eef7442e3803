"""The log of what was done to organisations and accounts since the register is kept with the system."""

from cells.organizations.enums import EventKind
from cells.organizations.models import OrganizationEvent, OrganizationState
from sinho.demo.accounts import SINCE, Accounts
from sinho.demo.plan import chance
from sinho.demo.trail import Trail, moment
from sinho.text.dates import format_date

ENDINGS = (EventKind.MERGE, EventKind.DISSOLVE)


def note_accounts(trail: Trail, accounts: Accounts) -> None:
    """All accounts were opened on one day by the system administrator, his own by the system itself."""
    source = chance("log of accounts")
    administrator = accounts.by_name["quantri"]
    users = {user.username: user for user in [*accounts.by_name.values(), *accounts.secretary_of.values()]}
    for user in users.values():
        by = None if user is administrator else administrator
        said = f"Lập tài khoản {user.username} ({user.full_name})"
        trail.note(user, "account.created", said, by=by, at=moment(SINCE, source))


def note_organizations(trail: Trail, accounts: Accounts) -> None:
    """Decisions on organisations since then, entered by the district's staff."""
    source, staff = chance("log of organisations"), accounts.by_name["bantochuc"]
    events = OrganizationEvent.objects.filter(on__gte=SINCE).select_related("organization").order_by("on", "id")
    states: dict[int, list[OrganizationState]] = {}
    for state in OrganizationState.objects.order_by("organization_id", "valid"):
        states.setdefault(state.organization_id, []).append(state)
    for event in events:
        lives = states[event.organization_id]
        state = next((one for one in lives if event.on in one.valid), lives[-1])
        did, words = "organization.changed", f"{event.get_kind_display()}: {state.name}, từ {format_date(event.on)}"
        if event.kind == EventKind.ESTABLISH:
            did, words = "organization.founded", f"Thành lập {state.name}, {format_date(event.on)}"
        elif event.kind in ENDINGS:
            did, words = "organization.dissolved", f"{event.get_kind_display()}: {state.name}, {format_date(event.on)}"
        after = {"decision": event.decision_number, "place": event.place}
        at = moment(event.on, source)
        trail.note(event.organization, did, words, by=staff, at=at, state=state, after=after)
