"""Where the work of leading the cells begins."""

from django.http import Http404
from django.shortcuts import redirect

from cells.organizations.tabs import leading_tabs
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission


@requires(Permission.VIEW)
def leading(request):
    """The first page of this work that the person may open."""
    tabs = leading_tabs(request.scope)
    if not tabs:
        raise Http404
    return redirect(tabs[0].address)
