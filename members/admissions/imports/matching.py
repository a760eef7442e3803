"""Which case a row is about, and whether the person is on record otherwise: as a member, or with a case elsewhere.

Pure: `KnownCase` is what the cases say, `Told` what the file says.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from members.roll.imports.matching import Known, Match, Roll, Told
from members.roll.rules import BirthDate
from sinho.text.folding import fold


@dataclass(frozen=True)
class KnownCase:
    """A case, as far as one person is told from another. `cells`: that chose him, and that he is in now."""

    pk: int
    code: str
    name: str
    birth: BirthDate
    identity: str
    cells: frozenset[str]
    in_reach: bool
    opened_on: dt.date
    given_up: bool
    member: int | None = None
    where: str = ""


@dataclass
class Found:
    """The case that a row is about (None: a new one), the member that is on record, and what stands in the way."""

    pk: int | None = None
    member: int | None = None
    problem: tuple[str, str] | None = None
    twin: str = ""


@dataclass
class Cases:
    """The cases that rows may be about, and the roll."""

    roll: Roll
    here: frozenset[int] = frozenset()
    by_code: dict[str, KnownCase] = field(default_factory=dict)
    by_identity: dict[str, list[KnownCase]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[KnownCase]] = field(default_factory=lambda: defaultdict(list))

    def add(self, known: KnownCase) -> None:
        self.by_code[known.code] = known
        self.by_name[fold(known.name)].append(known)
        if known.identity:
            self.by_identity[known.identity].append(known)

    def match(self, told: Told, opened: dt.date | None) -> Found:
        """Whom the row is about. `opened`: the day on which it says that the cell chose him."""
        if told.code:
            known = self.by_code.get(told.code)
            if known is None or not known.in_reach:
                return Found(problem=("code", f"Không có hồ sơ mã {told.code} trong phạm vi của đồng chí."))
            return Found(known.pk, known.member, problem=contradiction(told, known))
        numbered = pick(self.by_identity.get(told.identity, ()), opened) if told.identity else None
        if numbered:
            return self.by_number(told, numbered)
        same = [known for known in self.by_name.get(fold(told.name or ""), ()) if is_like(told, known)]
        known = pick((one for one in same if told.cell in one.cells), opened)
        if known:
            return Found(known.pk, known.member)
        return self.nobody(told, next((one for one in same if not one.given_up), None))

    def by_number(self, told: Told, known: KnownCase) -> Found:
        if not known.in_reach:
            return Found(problem=("identity", "Số này đã có trong một hồ sơ ngoài phạm vi của đồng chí."))
        return Found(known.pk, known.member, problem=contradiction(told, known))

    def nobody(self, told: Told, other: KnownCase | None) -> Found:
        """A new case, unless he is a member already; `other`: somebody like him whom another cell prepares."""
        match: Match = self.roll.match(told)
        known: Known | None = self.roll.by_pk.get(match.pk)
        if known and known.pk in self.here:
            where = f"{known.name}, {known.cell}" if known.in_reach else "một chi bộ ngoài phạm vi"
            return Found(problem=("name", f"Đã là đảng viên trong danh sách: {where}; không mở hồ sơ kết nạp."))
        if match.problem:
            return Found(problem=match.problem)
        twin = ""
        if other:
            twin = f"{other.where or 'Chi bộ khác'} đã mở hồ sơ của {other.name}, sinh {other.birth}."
        elif match.twin and match.twin.in_reach and match.twin.pk in self.here:
            twin = f"Danh sách đảng viên có {match.twin.name}, sinh {match.twin.birth}, {match.twin.cell}."
        return Found(member=known.pk if known else None, twin=twin)


def pick(cases: Iterable[KnownCase], opened: dt.date | None) -> KnownCase | None:
    """Among cases of one person: the one opened on the day, else the last that was not given up."""
    cases = sorted(cases, key=lambda one: one.opened_on)
    same = [one for one in cases if opened and one.opened_on == opened]
    going = [one for one in cases if not one.given_up]
    return (same or going or [None])[-1]


def is_like(told: Told, known: KnownCase) -> bool:
    """Whether it may be the same person: a fitting birth, and no numbers that tell them apart."""
    return bool(told.birth) and known.birth.may_be(told.birth) and not (told.identity and known.identity)


def contradiction(told: Told, known: KnownCase) -> tuple[str, str] | None:
    """What the row says of the person that is not so in the case."""
    if told.name and fold(told.name) != fold(known.name):
        return "name", f"Mã, số này là hồ sơ của {known.name}, sinh {known.birth}."
    if told.birth and not known.birth.may_be(told.birth):
        return "birth", f"{known.name} trong hồ sơ sinh {known.birth}."
    if told.identity and known.identity and told.identity != known.identity:
        return "identity", f"{known.name} trong hồ sơ có số căn cước khác."
    if told.cell and told.cell not in known.cells:
        return "cell", f"Hồ sơ của {known.name} đang ở {known.where or 'chi bộ khác'}; sửa ô này."
    return None
