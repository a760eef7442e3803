"""Which member of the roll a row of a file is about: by code, by number, by name and birth; or nobody yet.

Pure: `Known` is what the roll says, the rows say what the file says.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from members.roll.rules import BirthDate
from sinho.text.folding import fold

WAYS_TO_TELL = "mã đảng viên, số căn cước, số thẻ, hoặc họ tên cùng ngày sinh và chi bộ"


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

    by_pk: dict[int, Known] = field(default_factory=dict)
    by_code: dict[str, Known] = field(default_factory=dict)
    by_identity: dict[str, Known] = field(default_factory=dict)
    by_card: dict[str, Known] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, code: str, known: Known) -> None:
        self.by_pk[known.pk] = self.by_code[code] = known
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
        for column, known in self.numbered(told).items():
            if known is not None:
                return self.by_number(told, column, known)
        return self.by_name_and_birth(told)

    def numbered(self, told: Told) -> dict[str, Known | None]:
        """Who has the numbers of the row, by their columns."""
        return {"identity": self.by_identity.get(told.identity), "card": self.by_card.get(told.card)}

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

    # Workbooks that add nobody

    def match_known(self, told: Told) -> Match:
        """Whom a row is about that must be about somebody on the roll; all that it says of him has to fit."""
        match = self.match(told)
        if match.problem:
            return match
        if match.pk is None:
            return Match(problem=self.nobody(told, match.twin))
        return Match(match.pk, problem=self.contradiction(told, self.by_pk[match.pk]))

    @staticmethod
    def nobody(told: Told, twin: Known | None) -> tuple[str, str]:
        """Why nobody is found, and how he would be."""
        if not (told.code or told.identity or told.card or told.name):
            return "code", f"Chưa ghi là đảng viên nào: ghi {WAYS_TO_TELL}."
        if twin and twin.in_reach:
            return "name", f"Danh sách có {twin.name}, sinh {twin.birth}, {twin.cell}: đúng là người ấy thì ghi mã."
        column = "name" if told.name else "identity" if told.identity else "card"
        return column, f"Không thấy đảng viên này trong phạm vi của đồng chí; ghi {WAYS_TO_TELL}."

    def contradiction(self, told: Told, known: Known) -> tuple[str, str] | None:
        """What the row says of the member that is not so on the roll: it may be about somebody else."""
        if told.name and fold(told.name) != fold(known.name):
            return "name", f"Mã, số này trong danh sách là của {known.name}, sinh {known.birth}."
        if told.birth and not known.birth.may_be(told.birth):
            return "birth", f"{known.name} trong danh sách sinh {known.birth}."
        if told.identity and known.identity and told.identity != known.identity:
            return "identity", f"{known.name} trong danh sách có số căn cước khác."
        for column, other in self.numbered(told).items():
            if other is not None and other.pk != known.pk:
                return column, f"Số này trong danh sách không phải của {known.name}."
        if told.cell and told.cell != known.cell:
            return "cell", f"{known.name} trong danh sách thuộc {known.cell}; sửa hoặc để trống ô này."
        return None
