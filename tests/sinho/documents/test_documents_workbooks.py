"""Workbooks are opened again and looked at cell by cell."""

import datetime as dt
import io
import time
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from sinho.documents.workbooks import (
    CHOICES_SHEET,
    SUM,
    Column,
    Formula,
    new_workbook,
    workbook_bytes,
    write_explanations,
    write_table,
)

COMMUNES = tuple(f"Đảng bộ xã số {n}" for n in range(1, 24))
COLUMNS = (
    Column("name", "Họ và tên", width=28),
    Column("card", "Số thẻ đảng viên"),
    Column("joined", "Ngày vào Đảng", "date", width=12),
    Column("members", "Số đảng viên", "integer"),
    Column("score", "Điểm", "decimal"),
    Column("share", "Tỷ lệ", "percent"),
    Column("rank", "Xếp loại", choices=("Tốt", "Khá", "Yếu"), help="Theo kết quả cuối năm."),
    Column("commune", "Đảng bộ xã", choices=COMMUNES),
)
ROW = {
    "name": "Vàng A Sếnh",
    "card": "00123456789",
    "joined": dt.date(2008, 2, 3),
    "members": 2846,
    "score": Decimal("25.5"),
    "share": Decimal("65.9"),
    "rank": "Tốt",
    "commune": COMMUNES[0],
}


def written(rows, columns=COLUMNS, **options):
    """Workbook with one table, saved and opened again."""
    workbook = new_workbook()
    write_table(workbook, "Đảng viên", columns, rows, **options)
    return load_workbook(io.BytesIO(workbook_bytes(workbook)))


def test_cells_keep_their_kinds():
    cells = written([ROW])["Đảng viên"][2]
    assert [cell.value for cell in cells] == [
        "Vàng A Sếnh",
        "00123456789",
        dt.datetime(2008, 2, 3),
        2846,
        25.5,
        65.9,
        "Tốt",
        COMMUNES[0],
    ]
    assert [cell.data_type for cell in cells] == ["s", "s", "d", "n", "n", "n", "s", "s"]
    assert [cell.number_format for cell in cells] == [
        "@",
        "@",
        "dd/mm/yyyy",
        "#,##0",
        "#,##0.00",
        '0.0" %"',
        "@",
        "@",
    ]


@pytest.mark.parametrize("text", ['=HYPERLINK("http://a")', "+84 912", "-5", "@lệnh", "=1+1"])
def test_text_is_never_run_as_a_formula(text):
    cell = written([{"name": text}])["Đảng viên"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize("text", ["#N/A", "TRUE", "1e5", "2009-01-01"])
def test_text_that_looks_like_something_else_stays_text(text):
    cell = written([{"name": text}])["Đảng viên"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_headers_and_notes_are_text_too():
    sheet = written([], columns=(Column("a", "=A1"),), title="=B1", notes=("+C1",))["Đảng viên"]
    assert [sheet[place].data_type for place in ("A1", "A3", "A5")] == ["s", "s", "s"]


def test_signs_that_no_workbook_may_hold_are_left_out():
    assert written([{"name": "Lò\x00\x0b\x1f An\ufffe\ud800"}])["Đảng viên"]["A2"].value == "Lò An"


def test_what_is_not_known_is_an_empty_cell():
    cells = written([{"name": "Lò An", "card": ""}])["Đảng viên"][2]
    assert [cell.value for cell in cells] == ["Lò An"] + [None] * 7


def test_a_moment_counts_as_its_local_day():
    moment = dt.datetime(2008, 2, 3, 18, 0, tzinfo=dt.UTC)
    assert written([{"joined": moment}])["Đảng viên"]["C2"].value == dt.datetime(2008, 2, 4)


@pytest.mark.parametrize(
    ("key", "value", "title"),
    [
        ("members", "12", "Số đảng viên"),
        ("members", 1.5, "Số đảng viên"),
        ("members", True, "Số đảng viên"),
        ("score", "25,5", "Điểm"),
        ("joined", "3/2/2008", "Ngày vào Đảng"),
    ],
)
def test_a_value_of_another_kind_is_a_mistake_of_the_caller(key, value, title):
    with pytest.raises(TypeError, match=title):
        written([{key: value}])


def test_header_is_bold_frozen_filtered_and_repeated_in_print():
    sheet = written([ROW, ROW])["Đảng viên"]
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["A"].width == 28


def test_title_stands_above_and_notes_below_the_table():
    sheet = written([ROW], title="Danh sách đảng viên", notes=("Nguồn: sổ đảng viên.",))["Đảng viên"]
    assert sheet["A1"].value == "Danh sách đảng viên"
    assert sheet["A3"].value == "Họ và tên"
    assert sheet["A6"].value == "Nguồn: sổ đảng viên."
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A4", "A3:H4", "$3:$3")


def test_empty_rows_of_a_form_have_the_format_of_their_column():
    sheet = written([])["Đảng viên"]
    assert sheet.auto_filter.ref == "A1:H1"
    assert sheet.column_dimensions["B"].number_format == "@"
    assert sheet.column_dimensions["C"].number_format == "dd/mm/yyyy"


def test_short_choices_stand_in_the_cell_and_long_ones_on_a_hidden_sheet():
    workbook = written([ROW])
    rules = {str(rule.sqref).split(":")[0]: rule for rule in workbook["Đảng viên"].data_validations.dataValidation}
    assert rules["G2"].formula1 == '"Tốt,Khá,Yếu"'
    assert rules["H2"].formula1 == f"'{CHOICES_SHEET}'!$A$2:$A$24"
    assert all(rule.type == "list" and rule.showErrorMessage and rule.allow_blank for rule in rules.values())
    assert "“Xếp loại”" in rules["G2"].error
    hidden = workbook[CHOICES_SHEET]
    assert hidden.sheet_state == "hidden"
    assert tuple(cell.value for cell in hidden["A"][1:]) == COMMUNES
    assert workbook.sheetnames[-1] == CHOICES_SHEET


def test_choices_with_a_comma_are_not_cut_in_two():
    columns = (Column("rank", "Mức", choices=("Trong sạch, vững mạnh", "Yếu kém")),)
    workbook = written([], columns=columns)
    assert [cell.value for cell in workbook[CHOICES_SHEET]["A"]] == ["Mức", "Trong sạch, vững mạnh", "Yếu kém"]


def test_explanations_name_every_column():
    workbook = new_workbook()
    write_table(workbook, "Đảng viên", COLUMNS, [])
    write_explanations(workbook, COLUMNS, ["Mỗi dòng một đảng viên.", "=Không sửa tên cột."])
    again = load_workbook(io.BytesIO(workbook_bytes(workbook)))
    sheet = again["Hướng dẫn"]
    assert [sheet["A1"].value, sheet["A2"].value] == ["Mỗi dòng một đảng viên.", "=Không sửa tên cột."]
    assert sheet["A2"].data_type == "s"
    assert [cell.value for cell in sheet[4]] == ["Cột", "Kiểu", "Giá trị được ghi", "Giải thích"]
    assert [row[0].value for row in sheet.iter_rows(min_row=5)] == [column.title for column in COLUMNS]
    assert [cell.value for cell in sheet[11]] == ["Xếp loại", "Chữ", "Tốt; Khá; Yếu", "Theo kết quả cuối năm."]
    assert again.sheetnames == ["Đảng viên", "Hướng dẫn", CHOICES_SHEET]


def test_sheet_titles_are_made_fit():
    workbook = new_workbook()
    sheet = write_table(workbook, "Tổ chức/chi bộ: [năm 2009] có tên rất dài", COLUMNS, [])
    assert len(sheet.title) <= 31 and not set(sheet.title) & set("[]:*?/\\")


def test_the_same_table_gives_the_same_bytes_later():
    def build():
        workbook = new_workbook()
        write_table(workbook, "Đảng viên", COLUMNS, [ROW])
        return workbook_bytes(workbook)

    first = build()
    time.sleep(2.1)  # a zip file counts in steps of two seconds
    assert build() == first


SUMMED = (Column("name", "Xã"), Column("cells", "Chi bộ", "integer"), Column("share", "%", "percent"))
HALF = Formula('IF({cells}=0,"",ROUND({cells}*100/8,1))')


def test_a_row_of_totals_is_a_formula_over_the_rows_above_and_in_bold():
    rows = [{"name": "Căn Co", "cells": 5, "share": HALF}, {"name": "Lê Lợi", "cells": 3, "share": HALF}]
    total = {"name": "Cộng", "cells": SUM, "share": HALF}
    sheet = written(rows, SUMMED, title="Chi bộ", notes=("Ghi chú.",), total=total)["Đảng viên"]
    assert [cell.value for cell in sheet[6]] == ["Cộng", "=SUM(B4:B5)", '=IF(B6=0,"",ROUND(B6*100/8,1))']
    assert [cell.data_type for cell in sheet[6]] == ["s", "f", "f"]
    assert all(cell.font.bold for cell in sheet[6])
    assert sheet["C4"].value == '=IF(B4=0,"",ROUND(B4*100/8,1))'
    assert sheet["C4"].number_format == '0.0" %"'
    assert (sheet.auto_filter.ref, sheet["A8"].value) == ("A3:C5", "Ghi chú.")


def test_a_table_without_rows_has_no_totals():
    sheet = written([], SUMMED, total={"name": "Cộng", "cells": SUM})["Đảng viên"]
    assert sheet.max_row == 1


def test_text_that_looks_like_one_of_our_formulas_stays_text():
    cell = written([{"name": "=SUM(B4:B5)", "cells": 1}], SUMMED, total={"name": "=SUM(A2:A2)"})["Đảng viên"]["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
