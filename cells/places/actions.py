"""Villages: their dated names and communes, and the cell that serves them from a day on (A2)."""

import datetime as dt
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.models import Organization
from cells.places.enums import ServiceKind
from cells.places.models import Commune, Village, VillageService, VillageState
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class VillageData:
    """What a village is during a period."""

    name: str
    commune: Commune
    committee: Organization
    households: int | None = None


def period(rows: list, since: dt.date, until: dt.date | None) -> tuple[object | None, object | None, DateRange]:
    """Among dated rows: the one that begins on `since`, the one that `since` falls into, and the new period."""
    if until is not None and until < since:
        raise Refused("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    own = next((row for row in rows if row.valid.lower == since), None)
    holding = next((row for row in rows if row is not own and since in row.valid), None)
    following = min((row.valid.lower for row in rows if row.valid.lower > since), default=None)
    upper = until + dt.timedelta(days=1) if until else (own or holding).valid.upper if own or holding else following
    return own, holding, DateRange(since, upper, "[)")


def facts_of(state: VillageState) -> dict:
    """State as the log keeps it."""
    return {
        "name": state.name,
        "commune": state.commune_id,
        "committee": state.committee_id,
        "households": state.households,
        "since": state.valid.lower,
        "until": state.valid.upper,
    }


def put_village_state(
    *, village: Village, since: dt.date, data: VillageData, until: dt.date | None = None, by
) -> VillageState:
    """From `since` on the village is as `data` says; the state before ends. Runs in the caller's transaction."""
    rows = list(VillageState.objects.select_for_update().filter(village=village))
    own, holding, valid = period(rows, since, until)
    before = facts_of(own) if own else None
    if holding:
        holding.valid = DateRange(holding.valid.lower, since, "[)")
        holding.save(update_fields=["valid"])
    state = own or VillageState(village=village)
    for name, value in vars(data).items():
        setattr(state, name, value)
    state.valid = valid
    state.save()
    after = facts_of(state)
    if after != before:
        record(
            by=by,
            did="village.corrected" if own else "village.state_added",
            said=f"{'Sửa' if own else 'Ghi'} bản {data.name} từ {format_date(since)}",
            on=village,
            organization=data.committee.named(since),
            before=before,
            after=after,
        )
    return state


def named(village: Village, day: dt.date) -> str:
    """Name of the village on the day, or its code."""
    return village.states.filter(valid__contains=day).values_list("name", flat=True).first() or village.code


def note_unserved(village: Village, cell: Organization, since: dt.date, by) -> None:
    """The village has no cell from the day on."""
    record(
        by=by,
        did="village.unserved",
        said=f"Bản {named(village, since)}: chưa có chi bộ phụ trách từ {format_date(since)}",
        on=village,
        organization=cell.named(since),
    )


def put_service(
    *, village: Village, cell: Organization | None, since: dt.date, kind: str, until: dt.date | None = None, by
) -> VillageService | None:
    """From `since` on the village belongs to this cell, or to none. Runs in the caller's transaction."""
    rows = list(VillageService.objects.select_for_update().filter(village=village))
    own, holding, valid = period(rows, since, until)
    if (own or holding) and until is None:
        later = min((row.valid.lower for row in rows if row.valid.lower > since), default=None)
        valid = DateRange(since, later, "[)")
    if holding:
        holding.valid = DateRange(holding.valid.lower, since, "[)")
        holding.save(update_fields=["valid"])
    before = {"cell": own.cell_id, "kind": own.kind} if own else None
    if cell is None:
        if own:
            own.delete()
        if own or holding:
            note_unserved(village, (own or holding).cell, since, by)
        return None
    service = own or VillageService(village=village)
    service.cell, service.kind, service.valid = cell, kind, valid
    service.save()
    after = {"cell": service.cell_id, "kind": service.kind}
    if after != before:
        record(
            by=by,
            did="village.served",
            said=f"Bản {named(village, since)}: {ServiceKind(kind).label.lower()} từ {format_date(since)}",
            on=village,
            organization=cell.named(since),
            before=before,
            after=after,
        )
    return service


@atomic_or_refused()
def serve(*, village: Village, cell: Organization | None, since: dt.date, kind: str, by) -> VillageService | None:
    """Let a cell serve the village from a day on, or none (A2: the village gets its cell)."""
    state = village.states.filter(valid__contains=since).first()
    if state is None:
        raise Refused(f"Bản chưa có hoặc không còn vào ngày {format_date(since)}.")
    if cell and not cell.states.filter(valid__contains=since).exists():
        raise Refused(f"Chi bộ chưa có hoặc không còn vào ngày {format_date(since)}.")
    held = village.services.filter(valid__contains=since).first()
    if (held.cell_id if held else None, held.kind if held else "") == (cell.pk if cell else None, kind):
        raise Refused(f"Ngày {format_date(since)} bản đã được ghi như vậy.")
    return put_service(village=village, cell=cell, since=since, kind=kind, by=by)
