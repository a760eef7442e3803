"""Nobody writes about himself. Accounts point at no record, so this is asked of what is known: reach and name.

The staff of a commune is reviewed from above: a right that stands on the commune itself does not do. Whoever bears the
name of the person reviewed leaves the writing to somebody else.
"""

from collections.abc import Iterable

from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.text.folding import fold


def writes_from_above(scope: Scope, organization_id: int) -> bool:
    """Whether the right to write about this commune's staff comes from an organisation above it."""
    return any(
        Permission.MANAGE_STAFF in reach.permissions
        and organization_id in reach.organization_ids
        and reach.organization_id != organization_id
        for reach in scope.reaches
    )


def why_not_by(author: str, names: Iterable[str]) -> list[str]:
    """Why a person of this name does not write about people of these names."""
    mine = fold(author)
    same = [name for name in names if fold(name) == mine]
    return [f"{name} trùng họ tên với đồng chí; không ai tự ghi về mình, đồng chí để người khác ghi." for name in same]
