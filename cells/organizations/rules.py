"""What may stand where in the tree of the Party, and what an officer is told when he founds an organisation (A5).

Only what is impossible is refused: a wrong place in the tree, and fewer official members than any Party organisation
has, where the text that says so has been compared. Everything else warns: exceptions are decided by the level above,
and the texts of the years before 2025 have not been compared.
"""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.enums import OrganizationKind
from cells.organizations.standards import Standard, standard_on, standards_on

__all__ = [
    "PLACE",
    "REFUSE",
    "WARN",
    "Finding",
    "FoundingFacts",
    "founding_findings",
    "may_stand_under",
    "standards_on",
    "term_findings",
    "where_it_stands",
]

REFUSE, WARN = "refuse", "warn"
PLACE, MEMBERS = "place", "members"

K = OrganizationKind
# Kind → kinds of the organisation directly above it. The top of a tree stands under nothing.
STANDS_UNDER: dict[str, tuple[str, ...]] = {
    K.PROVINCE_COMMITTEE: (),
    K.DISTRICT_COMMITTEE: (K.PROVINCE_COMMITTEE,),
    K.GRASSROOTS_COMMITTEE: (K.PROVINCE_COMMITTEE, K.DISTRICT_COMMITTEE),
    K.GRASSROOTS_CELL: (K.PROVINCE_COMMITTEE, K.DISTRICT_COMMITTEE),
    K.SECTION_COMMITTEE: (K.GRASSROOTS_COMMITTEE,),
    K.SUBORDINATE_CELL: (K.GRASSROOTS_COMMITTEE, K.SECTION_COMMITTEE),
}
TOP = (K.PROVINCE_COMMITTEE, K.DISTRICT_COMMITTEE)
# Kinds that anything stands under.
ABOVE_OTHERS = tuple(kind for kind in K if any(kind in above for above in STANDS_UNDER.values()))


@dataclass(frozen=True)
class Finding:
    """What is said about a founding: `REFUSE` stops it, `WARN` is shown and left to the officer; `about` names what."""

    level: str
    text: str
    about: str = MEMBERS


@dataclass(frozen=True)
class FoundingFacts:
    """An organisation about to be founded. Numbers of members are None when nobody has written them down."""

    kind: str
    parent_kind: str | None
    official_members: int | None = None
    probationary_members: int | None = None

    @property
    def members(self) -> int | None:
        """Official and probationary members together; None while the official ones are unknown."""
        return None if self.official_members is None else self.official_members + (self.probationary_members or 0)


def may_stand_under(kind: str, parent_kind: str | None) -> bool:
    """Whether an organisation of this kind may stand directly under one of that kind (None or "": under nothing)."""
    return parent_kind in STANDS_UNDER[kind] if parent_kind else kind in TOP


def where_it_stands(kind: str) -> str:
    """The sentence that says where an organisation of this kind belongs."""
    above = " hoặc ".join(K(parent).label.lower() for parent in STANDS_UNDER[kind])
    return f"{K(kind).label} phải đứng ngay dưới {above}." if above else f"{K(kind).label} không đứng dưới tổ chức nào."


def founding_findings(facts: FoundingFacts, day: dt.date) -> list[Finding]:
    """Everything to be said about founding the organisation on the day, refusals first."""
    return [*misplaced(facts), *too_few(facts, day), *unusual(facts, day)]


def misplaced(facts: FoundingFacts) -> list[Finding]:
    """A refusal when the tree would be impossible."""
    if may_stand_under(facts.kind, facts.parent_kind):
        return []
    return [Finding(REFUSE, where_it_stands(facts.kind), PLACE)]


def too_few(facts: FoundingFacts, day: dt.date) -> list[Finding]:
    """Fewer official members than any Party organisation has: a warning while nobody has compared the text."""
    least = standard_on("founding_members", day)
    if facts.official_members is None or facts.official_members >= least.value:
        return []
    level = REFUSE if least.verified else WARN
    return [Finding(level, f"Cần ít nhất {least.value} đảng viên chính thức{cited(least)}.")]


def unusual(facts: FoundingFacts, day: dt.date) -> list[Finding]:
    """Warnings: numbers of members that need a decision or the consent of the level above."""
    if facts.members is None:
        return []
    committee, cell = standard_on("committee_members", day), standard_on("cell_members", day)
    members, limit = facts.members, committee.value
    if facts.kind == K.GRASSROOTS_COMMITTEE and members < limit:
        text = f"Mới có {members} đảng viên; đảng bộ cơ sở dưới {limit} phải do cấp trên trực tiếp của cơ sở quyết định"
        return [Finding(WARN, f"{text}{cited(committee)}.")]
    if facts.kind == K.GRASSROOTS_CELL and members >= limit:
        text = f"Có {members} đảng viên; từ {limit} trở lên thường lập đảng bộ cơ sở"
        return [Finding(WARN, f"{text}{cited(committee)}.")]
    if facts.kind == K.SUBORDINATE_CELL and members > cell.value:
        text = f"Có {members} đảng viên; chi bộ trực thuộc trên {cell.value} phải được cấp trên trực tiếp đồng ý"
        return [Finding(WARN, f"{text}{cited(cell)}.")]
    return []


def term_findings(kind: str, starts_on: dt.date, planned_until: dt.date) -> list[Finding]:
    """Warn of a term longer than the Charter says; a term that does not end after it begins is impossible."""
    if planned_until <= starts_on:
        return [Finding(REFUSE, "Nhiệm kỳ phải kết thúc sau ngày bắt đầu.")]
    longest = standard_on("term_years", starts_on)
    if kind == K.PROVINCE_COMMITTEE or (planned_until - starts_on).days <= longest.value * 366:
        return []
    return [Finding(WARN, f"Nhiệm kỳ dài hơn {longest.value} năm{cited(longest)}.")]


def cited(standard: Standard) -> str:
    """The paper a sentence rests on, and whether its text was compared."""
    return f" ({standard.source}{'' if standard.verified else '; chưa đối chiếu văn bản'})"
