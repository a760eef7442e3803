"""Pages of themes above this one that stand beside each other: tabs of an organisation, and of the work of leading it.

A theme registers its pages when the application starts, so that the page of an organisation need not know them.
"""

from bisect import insort
from dataclasses import dataclass, field

from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope


@dataclass(frozen=True, order=True)
class Tab:
    """A page: its place in the row, code, label, the name of its address, the permission that opens it."""

    order: int
    code: str = field(compare=False)
    label: str = field(compare=False)
    address: str = field(compare=False)
    permission: Permission = field(compare=False)


_leading: list[Tab] = []
_organization: list[Tab] = []


def leads(tab: Tab) -> None:
    """A page of the work of leading the cells (A1, A6, A8, A9, A12 to A15)."""
    _add(_leading, tab)


def stands_on_organization(tab: Tab) -> None:
    """A tab of every organisation; its address takes the number of the organisation."""
    _add(_organization, tab)


def _add(tabs: list[Tab], tab: Tab) -> None:
    if tab.code not in {one.code for one in tabs}:
        insort(tabs, tab)


def leading_tabs(scope: Scope) -> list[Tab]:
    """The pages that this person may open somewhere."""
    return [tab for tab in _leading if scope.has(tab.permission)]


def organization_tabs(scope: Scope, organization_id: int) -> list[Tab]:
    """The tabs that this person may open for the organisation."""
    return [tab for tab in _organization if scope.may(tab.permission, organization_id)]
