"""The gate: every view says who may enter it. A guard test fails for a view that says nothing."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied

from sinho.accounts.roles import Permission


def requires(*permissions: Permission):
    """Let in who has one of these permissions anywhere; the view then asks about the organisation itself."""

    def decorate(view):
        @wraps(view)
        def gated(request, *args, **kwargs):
            if not any(request.scope.has(permission) for permission in permissions):
                raise PermissionDenied(permissions[0])
            return view(request, *args, **kwargs)

        gated.gate = permissions
        return gated

    return decorate


def any_user(view):
    """Open to everybody who has logged in, whatever the role."""

    @wraps(view)
    def gated(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    gated.gate = "any_user"
    return gated


def open_to_all(view):
    """Open without log-in (log-in page, health check)."""

    @wraps(view)
    def gated(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    gated.gate = "open_to_all"
    return login_not_required(gated)
