"""The kinds of print runs. A theme registers its kinds (`register`) when the application starts.

A run makes many papers of one kind at once: the list of members of every grassroots organisation, the sheet of every
cell. The kind says which papers there are and makes one of them; when, where and by which process is not its matter.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.paper import Printout
from sinho.refusal import Refused
from sinho.text.dates import format_date

DAY, YEAR = "day", "year"
NAME = re.compile(r"([a-z0-9][a-z0-9-]*/)?[a-z0-9][a-z0-9-]*\.pdf")


@dataclass(frozen=True)
class RunAsked:
    """What a run is asked for: the papers of the organisation and of all below it, as of a day, perhaps of a year."""

    organization_id: int
    on: dt.date
    year: int | None = None

    @property
    def words(self) -> str:
        """năm 2009 · ngày 18/12/2009."""
        return f"năm {self.year}" if self.year else f"ngày {format_date(self.on)}"


@dataclass(frozen=True)
class Part:
    """One paper of a run: `key` tells the kind which one, `title` the people; `file_name` has no marks and may stand
    in one folder: sh-nt-nam-tam/danh-sach-chi-bo.pdf."""

    key: str
    file_name: str
    title: str


@dataclass(frozen=True)
class RunKind:
    """A kind of print run.

    `parts(scope, asked)`: the papers there are, within the scope. `printed(scope, asked, key)`: one of them; asked in
    another process, with the scope of that moment. `organizations(scope, day)`: what may be asked for, as (id, name).
    `years(organization_id)`: the years that have papers, for kinds that ask a year. `needs`: all of these permissions
    on the organisation that is asked for. `about_people`: a reason is asked and kept in the log.
    """

    code: str
    title: str
    description: str
    asks: str
    parts: Callable[[Scope, RunAsked], Iterable[Part]]
    printed: Callable[[Scope, RunAsked, str], Printout | bytes]
    organizations: Callable[[Scope, dt.date], Iterable[tuple[int, str]]]
    years: Callable[[int], Iterable[int]] | None = None
    needs: tuple[Permission, ...] = (Permission.EXPORT,)
    about_people: bool = False

    def may(self, scope: Scope, organization_id: int) -> bool:
        """Whether the person may have these papers of the organisation."""
        return all(scope.may(permission, organization_id) for permission in self.needs)

    def offered(self, scope: Scope) -> bool:
        """Whether he may have them of any."""
        return any(self.may(scope, pk) for pk in scope.roots(self.needs[0]))


def why_no_name(part: Part) -> str:
    """Why a part cannot stand in the file; "" when it can. A defect of the kind, not of what somebody typed."""
    return "" if NAME.fullmatch(part.file_name) else f"{part.file_name!r} is no plain name of a paper"


_kinds: dict[str, RunKind] = {}


def register(*kinds: RunKind) -> None:
    """Make kinds known; a code stands for one kind."""
    for kind in kinds:
        if _kinds.setdefault(kind.code, kind) is not kind:
            raise ValueError(f"run kind {kind.code} is registered twice")


def all_kinds() -> list[RunKind]:
    """Kinds in the order in which they were registered: from the organisations up."""
    return list(_kinds.values())


def kind_of(code: str) -> RunKind:
    """The kind with this code."""
    if code not in _kinds:
        raise Refused(f"Không có loại in hàng loạt “{code}”. Các loại có: {', '.join(_kinds)}.")
    return _kinds[code]
