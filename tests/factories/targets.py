"""Targets of admissions as rows, and by the real action."""

import datetime as dt

from cells.organizations.models import Organization
from members.admissions.actions.giving import give_targets
from members.admissions.models import AdmissionTarget
from members.roll.actions.moving import Paper
from sinho.web import clock
from tests.factories import organizations, people

D = dt.date
JANUARY = D(2009, 1, 6)


def target(organization: Organization, number: int, by, decided_on: dt.date = JANUARY, **facts) -> AdmissionTarget:
    """A decision as a row; its giver is what stands above the organisation unless another one is named."""
    giver = facts.pop("giver", None) or organizations.state_of(organization).parent
    given = {"year": 2009, "document": "TD-01/2009", "giver": giver, "by": by, "at": clock.now(), **facts}
    return AdmissionTarget.objects.create(organization=organization, number=number, decided_on=decided_on, **given)


def give(giver: Organization, numbers: dict[Organization, int], by, on: dt.date = JANUARY, year: int = 2009, **paper):
    """What the form gives."""
    return give_targets(
        giver=organizations.state_of(giver),
        year=year,
        numbers={unit.pk: number for unit, number in numbers.items()},
        paper=Paper(paper.get("document", "TD-01/2009"), on),
        scope=people.scope(by),
        by=by,
    )
