"""The sheets of all cells of a year, printed at once."""

import datetime as dt

import pytest

from cells.assessments.report.runs import CELL_SHEETS, years
from sinho.printing.kinds import RunAsked
from sinho.refusal import Refused
from tests.factories import assessments, people
from tests.factories import organizations as make

TODAY = dt.date(2009, 12, 18)


@pytest.fixture
def year(district, nam_tam, nam_tam_cells, ta_phin_cells, finance_cell):
    """2009 with a sheet of every cell but one, and of the committee."""
    campaign = assessments.campaign(district, 2009)
    for one in (nam_tam, *nam_tam_cells, ta_phin_cells[0], finance_cell):
        assessments.sheet(campaign, one)
    return campaign


def names(user, organization, year=2009) -> list[str]:
    return [one.file_name for one in CELL_SHEETS.parts(people.scope(user), RunAsked(organization.pk, TODAY, year))]


def test_every_sheet_of_a_cell_stands_in_the_folder_of_its_committee(staff, district, nam_tam, year):
    found = names(staff, district)
    assert found == [
        "sh-nt-nam-tam/sh-nt-01-chi-bo-ban-nam-tam-1-2009.pdf",
        "sh-nt-nam-tam/sh-nt-02-chi-bo-ban-nam-tam-2-2009.pdf",
        "sh-sin-ho/sh-tc-phong-tai-chinh-2009.pdf",
        "sh-tp-ta-phin/sh-tp-01-chi-bo-ban-ta-phin-1-2009.pdf",
    ]
    assert names(staff, nam_tam) == [one for one in found if one.startswith("sh-nt-nam-tam/")]
    assert names(staff, district, 2008) == [] and list(years(district.pk)) == [2009]


def test_a_secretary_gets_those_of_his_own_committee(secretary, district, nam_tam, year):
    assert len(names(secretary, nam_tam)) == 2 and len(names(secretary, district)) == 2
    assert not CELL_SHEETS.may(people.scope(secretary), district.pk)


def test_a_sheet_is_printed_as_it_is_printed_alone(staff, district, nam_tam_cells, year):
    asked, scope = RunAsked(district.pk, TODAY, 2009), people.scope(staff)
    part = next(one for one in CELL_SHEETS.parts(scope, asked) if "sh-nt-01" in one.file_name)
    html = CELL_SHEETS.printed(scope, asked, part.key).html()
    assert part.title == "Chi bộ bản Nậm Tăm 1, Đảng bộ xã Nậm Tăm"
    assert "CHI BỘ BẢN NẬM TĂM 1" in html and "Tự đánh giá, xếp loại tổ chức đảng năm 2009" in html


def test_a_cell_that_has_ended_since_is_printed_as_it_was(staff, district, nam_tam_cells, year):
    nam_tam_cells[0].states.update(valid=make.period(make.LONG_AGO, dt.date(2009, 6, 30)))
    asked, scope = RunAsked(district.pk, TODAY, 2009), people.scope(staff)
    part = next(one for one in CELL_SHEETS.parts(scope, asked) if "sh-nt-01" in one.file_name)
    assert "CHI BỘ BẢN NẬM TĂM 1" in CELL_SHEETS.printed(scope, asked, part.key).html()


def test_a_sheet_out_of_reach_is_refused_when_it_is_printed(staff, stranger, district, year):
    asked = RunAsked(district.pk, TODAY, 2009)
    part = next(one for one in CELL_SHEETS.parts(people.scope(staff), asked) if "sh-nt-01" in one.file_name)
    with pytest.raises(Refused, match="không còn trong phạm vi"):
        CELL_SHEETS.printed(people.scope(stranger), asked, part.key)
