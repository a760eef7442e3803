"""Which member of the roll a row of a file is about: by code, by number, by name and birth; or nobody yet.

Pure: `Known` is what the roll says, the rows say what the file says.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from members.roll.rules import BirthDate
from sinho.text.folding import fold


@dataclass(frozen=True)
class Known:
    """A member of the roll, as far as one is told from another. `in_reach`: his last cell may be imported to."""

    pk: int
    name: str
    birth: BirthDate
    identity: str
    cards: frozenset[str]
    cell: str
    in_reach: bool


@dataclass(frozen=True)
class Told:
    """What a row says of who it is about; None for what it does not say."""

    row: int
    code: str | None
    name: str | None
    birth: BirthDate | None
    identity: str | None
    card: str | None
    cell: str | None


@dataclass
class Match:
    """The member a row is about (None: a new one). `problem`: why it cannot be, with its column; `twin`: somebody
    who may be the same person."""

    pk: int | None = None
    problem: tuple[str, str] | None = None
    twin: Known | None = None


@dataclass
class Roll:
    """The members that rows may be about, by everything that tells them apart."""

    by_code: dict[str, Known] = field(default_factory=dict)
    by_identity: dict[str, Known] = field(default_factory=dict)
    by_card: dict[str, Known] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, code: str, known: Known) -> None:
        self.by_code[code] = known
        if known.identity:
            self.by_identity[known.identity] = known
        self.by_card.update(dict.fromkeys(known.cards, known))
        self.by_name[fold(known.name)].append(known)

    def match(self, told: Told) -> Match:
        """Whom the row is about."""
        if told.code:
            known = self.by_code.get(told.code)
            if known is None or not known.in_reach:
                return Match(problem=("code", f"Không có đảng viên mã {told.code} trong phạm vi của đồng chí."))
            return Match(known.pk)
        numbered = {"identity": self.by_identity.get(told.identity), "card": self.by_card.get(told.card)}
        for column, known in numbered.items():
            if known is not None:
                return self.by_number(told, column, known)
        return self.by_name_and_birth(told)

    def by_number(self, told: Told, column: str, known: Known) -> Match:
        """The number is on the roll; another name under it is a mistake of one or the other."""
        if not known.in_reach:
            return Match(problem=(column, "Số này đã ghi cho một đảng viên ngoài phạm vi của đồng chí."))
        if told.name and fold(told.name) != fold(known.name):
            return Match(problem=(column, f"Số này trong danh sách là của {known.name}, {known.cell}."))
        return Match(known.pk)

    def by_name_and_birth(self, told: Told) -> Match:
        """The same name and birth in the same cell is the same person, unless numbers tell them apart."""
        same = [
            known
            for known in self.by_name.get(fold(told.name or ""), ())
            if told.birth and known.birth.may_be(told.birth) and not (told.identity and known.identity)
        ]
        here = [known for known in same if known.cell == told.cell and known.in_reach]
        if len(here) == 1:
            return Match(here[0].pk)
        if len(here) > 1:
            return Match(problem=("name", "Chi bộ có nhiều đảng viên cùng tên, cùng ngày sinh; ghi mã đảng viên."))
        return Match(twin=same[0] if same else None)
