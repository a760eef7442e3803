"""Movements: what makes no sense, and when a return is due."""

import datetime as dt

from cadres.movements.enums import Direction
from sinho.text.dates import format_date

SOON = 60  # days before the planned end in which a return is announced


def why_not_sent(direction: str, since: dt.date, planned_until: dt.date | None, title: str, added: bool) -> list[str]:
    """Why this cannot be written down; an empty list when it can."""
    reasons = []
    if planned_until and planned_until <= since:
        reasons.append(f"Ngày dự kiến kết thúc phải sau ngày bắt đầu, {format_date(since)}.")
    if direction == Direction.UP and added:
        reasons.append("Chức danh tăng thêm chỉ có khi điều động về xã.")
    if direction != Direction.UP and not title:
        reasons.append("Điều động về xã phải chọn chức danh ở xã.")
    return reasons


def due_state(planned_until: dt.date | None, day: dt.date) -> str:
    """How a return stands on a day while he is away: "late", "soon" or ""."""
    if planned_until is None:
        return ""
    if planned_until < day:
        return "late"
    return "soon" if planned_until <= day + dt.timedelta(days=SOON) else ""
