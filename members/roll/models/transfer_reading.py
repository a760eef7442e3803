"""Transfers as lists show them on a day: a fixed number of queries, however many rows."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from cells.organizations.enums import OrganizationKind
from cells.organizations.models import OrganizationState
from members.roll.enums import TransferState
from members.roll.guidance import transfers_on
from members.roll.limits import Due, Guidance, TransferFacts, due_on, may_send_out, state_on
from members.roll.models.transfer import Transfer
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope

S = TransferState
WAITING = (S.INTRODUCED, S.PRESENTED)


@dataclass
class TransferRow:
    """A transfer as it stood at the end of a day."""

    transfer: Transfer
    day: dt.date
    came_from: str = ""
    goes_to: str = ""
    # The destination as the sheet names it: a committee, when its cell was chosen on arrival.
    sheet_names: str = ""

    @cached_property
    def facts(self) -> TransferFacts:
        return self.transfer.facts(self.day).known_on(self.day)

    @cached_property
    def state(self) -> TransferState:
        return state_on(self.facts, self.day)

    @property
    def state_label(self) -> str:
        """In words; who went out of the district was received elsewhere."""
        out = self.state == S.COMPLETED and self.transfer.leaves_district
        return "Nơi đến đã tiếp nhận" if out else self.state.label

    @property
    def css(self) -> str:
        """Shape of the state on the page."""
        if self.state in (S.COMPLETED, S.RETURNED):
            return "done"
        return "none" if self.state == S.CANCELLED else "doing" if self.state == S.HOSTED else "ask"

    @property
    def guidance(self) -> Guidance:
        """The limits of the day on which it began."""
        return transfers_on(self.transfer.begun_on)

    @cached_property
    def due(self) -> Due | None:
        return due_on(self.guidance, self.facts, self.day)

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due.late

    @property
    def is_waiting(self) -> bool:
        """Whether a side that receives has to act."""
        return self.state in WAITING

    @property
    def is_hosted(self) -> bool:
        """Whether he is with a host for a time."""
        return self.state == S.HOSTED

    def waits_for(self, organization_ids: Collection[int]) -> bool:
        """Whether one of these organisations has to receive him."""
        return self.is_waiting and self.transfer.to_organization_id in organization_ids


def read_transfers(transfers: Collection[Transfer], day: dt.date) -> list[TransferRow]:
    """The transfers as they stood on the day: one query, when `member` and `extensions` are fetched."""
    rows = list(transfers)
    if not rows:
        return []
    ids = {pk for one in rows for pk in (one.from_organization_id, one.to_organization_id, one.host_cell_id) if pk}
    names = place_names(ids)
    return [
        TransferRow(
            one,
            day,
            one.from_words or names.get(one.from_organization_id, ""),
            one.to_words or names.get(_destination(one, day), ""),
            one.to_words or names.get(one.to_organization_id, ""),
        )
        for one in rows
    ]


def waiting_and_late(scope: Scope, day: dt.date) -> tuple[list[TransferRow], list[TransferRow]]:
    """Who waits to be received by organisations for which the person writes transfers, and what of theirs is late."""
    ids = scope.organization_ids(Permission.RECORD_TRANSFERS)
    found = Transfer.objects.touching(ids).open_on(day).select_related("member").prefetch_related("extensions")
    rows = read_transfers(found, day)
    return [row for row in rows if row.waits_for(ids)], [row for row in rows if row.is_late]


def sends_out(scope: Scope, day: dt.date) -> bool:
    """Whether the person works for the district, from which alone members go out of it."""
    roots = scope.roots(Permission.RECORD_TRANSFERS)
    states = OrganizationState.objects.on(day).filter(organization__in=roots)
    return may_send_out(states.values_list("kind", flat=True))


def _destination(transfer: Transfer, day: dt.date) -> int | None:
    """The cell that received him, from that day on; before that what the sheet names."""
    received = transfer.received_on and transfer.received_on <= day
    return transfer.host_cell_id if received and transfer.host_cell_id else transfer.to_organization_id


def place_names(ids: set[int]) -> dict[int, str]:
    """Organisations by their last names, a cell with its commune: villages of several communes have the same name."""
    states = OrganizationState.objects.filter(organization__among=ids).order_by("organization_id", "valid")
    found = {}
    for state in states.select_related("commune"):
        of_commune = state.kind == OrganizationKind.SUBORDINATE_CELL and state.commune
        place = f", {state.commune.name}" if of_commune and state.commune.name not in state.name else ""
        found[state.organization_id] = f"{state.name}{place}"
    return found
