"""Who may hold a post, what counts as trained, how shares are compared. Pure: days are arguments."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cadres.staff.enums import Measure, PostEntry, StaffSubject, TitleGroup
from members.roll.enums import LEVELS as MEMBER_LEVELS
from members.roll.enums import Subject
from members.roll.rules import BirthDate
from sinho.text.dates import format_date
from sinho.text.numbers import percent

# What one learns: the subjects of the member sheet and two of the staff alone, which are told in words.
SUBJECTS: dict[str, str] = dict([*Subject.choices, *StaffSubject.choices])
LEVELS: dict[str, tuple[tuple[str, str], ...]] = {**MEMBER_LEVELS, **dict.fromkeys(StaffSubject.values, ())}

YOUNGEST = 18
# How one comes to a post of each group; a list that was kept before, and a transfer, fit all of them.
ANY_WAY = (PostEntry.OPENING, PostEntry.TAKEN_OVER, PostEntry.SENT)
WAYS: dict[str, tuple[str, ...]] = {
    TitleGroup.ELECTED: (PostEntry.ELECTED, PostEntry.APPOINTED, *ANY_WAY),
    TitleGroup.CIVIL_SERVANT: (
        PostEntry.EXAM,
        PostEntry.BY_FILE,
        PostEntry.APPOINTED,
        PostEntry.TOP_GRADUATE,
        PostEntry.EXPERIENCED,
        *ANY_WAY,
    ),
    TitleGroup.PART_TIME: (PostEntry.ELECTED, PostEntry.APPOINTED, PostEntry.BY_FILE, *ANY_WAY),
}
# Of whom the indicators tell: the staff in the sense of the article, without part-time workers.
STAFF = (TitleGroup.ELECTED, TitleGroup.CIVIL_SERVANT)


@dataclass(frozen=True)
class Title:
    """A title of the list of an era. `holders`: how many may hold it in a commune at a time; None for any number.
    `in_village`: held in a village, so that the numbers of the commune do not count it."""

    code: str
    name: str
    group: str
    verified: bool = False
    holders: int | None = None
    in_village: bool = False


@dataclass(frozen=True)
class Era:
    """A list of titles in force from a day on, with where it comes from."""

    since: dt.date
    source: str
    titles: tuple[Title, ...]

    def title(self, code: str) -> Title | None:
        return next((one for one in self.titles if one.code == code), None)


def era_on(eras: Collection[Era], day: dt.date) -> Era:
    """The list in force on the day; before the first one the first."""
    ordered = sorted(eras, key=lambda era: era.since)
    return [ordered[0], *(era for era in ordered if era.since <= day)][-1]


def why_not_appointed(birth: BirthDate, title: Title | None, entry: str, since: dt.date) -> list[str]:
    """Why somebody cannot hold this title from this day on; an empty list when he can."""
    if title is None:
        return [f"Ngày {format_date(since)} danh mục chức danh không có chức danh này."]
    reasons = []
    if birth.age_on(since) < YOUNGEST:
        reasons.append(f"Ngày {format_date(since)} chưa đủ {YOUNGEST} tuổi (sinh {birth}).")
    if entry not in WAYS[title.group]:
        ways = ", ".join(PostEntry(way).label.lower() for way in WAYS[title.group])
        reasons.append(f"“{title.name}” là {TitleGroup(title.group).label.lower()}, giữ chức danh do: {ways}.")
    return reasons


@dataclass(frozen=True)
class Known:
    """What somebody had learned by a day: level codes by subject, the titles for which he was trained, `told` the
    subjects without levels of which something is written down."""

    levels: Mapping[str, Collection[str]]
    trained_for: Collection[str]
    titles: Collection[str]
    told: Collection[str] = ()

    def has(self, subject: str, least: str) -> bool:
        """Whether he reached this level of the subject or a higher one."""
        order = [code for code, _ in LEVELS[subject]]
        return any(order.index(level) >= order.index(least) for level in self.levels.get(subject, ()))


# The least level that counts for each indicator. Whoever trained for his title counts for the second one as well.
LEAST: dict[str, tuple[str, str]] = {
    Measure.GENERAL: (Subject.GENERAL, "lower_secondary"),
    Measure.TRAINED: (Subject.PROFESSIONAL, "elementary"),
    Measure.INTERMEDIATE: (Subject.PROFESSIONAL, "intermediate"),
    Measure.THEORY: (Subject.THEORY, "elementary"),
}


def enough(measure: str) -> list[str]:
    """The levels that count for the indicator, from the least one up."""
    subject, least = LEAST[measure]
    order = [code for code, _ in LEVELS[subject]]
    return order[order.index(least) :]


def meets(measure: str, known: Known) -> bool:
    """Whether somebody counts for the indicator (A23).

    Trained for the title: any professional level, or training for a title that he holds on the day (the article says
    “đào tạo, bồi dưỡng chuyên môn nghiệp vụ theo chức danh”; no regulation was compared).
    """
    trained = measure == Measure.TRAINED and bool(set(known.trained_for) & set(known.titles))
    return trained or known.has(*LEAST[measure])


@dataclass(frozen=True)
class Growth:
    """A share held against an earlier one: in percentage points, and relative to it ("up 30 %" may mean either)."""

    points: Decimal | None
    relative: Decimal | None


def growth(now: tuple[int, int], before: tuple[int, int]) -> Growth:
    """Of pairs (number, of how many), from the exact shares; None where there is nothing to divide by."""
    if not now[1] or not before[1]:
        return Growth(None, None)
    gained, common = now[0] * before[1] - before[0] * now[1], now[1] * before[1]
    return Growth(percent(gained, common), percent(gained, before[0] * now[1]))


UNVERIFIED = "chưa đối chiếu văn bản"


def said_source(source: str, verified: bool, joint: str = ", ") -> str:
    """Where a fact of the field comes from, and that nobody has compared it with the text yet."""
    return source if verified else f"{source}{joint}{UNVERIFIED}"
