"""Laying a line onto a village: the cell that serves it. Nothing is written here.

Returned are the columns in which something changes; what cannot be is raised as `WrongColumn`. Name and commune are
periods (`sinho.imports.dated`).
"""

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.places.imports.lines import VillageLine, VillageUnit
from cells.places.models import VillageService
from sinho.imports.dated import ONE_DAY, beginning
from sinho.imports.findings import ORDER, WrongColumn
from sinho.text.dates import format_date


def lay_service(unit: VillageUnit, line: VillageLine, register) -> tuple[set[str], str]:
    """The cell that serves the village from a day on; the one before ends the day before.

    Also a sentence when the cell already served it since another day, which is kept.
    """
    if not line.told("cell", "service", "served_since") or line.cell is None:
        return set(), ""
    since = line.served_since
    if unit.ends and since >= unit.ends:
        raise WrongColumn("served_since", f"Bản chỉ còn đến ngày {format_date(unit.ends - ONE_DAY)}.", ORDER)
    own, holding, following = beginning(unit.services, since)
    now = own or holding
    code = register.code_by_id.get(now.cell_id) if now else None
    changed = ({"cell"} if code != line.cell else set()) | (
        {"service"} if not now or now.kind != line.service else set()
    )
    if not changed:
        kept = f"Chi bộ đã phụ trách bản từ {format_date(now.valid.lower)}; giữ nguyên ngày đó." if holding else ""
        return set(), kept
    if holding:
        holding.valid = DateRange(holding.valid.lower, since, "[)")
    service = own or VillageService(village=unit.root, valid=DateRange(since, following or unit.ends, "[)"))
    service.cell, service.kind = register.tree.organizations[line.cell], line.service
    if own is None:
        unit.rows.append(service)
    return changed | (set() if own else {"served_since"}), ""


def end_services(unit: VillageUnit) -> None:
    """When the village ends, nobody serves it any longer."""
    for service in unit.services:
        if service.valid.upper is None or service.valid.upper > unit.ends:
            if service.valid.lower >= unit.ends:
                raise WrongColumn("until", "Sau ngày này bản còn được giao cho chi bộ khác phụ trách.", ORDER)
            service.valid = DateRange(service.valid.lower, unit.ends, "[)")
