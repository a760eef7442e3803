"""Who may issue a paper and in what capacity it is signed, as the kit shows it; themes say which there are."""

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
