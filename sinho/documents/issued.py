"""What was issued of a report, and where one issues it.

Told by who keeps issued papers, when the application starts; without him nothing was issued and nothing can be.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, ReportKind

# The code of a kind of report, and what it was asked for.
Question = tuple[str, Asked]


@dataclass(frozen=True)
class Filed:
    """A report that was issued: what it was asked for, when, under which name and number ("" for none).

    `url`: where it can be read; "" for who may not open it.
    """

    asked: Asked
    day: dt.date
    name: str
    number: str = ""
    url: str = ""


TellsFiled = Callable[[Scope, Collection[Question]], Mapping[Question, Sequence[Filed]]]
TellsAddress = Callable[[Scope, ReportKind, Asked], str]
_filed: list[TellsFiled] = []
_addresses: list[TellsAddress] = []


def tells_filed(filed: TellsFiled, address: TellsAddress) -> None:
    """`filed`: of each question what stands for the same organisation and year or period, the last first.

    `address`: where the report is issued; "" for who may not.
    """
    _filed[:], _addresses[:] = [filed], [address]


def filed_of(scope: Scope, questions: Collection[Question]) -> Mapping[Question, Sequence[Filed]]:
    return _filed[0](scope, questions) if _filed and questions else {}


def address_to_issue(scope: Scope, kind: ReportKind, asked: Asked) -> str:
    return _addresses[0](scope, kind, asked) if _addresses else ""
