"""The cap on the best level within the organisations that one body decides on (A11)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from cells.assessments.rules.criteria import BadScheme
from sinho.text.numbers import format_number

ROUNDINGS = {"floor": ROUND_FLOOR, "ceiling": ROUND_CEILING, "half_up": ROUND_HALF_UP}
ROUNDING_WORDS = {"floor": "làm tròn xuống", "ceiling": "làm tròn lên", "half_up": "làm tròn"}


@dataclass(frozen=True)
class Cap:
    """At most `max_percent` of those of the levels `of` may get the level; `beside`: the other way to read the rule.

    `by`: which of the two is used (“of”, “or”); `exemplary`: the cap is on the flag inside the level.
    """

    level: str
    exemplary: bool
    of: tuple[str, ...]
    beside: tuple[str, ...]
    by: str
    max_percent: Decimal | None
    rounding: str
    verified: bool
    source: str

    @property
    def base(self) -> tuple[str, ...]:
        return self.of if self.by == "of" else self.beside

    @property
    def other(self) -> tuple[str, ...]:
        """The levels of the reading that is not used."""
        return self.beside if self.by == "of" else self.of

    @property
    def rounding_words(self) -> str:
        return ROUNDING_WORDS[self.rounding]

    @property
    def said_source(self) -> str:
        return self.source if self.verified else f"{self.source}, chưa đối chiếu văn bản"

    def allowed(self, number: int) -> int | None:
        """How many may get it when so many stand in the denominator; None without a limit."""
        if self.max_percent is None:
            return None
        most = self.max_percent * number / 100
        return int(most.quantize(Decimal(1), rounding=ROUNDINGS[self.rounding]))


@dataclass(frozen=True)
class Standing:
    """A cap for the organisations of one body: `graded` counts each by its grade, decided or else proposed.

    `used`: how many have got it; `granted`: how many a decision allows beyond the share, if there is one.
    """

    cap: Cap
    graded: Mapping[str, int]
    used: int
    granted: int | None = None

    def number(self, levels: Collection[str]) -> int:
        return sum(self.graded.get(level, 0) for level in levels)

    @property
    def by_share(self) -> int | None:
        return self.cap.allowed(self.number(self.cap.base))

    @property
    def allowed(self) -> int | None:
        """The larger of the share and what a decision grants."""
        if self.by_share is None:
            return None
        return max(self.by_share, self.granted or 0)

    @property
    def left(self) -> int | None:
        return None if self.allowed is None else self.allowed - self.used

    def ratio(self, levels: Collection[str]) -> str:
        """2/9 (22,2 %)."""
        whole = self.number(levels)
        if not whole:
            return f"{self.used}/0"
        percent = (Decimal(self.used * 100) / whole).quantize(Decimal("0.1"))
        return f"{self.used}/{whole} ({format_number(percent)} %)"

    @property
    def ratios(self) -> tuple[str, str]:
        """By either way to read the rule."""
        return self.ratio(self.cap.of), self.ratio(self.cap.beside)


def standing(cap: Cap, grades: Iterable[tuple[str, bool, bool]], granted: int | None) -> Standing:
    """From the grade of every organisation: level, flag, whether it is decided."""
    graded, used = Counter(), 0
    for level, exemplary, decided in grades:
        graded[level] += 1
        used += decided and level == cap.level and (exemplary or not cap.exemplary)
    return Standing(cap, graded, used, granted)


def why_over(one: Standing, label: str) -> str:
    """Why one more or so many are too many; "" while they are not."""
    if one.allowed is None or one.used <= one.allowed:
        return ""
    return (
        f"Quá tỷ lệ “{label}”: được {one.allowed}, ghi thành {one.used}. Tối đa "
        f"{format_number(one.cap.max_percent)} % của {one.number(one.cap.base)} tổ chức, theo {one.cap.said_source}. "
        "Muốn vượt phải có quyết định cho phép, Ban Tổ chức ghi ở trang “Tỷ lệ xuất sắc”."
    )


def read_cap(data: dict) -> Cap:
    most = data.get("max_percent")
    return Cap(
        data["level"],
        data.get("exemplary", False),
        tuple(data["of"]),
        tuple(data.get("or") or ()),
        data.get("by", "of"),
        None if most is None else Decimal(str(most)),
        data["rounding"],
        data["verified"],
        data["source"],
    )


def check_caps(where: str, caps: Sequence[Cap], levels: Collection[str]) -> None:
    """BadScheme when a cap names unknown levels."""
    for cap in caps:
        if (
            {cap.level, *cap.of, *cap.beside} - set(levels)
            or cap.rounding not in ROUNDINGS
            or cap.by not in ("of", "or")
        ):
            raise BadScheme(f"{where}: the cap on {cap.level} names an unknown level, rounding or denominator")
