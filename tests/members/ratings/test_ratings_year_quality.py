"""Report year-quality on two years of a small district that are counted by hand."""

import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pypdf import PdfReader

from cells.assessments import schemes
from members.ratings.report.quality import KIND, build
from members.ratings.report.quality.figures import runs
from sinho.documents.reports import Asked, NothingToReport
from tests.factories import assessments, people, ratings

TODAY = dt.date(2009, 12, 18)
# Of 2009; members of the second cell; B stood one level higher the year before.
LEVELS = ["excellent"] + ["good"] * 7


@pytest.fixture
def two_years(district, nam_tam, nam_tam_cells, ta_phin, ta_phin_cells, finance_cell, secretary):
    """Nậm Tăm: 1 excellent and 7 good in the first cell both years, B in the second; Tả Phìn: 1 without a decision;
    the office: 2. Organisations: the first cell weak twice, the second and Tả Phìn at the top twice."""
    first, second = ratings.people(nam_tam_cells[0], 8), ratings.people(nam_tam_cells[1], 1, "Tao")
    ratings.people(ta_phin_cells[0], 1, "Chẻo")
    ratings.people(finance_cell, 2, "Tài")
    for year, own, last in ((2008, "clean_strong", "completed"), (2009, "good", "breach")):
        campaign = assessments.campaign(district, year)
        on = dt.date(2009, 12, 17)
        for organization, level in (
            (nam_tam, own),
            (nam_tam_cells[0], "weak"),
            (nam_tam_cells[1], "clean_strong"),
            (ta_phin, "clean_strong"),
        ):
            assessments.decided(campaign, organization, level, on=on)
        for cell, members, levels in ((nam_tam_cells[0], first, LEVELS), (nam_tam_cells[1], second, [last])):
            ratings.meeting(campaign, cell)
            for one, level in zip(members, levels, strict=True):
                ratings.rating(campaign, cell, one, level)
            ratings.handing.submit(campaign=campaign, cell=cell, hand=ratings.BOTH, by=secretary)
        ratings.decide(campaign, nam_tam, nam_tam_cells, secretary)


def ask(person, organization, on=TODAY, year=2009, number="3"):
    return build(people.scope(person), Asked(organization.pk, on, year=year, more=(("so_nam", number),)))


def numbers(report) -> dict:
    return {key: figure.count for key, figure in report.figures.items() if figure.count}


def test_each_group_is_drawn_over_the_years_with_the_lists_behind_it(two_years, district, staff):
    report = ask(staff, district)
    charts = {chart.key: chart for chart in report.charts}
    assert list(charts) == ["xep-loai-grassroots", "xep-loai-cells", "xep-loai-members"]
    members = charts["xep-loai-members"]
    assert members.labels == ("2008", "2009")
    assert [one.values for one in members.series] == [(1, 1), (7, 7), (1, 0), (0, 1)]
    found = [figure for chart in report.charts for one in chart.series for figure in one.figures if figure]
    assert all(report.figure(figure.key) == figure for figure in found)


def test_the_years_are_the_hand_count(two_years, district, staff):
    found = numbers(ask(staff, district))
    parts = ("2009.grassroots", "2009.cells", "2009.members")
    assert {key: n for key, n in found.items() if key.startswith(parts)} == {
        "2009.grassroots.total": 3,
        "2009.grassroots.level1": 1,
        "2009.grassroots.level2": 1,
        "2009.grassroots.undecided": 1,
        "2009.cells.total": 4,
        "2009.cells.level1": 1,
        "2009.cells.level4": 1,
        "2009.cells.undecided": 2,
        "2009.members.total": 12,
        "2009.members.level1": 1,
        "2009.members.level2": 7,
        "2009.members.level4": 1,
        "2009.members.undecided": 3,
    }
    assert (found["2008.grassroots.level1"], found["2008.members.level3"]) == (2, 1)
    assert "2008.members.level4" not in found


def test_each_grassroots_organisation_with_its_cap(two_years, district, staff):
    report = ask(staff, district)
    found = numbers(report)
    assert (found["base.SH-NT.members.total"], found["base.SH-NT.members.level1"]) == (9, 1)
    assert (found["base.SH-NT.cells.level4"], found["2008.base.SH-NT.members.level1"]) == (1, 1)
    table = next(table for table in report.tables if table.key == "bases")
    rows = {row.label: [cell.figure.count if cell.figure else cell.text for cell in row.cells] for row in table.rows}
    assert next(cells for label, cells in rows.items() if "Nậm Tăm" in label)[-3:] == ["1", "14,3%", "12,5%"]
    assert rows["Cộng"][6:12] == [12, 1, 7, 0, 1, 3]
    assert report.as_json()["caps"]["SH-NT"] == {"allowed": 1, "used": 1, "of": 7}


def test_who_stands_at_the_top_or_the_bottom_for_years(two_years, district, staff):
    report = ask(staff, district)
    found = numbers(report)
    assert {key: n for key, n in found.items() if key.startswith("run")} == {
        "run.grassroots.top.2": 1,
        "run.cells.top.2": 1,
        "run.members.top.2": 1,
        "run.cells.low.2": 1,
    }
    assert report.figure("run.members.top.2").rows[0].texts[-1].endswith("2 năm liền")
    lowest = next(table for table in report.tables if table.key == "lowest")
    assert [(row.cells[1].text) for row in lowest.rows] == ["2"]
    assert set(runs(report.books, "members", lowest=True).values()) == {1}


def test_every_figure_opens_as_many_rows_as_it_counts(two_years, district, staff):
    report = ask(staff, district)
    assert all("khớp" in note for note in report.notes[:2])
    for key in report.figures:
        figure = report.figure(key)
        assert figure.count == len({row.key for row in figure.rows}) == report.as_json()["figures"][key], key
        assert all(len(row.texts) == len(figure.columns or report.columns) for row in figure.rows), key


def test_an_earlier_day_and_fewer_years(two_years, district, staff):
    before = ask(staff, district, dt.date(2009, 12, 16), number="1")
    assert (before.years, numbers(before)["2009.members.undecided"], before.anything_decided) == ([2009], 12, False)
    assert ask(staff, district, year=2008).years == [2008]
    with pytest.raises(NothingToReport, match="Chưa có đợt đánh giá năm 2007"):
        ask(staff, district, year=2007)


def test_a_secretary_sees_his_own_commune_alone(two_years, nam_tam, secretary):
    found = numbers(ask(secretary, nam_tam))
    assert (found["2009.members.total"], found["2009.grassroots.total"], found["2009.cells.total"]) == (9, 1, 2)


def test_queries_do_not_grow_with_members(two_years, district, staff, finance_cell):
    def count():
        with CaptureQueriesContext(connection) as queries:
            ask(staff, district)
        return len(queries)

    count()
    before = count()
    ratings.people(finance_cell, 20, "Thêm")
    assert count() == before


def test_a_scheme_that_says_nothing_of_members_stands_beside(two_years, district, staff):
    data = {key: part for key, part in schemes.as_json("hd20_2008").items() if key != "members"}
    assessments.campaign(district, 2007, data)
    report = ask(staff, district)
    assert report.years == [2009, 2008, 2007] and report.figure("2007.members.total").count == 12
    assert "2007.members.level1" not in report.figures and report.figure("2008.members.level1").count == 1
    assert any("Năm 2007 theo bộ quy tắc khác" in note for note in report.notes)


def test_screen_files_and_walls(two_years, district, nam_tam, staff, secretary, stranger, log_in):
    client, there = log_in(staff), f"/bao-cao/{KIND.code}/"
    asked = {"nam": 2009, "ngay": "18/12/2009", "don_vi": district.pk}
    page = client.get(there, asked).content.decode()
    assert "Nhiều năm liền" in page and "Năm 2008" in page and "Số năm cạnh nhau" in page
    listed = client.get(f"{there}danh-sach/", asked | {"so": "2009.members.level2"}).content.decode()
    assert listed.count("Lò Văn") == 7
    assert client.get(f"{there}json/", asked).json()["figures"]["2009.members.level2"] == 7
    book = load_workbook(io.BytesIO(client.get(f"{there}excel/", asked).content))
    assert book.sheetnames[0] == "Qua các năm" and "Danh sách xuất sắc" in book.sheetnames
    pages = PdfReader(io.BytesIO(client.get(f"{there}pdf/", asked).content)).pages
    words = re.sub(r"\s+", " ", " ".join(one.extract_text() for one in pages))
    assert "BÁO CÁO" in words and "các năm 2008–2009" in words and "PHỤ LỤC 1" in words and "14,3%" in words
    assert client.get(there, asked | {"so_nam": "9"}).status_code == 422
    assert log_in(secretary).get(there, asked).status_code == 404
    assert log_in(stranger).get(there, asked | {"don_vi": nam_tam.pk}).status_code == 404
