"""How the work of the members of a cell stands in a file."""

import datetime as dt
from collections.abc import Sequence

from members.assignments.models import Line
from sinho.documents.workbooks import Column, new_workbook, workbook_bytes, write_table
from sinho.text.dates import format_date, format_datetime
from sinho.web import clock

COLUMNS = (
    Column("number", "TT", "integer", 6),
    Column("name", "Họ và tên", width=26),
    Column("birth", "Ngày sinh", width=12),
    Column("field", "Lĩnh vực", width=28),
    Column("content", "Công tác được giao", width=48),
    Column("assigned", "Ngày giao", "date", 12),
    Column("due", "Hạn", "date", 12),
    Column("supervisor", "Người theo dõi", width=24),
    Column("rating", "Mức đánh giá", width=20),
    Column("result", "Kết quả", width=40),
    Column("judged", "Ngày đánh giá", "date", 14),
)


def rows_of(line: Line) -> list[dict]:
    """One row for each piece of work; one that says why there is none."""
    start = {"number": line.number, "name": line.member.full_name, "birth": str(line.member.birth)}
    if not line.work:
        return [start | {"content": line.pause.get_kind_display() if line.pause else "Chưa phân công"}]
    return [
        start
        | {
            "field": one.field_label,
            "content": one.content,
            "assigned": one.assigned_on,
            "due": one.due_on,
            "supervisor": one.supervisor_name,
            "rating": one.rating_label if judged else "",
            "result": one.result if judged else "",
            "judged": one.judged_on if judged else None,
        }
        for one, judged in line.shown
    ]


def work_workbook(lines: Sequence[Line], *, cell: str, year: int, day: dt.date, reason: str, by) -> bytes:
    """The list of the cell for the year as on the day; who took it out, when and why stands below."""
    workbook = new_workbook()
    taken = f"Người xuất: {by.full_name}, {format_datetime(clock.now())}. Lý do: {reason.strip()}."
    write_table(
        workbook,
        "Phân công",
        COLUMNS,
        [row for line in lines for row in rows_of(line)],
        title=f"Phân công công tác đảng viên năm {year}, {cell}, ngày {format_date(day)}",
        notes=[f"{taken} Danh sách có thông tin cá nhân, không phổ biến."],
    )
    return workbook_bytes(workbook)
