"""Form 2 in both generations on people that can be counted by hand; 2B; the same total as the report on admission."""

import datetime as dt

import pytest

from members.admissions.report import build as admission
from members.roll.actions import moving
from members.roll.actions.moving import Paper
from sinho.documents.reports import Asked
from tests.factories import members as make
from tests.factories import organizations as places
from tests.factories import people

D = dt.date
FORM = "form-2"
NEW_SET = (D(2022, 1, 1), D(2022, 12, 31), D(2022, 12, 31))


def admitted(cell, name, on, occupation="", **facts):
    created = make.probationer(cell, name, admitted=on, **facts)
    if occupation:
        make.works(created, occupation, on)
    return created


def admit(year, cells, agency):
    """Five in the year and two in the year before, of every sort that the rows tell apart."""
    one, two = cells
    young = admitted(
        one, "Lò Văn Trẻ", D(year, 2, 3), "farmer", birth_year=year - 18, joined_union_on=D(year - 2, 3, 26)
    )
    make.learned(young, "general", "upper_secondary")
    woman = admitted(one, "Tao Thị Nữ", D(year, 5, 19), "service_unit", birth_year=year - 35, sex="female")
    make.learned(woman, "general", "upper_secondary")
    make.learned(woman, "professional", "university", D(year - 3, 7, 1))
    mong = admitted(
        two, "Giàng A Đạo", D(year, 9, 2), ethnicity="eth_mong", religion="protestant", birth_year=year - 41
    )
    make.learned(mong, "general", "primary")
    admitted(two, "Lò Văn Già", D(year, 9, 2), "village_staff", birth_year=year - 62)
    kinh = admitted(agency, "Phạm Thị Cơ", D(year, 9, 2), "state_district", birth_year=year - 30, sex="female")
    kinh.ethnicity = "eth_kinh"
    kinh.save()
    make.learned(kinh, "professional", "elementary")
    admitted(one, "Lò Văn Trước", D(year - 1, 3, 3), "farmer", birth_year=year - 30)
    admitted(one, "Lò Thị Trước", D(year - 1, 4, 4), "farmer", birth_year=year - 30, sex="female")
    make.member(one, "Lò Văn Đến", since=D(year, 4, 1), entry="from_district")
    return young


COMMON = {
    "total": 5,
    "minority": 4,
    "women": 2,
    "religious": 1,
    "union": 1,
    "age.18-30": 2,
    "general.primary": 1,
    "general.upper_secondary": 2,
    "professional.elementary": 1,
    "professional.university": 1,
    "bases": 3,
    "rest.general": 2,
    "people.all": 5,
    "people.ethnicity.eth_thai": 3,
    "people.ethnicity.eth_mong": 1,
    "people.ethnicity.eth_kinh": 1,
    "people.religion.protestant": 1,
}


def test_the_older_set(nam_tam_cells, ta_phin, finance_cell, district, staff, ask, counts, walk):
    admit(2009, nam_tam_cells, finance_cell)
    report = ask(FORM, staff, district)
    assert report.spec.code == "Biểu số 2-TCTW"
    assert counts(report) == COMMON | {
        "occupation.officials": 1,
        "occupation.service": 1,
        "occupation.peasants": 1,
        "age.31-40": 1,
        "age.41-50": 1,
        "age.51": 1,
        "bases.admitting": 2,
        "rest.occupation": 2,
    }
    assert {row.name for row in report.figure("rest.occupation").rows} == {"Giàng A Đạo", "Lò Văn Già"}
    assert counts(report, earlier=True)["total"] == 2
    walk(report)


def test_the_new_set(nam_tam_cells, ta_phin, finance_cell, district, staff, ask, counts, walk):
    admit(2022, nam_tam_cells, finance_cell)
    report = ask(FORM, staff, district, *NEW_SET)
    assert report.spec.code == "Biểu số 2-BTCTW"
    assert counts(report) == COMMON | {
        "occupation.state_district": 1,
        "occupation.village_staff": 1,
        "occupation.service_unit": 1,
        "occupation.farmer": 1,
        "age.31-35": 1,
        "age.41-45": 1,
        "age.61": 1,
        "bases.committees": 2,
        "bases.committees.admitting": 1,
        "bases.cells": 1,
        "bases.cells.admitting": 1,
        "rest.occupation": 1,
        "people.all.women": 2,
        "people.ethnicity.eth_thai.women": 1,
        "people.ethnicity.eth_kinh.women": 1,
    }
    walk(report)


def test_rows_stand_in_the_order_of_the_printed_form(nam_tam_cells, district, staff, ask):
    new = [line.key for line in ask(FORM, staff, district, *NEW_SET).sheets[0].lines]
    assert new[:10] == (
        [
            "total",
            "of",
            "minority",
            "women",
            "religious",
            "union",
            "business_owner",
            "family_planning",
            "foreign_spouse",
            "again",
        ]
    )
    ages = [key for key in new if key.startswith("age.")]
    assert ages == (
        [
            "age.18-30",
            "age.31-35",
            "age.36-40",
            "age.41-45",
            "age.46-50",
            "age.51-55",
            "age.56-60",
            "age.61",
            "age.mean",
        ]
    )
    old = [line.key for line in ask(FORM, staff, district).sheets[0].lines]
    assert old[:7] == ["total", "of", "again", "women", "minority", "religious", "union"]
    assert [key for key in old if key.startswith("age.")] == [
        "age.18-30",
        "age.31-40",
        "age.41-50",
        "age.51",
        "age.mean",
    ]
    assert old[-5:] == ["units", "units.without", "bases", "bases.admitting", "bases.exhausted"]


def test_shares_and_the_mean_age(nam_tam_cells, finance_cell, district, staff, ask):
    admit(2009, nam_tam_cells, finance_cell)
    sheet, peoples = ask(FORM, staff, district).sheets
    lines = {line.key: line for line in sheet.lines}
    assert lines["total"].cells[2].number == 250
    assert lines["women"].cells[2].number == 200
    assert lines["union"].cells[2].number is None, "nobody the year before"
    ages = sum((18, 35, 41, 62, 30)) / 5
    assert float(lines["age.mean"].cells[0].number) == pytest.approx(round(ages, 1))
    assert float(lines["age.mean"].cells[1].number) == 29
    thai = next(line for line in peoples.lines if line.key == "ethnicity.eth_thai")
    assert (thai.number, thai.cells[1].number) == ("3", 60)
    assert len([line for line in peoples.lines if line.key.startswith("ethnicity.")]) == 56
    assert len([line for line in peoples.lines if line.key.startswith("religion.")]) == 7
    assert peoples.continues and peoples.code == "(Tiếp biểu số 2-TCTW)"


def test_rows_that_are_not_kept_are_empty_and_named(nam_tam_cells, finance_cell, district, staff, ask):
    admit(2022, nam_tam_cells, finance_cell)
    report = ask(FORM, staff, district, *NEW_SET)
    blank = [line for line in report.sheets[0].lines if line.blank]
    assert [line.key for line in blank][:3] == ["business_owner", "family_planning", "foreign_spouse"]
    assert all(cell.figure is None and cell.number is None for line in blank for cell in line.cells)
    [remark] = [one for one in report.remarks if one.startswith("Hệ thống chưa theo dõi")]
    assert "Chủ doanh nghiệp tư nhân" in remark and "Học hàm" in remark
    assert "business_owner" not in report.as_json()["figures"]
    assert "business_owner" in report.as_json()["not_kept"]


def test_a_set_that_was_not_seen_says_so(nam_tam_cells, district, staff, ask):
    report = ask(FORM, staff, district, D(2025, 1, 1), D(2025, 12, 31), D(2025, 12, 31))
    assert report.edition.code == "hd40_2025" and "Chưa có mẫu biểu" in report.remarks[-1]


def test_re_admission_and_annulment(nam_tam_cells, finance_cell, district, staff, ask, counts):
    young = admit(2009, nam_tam_cells, finance_cell)
    again = make.member(nam_tam_cells[0], "Lò Văn Lại", until=D(2005, 5, 1), exit="removed")
    make.Standing.objects.create(member=again, kind="probationary", valid=places.period(D(2009, 6, 1)))
    make.Membership.objects.create(
        member=again, organization=nam_tam_cells[1], valid=places.period(D(2009, 6, 1)), entry="admitted"
    )
    moving.leave(member=young, on=D(2009, 12, 1), how="annulled", paper=Paper("1", D(2009, 12, 1)), by=staff)
    figures = counts(ask(FORM, staff, district))
    assert (figures["total"], figures["again"]) == (5, 1)


@pytest.mark.parametrize("year", [2009, 2022])
def test_the_total_is_that_of_the_report_on_admission(year, nam_tam_cells, finance_cell, nam_tam, district, staff, ask):
    admit(year, nam_tam_cells, finance_cell)
    span = D(year, 1, 1), D(year, 12, 31)
    for organization in (district, nam_tam):
        asked = Asked(organization.pk, span[1], since=span[0], until=span[1])
        other = admission(people.scope(staff), asked)
        report = ask(FORM, staff, organization, *span, span[1])
        assert report.figure("total").count == other.total.now.count > 0
        assert report.figure("before.total").count == other.total.before.count
        assert report.figure("women").count == other.named("women").now.count
