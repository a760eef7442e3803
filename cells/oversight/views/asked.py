"""What the pages of this theme ask of their addresses."""

from cells.organizations.enums import GRASSROOTS
from cells.organizations.forms import suggestion
from cells.organizations.models import OrganizationState
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.lists import row_asked

VIEW, LEAD, RAISE = Permission.VIEW, Permission.LEAD_CELLS, Permission.RAISE_DIFFICULTIES


def choices(request, permission: Permission):
    """The organisations of today that one may choose for an act."""
    return OrganizationState.objects.on(clock.today()).in_scope(request.scope, permission)


def chosen(request, states, **initial) -> dict:
    """What a form about an organisation begins with: the one in the address, or the only one at the grassroots."""
    pk = row_asked(request, "don-vi")
    states = states.select_related("organization", "commune")
    if pk:
        found = list(states.filter(organization_id=pk))
    else:
        found = list(states.filter(kind__in=GRASSROOTS)[:2]) or list(states[:2])
    first = found[0] if len(found) == 1 else None
    return initial | ({"organization": suggestion(first)} if first else {})


def entries_of(*rows):
    """The log about these rows of one sort."""
    return AuditEntry.objects.about(rows[0]._meta.label_lower, [one.pk for one in rows]).order_by("-at", "-pk")
