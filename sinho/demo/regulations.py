"""Working regulations of the term: nearly everybody has them, some are of the term before or were not reviewed (A9)."""

import datetime as dt

from cells.directives.models import Regulation, RegulationPart
from cells.organizations.enums import CELLS, OrganizationKind
from cells.organizations.models import Term
from cells.organizations.papers import committee_of
from sinho.demo.accounts import Accounts
from sinho.demo.plan import DEMO_DAY, chance, content, working_day
from sinho.demo.register import Register
from sinho.demo.trail import moment

REVIEWED_EVERY = 730


def write_regulations(register: Register, accounts: Accounts) -> None:
    """By organisation: of its last term, of the one before, or none."""
    source, plan = chance("working regulations"), content("directives")["regulations"]
    made: list[Regulation] = []
    terms: dict[int, list[Term]] = {}
    for term in Term.objects.order_by("organization_id", "starts_on"):
        terms.setdefault(term.organization_id, []).append(term)
    for code, unit in register.units.items():
        organization = register.organizations[code]
        held, luck = terms.get(organization.pk, []), source.random()
        if unit.on(DEMO_DAY) is None or not held or (luck < plan["missing"] and code != "SH-NT"):
            continue
        term = held[0] if luck > 1 - plan["older"] else held[-1]
        day = working_day(term.starts_on + dt.timedelta(days=source.randint(20, 90)), 1)
        if day > DEMO_DAY or unit.on(day) is None:
            continue
        by = accounts.secretary_of.get(code) or accounts.by_name["bantochuc"]
        symbol = "HU" if unit.last.kind == OrganizationKind.DISTRICT_COMMITTEE else "ĐU"
        symbol = "CB" if unit.last.kind in CELLS else symbol
        every = REVIEWED_EVERY if source.random() < 0.15 else 3 * REVIEWED_EVERY
        made.append(
            Regulation(
                organization=organization,
                term=term,
                number=f"{source.randint(1, 9):02d}-QC/{symbol}",
                title=f"Làm việc của {name_of(unit.last)} nhiệm kỳ {term}",
                issued_on=day,
                next_review_on=day + dt.timedelta(days=every),
                by=by,
                at=moment(day, source),
            )
        )
    Regulation.objects.bulk_create(made)
    parts = [(code, text.strip()) for code, text in plan["parts"].items()]
    RegulationPart.objects.bulk_create(
        RegulationPart(regulation=one, code=code, text=text) for one in made for code, text in parts
    )


def name_of(turn) -> str:
    """Đảng ủy xã Nậm Tăm, Chi bộ bản Nậm Ngập."""
    return committee_of(turn.name, turn.kind)[1]
