"""Who may issue a paper and in what capacity it is signed, as the kit shows it.

Told by the theme that keeps the organisations, when the application starts.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Signer:
    """A capacity: `authority_lines` T/M BAN THƯỜNG VỤ, `position` Phó Bí thư; `code` stands in the address."""

    code: str
    label: str
    authority_lines: tuple[str, ...]
    position: str


@dataclass(frozen=True)
class Body:
    """A body that issues papers of an organisation: its committee, or a board of that.

    `symbol` stands after the number: HU, BTCHU. `verified`: symbol and signers were compared with their text.
    """

    code: str
    label: str
    symbol: str
    signers: tuple[Signer, ...] = ()
    verified: bool = True


TellsBodies = Callable[[int, dt.date], Sequence[Body]]
_bodies: list[TellsBodies] = []


def tells_bodies(told: TellsBodies) -> None:
    """The bodies that issue papers for an organisation on a day, its committee first; none while it does not exist."""
    _bodies[:] = [told]


def bodies_on(organization_id: int, day: dt.date) -> Sequence[Body]:
    return _bodies[0](organization_id, day) if _bodies else ()
