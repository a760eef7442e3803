"""Whom of the staff a row of a file is about: by code, by number, by name, birth and commune; or nobody yet. Pure."""

from collections import defaultdict
from dataclasses import dataclass, field

from members.roll.rules import BirthDate
from sinho.text.folding import fold

WAYS_TO_TELL = "mã cán bộ, số căn cước, hoặc họ tên cùng ngày sinh và xã"


@dataclass(frozen=True)
class Known:
    """Somebody on the staff, as far as one is told from another. `in_reach`: his commune may be imported to."""

    pk: int
    code: str
    name: str
    birth: BirthDate
    identity: str
    commune: str
    in_reach: bool


@dataclass(frozen=True)
class Told:
    """What a row says of whom it is about; None for what it does not say."""

    row: int
    code: str | None
    name: str | None
    birth: BirthDate | None
    identity: str | None
    commune: str | None

    def same_as(self, other: "Told") -> bool:
        """Whether both rows are about one person who has no record yet."""
        if self.identity and other.identity:
            return self.identity == other.identity
        named = bool(self.name and self.birth and other.birth and self.commune)
        here = named and self.commune == other.commune and fold(self.name) == fold(other.name)
        return here and self.birth.may_be(other.birth)


@dataclass
class Match:
    """The person a row is about (None: a new one). `problem`: why it cannot be, with its column; `twin`: somebody
    who may be the same person."""

    pk: int | None = None
    problem: tuple[str, str] | None = None
    twin: Known | None = None


@dataclass
class People:
    """The people whom rows may be about, by everything that tells them apart."""

    by_pk: dict[int, Known] = field(default_factory=dict)
    by_code: dict[str, Known] = field(default_factory=dict)
    by_identity: dict[str, Known] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, known: Known) -> None:
        self.by_pk[known.pk] = self.by_code[known.code] = known
        if known.identity:
            self.by_identity[known.identity] = known
        self.by_name[fold(known.name)].append(known)

    def match(self, told: Told) -> Match:
        """Whom the row is about."""
        if told.code:
            known = self.by_code.get(told.code)
            if known is None or not known.in_reach:
                return Match(problem=("code", f"Không có cán bộ mã {told.code} trong phạm vi của đồng chí."))
            return Match(known.pk)
        if known := self.by_identity.get(told.identity):
            return self.by_number(told, known)
        return self.by_name_and_birth(told)

    @staticmethod
    def by_number(told: Told, known: Known) -> Match:
        """The number is known; another name under it is a mistake of one or the other."""
        if not known.in_reach:
            return Match(problem=("identity", "Số này đã ghi cho một cán bộ ngoài phạm vi của đồng chí."))
        if told.name and fold(told.name) != fold(known.name):
            return Match(problem=("identity", f"Số này trong danh sách là của {known.name}, {known.commune}."))
        return Match(known.pk)

    def by_name_and_birth(self, told: Told) -> Match:
        """The same name and birth in the same commune is the same person, unless numbers tell them apart."""
        same = [
            known
            for known in self.by_name.get(fold(told.name or ""), ())
            if known.in_reach
            and told.birth
            and known.birth.may_be(told.birth)
            and not (told.identity and known.identity)
        ]
        here = [known for known in same if known.commune == told.commune]
        if len(here) == 1:
            return Match(here[0].pk)
        if len(here) > 1:
            return Match(problem=("name", "Xã có nhiều cán bộ cùng tên, cùng ngày sinh; ghi số căn cước hoặc mã."))
        return Match(twin=same[0] if same else None)

    # Workbooks that add nobody

    def match_known(self, told: Told) -> Match:
        """Whom a row is about that must be about somebody on record; all that it says of him has to fit."""
        match = self.match(told)
        if match.problem:
            return match
        if match.pk is None:
            return Match(problem=self.nobody(told, match.twin))
        return Match(match.pk, problem=self.contradiction(told, self.by_pk[match.pk]))

    @staticmethod
    def nobody(told: Told, twin: Known | None) -> tuple[str, str]:
        """Why nobody is found, and how he would be."""
        if not (told.identity or told.name):
            return "name", f"Chưa ghi là ai: ghi {WAYS_TO_TELL}."
        if twin:
            text = (
                f"Danh sách có {twin.name}, sinh {twin.birth}, {twin.commune}: đúng là người ấy thì ghi mã {twin.code}."
            )
            return "name", text
        text = f"Không thấy cán bộ này trong phạm vi của đồng chí; ghi {WAYS_TO_TELL}."
        return "name" if told.name else "identity", text

    @staticmethod
    def contradiction(told: Told, known: Known) -> tuple[str, str] | None:
        """What the row says of the person that is not so on record: it may be about somebody else."""
        if told.name and fold(told.name) != fold(known.name):
            return "name", f"Mã, số này trong danh sách là của {known.name}, sinh {known.birth}."
        if told.birth and not known.birth.may_be(told.birth):
            return "birth", f"{known.name} trong danh sách sinh {known.birth}."
        if told.identity and told.identity != known.identity:
            number = "có số căn cước khác" if known.identity else "chưa ghi số căn cước; để trống ô này"
            return "identity", f"{known.name} trong danh sách {number}."
        if told.commune and told.commune != known.commune:
            return "commune", f"{known.name} trong danh sách thuộc {known.commune}; sửa hoặc để trống ô này."
        return None
