"""Fetching one row: outside one's tree it does not exist."""

from django.http import Http404

from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope


def get_in_scope_or_404(queryset, scope: Scope, permission: Permission = Permission.VIEW, **lookup):
    """The one row of `queryset` within the scope; anything else answers 404 and does not say whether it exists."""
    try:
        return queryset.in_scope(scope, permission).get(**lookup)
    except (queryset.model.DoesNotExist, ValueError, OverflowError) as error:
        raise Http404 from error
