"""What a row of the workbook of villages says, and how the rows of the database say the same."""

import datetime as dt
from dataclasses import dataclass

from cells.places.models import VillageService, VillageState
from sinho.imports.dated import DatedUnit, last_day
from sinho.imports.lines import Line

STATE = ("name", "commune", "committee", "households")


@dataclass
class VillageLine(Line):
    """A village as it is from a day on, and the cell that serves it. Commune, committee and cell are codes."""

    code: str | None = None
    name: str | None = None
    commune: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    households: int | None = None
    cell: str | None = None
    service: str | None = None
    served_since: dt.date | None = None
    committee: str | None = None


class VillageUnit(DatedUnit):
    """A village with its periods and the cells that served it."""

    state_model = VillageState

    @property
    def services(self) -> list[VillageService]:
        """In order of time."""
        services = [row for row in self.rows if isinstance(row, VillageService)]
        return sorted(services, key=lambda service: service.valid.lower)


def line_of(unit: VillageUnit, state: VillageState, today: dt.date, register) -> VillageLine:
    """The state as a row of the workbook."""
    day = today if today in state.valid else last_day(state.valid) or state.valid.lower
    line = VillageLine(
        code=unit.key,
        name=state.name,
        commune=register.commune_of(state),
        since=state.valid.lower,
        until=last_day(state.valid),
        households=state.households,
        committee=register.code_by_id.get(state.committee_id),
    )
    if service := next((service for service in unit.services if day in service.valid), None):
        line.cell, line.service = register.code_by_id.get(service.cell_id), service.kind
        line.served_since = service.valid.lower
    return line
