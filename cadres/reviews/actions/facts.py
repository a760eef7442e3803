"""What all acts of reviews look after."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from cadres.reviews.rules.hands import why_not_by, writes_from_above
from cadres.staff.models import Cadre
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.refusal import Refused
from sinho.web import clock


def hold_commune(organization_id: int) -> Organization:
    """One person at a time reviews the staff of a commune; its posts may change meanwhile."""
    return Organization.objects.select_for_update(no_key=True).get(pk=organization_id)


def refuse_from_within(scope: Scope, organization_id: int) -> None:
    """The staff of a commune is reviewed from above."""
    if not writes_from_above(scope, organization_id):
        raise PermissionDenied(Permission.MANAGE_STAFF)


def refuse_oneself(author, cadres: Iterable[Cadre]) -> None:
    """Nobody writes about who bears his own name."""
    if reasons := why_not_by(author.full_name, (one.full_name for one in cadres)):
        raise Refused(reasons)


def place(organization: Organization) -> tuple[int, str]:
    """Id and name, as the log keeps them."""
    return organization.named(clock.today())
