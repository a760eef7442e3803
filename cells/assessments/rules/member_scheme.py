"""What the scheme of a year says on rating members: levels, what is counted under them, caps, who decides (A10, A12).

Read from the copy that the campaign keeps, as the part on organisations is (`scheme.py`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cells.assessments.rules.caps import Cap, check_caps, read_cap
from cells.assessments.rules.criteria import BadScheme
from cells.assessments.rules.gates import Gate, check_gates, read_gate

# A ballot has so many columns.
MOST_LEVELS = 4
# What the roll knows and a reason may stand for.
EXEMPTED, SUSPENDED, NEW = "exempted", "suspended", "admitted_under_6_months"
FACTS = (EXEMPTED, SUSPENDED, NEW)
BODIES = {
    "administration": "Chính quyền, chuyên môn",
    "mass_organisations": "Mặt trận, đoàn thể",
    "residence": "Chi bộ nơi cư trú",
}


@dataclass(frozen=True)
class MemberLevel:
    """A level, best first. Excellent is a level of its own beside good, not within it."""

    code: str
    label: str
    short: str
    verified: bool
    lowest: bool
    min_points: Decimal | None
    points_verified: bool


@dataclass(frozen=True)
class SubReason:
    """A row under a lower level of form 7B."""

    code: str
    label: str
    verified: bool


@dataclass(frozen=True)
class Reason:
    """Why a member is not evaluated. `fact`: the roll knows it; `words`: it must be told in words."""

    code: str
    label: str
    verified: bool
    words: bool
    fact: str


@dataclass(frozen=True)
class MemberProcedure:
    """Who proposes and decides; `second_ballot`: the best level is voted on apart, among those rated good."""

    proposes: str
    decides: str
    second_ballot: bool
    opinions: tuple[str, ...]
    verified: bool


@dataclass(frozen=True)
class MemberScheme:
    """The rules on members of one year."""

    levels: tuple[MemberLevel, ...]
    sub_reasons: Mapping[str, tuple[SubReason, ...]]
    reasons: tuple[Reason, ...]
    caps: tuple[Cap, ...]
    procedure: MemberProcedure
    gates: tuple[Gate, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(level.code for level in self.levels)

    def level(self, code: str) -> MemberLevel:
        return next(level for level in self.levels if level.code == code)

    def has_level(self, code: str) -> bool:
        return code in self.codes

    def label(self, code: str) -> str:
        """Full words; "" for no level."""
        return self.level(code).label if code else ""

    def short(self, code: str) -> str:
        """Abbreviation for tables; "" for no level."""
        return self.level(code).short if code else ""

    def reason(self, code: str) -> Reason | None:
        return next((reason for reason in self.reasons if reason.code == code), None)

    def reason_of_fact(self, fact: str) -> Reason | None:
        """The reason that stands for what the roll knows."""
        return next((reason for reason in self.reasons if fact and reason.fact == fact), None)

    def sub_reason_label(self, code: str) -> str:
        found = (sub.label for subs in self.sub_reasons.values() for sub in subs if sub.code == code)
        return next(found, "")

    def may_have(self, level: str, sub_reason: str) -> bool:
        """Whether the row stands under the level."""
        return any(sub.code == sub_reason for sub in self.sub_reasons.get(level, ()))

    @property
    def first_levels(self) -> tuple[MemberLevel, ...]:
        """The columns of the first ballot: without the best level where that is voted on apart."""
        return self.levels[1:] if self.procedure.second_ballot else self.levels

    def cap_on(self, level: str) -> Cap | None:
        return next((cap for cap in self.caps if cap.level == level), None)

    def unverified(self) -> list[str]:
        """What has not been compared with the text of the guidance, in words for who opens a campaign."""
        found = [f"Tên mức của đảng viên “{level.label}”" for level in self.levels if not level.verified]
        subs = [sub for subs in self.sub_reasons.values() for sub in subs]
        if not all(sub.verified for sub in subs):
            found.append("Chữ của các dòng chi tiết dưới mức thấp (Biểu 7B)")
        for cap in self.caps:
            if not cap.verified:
                most = "chưa rõ" if cap.max_percent is None else f"{cap.max_percent}%"
                found.append(f"Tỷ lệ tối đa {self.short(cap.level)}: {most}")
        if not self.procedure.verified:
            found.append("Quy trình, thẩm quyền quyết định mức của đảng viên")
        found += [f"Điều kiện xếp loại đảng viên theo {gate.source}" for gate in self.gates if not gate.verified]
        return found


def read_members(data: Mapping[str, Any]) -> MemberScheme | None:
    """The part on members of a scheme; None when it has none. BadScheme when it contradicts itself."""
    part = data.get("members")
    if not part:
        return None
    procedure = part["procedure"]
    scheme = MemberScheme(
        tuple(_level(level) for level in part["levels"]),
        {
            level: tuple(SubReason(sub["code"], sub["label"], sub.get("verified", False)) for sub in subs)
            for level, subs in (part.get("sub_reasons") or {}).items()
        },
        tuple(
            Reason(one["code"], one["label"], one.get("verified", False), one.get("words", False), one.get("fact", ""))
            for one in part["not_evaluated_reasons"]
        ),
        tuple(read_cap(cap) for cap in part.get("caps") or ()),
        MemberProcedure(
            procedure["proposes"],
            procedure["decides"],
            procedure["second_ballot"],
            tuple(procedure["opinions"]),
            procedure.get("verified", False),
        ),
        tuple(read_gate(gate) for gate in part.get("gates") or ()),
    )
    _check(scheme, data.get("code", ""))
    return scheme


def _level(data: Mapping[str, Any]) -> MemberLevel:
    points = data.get("min_points")
    return MemberLevel(
        data["code"],
        data["label"],
        data["short"],
        data.get("verified", False),
        data.get("lowest", False),
        None if points is None else Decimal(str(points)),
        data.get("points_verified", data.get("verified", False)),
    )


def _check(scheme: MemberScheme, code: str) -> None:
    def twice(codes: Collection[str]) -> bool:
        return len(set(codes)) != len(codes)

    subs = [sub.code for subs in scheme.sub_reasons.values() for sub in subs]
    if not 2 <= len(scheme.levels) <= MOST_LEVELS or twice(scheme.codes) or not scheme.levels[-1].lowest:
        raise BadScheme(f"{code}/members: two to {MOST_LEVELS} levels, each once, the lowest last")
    if twice(subs) or set(scheme.sub_reasons) - set(scheme.codes):
        raise BadScheme(f"{code}/members: a row stands twice or under an unknown level")
    if twice([reason.code for reason in scheme.reasons]) or {r.fact for r in scheme.reasons} - {"", *FACTS}:
        raise BadScheme(f"{code}/members: a reason stands twice or for an unknown fact")
    check_gates(f"{code}/members", scheme.gates, scheme.codes, ())
    check_caps(f"{code}/members", scheme.caps, scheme.codes)
    if set(scheme.procedure.opinions) - set(BODIES):
        raise BadScheme(f"{code}/members: an unknown body gives its opinion")
