"""When work may be given to a member, changed and judged (S3 IV.2, S2 2.3). Pure: days are arguments.

The cell gives every member specific work at the start of the year and adjusts it during the year; somebody follows up;
the result is judged at the end of the year. Members who are exempted or suspended need none.
"""

import datetime as dt
from dataclasses import dataclass

from sinho.text.dates import format_date

EARLIEST_YEAR = 1998


@dataclass(frozen=True)
class Given:
    """Work as it is to be given. `pause`: exempted or suspended on the day, in words; "" when he takes part."""

    name: str
    year: int
    on: dt.date
    due_on: dt.date
    in_cell: bool = True
    pause: str = ""
    field_known: bool = True
    supervised: bool = True
    supervisor_is_himself: bool = False
    supervisor_in_cell: bool = True


def first_day(year: int) -> dt.date:
    return dt.date(year, 1, 1)


def last_day(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def day_within(year: int, day: dt.date) -> dt.date:
    """The day on which a list of the year looks at the roll: the day asked for, at most the last one of the year."""
    return min(day, last_day(year))


def why_not_on(year: int, on: dt.date, today: dt.date) -> list[str]:
    """Why nothing about the work of the year can be decided on that day; an empty list when it can."""
    if on > today:
        return [f"Ngày {format_date(on)} chưa đến."]
    if on.year != year:
        return [f"Công tác năm {year} thì ghi ngày trong năm {year}, không phải {format_date(on)}."]
    return []


def why_not_given(given: Given) -> list[str]:
    """Why this work cannot be given to the member; an empty list when it can."""
    name, on, reasons = given.name, format_date(given.on), []
    if not given.in_cell:
        reasons.append(f"{name} không sinh hoạt ở chi bộ này ngày {on}.")
    if given.pause:
        reasons.append(f"{name}: {given.pause.lower()} ngày {on}, không phải phân công.")
    if not given.field_known:
        reasons.append(f"{name}: chọn lĩnh vực trong danh mục.")
    if given.due_on < given.on:
        reasons.append(f"{name}: hạn {format_date(given.due_on)} trước ngày phân công {on}.")
    if given.due_on > last_day(given.year + 1):
        reasons.append(f"{name}: hạn {format_date(given.due_on)} quá xa; muộn nhất là hết năm {given.year + 1}.")
    if not given.supervised:
        reasons.append(f"{name}: ghi người theo dõi, giúp đỡ.")
    if given.supervisor_is_himself:
        reasons.append(f"{name} không tự theo dõi mình; đồng chí chọn người khác.")
    elif not given.supervisor_in_cell:
        reasons.append(f"{name}: người theo dõi không sinh hoạt ở chi bộ này ngày {on}.")
    return reasons


def why_not_ended(year: int, since: dt.date, on: dt.date, today: dt.date) -> list[str]:
    """Why work given on `since` cannot end the day before `on`; an empty list when it can."""
    if reasons := why_not_on(year, on, today):
        return reasons
    if on <= since:
        return [f"Công tác này giao ngày {format_date(since)}; chỉ thay đổi được từ ngày hôm sau."]
    return []


def why_not_judged(since: dt.date, on: dt.date, today: dt.date) -> list[str]:
    """Why work given on `since` cannot be judged on the day; an empty list when it can."""
    if on > today:
        return [f"Ngày {format_date(on)} chưa đến."]
    if on < since:
        return [f"Ngày đánh giá {format_date(on)} trước ngày phân công {format_date(since)}."]
    return []
