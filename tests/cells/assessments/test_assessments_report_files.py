"""The report as workbook and as JSON: typed cells, formulas that give the figures, stable keys."""

import datetime as dt
import io
import json
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from openpyxl import load_workbook

from cells.assessments.report import KIND, build
from cells.organizations.models import OrganizationState
from sinho.accounts.roles import Role
from sinho.documents.reports import asked_for
from tests.conftest import TODAY
from tests.factories import graded_district as made
from tests.factories import people

SHEETS = ["Tổng hợp", "Theo đảng bộ", "Theo loại hình", "Danh sách"]


@pytest.fixture
def orgs(db):
    return made.graded_district()


@pytest.fixture
def report(orgs):
    person = people.user("bantochuc", Role.DISTRICT_STAFF, orgs["SH"])
    return build(people.scope(person), asked_for(KIND, organization_id=orgs["SH"].pk, today=TODAY))


@pytest.fixture
def book(report):
    return load_workbook(io.BytesIO(KIND.workbook(report)))


def value(sheet, place):
    """What a spreadsheet program shows in a cell; it knows the few forms of formula that we write."""
    cell = sheet[place]
    if cell.data_type != "f":
        return cell.value
    return evaluated(sheet, cell.value[1:])


def evaluated(sheet, text):
    if match := re.fullmatch(r"SUM\((\w+):(\w+)\)", text):
        return sum(value(sheet, cell.coordinate) or 0 for row in sheet[match[1] : match[2]] for cell in row)
    if match := re.fullmatch(r'IF\((\w+)=0,"",ROUND\((\w+)\*100/\1,1\)\)', text):
        whole, part = value(sheet, match[1]), value(sheet, match[2])
        return "" if not whole else float((Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))
    if match := re.fullmatch(r"ROUND\((\w+)-(\w+),1\)", text):
        return round(value(sheet, match[1]) - value(sheet, match[2]), 1)
    if match := re.fullmatch(r"(\w+)-(\w+)", text):
        return value(sheet, match[1]) - value(sheet, match[2])
    assert re.fullmatch(r"\w+(\+\w+)*", text), text
    return sum(value(sheet, place) for place in text.split("+"))


def rows(sheet, header=3):
    """Each row below the header as title → value."""
    titles = [cell.value for cell in sheet[header]]
    return [
        {title: value(sheet, cell.coordinate) for title, cell in zip(titles, row, strict=True)}
        for row in sheet.iter_rows(min_row=header + 1)
        if row[1].value is not None
    ]


def test_the_workbook_has_its_four_sheets(book):
    assert book.sheetnames == SHEETS


def test_the_summary_gives_every_figure_by_formulas_that_add_up(book, report):
    shown = rows(book["Tổng hợp"])
    lines = [line for group in report.groups for line in group.lines]
    assert [row["Xếp loại"] for row in shown] == [line.label for line in lines]
    for row, line in zip(shown, lines, strict=True):
        assert row["Năm 2009, số"] == line.count
        assert row["Năm 2008, số"] == line.count_before
        assert row["Năm 2009, %"] == (None if line.share is None else float(line.share))
        assert row["Năm 2008, %"] == (None if line.share_before is None else float(line.share_before))
        assert row["Tăng, giảm: số"] == line.change
        assert row["Tăng, giảm: điểm phần trăm"] == (None if line.points is None else float(line.points))


def test_totals_are_formulas_and_what_is_counted_is_a_number(book):
    sheet = book["Tổng hợp"]
    assert [sheet[f"B{row}"].data_type for row in range(4, 15)] == list("ffnnnnnfnnn")
    assert sheet["B4"].value == "=B5+B11+B14"
    assert sheet["B5"].value == "=B6+B8+B9+B10"


def test_committees_and_their_sum(book):
    shown = rows(book["Theo đảng bộ"])
    assert [(row["Mã"], row["Xếp loại năm 2009"]) for row in shown[:3]] == [
        ("SH-NT", "Trong sạch, vững mạnh tiêu biểu"),
        ("SH-TP", "Yếu kém"),
        ("SH-QS", "Chưa quyết định"),
    ]
    words = "Chi bộ trực thuộc: "
    first = {title.removeprefix(words): cell for title, cell in shown[0].items() if title.startswith(words)}
    assert first == {
        "tổng số": 4,
        "TSVM": 2,
        "HTTNV": 1,
        "HTNV": 0,
        "Yếu kém": 0,
        "trong đó TSVM tiêu biểu": 1,
        "được đánh giá": 3,
        "chưa đánh giá": 1,
        "chưa có quyết định": 0,
        "TSVM trên số được đánh giá": 66.7,
    }


def test_rows_of_totals_are_sums_of_the_column_above(book):
    sheet = book["Theo đảng bộ"]
    last = sheet.max_row - 2  # a note stands below
    cells = {sheet.cell(3, column).value: sheet.cell(last, column) for column in range(1, sheet.max_column + 1)}
    assert cells["Đảng bộ"].value == "Cộng"
    assert cells["Chi bộ trực thuộc: tổng số"].value == "=SUM(F4:F6)"
    total = {title: value(sheet, cell.coordinate) for title, cell in cells.items() if cell.data_type == "f"}
    assert total["Chi bộ trực thuộc: tổng số"] == 8
    assert total["Chi bộ trực thuộc: TSVM trên số được đánh giá"] == 50.0


def test_types_of_grassroots_organisations_and_their_cells(book, report):
    sheet = book["Theo loại hình"]
    words = ("Loại hình tổ chức cơ sở đảng", "Tổ chức cơ sở đảng: tổng số", "Chi bộ trực thuộc: tổng số")
    assert [tuple(row[word] for word in words) for row in rows(sheet)] == [
        ("Xã", 2, 7),
        ("Cơ quan nhà nước", 1, 0),
        ("Đơn vị sự nghiệp công lập", 1, 0),
        ("Quân đội", 1, 1),
        ("Cộng", 5, 8),
    ]


def test_the_list_has_one_row_per_organisation_with_its_grade(book, report):
    shown = {row["Mã"]: row for row in rows(book["Danh sách"])}
    assert len(shown) == len(report.this.rows) == 13
    assert shown["SH-TP-2"]["Năm 2009"] == "Hoàn thành nhiệm vụ"
    assert shown["SH-TP-2"]["Năm 2008"] == "Yếu kém"
    assert shown["SH-NT-4"]["Năm 2009"] == "Chưa đánh giá: mới thành lập"
    assert shown["SH-TP-3"]["Năm 2009"] == "Chưa quyết định"
    assert (shown["SH-TC"]["Loại hình"], shown["SH-TC"]["Số quyết định"]) == ("Cơ quan nhà nước", "87-QĐ/HU")


def test_a_name_that_begins_like_a_formula_stays_text(orgs, report):
    OrganizationState.objects.filter(organization=orgs["SH-TP-1"]).update(name="=1+1")
    person = people.user("khac", Role.DISTRICT_STAFF, orgs["SH"])
    again = build(people.scope(person), asked_for(KIND, organization_id=orgs["SH"].pk, today=TODAY))
    sheet = load_workbook(io.BytesIO(KIND.workbook(again)))["Danh sách"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_json_says_what_was_asked_and_by_which_scheme(report):
    found = json.loads(json.dumps(report.as_json()))
    assert found["organization"] == {"code": "SH", "name": "Đảng bộ huyện Sìn Hồ"}
    assert (found["report"], found["year"], found["on"], found["counted_on"], found["scheme"]) == (
        "cell-quality",
        2009,
        "2009-12-18",
        "2009-12-18",
        "hd20_2008",
    )
    assert found["previous"] == {"year": 2008, "scheme": "hd20_2008"}


def test_json_holds_every_figure_with_counts_beside_percentages(report):
    found = report.as_json()["figures"]
    assert {key: entry["count"] for key, entry in found.items()} == {
        key: report.figure(key).count for key in report.figures
    }
    assert found["grassroots.total"] == {"count": 5}
    assert found["grassroots.level.clean_strong"] == {"count": 1, "of": 3, "percent": 33.3}
    assert found["cells.previous.level.weak"] == {"count": 2, "of": 8, "percent": 25.0}
    assert found["grassroots.type.army.level.good"] == {"count": 0, "of": 0, "percent": None}


def test_json_holds_changes_committees_and_the_names_of_the_weak(report):
    found = report.as_json()
    assert found["changes"]["cells.level.clean_strong"] == {"count": 0, "points": 12.5}
    assert found["changes"]["grassroots.total"] == {"count": 1, "points": None}
    assert found["committees"]["SH-NT"] == {
        "name": "Đảng bộ xã Nậm Tăm",
        "level": "clean_strong",
        "exemplary": True,
        "not_evaluated": "",
        "previous_level": "good",
        "movement": "up",
    }
    assert found["lowest"] == {
        "grassroots": [{"code": "SH-TP", "name": "Đảng bộ xã Tả Phìn", "previous_year_too": True}],
        "cells": [{"code": "SH-TP-1", "name": "Chi bộ bản Tả Phìn 1", "previous_year_too": True}],
    }


def test_without_last_year_the_files_have_no_columns_for_it(db):
    orgs = made.organizations()
    made.grades_of_2009(orgs)
    person = people.user("bantochuc", Role.DISTRICT_STAFF, orgs["SH"])
    report = build(people.scope(person), asked_for(KIND, organization_id=orgs["SH"].pk, today=TODAY))
    book = load_workbook(io.BytesIO(KIND.workbook(report)))
    assert not [cell.value for sheet in book for cell in sheet[3] if cell.value and "2008" in cell.value]
    assert report.as_json()["previous"] is None and report.as_json()["changes"] == {}


def test_the_same_report_gives_the_same_file(report):
    assert KIND.workbook(report) == KIND.workbook(report)
    assert dt.date(2009, 12, 18) == report.on
