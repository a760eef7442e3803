"""What is told of a meeting and of its conclusions, and why it cannot be so."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sinho.text.dates import format_date

EARLIEST = dt.date(2000, 1, 1)
SHORTEST, LONGEST = 5, 720
YEARS_AHEAD = 3
THEMATIC = "thematic"


@dataclass(frozen=True)
class Told:
    """A meeting as somebody writes it down. `points`: of the criteria of the frame; `score`: their sum alone."""

    kind: str
    held_on: dt.date
    total: int
    present: int
    excused: int = 0
    unexcused: int = 0
    exempted: int = 0
    topic: str = ""
    starts_at: dt.time | None = None
    minutes: int | None = None
    place: str = ""
    chair: str = ""
    secretary: str = ""
    dues: int | None = None
    contents: str = ""
    resolution: str = ""
    remarks: str = ""
    score_note: str = ""
    score: int | None = None
    points: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Agreed:
    """A conclusion: what, who answers for it, until when."""

    content: str
    owner: str
    due_on: dt.date


@dataclass(frozen=True)
class Reported:
    """What came of a conclusion that was open."""

    conclusion: int
    outcome: str
    words: str = ""


def why_not_held(told: Told, today: dt.date) -> list[str]:
    """Everything that does not fit, as sentences."""
    reasons = []
    if told.held_on > today:
        reasons.append(f"Ngày họp {format_date(told.held_on)} chưa đến.")
    if told.held_on < EARLIEST:
        reasons.append(f"Ngày họp phải từ {format_date(EARLIEST)}.")
    if told.kind == THEMATIC and not told.topic.strip():
        reasons.append("Sinh hoạt chuyên đề phải ghi tên chuyên đề.")
    if told.kind != THEMATIC and told.topic.strip():
        reasons.append("Chỉ sinh hoạt chuyên đề mới ghi tên chuyên đề.")
    if told.minutes is not None and not SHORTEST <= told.minutes <= LONGEST:
        reasons.append(f"Thời lượng từ {SHORTEST} đến {LONGEST} phút.")
    return reasons + why_not_adding_up(told)


def why_not_adding_up(told: Told) -> list[str]:
    """Numbers of people: all of them, and some of them present."""
    parts = (told.present, told.excused, told.unexcused, told.exempted)
    if min(*parts, told.total) < 0:
        return ["Số người không được âm."]
    if told.present < 1:
        return ["Phải có người dự họp; không họp được thì không ghi."]
    if sum(parts) != told.total:
        return [
            f"Có mặt {told.present}, vắng có lý do {told.excused}, vắng không lý do {told.unexcused}, "
            f"được miễn {told.exempted}: cộng {sum(parts)}, khác tổng số đảng viên {told.total}."
        ]
    return []


def why_not_agreed(agreed: Agreed, held_on: dt.date) -> list[str]:
    """A conclusion has an owner, and a day after the meeting."""
    reasons = []
    if not agreed.content.strip() or not agreed.owner.strip():
        reasons.append("Mỗi kết luận ghi nội dung, người phụ trách và hạn.")
    if agreed.due_on < held_on:
        reasons.append(f"Hạn {format_date(agreed.due_on)} của kết luận trước ngày họp.")
    if agreed.due_on.year > held_on.year + YEARS_AHEAD:
        reasons.append(f"Hạn {format_date(agreed.due_on)} của kết luận quá {YEARS_AHEAD} năm sau ngày họp.")
    return reasons


def why_not_reported(on: dt.date, concluded_on: dt.date, today: dt.date) -> list[str]:
    """The day of a report about a conclusion."""
    if on > today:
        return [f"Ngày {format_date(on)} chưa đến."]
    if on < concluded_on:
        return [f"Ngày {format_date(on)} trước ngày có kết luận ({format_date(concluded_on)})."]
    return []
