"""Writes organisations with their dated life, decisions, officers and terms, and the villages."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.enums import EventKind, OrganizationKind
from cells.organizations.models import Organization, OrganizationEvent, OrganizationState
from cells.places.models import Commune, Village, VillageService, VillageState
from sinho.demo.plan import REGISTER_SINCE, Turn, Unit, VillagePlan, chance, working_day

DISTRICT_ISSUER, PROVINCE_ISSUER = "Ban Thường vụ Huyện ủy Sìn Hồ", "Ban Thường vụ Tỉnh ủy Lai Châu"
# A village that got another name while the register was kept.
RENAMED_ON = dt.date(2008, 10, 1)


def period(since: dt.date, until: dt.date | None) -> DateRange:
    """From `since`; `until` is the first day outside."""
    return DateRange(since, until, "[)")


def untils(starts: list[dt.date], end: dt.date | None = None) -> list[dt.date | None]:
    """Where each of the periods that begin on these days ends: at the next one, the last one at `end`."""
    return [*starts[1:], end][: len(starts)]


@dataclass
class Register:
    """All units by code, in an order in which parents stand before what is below them."""

    units: dict[str, Unit]
    organizations: dict[str, Organization] = field(default_factory=dict)

    def write_organizations(self) -> None:
        rows = Organization.objects.bulk_create(Organization(code=code) for code in self.units)
        self.organizations = {row.code: row for row in rows}
        places = {place.code: place for place in Commune.objects.filter(valid__startswith=REGISTER_SINCE)}
        states, events = [], []
        decisions = Decisions(self.units)
        for unit in self.units.values():
            ends = untils([turn.since for turn in unit.turns], unit.ended.on if unit.ended else None)
            for turn, until in zip(unit.turns, ends, strict=True):
                states.append(self.state(unit, turn, until, places.get(unit.commune)))
                if turn.what:
                    events.append(self.event(unit, turn, decisions))
            if unit.ended:
                events.append(self.last_event(unit, decisions))
        OrganizationState.objects.bulk_create(states)
        OrganizationEvent.objects.bulk_create(sorted(events, key=lambda event: (event.on, event.organization.code)))

    def state(self, unit: Unit, turn: Turn, until: dt.date | None, place: Commune | None) -> OrganizationState:
        return OrganizationState(
            organization=self.organizations[unit.code],
            valid=period(turn.since, until),
            name=turn.name,
            short_name=turn.short_name,
            kind=turn.kind,
            type=unit.type,
            parent=self.organizations.get(turn.parent),
            commune=place,
        )

    def event(self, unit: Unit, turn: Turn, decisions: "Decisions") -> OrganizationEvent:
        official, probationary = turn.members or (None, None)
        return OrganizationEvent(
            organization=self.organizations[unit.code],
            kind=turn.what,
            on=turn.since,
            reason=turn.reason,
            place=turn.place,
            official_members=official,
            probationary_members=probationary,
            related=self.organizations.get(turn.split_from),
            **decisions.for_event(unit, turn.what, turn.since),
        )

    def last_event(self, unit: Unit, decisions: "Decisions") -> OrganizationEvent:
        ended = unit.ended
        return OrganizationEvent(
            organization=self.organizations[unit.code],
            kind=ended.what,
            on=ended.on,
            reason=ended.reason,
            related=self.organizations.get(ended.into),
            **decisions.for_event(unit, ended.what, ended.on),
        )

    def write_villages(self, plans: list[VillagePlan]) -> None:
        places = {place.code: place for place in Commune.objects.filter(valid__startswith=REGISTER_SINCE)}
        rows = Village.objects.bulk_create(Village(code=plan.code) for plan in plans)
        states, services = [], []
        for village, plan in zip(rows, plans, strict=True):
            facts = {
                "village": village,
                "commune": places[plan.commune],
                "committee": self.organizations[plan.committee],
                "households": plan.households,
            }
            turns = [(REGISTER_SINCE, plan.name)]
            if plan.earlier_name:
                turns = [(REGISTER_SINCE, plan.earlier_name), (RENAMED_ON, plan.name)]
            for (since, name), until in zip(turns, untils([since for since, _ in turns]), strict=True):
                states.append(VillageState(name=name, valid=period(since, until), **facts))
            ends = untils([since for since, _, _ in plan.services])
            for (since, cell, kind), until in zip(plan.services, ends, strict=True):
                valid = period(since, until)
                services.append(VillageService(village=village, cell=self.organizations[cell], valid=valid, kind=kind))
        VillageState.objects.bulk_create(states)
        VillageService.objects.bulk_create(services)


class Decisions:
    """Numbers, dates and issuers of decisions about organisations."""

    def __init__(self, units: dict[str, Unit]):
        self.units = units
        self.chance = chance("decisions")

    def for_event(self, unit: Unit, what: str, on: dt.date) -> dict:
        """The committee directly above decides; the district on moves within it, the province on moves across it."""
        turn = unit.on(on) or unit.last
        issuer, sign = DISTRICT_ISSUER, "HU"
        left = unit.ended is not None and unit.ended.what == what == EventKind.MOVE
        if unit.joined or left or not turn.parent:
            issuer, sign = PROVINCE_ISSUER, "TU"
        elif turn.kind == OrganizationKind.SUBORDINATE_CELL and what != EventKind.MOVE:
            above = self.units[turn.parent]
            issuer = (above.on(on) or above.last).name.replace("Đảng bộ", "Đảng ủy")
            sign = "ĐU"
        return {
            "decision_number": f"{self.chance.randint(3, 128)}-QĐ/{sign}",
            "decision_date": working_day(on - dt.timedelta(days=self.chance.randint(0, 9))),
            "issuer": issuer,
        }
