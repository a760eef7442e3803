"""Forms 3, 4 and 5: the membership of a day on people that can be counted by hand."""

import datetime as dt

import pytest

from cells.organizations.enums import OrganizationKind, OrganizationType
from tests.factories import members as make
from tests.factories import organizations as places

D = dt.date


@pytest.fixture
def roll(nam_tam_cells, ta_phin_cells, finance_cell):
    """Six on the roll of 18/12/2009, five a year before; one has left."""
    one, two = nam_tam_cells
    old = make.member(
        one, "Lò Văn Lão", admitted=D(1970, 5, 19), official=D(1971, 5, 19), since=D(2004, 1, 2), birth_year=1938
    )
    make.works(old, "retired")
    make.exempted(old)
    make.learned(old, "general", "primary")
    first = make.member(one, "Lò Văn Đầu", admitted=D(1949, 9, 2), official=D(1950, 9, 2), birth_year=1928)
    make.works(first, "farmer")
    make.learned(first, "general", "illiterate")
    young = make.probationer(two, "Tao Thị Trẻ", sex="female", ethnicity="eth_lu", birth_year=1984)
    make.works(young, "farmer", D(2009, 5, 19))
    make.learned(young, "general", "lower_secondary")
    make.learned(young, "general", "upper_secondary", D(2009, 6, 1))
    young.joined_union_on = D(2000, 3, 26)
    young.save()
    teacher = make.member(ta_phin_cells[0], "Giàng Thị Cô", sex="female", ethnicity="eth_mong", birth_year=1974)
    make.works(teacher, "service_unit")
    make.learned(teacher, "general", "upper_secondary")
    make.learned(teacher, "professional", "college")
    make.learned(teacher, "theory", "bachelor", D(2009, 7, 1))
    make.learned(teacher, "theory", "elementary", D(2006, 7, 1))
    clerk = make.member(finance_cell, "Phạm Văn Cơ", ethnicity="eth_kinh", religion="catholic", birth_year=1949)
    make.works(clerk, "state_district")
    make.learned(clerk, "general", "upper_secondary")
    make.learned(clerk, "professional", "master")
    make.learned(clerk, "theory", "advanced")
    plain = make.member(finance_cell, "Phạm Văn Chưa", birth_year=1964)
    make.member(one, "Lò Văn Đi", until=D(2008, 6, 30), exit="died")
    return {"plain": plain, "teacher": teacher}


COMMON = {
    "total": 6,
    "probationers": 1,
    "women": 2,
    "minority": 5,
    "religious": 1,
    "union": 1,
    "age.18-30": 1,
    "joined.1954": 1,
    "joined.1975": 1,
    "joined.since": 4,
    "general.primary": 1,
    "general.upper_secondary": 3,
    "professional.college": 1,
    "professional.master": 1,
}


class TestForm3:
    def test_the_older_set(self, roll, district, staff, ask, counts, walk):
        report = ask("form-3", staff, district)
        assert report.spec.code == "Biểu số 3-TCTW"
        assert counts(report) == COMMON | {
            "exempted": 1,
            "age.31-40": 1,
            "age.41-50": 1,
            "age.51-60": 1,
            "age.61": 2,
            "party_age.30": 1,  # since 1970: 39 years
            "party_age.60": 1,  # since 1949
            "general.illiterate": 1,
            "theory.advanced": 1,
            "theory.bachelor": 1,
            "rest.general": 1,
        }
        walk(report)

    def test_the_new_set_thirteen_years_later(self, roll, district, staff, ask, counts, walk):
        report = ask("form-3", staff, district, until=D(2022, 12, 31), on=D(2022, 12, 31))
        assert report.spec.code == "Biểu số 3-BTCTW"
        assert counts(report) == {key: n for key, n in COMMON.items() if key not in ("union", "age.18-30")} | {
            "working": 4,
            "occupation.state_district": 1,
            "occupation.service_unit": 1,
            "occupation.farmer": 2,
            "retired": 1,
            "retired.exempted": 1,
            "age.36-40": 1,
            "age.46-50": 1,
            "age.56-60": 1,
            "age.61": 3,
            "theory.advanced": 2,
            "rest.occupation": 1,
            "rest.general": 2,  # the new form has no row for who cannot read
        }
        assert [row.name for row in report.figure("rest.occupation").rows] == ["Phạm Văn Chưa"]
        walk(report)

    def test_a_past_day_knows_nothing_of_later(self, roll, district, staff, ask, counts):
        report = ask("form-3", staff, district, on=D(2008, 6, 30))
        figures = counts(report)
        assert (figures["total"], figures.get("probationers", 0), figures["theory.elementary"]) == (6, 0, 1)
        assert "theory.bachelor" not in figures and report.period == "đến ngày 30/06/2008"
        lines = {line.key: line for line in ask("form-3", staff, district).sheets[0].lines}
        assert [cell.figure.count for cell in lines["total"].cells[:2]] == [6, 5]
        assert lines["total"].cells[2].number == 120

    def test_the_mean_age(self, roll, district, staff, ask):
        lines = {line.key: line for line in ask("form-3", staff, district).sheets[0].lines}
        ages = (71, 81, 25, 35, 60, 45)
        assert float(lines["age.mean"].cells[0].number) == round(sum(ages) / 6, 1)

    def test_within_ones_reach(self, roll, nam_tam, district, staff, secretary, ask, counts):
        assert counts(ask("form-3", staff, nam_tam))["total"] == 3
        assert counts(ask("form-3", secretary, district))["total"] == 3


class TestForm4:
    def test_ethnic_groups_and_religions(self, roll, district, staff, ask, counts, walk):
        report = ask("form-4", staff, district)
        assert counts(report) == {
            "all": 6,
            "all.women": 2,
            "ethnicity.eth_kinh": 1,
            "ethnicity.eth_thai": 3,
            "ethnicity.eth_mong": 1,
            "ethnicity.eth_mong.women": 1,
            "ethnicity.eth_lu": 1,
            "ethnicity.eth_lu.women": 1,
            "religion.catholic": 1,
        }
        walk(report)

    def test_shares_are_of_the_total_and_lines_of_zero_stand_on_paper_only(self, roll, district, staff, ask):
        [sheet] = ask("form-4", staff, district).sheets
        lines = {line.key: line for line in sheet.lines}
        assert lines["ethnicity.eth_thai"].cells[2].number == 50
        assert lines["ethnicity.eth_tay"].cells[2].number is None
        assert len(sheet.lines) == 1 + 1 + 56 + 1 + 7
        assert [line.key for line in sheet.shown] == [
            "all", "ethnicity", "ethnicity.eth_kinh", "ethnicity.eth_thai", "ethnicity.eth_mong", "ethnicity.eth_lu",
            "religion", "religion.catholic",
        ]  # fmt: skip
        assert sheet.left_out == 58


class TestForm5:
    @pytest.fixture
    def more(self, roll, district, nam_tam):
        """A section committee with a cell and a member, an organisation without type, one that has ended."""
        section = places.organization("Đảng bộ bộ phận", OrganizationKind.SECTION_COMMITTEE, parent=nam_tam)
        make.member(places.cell("khối trường học", parent=section), "Lò Văn Giáo")
        make.member(places.grassroots_cell("chưa rõ", parent=district, type=""), "Lò Văn Lạ")
        places.grassroots_cell("đã giải thể", parent=district, until=D(2009, 6, 30))

    def test_types(self, more, district, staff, ask, counts, walk):
        report = ask("form-5", staff, district)
        assert counts(report) == {
            "total.bases": 4,
            "total.committees": 2,
            "total.cells": 2,
            "total.sections": 1,
            "total.subordinate": 5,
            "total.members": 8,
            "commune.bases": 2,
            "commune.committees": 2,
            "commune.sections": 1,
            "commune.subordinate": 5,
            "commune.members": 5,
            "state_agency.bases": 1,
            "state_agency.cells": 1,
            "state_agency.members": 2,
            "rest.bases": 1,
            "rest.members": 1,
        }
        walk(report)
        [row] = report.figure("total.sections").rows
        assert row.texts == ("Đảng bộ bộ phận", "Xã", "Đảng bộ xã Nậm Tăm")
        assert ask("form-5", staff, district, on=D(2009, 6, 30)).figure("state_agency.cells").count == 2

    def test_columns_of_both_sets(self, more, district, nam_tam, staff, secretary, ask):
        old, new = (
            ask("form-5", staff, district),
            ask("form-5", staff, district, until=D(2022, 12, 31), on=D(2022, 12, 31)),
        )
        assert [heading.number for heading in old.sheets[0].headings] == (
            ["2(=3+5)", "3", "4", "5(=6+7)", "6", "7", "8", "9", "10"]
        )
        assert [heading.number for heading in new.sheets[0].headings] == ["2(=3+4)", "3", "4", "5", "6", "7"]
        shown = old.sheets[0].on_screen
        assert len(shown.headings) == 6 and len(shown.lines[0].cells) == 6, "columns nothing is kept for stand on paper"
        assert not old.sheets[0].lines[0].cells[0].figure and "16 loại hình" in " ".join(old.remarks)
        assert new.sheets[0].top[:2] == [("Tổ chức cơ sở đảng", "", 3), ("Tổ chức trực thuộc", "", 2)]
        mine = ask("form-5", secretary, nam_tam)
        assert (mine.figure("total.bases").count, mine.figure("total.members").count) == (1, 4)

    def test_every_type_stands_in_one_row_of_the_lowest_level(self, more, district, staff, ask):
        spec = ask("form-5", staff, district).spec
        single = [row.types[0] for row in spec.rows if len(row.types) == 1]
        assert sorted(single) == sorted(OrganizationType.values)
