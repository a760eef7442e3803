"""The workbook of meetings: rows go through the act of the page; what is written already is not written over."""

import datetime as dt

import pytest

from cells.meetings.models import Meeting
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.refusal import Refused
from tests.factories import meetings as make
from tests.factories import uploads as files
from tests.factories.uploads import confirmed, exported, found_at, said, table
from tests.factories.workbooks import xlsx

D = dt.date
CELL, DAY, KIND, TOPIC, TOTAL, PRESENT = "Chi bộ", "Ngày họp", "Loại", "Chuyên đề", "Tổng số đảng viên", "Có mặt"
EXCUSED, UNEXCUSED, CHAIR, TIME, MINUTES = (
    *("Vắng có lý do", "Vắng không lý do", "Chủ trì", "Giờ bắt đầu", "Thời lượng (phút)"),
)
CONTENTS, SCORE, LEVEL, DUES = "Nội dung", "Điểm", "Mức", "Đảng phí (đồng)"
COLUMNS = [CELL, DAY, KIND, TOPIC, TOTAL, PRESENT, EXCUSED, UNEXCUSED, CHAIR, TIME, MINUTES, CONTENTS]
COLUMNS += [SCORE, LEVEL, DUES]


def row(**more) -> dict:
    plain = {CELL: "SH-NT-01", DAY: D(2009, 11, 5), KIND: "Thường kỳ", TOTAL: 10, PRESENT: 9, EXCUSED: 1}
    return {**plain, CHAIR: "Lò Văn Thử", CONTENTS: "Kiểm điểm tháng.", **more}


def tried(by, *rows):
    return files.tried("meetings", xlsx(rows, COLUMNS), by)


BAD = [
    (row(**{CELL: None}), "missing", CELL, "phải có giá trị"),
    (row(**{CELL: "bản Lạ"}), "reference", CELL, "Không có chi bộ “bản Lạ”"),
    (row(**{CELL: "SH-NT"}), "reference", CELL, "Không có chi bộ"),
    (row(**{DAY: "31/02/2009"}), "day", DAY, "31/02/2009"),
    (row(**{DAY: D(2009, 12, 19)}), "refused", DAY, "chưa đến"),
    (row(**{KIND: "Họp"}), "choice", KIND, "Các giá trị"),
    (row(**{KIND: "Chuyên đề", DAY: D(2009, 1, 6)}), "refused", TOPIC, "phải ghi tên chuyên đề"),
    (row(**{TOPIC: "Xóa đói", DAY: D(2009, 2, 6)}), "refused", TOPIC, "Chỉ sinh hoạt chuyên đề"),
    (row(**{TOTAL: "mười", DAY: D(2009, 3, 6)}), "number", TOTAL, ""),
    (row(**{PRESENT: 7, DAY: D(2009, 4, 6)}), "refused", PRESENT, "khác tổng số đảng viên 10"),
    (row(**{UNEXCUSED: -1, DAY: D(2009, 5, 6)}), "number", UNEXCUSED, ""),
    (row(**{TIME: "25:00", DAY: D(2009, 6, 6)}), "choice", TIME, "giờ:phút"),
    (row(**{MINUTES: 2, DAY: D(2009, 7, 6)}), "refused", MINUTES, "Thời lượng"),
    (row(**{CHAIR: "x" * 121, DAY: D(2009, 8, 6)}), "text", CHAIR, "Ô dài 121 ký tự"),
    (row(**{SCORE: 101, DAY: D(2009, 9, 6)}), "number", SCORE, ""),
    (row(**{SCORE: 95, LEVEL: "Yếu", DAY: D(2009, 10, 6)}), "choice", LEVEL, "95 điểm là mức tốt"),
    (row(**{LEVEL: "Tốt", DAY: D(2008, 10, 6)}), "choice", LEVEL, "Ghi điểm"),
    (row(**{LEVEL: "Giỏi", SCORE: 95, DAY: D(2008, 11, 6)}), "choice", LEVEL, "Các mức: Tốt; Khá"),
    (row(**{CONTENTS: "#N/A", DAY: D(2008, 12, 6)}), "excel", CONTENTS, "Ô báo lỗi"),
]


def test_rows_are_meetings_written_as_on_the_page(staff, nam_tam_cells):
    second = row(**{CELL: "chi bo ban nam tam 2", TIME: "14h30", SCORE: 92, LEVEL: "tốt", DUES: 20000})
    upload = tried(staff, row(), second)
    assert said(upload) == []
    confirmed(upload, staff)
    first, other = Meeting.objects.order_by("pk")
    assert (first.organization, first.score, first.level) == (nam_tam_cells[0], None, "")
    assert (other.organization, other.level, other.starts_at, other.dues) == (
        nam_tam_cells[1],
        "good",
        dt.time(14, 30),
        20000,
    )
    assert AuditEntry.objects.filter(did="meeting.recorded").count() == 2


def test_every_bad_row_has_its_sentence_and_nothing_is_written(staff, nam_tam_cells):
    found = found_at(tried(staff, *(one for one, *_ in BAD)))
    wrong = [
        (found.get(number), wanted)
        for number, (_, *wanted) in enumerate(BAD, 4)
        if not any(one[:2] == tuple(wanted[:2]) and wanted[2] in one[2] for one in found.get(number, []))
    ]
    assert wrong == []
    assert not Meeting.objects.exists()


def test_what_leaves_comes_in_unchanged_and_is_not_written_over(staff, nam_tam_cells, ta_phin_cells):
    make.meeting(nam_tam_cells[0], score=92)
    make.meeting(ta_phin_cells[0], kind="thematic", topic="Xóa đói", starts_at=dt.time(8))
    content = exported("meetings", staff, reason="")
    upload = files.tried("meetings", content, staff)
    assert (said(upload), upload.counts["unchanged"]) == ([], 2)
    other = [table(content)[0] | {PRESENT: 8, EXCUSED: 2}]
    found = found_at(files.tried("meetings", xlsx(other), staff))
    assert found[4][0][:2] == ("meeting_differs", PRESENT)


def test_rows_of_other_communes_and_twice_the_same_are_refused(staff, nam_tam, nam_tam_cells, ta_phin_cells):
    assert found_at(tried(staff, row(), row()))[5][0][:2] == ("twice", DAY)
    in_month = found_at(tried(staff, row(), row(**{DAY: D(2009, 11, 20)})))
    assert "đã ghi sinh hoạt thường kỳ" in str(in_month)


def test_an_import_is_taken_back_until_something_rests_on_it(staff, secretary, nam_tam_cells):
    upload = tried(staff, row(**{SCORE: 92}))
    confirmed(upload, staff)
    uploads.undo(upload=upload, by=staff)
    assert not Meeting.objects.exists()
    upload = tried(staff, row(**{SCORE: 92}))
    confirmed(upload, staff)
    make.level(Meeting.objects.get())
    with pytest.raises(Refused, match="đã có số liệu khác dựa vào"):
        uploads.undo(upload=upload, by=staff)
