"""What each kind of cell takes, and what it says of what it does not take."""

import datetime as dt

import pytest

from cells.organizations.enums import OrganizationKind
from sinho.imports.encodings import looks_like_old_font
from sinho.imports.findings import WrongCell
from sinho.imports.widgets import (
    ChoiceWidget,
    CodeWidget,
    CountWidget,
    DayWidget,
    ReferenceWidget,
    TextWidget,
)

TEXT, CODE, DAY = TextWidget(10), CodeWidget(20), DayWidget()
COUNT, KIND, REFERENCE = CountWidget(9999), ChoiceWidget(OrganizationKind), ReferenceWidget()


@pytest.mark.parametrize(
    ("widget", "cell", "value"),
    [
        (TEXT, None, None),
        (TEXT, " \u00a0 ", None),
        (TEXT, "\u00a0Nậm  Tăm ", "Nậm Tăm"),
        (TEXT, "Nậ\u0301m"[:1] + "a\u0302\u0323m", "Nậm"),
        (TEXT, 12.0, "12"),
        (CODE, "sh-nt-05", "SH-NT-05"),
        (CODE, 1.0, "1"),
        (REFERENCE, "SH-NT · Đảng bộ xã Nậm Tăm", "SH-NT"),
        (REFERENCE, 3517.0, "3517"),
        (REFERENCE, "Xã Nậm Tăm", "Xã Nậm Tăm"),
        (DAY, dt.date(2009, 2, 5), dt.date(2009, 2, 5)),
        (DAY, dt.datetime(2009, 2, 5, 13, 30), dt.date(2009, 2, 5)),
        (DAY, " 5/2/2009 ", dt.date(2009, 2, 5)),
        (DAY, "05-02-2009", dt.date(2009, 2, 5)),
        (DAY, "2009-02-05", dt.date(2009, 2, 5)),
        (COUNT, 12.0, 12),
        (COUNT, "1.250", 1250),
        (COUNT, "0", 0),
        (KIND, "Chi bộ trực thuộc", "subordinate_cell"),
        (KIND, "chi bo  truc thuoc", "subordinate_cell"),
        (KIND, "subordinate_cell", "subordinate_cell"),
    ],
)
def test_a_cell_is_read(widget, cell, value):
    assert widget.clean(cell) == value


@pytest.mark.parametrize(
    ("widget", "cell", "said"),
    [
        (TEXT, "mười một chữ", "Ô dài 12 ký tự; nhiều nhất 10"),
        (TEXT, "a\x01b", "ký tự điều khiển"),
        (TEXT, "#N/A", "#N/A"),
        (TEXT, "#REF!", "#REF!"),
        (CODE, "SH NT", "không có dấu cách"),
        (CODE, "SH/NT", "Mã chỉ gồm"),
        (CODE, "Mã-1", "Mã chỉ gồm"),
        (CODE, "-A", "Mã chỉ gồm"),
        (DAY, "31/02/2009", "Không có ngày 31/02/2009"),
        (DAY, "1996", "Mới có năm"),
        (DAY, 1996.0, "Mới có năm"),
        (DAY, "tháng 5/2004", "Mới có tháng và năm"),
        (DAY, "5/2004", "Mới có tháng và năm"),
        (DAY, "19/5/97", "Năm có 2 chữ số: 1997 hay 2097?"),
        (DAY, "03.13.2001", "Không có tháng 13; có thể đã đảo ngày và tháng"),
        (DAY, 40163.0, "Ô là một con số"),
        (DAY, "05/02/1809", "1809"),
        (DAY, "mồng năm", "không phải là ngày"),
        (DAY, dt.time(7, 30), "Ô"),
        (DAY, True, "Ô"),
        (DAY, "#VALUE!", "#VALUE!"),
        (COUNT, "bốn", "Chỉ ghi số nguyên"),
        (COUNT, "4 đồng chí", "Chỉ ghi số nguyên"),
        (COUNT, 4.5, "số nguyên từ 0 đến 9999"),
        (COUNT, -1.0, "số nguyên từ 0 đến 9999"),
        (COUNT, 1e20, "số nguyên từ 0 đến 9999"),
        (COUNT, dt.date(2009, 1, 1), "Chỉ ghi số nguyên"),
        (COUNT, True, "Chỉ ghi số nguyên"),
        (KIND, "Chi bộ xã", "Các giá trị: Đảng bộ tỉnh; "),
        (KIND, 5.0, "Không có trong danh mục"),
    ],
)
def test_what_cannot_be_read_is_said(widget, cell, said):
    with pytest.raises(WrongCell) as wrong:
        widget.clean(cell)
    assert said in wrong.value.text


def test_what_is_written_reads_the_same():
    REFERENCE.names = {"SH-NT": "Nậm Tăm"}
    for widget, value in (
        (TEXT, "Nậm Tăm"),
        (CODE, "SH-NT"),
        (DAY, dt.date(2009, 2, 5)),
        (COUNT, 0),
        (KIND, "grassroots_cell"),
        (REFERENCE, "SH-NT"),
        (REFERENCE, "SH-XX"),
    ):
        assert widget.clean(widget.render(value)) == value


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("§¶ng bé x· NËm T¨m", True),
        ("Ñaûng boä xaõ Naäm Taêm", True),
        ("Đ?ng b? xã", True),
        ("Đảng bộ xã N\ufffdm Tăm", True),
        ("Đảng bộ xã Nậm Tăm", False),
        ("Chi bộ Trường THCS Tả Phìn (lớp 6–9)", False),
        ("ĐẢNG BỘ XÃ PU SAM CÁP", False),
        ("Vì sao?", False),
    ],
)
def test_texts_of_old_fonts_are_suspected(text, doubtful):
    assert looks_like_old_font(text) is doubtful
