"""How many of a grassroots organisation may be rated at the best level (evaluation 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cells.assessments.rules.caps import Cap
from cells.assessments.rules.member_scheme import MemberScheme
from sinho.text.numbers import format_number


@dataclass(frozen=True)
class CapState:
    """A cap as it stands: allowed, used, left; how many the other reading would allow; what an exception adds.

    `of`: members at the levels of the reading that is used, `either`: at those of the other one.
    """

    cap: Cap
    short: str
    of_words: str
    either_words: str
    of: int
    either: int
    used: int
    allowed_by_rule: int | None
    allowed_by_other: int | None
    exception: int | None = None

    @property
    def allowed(self) -> int | None:
        """None where the scheme knows no figure."""
        if self.allowed_by_rule is None:
            return None
        return max(self.allowed_by_rule, self.exception or 0)

    @property
    def left(self) -> int | None:
        return None if self.allowed is None else self.allowed - self.used

    @property
    def over(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def percent(self) -> Decimal | None:
        return self._percent(self.of)

    @property
    def other_percent(self) -> Decimal | None:
        return self._percent(self.either)

    def _percent(self, of: int) -> Decimal | None:
        return (Decimal(self.used * 100) / of).quantize(Decimal("0.1"), ROUND_HALF_UP) if of else None

    @property
    def sentence(self) -> str:
        """Why no more of the level are possible, and by which rule."""
        most = format_number(self.cap.max_percent)
        return (
            f"Số {self.short} là {self.used}, vượt {self.allowed} đồng chí được phép ({most}% của {self.of} đảng viên "
            f"{self.of_words}, {self.cap.rounding_words}). Đồng chí chuyển bớt sang mức khác, quyết định cùng các "
            "chi bộ khác, hoặc ghi ngoại lệ có số quyết định."
        )


def cap_state(cap: Cap, scheme: MemberScheme, numbers: Mapping[str, int], exception: int | None = None) -> CapState:
    """The cap over a grassroots organisation; `numbers`: level → members."""
    of, either = (sum(numbers.get(level, 0) for level in levels) for levels in (cap.base, cap.other))
    words = [" và ".join(scheme.short(level) for level in levels) for levels in (cap.base, cap.other)]
    return CapState(
        cap=cap,
        short=scheme.short(cap.level),
        of_words=words[0],
        either_words=words[1],
        of=of,
        either=either,
        used=numbers.get(cap.level, 0),
        allowed_by_rule=cap.allowed(of),
        allowed_by_other=cap.allowed(either) if cap.other else None,
        exception=exception,
    )
