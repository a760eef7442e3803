"""Where the table of a workbook stands, what its columns are, which rows it has."""

import datetime as dt

import pytest
from openpyxl import Workbook

from sinho.imports.enums import Level
from sinho.imports.tables import Titles, read_table, shown, tidy
from sinho.refusal import Refused
from tests.factories.workbooks import saved, xlsx

TITLES = Titles({"Mã tổ chức": True, "Tên đầy đủ": True, "Bí thư": False, "Đến ngày": False})
ROW = {"Mã tổ chức": "SH-NT", "Tên đầy đủ": "Đảng bộ xã Nậm Tăm"}


def table(content):
    return read_table(content, "a.xlsx", TITLES)


def errors(content):
    return [str(finding) for finding in table(content).findings if finding.level == Level.ERROR]


def test_title_and_empty_rows_above_the_header_are_passed_over():
    found = table(xlsx([ROW], title="Danh sách tổ chức đảng năm 2009"))
    assert (found.sheet, found.header, found.letters) == ("Dữ liệu", 3, {"Mã tổ chức": "A", "Tên đầy đủ": "B"})
    assert [(row.number, row.cells) for row in found.rows] == [(4, ROW)]


def test_columns_may_stand_in_any_order_and_titles_need_no_marks_and_may_have_a_star():
    found = table(xlsx([{"BI THU": "A", "Ten day du *": "B", "mã  tổ chức\n(*)": "C"}], title=""))
    assert found.letters == {"Bí thư": "A", "Tên đầy đủ": "B", "Mã tổ chức": "C"}
    assert found.rows[0].cells == {"Bí thư": "A", "Tên đầy đủ": "B", "Mã tổ chức": "C"}


def test_empty_rows_are_left_out_and_keep_their_numbers():
    found = table(xlsx([ROW, {"Mã tổ chức": "  "}, {}, {**ROW, "Mã tổ chức": "SH-TP"}], list(ROW)))
    assert [row.number for row in found.rows] == [4, 7]


def test_the_sheet_whose_header_fits_best_is_taken_and_hidden_sheets_never():
    workbook = Workbook()
    workbook.active.append(["Cột", "Giải thích"])
    workbook.active.append(["Mã tổ chức", "…"])
    data = workbook.create_sheet("Số liệu")
    data.append(["Mã tổ chức", "Tên đầy đủ"])
    data.append(["A", "B"])
    hidden = workbook.create_sheet("Danh mục")
    hidden.append(["Mã tổ chức", "Tên đầy đủ", "Bí thư", "Đến ngày"])
    hidden.sheet_state = "hidden"
    found = table(saved(workbook))
    assert (found.sheet, len(found.rows)) == ("Số liệu", 1)


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["Mã tổ chức", "Bí thư"], ["dòng 3: Thiếu cột bắt buộc “Tên đầy đủ” ở dòng tiêu đề."]),
        (
            ["Mã tổ chức", "Tên đầy đủ", "Bí thơ"],
            ["dòng 3, cột C, “Bí thơ”: Mẫu không có cột này. Có phải “Bí thư”?"],
        ),
        (
            ["Mã tổ chức", "Tên đầy đủ", "Quê quán"],
            ["dòng 3, cột C, “Quê quán”: Mẫu không có cột này. Xóa cột, hoặc sửa tiêu đề theo mẫu."],
        ),
        (
            ["Mã tổ chức", "Tên đầy đủ", "Mã tổ chức"],
            ["dòng 3, cột C, “Mã tổ chức”: Cột “Mã tổ chức” có hai lần: A và C. Giữ lại một."],
        ),
        (["STT", "Mã tổ chức", "Tên đầy đủ", "Ghi chú"], []),
    ],
)
def test_columns_that_do_not_fit_are_named_with_their_letter(titles, said):
    assert errors(xlsx([dict.fromkeys(titles, "x")], titles)) == said


def test_cells_beside_the_table_are_named_as_left_out():
    found = table(xlsx([{**ROW, "": "ghi chú"}], ["Mã tổ chức", "Tên đầy đủ", ""]))
    assert [str(finding) for finding in found.findings] == ["dòng 4, cột C: Cột không có tiêu đề nên không được đọc."]
    assert found.rows[0].cells == ROW


@pytest.mark.parametrize("content", [xlsx([{"a": 1, "b": 2}]), saved(Workbook())], ids=["other header", "empty sheet"])
def test_a_workbook_of_something_else_is_refused(content):
    with pytest.raises(Refused, match="Không thấy dòng tiêu đề của mẫu"):
        table(content)


def test_a_file_of_too_many_rows_is_refused():
    with pytest.raises(Refused, match="mỗi lần chỉ nhận 20000 dòng"):
        table(xlsx([ROW] * 20_001))


def test_signs_that_no_text_has_become_spaces():
    """Excel writes them as _x0000_; the database would refuse them."""
    table = read_table(
        xlsx([{"Mã": "A_x0000_B", "Tên": "Chi bộ_x0001_thử"}]), "a.xlsx", Titles({"Mã": True, "Tên": True})
    )
    assert table.rows[0].cells == {"Mã": "A B", "Tên": "Chi bộ thử"}


def test_text_is_tidied():
    assert tidy("  Nậm Tăm\u200b \n xã ") == "Nậm Tăm xã"
    assert tidy("Ðảng bộ") == "Đảng bộ"
    assert tidy("Đa\u0309ng") == "Đảng"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (12.0, "12"),
        (1250.5, "1250,5"),
        (True, "TRUE"),
        (dt.date(2009, 2, 5), "05/02/2009"),
        (dt.datetime(2009, 2, 5, 7), "05/02/2009"),
        ("a" * 100, "a" * 79 + "…"),
    ],
)
def test_a_cell_is_shown_as_it_was_typed(cell, text):
    assert shown(cell) == text


def test_another_sheet_with_such_a_table_is_said_to_be_left_out():
    workbook = Workbook()
    first, second, third = workbook.active, workbook.create_sheet("Thôn khác"), workbook.create_sheet("Trống")
    for sheet in (first, second, third):
        sheet.append(list(ROW))
    first.append(list(ROW.values()))
    second.append(["SH-TP", "Đảng bộ xã Tả Phìn"])
    found = table(saved(workbook))
    assert [row.cells["Mã tổ chức"] for row in found.rows] == ["SH-NT"]
    [doubt] = [finding for finding in found.findings if finding.level == Level.DOUBT]
    assert "Thôn khác" in str(doubt) and "Trống" not in str(doubt)
