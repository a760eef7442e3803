"""The workbooks of the work of leading the cells, brought in oddly: each row has its sentence, nothing is doubled."""

import contextlib
import datetime as dt
import io
import unicodedata

import openpyxl
import pytest

from cells.directives.models import Briefing, Directive
from cells.meetings.models import Meeting
from cells.oversight.models import Commendation
from sinho.refusal import Refused
from tests.factories import uploads
from tests.factories.workbooks import xlsx

D = dt.date
DOCUMENT = {"Số, ký hiệu": "22-NQ/TW", "Ngày ban hành": "02/02/2008", "Loại văn bản": "Nghị quyết"}
DOCUMENT |= {"Cơ quan ban hành": "Ban Chấp hành Trung ương", "Ngày nhận": "12.02.2008", "Trích yếu": "Nâng cao"}
SESSION = {"Tổ chức": "Nậm Tăm", "Ngày quán triệt": "10/4/2008", "Địa điểm": "Hội trường", "Người truyền đạt": "Bí thư"}
SESSION |= {"Đảng viên khác, mời": "20", "Đảng viên khác, có mặt": "18"}
MEETING = {"Chi bộ": "Chi bộ bản Nậm Tăm 1", "Ngày họp": "5-11-2009", "Loại": "Thường kỳ", "Tổng số đảng viên": "10"}
MEETING |= {"Có mặt": "10", "Chủ trì": "Lò Văn Thử", "Nội dung": "Kiểm điểm tháng."}
PRAISED = {"Mã tổ chức": "SH-NT", "Hình thức": "Giấy khen", "Cấp khen": "Cấp ủy cấp trên trực tiếp của cơ sở"}
PRAISED |= {"Cơ quan khen": "Huyện ủy", "Số quyết định": "15-QĐ/HU", "Ngày quyết định": "03/02/2009"}
PRAISED |= {"Thành tích năm": "2008", "Thành tích": "Trong sạch, vững mạnh"}
GOOD = {"directives": DOCUMENT | SESSION, "meetings": MEETING, "commendations": PRAISED}
MODELS = {"directives": Briefing, "meetings": Meeting, "commendations": Commendation}
DAY = {"directives": "Ngày quán triệt", "meetings": "Ngày họp", "commendations": "Ngày quyết định"}
TEXT = {"directives": "Địa điểm", "meetings": "Chủ trì", "commendations": "Cơ quan khen"}
NUMBER = {"directives": "Số đảng viên", "meetings": "Tổng số đảng viên", "commendations": "Thành tích năm"}
KINDS = tuple(GOOD)


def tried(kind, by, *rows):
    return uploads.tried(kind, xlsx([GOOD[kind] | row for row in rows]), by)


@pytest.fixture
def place(district, nam_tam_cells):
    return district


@pytest.mark.parametrize("kind", KINDS)
def test_text_days_and_names_in_parts_are_read_and_a_file_counts_once(kind, place, staff):
    apart = {name: unicodedata.normalize("NFD", value) for name, value in GOOD[kind].items()}
    first, second = tried(kind, staff, apart), tried(kind, staff, {})
    assert uploads.found_at(first) == {}
    first = uploads.confirmed(first, staff)
    assert MODELS[kind].objects.count() == 1
    for again in (first, second):
        with contextlib.suppress(Refused):
            uploads.confirmed(again, staff)
    assert MODELS[kind].objects.count() == 1, "sent twice, and tried before the other one was written"
    third = tried(kind, staff, {})
    assert (uploads.found_at(third), third.trial["counts"]["unchanged"]) == ({}, 1)
    assert MODELS[kind].objects.count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_odd_cells_have_a_sentence_and_write_nothing(kind, place, staff):
    odd = [
        *({DAY[kind]: day} for day in ("31/02/2009", "01/01/0001", "31/12/9999", "hôm qua", 1e300, -5, True)),
        *({NUMBER[kind]: number} for number in (-1, 1.5, 1e300, "10^9", "=1+1", True, D(2009, 1, 1))),
        *({TEXT[kind]: text} for text in ("x" * 40000, "#REF!", "\u200b")),
    ]
    found = uploads.found_at(tried(kind, staff, *odd))
    assert [odd[n - 4] for n in range(4, 4 + len(odd)) if not found.get(n)] == []
    assert not MODELS[kind].objects.exists() and not Directive.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_on_a_hidden_sheet_is_not_taken_silently(kind, place, staff):
    book = openpyxl.load_workbook(io.BytesIO(xlsx([GOOD[kind]])))
    hidden = book.copy_worksheet(book.active)
    hidden.sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    upload = uploads.confirmed(uploads.tried(kind, content.getvalue(), staff), staff)
    assert MODELS[kind].objects.count() == 1 and upload.pk
