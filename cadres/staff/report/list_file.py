"""How a list of the staff stands in a file."""

import datetime as dt
from collections.abc import Sequence

from cadres.staff.enums import StaffSubject
from cadres.staff.models.reading import Row
from cadres.staff.rules import SUBJECTS
from members.roll.enums import Subject
from sinho.documents.workbooks import Column, new_workbook, workbook_bytes, write_table
from sinho.text.dates import format_date, format_datetime
from sinho.web import clock

# In the order of the columns.
LEARNED = (
    Subject.GENERAL,
    Subject.PROFESSIONAL,
    Subject.THEORY,
    StaffSubject.STATE_MANAGEMENT,
    Subject.COMPUTING,
    Subject.LANGUAGE,
    Subject.ETHNIC_LANGUAGE,
)
COLUMNS = (
    Column("number", "TT", "integer", 6),
    Column("name", "Họ và tên", width=26),
    Column("birth", "Ngày sinh", width=12),
    Column("sex", "Giới tính", width=9),
    Column("ethnicity", "Dân tộc", width=12),
    Column("religion", "Tôn giáo", width=12),
    Column("home", "Quê quán", width=30),
    Column("commune", "Xã, thị trấn", width=20),
    Column("titles", "Chức danh", width=34),
    Column("since", "Từ ngày", "date", 12),
    *(Column(subject.value, SUBJECTS[subject], width=20) for subject in LEARNED),
    Column("trained", "Đã bồi dưỡng chức danh", width=30),
    Column("identity", "Số căn cước (4 số cuối)", width=16),
)


def line(row: Row) -> dict:
    """Somebody as a row of the file."""
    cadre, trained = row.cadre, row.learned.get(StaffSubject.TITLE_TRAINING, [])
    return {
        "number": row.number,
        "name": cadre.full_name,
        "birth": str(cadre.birth),
        "sex": cadre.get_sex_display(),
        "ethnicity": cadre.get_ethnicity_display(),
        "religion": cadre.get_religion_display(),
        "home": cadre.home_place,
        "commune": row.commune,
        "titles": ", ".join(row.titles),
        "since": row.since,
        "trained": ", ".join(dict.fromkeys(one.title_label for one in trained)),
        "identity": cadre.masked_identity,
    } | {subject.value: row.words(subject) for subject in LEARNED}


def list_workbook(rows: Sequence[Row], *, day: dt.date, of: str, reason: str, by) -> bytes:
    """The list of the day, `of` which commune and filters; who took it out, when and why stands below."""
    workbook = new_workbook()
    taken = f"Người xuất: {by.full_name}, {format_datetime(clock.now())}. Lý do: {reason.strip()}."
    write_table(
        workbook,
        "Cán bộ xã",
        COLUMNS,
        [line(row) for row in rows],
        title=f"Danh sách cán bộ, công chức xã ngày {format_date(day)}{of}",
        notes=[f"{taken} Danh sách có thông tin cá nhân, không phổ biến."],
    )
    return workbook_bytes(workbook)
