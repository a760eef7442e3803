"""How lists of members stand in a file."""

import datetime as dt
from collections.abc import Sequence

from members.roll.enums import Subject
from members.roll.models.reading import Row
from sinho.documents.workbooks import Column, new_workbook, workbook_bytes, write_table
from sinho.text.dates import format_date, format_datetime
from sinho.web import clock

COLUMNS = (
    Column("number", "TT", "integer", 6),
    Column("name", "Họ và tên", width=26),
    Column("birth", "Ngày sinh", width=12),
    Column("sex", "Giới tính", width=9),
    Column("ethnicity", "Dân tộc", width=12),
    Column("religion", "Tôn giáo", width=12),
    Column("home", "Quê quán", width=34),
    Column("cell", "Chi bộ", width=28),
    Column("admitted", "Ngày vào Đảng", "date", 14),
    Column("official", "Ngày chính thức", "date", 15),
    Column("standing", "Tư cách", width=12),
    Column("general", "Học vấn", width=18),
    Column("professional", "Chuyên môn", width=24),
    Column("theory", "Lý luận chính trị", width=16),
    Column("work", "Nghề nghiệp", width=34),
    Column("card", "Số thẻ (4 số cuối)", width=16),
    Column("pause", "Ghi chú", width=18),
)


def line(number: int, row: Row) -> dict:
    """A member as a row of the file."""
    member = row.member
    return {
        "number": number,
        "name": member.full_name,
        "birth": str(member.birth),
        "sex": member.get_sex_display(),
        "ethnicity": member.get_ethnicity_display(),
        "religion": member.get_religion_display(),
        "home": member.home_place,
        "cell": f"{row.cell}, {row.committee}" if row.committee else row.cell,
        "admitted": row.admitted_on,
        "official": row.official_on,
        "standing": row.standing.get_kind_display() if row.standing else "",
        "general": row.general,
        "professional": row.words(Subject.PROFESSIONAL),
        "theory": row.words(Subject.THEORY),
        "work": str(row.work) if row.work else "",
        "card": row.card.masked if row.card else "",
        "pause": row.pause.get_kind_display() if row.pause else "",
    }


def roll_workbook(rows: Sequence[Row], *, day: dt.date, of: str, reason: str, by) -> bytes:
    """The list of the day, `of` which organisations and filters; who took it out, when and why stands below."""
    workbook = new_workbook()
    taken = f"Người xuất: {by.full_name}, {format_datetime(clock.now())}. Lý do: {reason.strip()}."
    lines = [line(number, row) for number, row in enumerate(rows, 1)]
    title = f"Danh sách đảng viên ngày {format_date(day)}{of}"
    write_table(
        workbook,
        "Đảng viên",
        COLUMNS,
        lines,
        title=title,
        notes=[f"{taken} Danh sách có thông tin cá nhân, không phổ biến."],
    )
    return workbook_bytes(workbook)
