"""Rows of the workbook of organisations that cannot be taken: each gets a sentence with row, column and value."""

import datetime as dt

import pytest

from cells.organizations.models import Organization
from tests.factories import organizations as make

DAY = dt.date
CELL = {
    "Mã tổ chức": "SH-NT-05",
    "Tên đầy đủ": "Chi bộ bản Nậm Ngập",
    "Hình thức": "Chi bộ trực thuộc",
    "Loại hình": None,
    "Mã tổ chức cấp trên": "SH-NT",
    "Mã xã": None,
    "Có hiệu lực từ ngày": DAY(2009, 6, 1),
    "Đến ngày": None,
}
COMMITTEE = {
    **CELL,
    "Mã tổ chức": "SH-NC",
    "Hình thức": "Đảng bộ cơ sở",
    "Loại hình": "Xã",
    "Mã tổ chức cấp trên": "SH",
}
KNOWN = {
    **CELL,
    "Mã tổ chức": "SH-NT-01",
    "Tên đầy đủ": "Chi bộ bản Nậm Tăm 1",
    "Có hiệu lực từ ngày": make.LONG_AGO,
}


def lines(upload, level="errors"):
    return [(group["code"], finding["line"]) for group in upload.trial[level] for finding in group["findings"]]


ONE_ROW = {
    "code missing": ({**CELL, "Mã tổ chức": None}, "missing", "dòng 4, cột A · Mã tổ chức: Ô này phải có giá trị."),
    "code with a space": ({**CELL, "Mã tổ chức": "SH NT"}, "code", "dòng 4, cột A · Mã tổ chức, “SH NT”: Mã chỉ gồm"),
    "code too long": ({**CELL, "Mã tổ chức": "A" * 21}, "text", "Ô dài 21 ký tự; nhiều nhất 20."),
    "name missing": ({**CELL, "Tên đầy đủ": " "}, "missing", "dòng 4, cột B · Tên đầy đủ: Ô này phải có giá trị."),
    "name too long": ({**CELL, "Tên đầy đủ": "a" * 201}, "text", "Ô dài 201 ký tự; nhiều nhất 200."),
    "kind missing": ({**CELL, "Hình thức": None}, "missing", "dòng 4, cột C · Hình thức: Ô này phải có giá trị."),
    "kind unknown": ({**CELL, "Hình thức": "Chi bộ xã"}, "choice", "dòng 4, cột C · Hình thức, “Chi bộ xã”: Không có"),
    "type missing": ({**COMMITTEE, "Loại hình": None}, "missing", "cột D · Loại hình: Đảng bộ cơ sở phải có loại hình"),
    "type unknown": ({**COMMITTEE, "Loại hình": "Huyện"}, "choice", "cột D · Loại hình, “Huyện”: Không có"),
    "parent missing": (
        {**CELL, "Mã tổ chức cấp trên": None},
        "missing",
        "cột E · Mã tổ chức cấp trên: Chi bộ trực thuộc phải có tổ chức cấp trên.",
    ),
    "parent unknown": ({**CELL, "Mã tổ chức cấp trên": "SH-NX"}, "reference", "“SH-NX”: Không có tổ chức này"),
    "parent of itself": ({**CELL, "Mã tổ chức cấp trên": "SH-NT-05"}, "tree", "cấp trên của chính mình"),
    "parent not yet there": (
        {**CELL, "Có hiệu lực từ ngày": DAY(2003, 1, 1)},
        "tree",
        "Tổ chức cấp trên SH-NT chưa có hoặc không còn vào ngày 01/01/2003.",
    ),
    "cell under a cell": (
        {**CELL, "Mã tổ chức cấp trên": "SH-NT-01"},
        "tree",
        "Chi bộ trực thuộc phải đứng ngay dưới đảng bộ cơ sở hoặc đảng bộ bộ phận.",
    ),
    "committee under a cell": (
        {**COMMITTEE, "Mã tổ chức cấp trên": "SH-NT-01"},
        "tree",
        "Đảng bộ cơ sở phải đứng ngay dưới",
    ),
    "cell of a commune under the district": ({**CELL, "Mã tổ chức cấp trên": "SH"}, "tree", "phải đứng ngay dưới"),
    "new top of a tree": (
        {**CELL, "Hình thức": "Đảng bộ huyện", "Mã tổ chức cấp trên": None},
        "scope",
        "Tổ chức mới phải đứng dưới một tổ chức thuộc phạm vi",
    ),
    "commune unknown": ({**CELL, "Mã xã": "Nậm Xe"}, "reference", "“Nậm Xe”: Không có xã, thị trấn này"),
    "day missing": ({**CELL, "Có hiệu lực từ ngày": None}, "missing", "cột G · Có hiệu lực từ ngày: Ô này phải có"),
    "day impossible": ({**CELL, "Có hiệu lực từ ngày": "31/02/2009"}, "day", "“31/02/2009”: Không có ngày 31/02/2009"),
    "last day before the first": (
        {**CELL, "Đến ngày": "31/05/2009"},
        "order",
        "cột H · Đến ngày, “31/05/2009”: Đến ngày phải từ ngày 01/06/2009 trở đi.",
    ),
    "place unknown": ({**CELL, "Nơi thành lập": "Chợ"}, "choice", "“Chợ”: Không có trong danh mục. Các giá trị: Bản;"),
    "founded after it began": (
        {**CELL, "Ngày thành lập": "02/06/2009"},
        "order",
        "Tổ chức đã có từ 01/06/2009; ngày thành lập không được sau ngày đó.",
    ),
    "founding of a known one without its day": (
        {**KNOWN, "Số quyết định thành lập": "1-QĐ/ĐU"},
        "missing",
        "Ngày thành lập",
    ),
    "decision too long": ({**CELL, "Số quyết định thành lập": "1" * 41}, "text", "nhiều nhất 40"),
    "members in words": ({**CELL, "Đảng viên chính thức": "bốn"}, "number", "“bốn”: Chỉ ghi số nguyên"),
    "members negative": ({**CELL, "Đảng viên dự bị": -1}, "number", "“-1”: Phải là số nguyên từ 0 đến 9999."),
    "secretary's day without a name": ({**CELL, "Bí thư từ ngày": "01/06/2009"}, "missing", "Ghi họ tên bí thư"),
    "new secretary without a day": (
        {**KNOWN, "Bí thư": "Vàng A Sếnh"},
        "missing",
        "Bí thư khác với người đang ghi: ghi từ ngày nào.",
    ),
    "secretary after the end": (
        {**CELL, "Đến ngày": "30/06/2009", "Bí thư": "Vàng A Sếnh", "Bí thư từ ngày": "01/07/2009"},
        "order",
        "Tổ chức kết thúc ngày 30/06/2009.",
    ),
    "half a term": ({**CELL, "Nhiệm kỳ từ": "01/06/2009"}, "missing", "Nhiệm kỳ phải ghi cả ngày đầu và ngày dự kiến"),
    "the other half": ({**CELL, "Nhiệm kỳ đến": "01/06/2011"}, "missing", "Nhiệm kỳ phải ghi cả ngày đầu và ngày"),
    "term backwards": (
        {**CELL, "Nhiệm kỳ từ": "01/06/2009", "Nhiệm kỳ đến": "01/06/2009"},
        "order",
        "Nhiệm kỳ phải hết sau ngày 01/06/2009.",
    ),
    "error of Excel": ({**CELL, "Bí thư": "#N/A"}, "excel", "“#N/A”: Ô báo lỗi #N/A của Excel."),
    "end over cells that go on": (
        {**COMMITTEE, "Mã tổ chức": "SH-NT", "Có hiệu lực từ ngày": make.LONG_AGO, "Đến ngày": "31/12/2009"},
        "tree",
        "Đang có 2 tổ chức trực thuộc: Chi bộ bản Nậm Tăm 1, Chi bộ bản Nậm Tăm 2. "
        "Tổ chức cấp trên SH-NT chưa có hoặc không còn vào ngày 01/01/2010.",
    ),
    "committee becomes a cell over cells": (
        {
            **COMMITTEE,
            "Mã tổ chức": "SH-NT",
            "Hình thức": "Chi bộ cơ sở",
            "Có hiệu lực từ ngày": "01/01/2009",
        },
        "tree",
        "Chi bộ bản Nậm Tăm 2. Chi bộ trực thuộc phải đứng ngay dưới",
    ),
}


@pytest.mark.parametrize(("row", "code", "said"), ONE_ROW.values(), ids=ONE_ROW)
def test_a_row_that_cannot_be_taken_gets_a_sentence(tried, row, code, said):
    upload = tried(row)
    assert lines(upload)[0][0] == code
    assert any(said in line for _, line in lines(upload))
    assert upload.counts["wrong"] == 1
    assert Organization.objects.count() == 7


def test_everything_wrong_with_a_row_is_said_at_once(tried):
    upload = tried({**CELL, "Tên đầy đủ": None, "Hình thức": "x", "Có hiệu lực từ ngày": "2009", "Đến ngày": 12345})
    assert sorted(code for code, _ in lines(upload)) == ["choice", "day", "day", "missing"]


def test_errors_are_grouped_by_cause_the_largest_group_first(tried):
    upload = tried(
        {**CELL, "Mã tổ chức": "A", "Hình thức": "x"},
        {**CELL, "Mã tổ chức": "B", "Có hiệu lực từ ngày": "x"},
        {**CELL, "Mã tổ chức": "C", "Có hiệu lực từ ngày": "y"},
    )
    assert [(group["code"], group["rows"]) for group in upload.trial["errors"]] == [("day", 2), ("choice", 1)]


MANY_ROWS = {
    "same code and day": (
        [CELL, {**CELL, "Tên đầy đủ": "Khác"}],
        [
            ("twice", "dòng 5, cột G · Có hiệu lực từ ngày, “01/06/2009”: Dòng 4 đã ghi mã SH-NT-05 từ ngày này."),
            ("waiting", "dòng 4: Chờ sửa dòng 5 (SH-NT-05)."),
        ],
    ),
    "two states on one day": (
        [{**CELL, "Đến ngày": "31/08/2009"}, {**CELL, "Tên đầy đủ": "Khác", "Có hiệu lực từ ngày": "01/07/2009"}, CELL],
        "twice",
    ),
    "circle": (
        [
            {**CELL, "Mã tổ chức": "A", "Hình thức": "Đảng bộ bộ phận", "Mã tổ chức cấp trên": "B"},
            {**CELL, "Mã tổ chức": "B", "Hình thức": "Đảng bộ bộ phận", "Mã tổ chức cấp trên": "A"},
        ],
        [
            (
                "tree",
                "dòng 4, cột E · Mã tổ chức cấp trên, “B”: Cấp trên đi vòng về chính tổ chức này: A → B → A.",
            ),
            (
                "tree",
                "dòng 5, cột E · Mã tổ chức cấp trên, “A”: Cấp trên đi vòng về chính tổ chức này: B → A → B.",
            ),
        ],
    ),
    "two secretaries from one day": (
        [
            {**CELL, "Bí thư": "Lò Văn Ánh", "Bí thư từ ngày": "01/07/2009"},
            {
                **CELL,
                "Tên đầy đủ": "Khác",
                "Có hiệu lực từ ngày": "01/08/2009",
                "Bí thư": "Vàng A Sếnh",
                "Bí thư từ ngày": "01/07/2009",
            },
        ],
        "twice",
    ),
    "two foundings": (
        [
            {**CELL, "Số quyết định thành lập": "1-QĐ/ĐU"},
            {
                **CELL,
                "Tên đầy đủ": "Khác",
                "Có hiệu lực từ ngày": "01/08/2009",
                "Số quyết định thành lập": "2-QĐ/ĐU",
            },
        ],
        "twice",
    ),
    "parent ends in the same file": (
        [
            {**COMMITTEE, "Đến ngày": "30/09/2009"},
            {**CELL, "Mã tổ chức cấp trên": "SH-NC"},
        ],
        [
            (
                "tree",
                "dòng 5, cột E · Mã tổ chức cấp trên, “SH-NC”: "
                "Tổ chức cấp trên SH-NC chưa có hoặc không còn vào ngày 01/10/2009.",
            )
        ],
    ),
}


@pytest.mark.parametrize(("rows", "said"), MANY_ROWS.values(), ids=MANY_ROWS)
def test_rows_that_cannot_stand_together_are_said(tried, rows, said):
    found = lines(tried(*rows))
    if isinstance(said, str):
        assert said in [code for code, _ in found]
    else:
        assert found == said


def test_a_row_may_not_reach_into_the_next_period(tried):
    late = {**KNOWN, "Tên đầy đủ": "Tên mới", "Có hiệu lực từ ngày": "01/07/2009"}
    upload = tried(late, {**KNOWN, "Tên đầy đủ": "Tên cũ", "Đến ngày": "31/08/2009"})
    assert [code for code, _ in lines(upload)] == ["order", "waiting"]


def test_nothing_was_so_before_the_founding(tried, nam_tam_cells):
    make.founding(nam_tam_cells[0], make.LONG_AGO)
    row = {**KNOWN, "Mã tổ chức cấp trên": "SH-NT", "Có hiệu lực từ ngày": "01/01/2004"}
    assert lines(tried(row))[0] == (
        "order",
        "dòng 4, cột G · Có hiệu lực từ ngày, “01/01/2004”: "
        "Tổ chức thành lập ngày 02/01/2004; dòng này phải có hiệu lực từ đó trở đi.",
    )


def test_rows_under_a_wrong_row_wait_and_are_named(tried):
    upload = tried(
        {**COMMITTEE, "Loại hình": None},
        {**CELL, "Mã tổ chức cấp trên": "SH-NC"},
        {**CELL, "Mã tổ chức": "SH-NT-06"},
    )
    assert lines(upload) == [
        ("missing", "dòng 4, cột D · Loại hình: Đảng bộ cơ sở phải có loại hình."),
        ("waiting", "dòng 5: Chờ sửa dòng 4 (SH-NC)."),
    ]
    assert [row["verdict"] for row in upload.trial["rows"]] == ["wrong", "waiting", "new"]


def test_a_wrong_row_about_an_existing_parent_stops_only_itself(tried):
    upload = tried(
        {**COMMITTEE, "Mã tổ chức": "SH-NT", "Có hiệu lực từ ngày": "x"},
        CELL,
    )
    assert [row["verdict"] for row in upload.trial["rows"]] == ["wrong", "new"]


def test_the_nearest_code_or_name_is_offered(tried):
    upload = tried({**CELL, "Mã tổ chức cấp trên": "Dang bo xa Nam Tâm"})
    assert lines(upload) == []
    upload = tried({**CELL, "Mã tổ chức cấp trên": "Đảng bộ Nậm Tăm"})
    assert "Gần giống nhất: SH-NT · Đảng bộ xã Nậm Tăm." in lines(upload)[0][1]
