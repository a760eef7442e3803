"""What only a whole row of the workbook of members can tell. Each check is passed over when its cell was not read."""

import datetime as dt

from members.roll.imports.lines import MemberLine, Status
from members.roll.rules import why_not_admitted_then
from sinho.imports.findings import MISSING, ORDER, REFERENCE, UNKNOWN_NAME, WrongColumn, cause
from sinho.text.dates import format_date

DIFFERS = cause(
    "differs",
    "Khác với danh sách đang có",
    "Mẫu này thêm đảng viên mới và điền chỗ còn trống; thay đổi thì ghi ở trang của đảng viên.",
)
WHERE_TO_CHANGE = "để trống ô này, thay đổi thì ghi ở trang của đảng viên"


def check_cell(line: MemberLine, register, note) -> None:
    """The cell, by code or by any name of it; a name that is not clear is asked."""
    if not line.told("cell"):
        return
    typed = line.cell
    line.cell = register.find_cell(typed, line.base)
    if (typed, line.base) in register.from_memory:
        note(line, "cell", f"“{typed}”: hiểu là {line.cell} · {register.cells[line.cell]}, như đã trả lời lần trước.")
    if line.cell is None and line.base and register.find_cell(typed):
        text = f"“{typed}” không thuộc “{line.base}”; sửa một trong hai ô."
        raise WrongColumn("base", text, REFERENCE)
    if line.cell is None:
        register.unclear.setdefault(typed, []).append(line.row)
        raise WrongColumn("cell", f"Chưa rõ “{typed}” là chi bộ nào.", UNKNOWN_NAME)


def check_since(line: MemberLine, register, note) -> None:
    """In the cell from a day on: today, the day on which the list is set up, when the row does not say."""
    if line.known is not None:
        return
    if line.since is None:
        line.since = register.day if line.status != Status.DIED else line.admitted_on
    refuse_future(line.since, "since", register.day)
    if line.cell in register.cells and not register.alive(line.cell, line.since):
        text = f"{register.cells[line.cell]} chưa hoạt động vào ngày {format_date(line.since)}."
        raise WrongColumn("since", text, ORDER)


def check_admitted(line: MemberLine, register, note) -> None:
    """The days of a life in the Party follow each other."""
    if line.known is not None or None in (line.birth, line.admitted_on, line.since):
        return
    for column in ("admitted_on", "official_on", "decided_on"):
        refuse_future(getattr(line, column), column, register.day)
    since = max(line.since, line.official_on or line.since)
    reasons = why_not_admitted_then(line.birth, line.admitted_on, line.official_on, line.decided_on, since)
    if reasons:
        raise WrongColumn("admitted_on", " ".join(reasons), ORDER)
    if line.since < line.admitted_on:
        text = f"Về chi bộ trước ngày vào Đảng {format_date(line.admitted_on)}."
        raise WrongColumn("since", text, ORDER)


def check_status(line: MemberLine, register, note) -> None:
    """Whoever does not take part does so since a day."""
    if line.known is not None or line.status in (None, Status.ACTIVE):
        return
    if line.status_since is None:
        text = f"“{Status(line.status).label}” phải ghi ngày ở cột “Ngày từ trần, miễn, đình chỉ”."
        raise WrongColumn("status_since", text, MISSING)
    refuse_future(line.status_since, "status_since", register.day)
    if line.since and line.status_since < line.since:
        text = f"Ngày này trước ngày về chi bộ {format_date(line.since)}."
        raise WrongColumn("status_since", text, ORDER)


def check_card(line: MemberLine, register, note) -> None:
    """Only official members have a card; a former one needs the day on which it was exchanged."""
    if line.known is not None or not line.told("card", "old_card", "card_since"):
        return
    if line.official_on is None:
        raise WrongColumn("card", "Chỉ đảng viên chính thức có thẻ; ghi ngày chính thức hoặc bỏ số thẻ.", ORDER)
    if line.card is None:
        raise WrongColumn("card", "Ghi số thẻ đang dùng cùng ngày cấp hoặc số thẻ cũ.", MISSING)
    if line.old_card and line.card_since is None:
        raise WrongColumn("card_since", "Có số thẻ cũ thì ghi ngày cấp thẻ đang dùng.", MISSING)
    if line.card_since is None:
        line.card_since = line.official_on
        if register.tells_card_days:
            note(line, "card", f"Không ghi ngày cấp thẻ: lấy ngày chính thức {format_date(line.official_on)}.")
    refuse_future(line.card_since, "card_since", register.day)
    if line.card_since < line.official_on or (line.old_card and line.card_since == line.official_on):
        text = f"Ngày cấp thẻ phải sau ngày chính thức {format_date(line.official_on)}."
        raise WrongColumn("card_since", text, ORDER)


def check_village(line: MemberLine, register, note) -> None:
    """A village of the district by code or name; any other place in words."""
    if not line.told("village"):
        return
    found = register.find_village(line.village, line.cell)
    if found:
        line.village = found.village.code
    else:
        note(line, "village", f"“{line.village}” không phải là bản trong danh mục; ghi bằng lời.")


def refuse_future(day: dt.date | None, column: str, today: dt.date) -> None:
    if day and day > today:
        raise WrongColumn(column, f"Ngày {format_date(day)} chưa đến.", ORDER)


# In this order: later checks rely on what earlier ones completed.
CHECKS = {
    "cell": check_cell,
    "since": check_since,
    "admitted_on": check_admitted,
    "status": check_status,
    "card": check_card,
    "village": check_village,
}
