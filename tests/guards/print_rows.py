"""A print run of Nậm Tăm for the wall: what the numbers in its addresses are keys of."""

from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.printing.actions import begin
from sinho.printing.kinds import RunAsked, kind_of
from sinho.web import clock
from tests.factories import people

PRINT_ROW_OF = dict.fromkeys(("printing:run", "printing:cancel", "printing:download"), "print_run")


def print_rows(committee: Organization, staff: User) -> dict[str, int]:
    """The sheets of the cells there, asked for by the staff of the district."""
    kind, asked = kind_of("cell-sheets"), RunAsked(committee.pk, clock.today(), 2009)
    return {"print_run": begin(kind=kind, asked=asked, scope=people.scope(staff), by=staff)[0].pk}
