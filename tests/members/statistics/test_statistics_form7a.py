"""Form 7A equals a hand count; the district is described in tests/factories/graded_district.py (A24)."""

import datetime as dt

import pytest
from django.urls import reverse

from members.statistics.report import form7a
from members.statistics.sets import year_form
from sinho.documents.reports import Asked, NothingToReport
from tests.factories import assessments as year
from tests.factories import graded_district, people
from tests.factories import organizations as make
from tests.sinho.documents.test_documents_paper import words_of_page

ON = dt.date(2009, 12, 18)


@pytest.fixture
def graded(db):
    return graded_district.graded_district()


@pytest.fixture
def reader(graded):
    return people.user("bao.cao", "district_staff", graded["SH"])


def ask(reader, organization, number=2009, on=ON):
    return form7a.build(people.scope(reader), Asked(organization.pk, on, number))


def counts(report, column="total"):
    suffix = f".{column}"
    keys = [key for key in report.figures if key.endswith(suffix)]
    return {key.removesuffix(suffix): report.figure(key).count for key in keys}


def test_the_form_equals_the_hand_count(graded, reader):
    report = ask(reader, graded["SH"])
    assert counts(report) == {
        "bases": 5,
        "bases.evaluated": 3,
        "bases.clean_strong": 1,
        "bases.clean_strong.exemplary": 1,
        "bases.good": 1,
        "bases.completed": 0,
        "bases.weak": 1,
        "bases.not": 2,
        "bases.new": 1,
        "cells": 8,
        "cells.evaluated": 6,
        "cells.clean_strong": 3,
        "cells.clean_strong.exemplary": 1,
        "cells.good": 1,
        "cells.completed": 1,
        "cells.weak": 1,
    }
    by_type = {one.key: counts(report, one.key)["cells.evaluated"] for one, types in year_form().columns if types}
    assert {key: number for key, number in by_type.items() if number} == {"total": 6, "commune": 5, "forces": 1}
    assert counts(report, "service")["bases"] == 1 and counts(report, "administration")["bases"] == 1


def test_columns_and_rows_add_up(graded, reader):
    report = ask(reader, graded["SH"])
    [sheet] = report.sheets
    assert form7a.sums_of(sheet) == [] and "cột 2 bằng tổng" in report.notes[0]
    for column, number in counts(report).items():
        parts = [one.key for one, types in year_form().columns if types and one.key != "total"]
        assert number == sum(counts(report, part)[column] for part in parts), column
    for prefix in ("bases", "cells"):
        levels = [f"{prefix}.{level}" for level in ("clean_strong", "good", "completed", "weak")]
        assert counts(report)[f"{prefix}.evaluated"] == sum(counts(report)[level] for level in levels)
    assert counts(report)["bases"] == counts(report)["bases.evaluated"] + counts(report)["bases.not"]


def test_shares_are_of_those_evaluated(graded, reader):
    [sheet] = ask(reader, graded["SH"]).sheets
    place = [heading.number for heading in sheet.headings].index("3")
    shares = {line.key: line.cells[place].number for line in sheet.lines}
    assert (shares["bases.evaluated"], shares["cells.evaluated"]) == (100, 100)
    assert str(shares["bases.weak"]) == "33.3" and shares["cells.clean_strong"] == 50
    assert shares["bases"] is None and shares["bases.not"] is None


def test_every_figure_opens_its_list_and_undecided_ones_are_named(graded, reader):
    report = ask(reader, graded["SH"])
    assert all(report.figure(key).count == len(report.figure(key).rows) for key in report.figures)
    [new] = report.figure("bases.new.service").rows
    assert "Trường phổ thông" in new.name
    names = {row.name for row in report.figure("rest.undecided").rows}
    assert len(names) == 2 and any("Quân sự" in name for name in names)
    assert not report.figure("rest.type").count


def test_an_earlier_day_and_an_earlier_year(graded, reader):
    assert counts(ask(reader, graded["SH"], on=dt.date(2009, 12, 15)))["bases.evaluated"] == 0
    before = counts(ask(reader, graded["SH"], number=2008))
    assert (before["bases"], before["bases.evaluated"], before["bases.clean_strong"]) == (4, 4, 2)


def test_a_commune_sees_itself_and_no_campaign_is_said(graded, reader):
    secretary = people.user("bi.thu", "commune_secretary", graded["SH-NT"])
    mine = counts(ask(secretary, graded["SH-NT"]))
    assert (mine["bases"], mine["cells"], mine["cells.evaluated"]) == (1, 4, 3)
    with pytest.raises(NothingToReport, match="Chưa có đợt đánh giá năm 2007"):
        ask(reader, graded["SH"], number=2007)


def test_the_levels_are_those_of_the_scheme(db):
    district = make.district()
    commune = make.commune_committee("Nậm Tăm", parent=district, code="SH-NT")
    campaign = year.campaign(district, 2009, "qd366_2025")
    year.decided(campaign, commune, "excellent", on=dt.date(2009, 12, 16))
    report = ask(people.user("bao.cao", "district_staff", district), district)
    assert counts(report)["bases.excellent"] == 1 and "bases.weak.total" not in report.figures
    assert "366-QĐ/TW" in " ".join(report.remarks)


def test_screen_list_and_files(graded, reader, log_in):
    client = log_in(reader)
    asked = {"nam": 2009, "don_vi": graded["SH"].pk, "ngay": "18/12/2009"}
    page = client.get(reverse("reports:report", args=["form-7a"]), asked)
    text = page.content.decode()
    assert page.status_code == 200 and "Biểu số 7A-TCTW" in text and "Chưa đánh giá, xếp loại" in text
    rows = client.get(reverse("reports:rows", args=["form-7a"]), asked | {"so": "cells.weak.commune"}).content.decode()
    assert "bản Tả Phìn 1" in rows and "bản Tả Phìn 2" not in rows
    for name, start in (("xlsx", b"PK"), ("pdf", b"%PDF")):
        answer = client.get(reverse(f"reports:{name}", args=["form-7a"]), asked)
        assert answer.status_code == 200 and answer.content.startswith(start)
    figures = client.get(reverse("reports:json", args=["form-7a"]), asked).json()["figures"]
    assert figures["cells.weak.commune"] == 1


def test_on_paper_each_row_stands_further_in_than_the_one_it_belongs_to(graded, reader, log_in):
    asked = {"nam": 2009, "don_vi": graded["SH"].pk, "ngay": "18/12/2009"}
    pdf = log_in(reader).get(reverse("reports:pdf", args=["form-7a"]), asked).content
    left = {}
    for from_left, _, _, _, word in words_of_page(pdf, 1):
        left.setdefault(word, from_left)
    assert left["A."] < left["1."] < left["a)"]
