"""The frame of 100 points for the quality of a meeting and the limit of attendance, each of its era (§7.1, §7.3)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sinho.text.numbers import format_number, percent

UNVERIFIED = "chưa đối chiếu văn bản"
MOST = 100


@dataclass(frozen=True)
class Criterion:
    code: str
    label: str
    max: int


@dataclass(frozen=True)
class Band:
    """A level from so many points on."""

    code: str
    name: str
    at_least: int


@dataclass(frozen=True)
class Frame:
    """Criteria that add up to 100 points, and levels, the best first, in force from `since` to `until`."""

    code: str
    since: dt.date
    until: dt.date | None
    title: str
    source: str
    verified: bool
    criteria: tuple[Criterion, ...]
    bands: tuple[Band, ...]

    @property
    def said(self) -> str:
        """Where it comes from, and whether somebody has compared it with the text."""
        return self.source if self.verified else f"{self.source}, {UNVERIFIED}"

    @property
    def levels(self) -> dict[str, str]:
        """Code → name, the best first."""
        return {band.code: band.name for band in self.bands}

    def level_of(self, score: int) -> str:
        """The code of the level that so many points give."""
        return next(band.code for band in self.bands if score >= band.at_least)

    def name(self, code: str) -> str:
        return self.levels.get(code, code)


def frame_on(frames: Sequence[Frame], day: dt.date) -> Frame:
    """The frame in force on the day; before all of them the first one."""
    return next((one for one in reversed(frames) if one.since <= day), frames[0])


def why_not_scored(frame: Frame, points: Mapping[str, int], score: int | None) -> list[str]:
    """Why points of the criteria, or their sum alone, cannot be taken; nothing of both is fine."""
    known = {one.code: one for one in frame.criteria}
    reasons = [f"Khung điểm không có tiêu chí “{code}”." for code in points if code not in known]
    for code, given in points.items():
        most = known[code].max if code in known else MOST
        if not 0 <= given <= most:
            reasons.append(f"Tiêu chí {code}: ghi điểm từ 0 đến {most}.")
    if points and set(known) - set(points):
        reasons.append("Chấm đủ mọi tiêu chí, hoặc chỉ ghi tổng điểm.")
    if points and score is not None and not reasons and sum(points.values()) != score:
        reasons.append(f"Tổng điểm {score} khác tổng các tiêu chí ({sum(points.values())}); để trống tổng điểm.")
    if score is not None and not 0 <= score <= MOST:
        reasons.append(f"Tổng điểm từ 0 đến {MOST}.")
    return reasons


def summed(points: Mapping[str, int], score: int | None) -> int | None:
    """The score: of the criteria when they are given."""
    return sum(points.values()) if points else score


@dataclass(frozen=True)
class Limit:
    """What is asked of attendance (per cent) and of the length (minutes) from a day on."""

    since: dt.date
    attendance: int
    above: bool
    minutes: int | None
    minutes_with_theme: int | None
    source: str
    verified: bool

    @property
    def said(self) -> str:
        how = "trên" if self.above else "từ"
        source = self.source if self.verified else f"{self.source}, {UNVERIFIED}"
        return f"{how} {format_number(self.attendance)} % ({source})"

    def is_low(self, share: Decimal | None) -> bool:
        """Whether fewer attended than asked."""
        if share is None:
            return False
        return share <= self.attendance if self.above else share < self.attendance


def limit_on(limits: Sequence[Limit], day: dt.date) -> Limit:
    """The limit of the day; before all of them the first one."""
    return next((one for one in reversed(limits) if one.since <= day), limits[0])


def attendance(present: int, total: int, exempted: int) -> Decimal | None:
    """Per cent of those who had to come: whoever is exempted from meetings is not counted."""
    return percent(present, total - exempted)


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """Mean of shares, to one decimal."""
    return (sum(values) / len(values)).quantize(Decimal("0.1")) if values else None
