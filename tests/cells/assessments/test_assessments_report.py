"""The figures of the report, on a district that is counted by hand (tests/factories/graded_district.py)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cells.assessments.enums import SheetState
from cells.assessments.report import KIND, build
from cells.organizations.enums import OrganizationKind
from sinho.accounts.roles import Role
from sinho.documents.reports import NothingToReport, asked_for
from sinho.refusal import Refused
from tests.conftest import TODAY
from tests.factories import assessments as year
from tests.factories import graded_district as made
from tests.factories import organizations as make
from tests.factories import people


@pytest.fixture
def orgs(db):
    return made.graded_district()


@pytest.fixture
def staff(orgs):
    return people.user("bantochuc", Role.DISTRICT_STAFF, orgs["SH"])


def report_of(person, organization, **asked):
    question = asked_for(KIND, organization_id=organization.pk, today=TODAY, **asked)
    return build(people.scope(person), question)


@pytest.fixture
def report(staff, orgs):
    return report_of(staff, orgs["SH"])


def counts(report, prefix: str) -> dict[str, int]:
    """Counts of the figures under a prefix, without it."""
    return {
        key.removeprefix(f"{prefix}."): report.figure(key).count
        for key in report.figures
        if key.startswith(f"{prefix}.")
        and "." not in key.removeprefix(f"{prefix}.").removeprefix("level.").removeprefix("not_evaluated.")
    }


def tally(total, evaluated, clean_strong, good, completed, weak, exemplary, new_org, undecided) -> dict[str, int]:
    return {
        "total": total,
        "evaluated": evaluated,
        "level.clean_strong": clean_strong,
        "level.good": good,
        "level.completed": completed,
        "level.weak": weak,
        "exemplary": exemplary,
        "not_evaluated": new_org,
        "not_evaluated.new_org": new_org,
        "not_evaluated.not_yet": 0,
        "undecided": undecided,
    }


MOVES_OF_GRASSROOTS = {"up": 1, "down": 1, "top_twice": 0, "lowest_twice": 1, "with_lowest_cells": 1}
MOVES_OF_CELLS = {"up": 2, "down": 0, "top_twice": 2, "lowest_twice": 1}


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("grassroots", tally(5, 3, 1, 1, 0, 1, 1, 1, 1) | MOVES_OF_GRASSROOTS),
        ("grassroots.previous", tally(4, 4, 2, 1, 0, 1, 0, 0, 0)),
        ("grassroots.kind.grassroots_committee", tally(3, 2, 1, 0, 0, 1, 1, 0, 1)),
        ("grassroots.kind.grassroots_cell", tally(2, 1, 0, 1, 0, 0, 0, 1, 0)),
        ("grassroots.previous.kind.grassroots_committee", tally(3, 3, 1, 1, 0, 1, 0, 0, 0)),
        ("grassroots.communes", tally(2, 2, 1, 0, 0, 1, 1, 0, 0)),
        ("grassroots.previous.communes", tally(2, 2, 0, 1, 0, 1, 0, 0, 0)),
        ("grassroots.type.commune", tally(2, 2, 1, 0, 0, 1, 1, 0, 0)),
        ("grassroots.type.army", tally(1, 0, 0, 0, 0, 0, 0, 0, 1)),
        ("grassroots.type.state_agency", tally(1, 1, 0, 1, 0, 0, 0, 0, 0)),
        ("grassroots.type.public_service", tally(1, 0, 0, 0, 0, 0, 0, 1, 0)),
        ("cells", tally(8, 6, 3, 1, 1, 1, 1, 1, 1) | MOVES_OF_CELLS),
        ("cells.previous", tally(8, 8, 3, 2, 1, 2, 0, 0, 0)),
        ("cells.type.commune", tally(7, 5, 2, 1, 1, 1, 1, 1, 1)),
        ("cells.type.army", tally(1, 1, 1, 0, 0, 0, 0, 0, 0)),
        ("cells.communes", tally(7, 5, 2, 1, 1, 1, 1, 1, 1)),
        ("cells.commune.SH-NT", tally(4, 3, 2, 1, 0, 0, 1, 1, 0)),
        ("cells.commune.SH-TP", tally(3, 2, 0, 0, 1, 1, 0, 0, 1)),
        ("cells.commune.SH-QS", tally(1, 1, 1, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_figures_are_what_was_counted_by_hand(report, prefix, expected):
    assert counts(report, prefix) == expected


def test_every_total_is_its_parts_and_the_exemplary_ones_stand_inside_the_first_level(report):
    for tally in report.tallies():
        assert tally.total.count == tally.evaluated.count + tally.not_evaluated.count + tally.undecided.count
        assert tally.evaluated.count == sum(figure.count for figure in tally.levels)
        assert tally.not_evaluated.count == sum(figure.count for figure in tally.reasons)
        assert set(tally.exemplary.rows) <= set(tally.top.rows)


def test_the_rows_of_a_figure_are_the_organisations_that_it_counts(report, orgs):
    rows = report.figure("cells.level.clean_strong").rows
    assert [row.name for row in rows] == ["Chi bộ bản Nậm Tăm 1", "Chi bộ bản Nậm Tăm 2", "Chi bộ Ban Chỉ huy"]
    assert rows[0].organization_id == orgs["SH-NT-1"].pk
    assert report.columns == ("Hình thức", "Thuộc đảng bộ", "Năm 2009", "Năm 2008")
    assert rows[0].texts == (
        "Chi bộ trực thuộc",
        "Nậm Tăm",
        "Trong sạch, vững mạnh tiêu biểu",
        "Trong sạch, vững mạnh",
    )


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("grassroots.up", ["SH-NT"]),
        ("grassroots.down", ["SH-TC"]),
        ("grassroots.lowest_twice", ["SH-TP"]),
        ("grassroots.with_lowest_cells", ["SH-TP"]),
        ("grassroots.not_evaluated.new_org", ["SH-TH"]),
        ("grassroots.undecided", ["SH-QS"]),
        ("cells.up", ["SH-NT-2", "SH-TP-2"]),
        ("cells.top_twice", ["SH-NT-1", "SH-QS-1"]),
        ("cells.lowest_twice", ["SH-TP-1"]),
        ("cells.undecided", ["SH-TP-3"]),
        ("cells.previous.level.clean_strong", ["SH-NT-1", "SH-QS-1", "SH-TP-9"]),
    ],
)
def test_who_stands_behind_a_figure(report, orgs, key, codes):
    assert [row.organization_id for row in report.figure(key).rows] == [orgs[code].pk for code in codes]


def test_committees_show_their_own_grade_in_both_years_and_which_way_they_went(report):
    shown = [(one.row.code, one.grade, one.grade_before, one.movement, one.is_lowest) for one in report.committees]
    assert shown == [
        ("SH-NT", "TSVM tiêu biểu", "HTTNV", "up", False),
        ("SH-TP", "Yếu kém", "Yếu kém", "", True),
        ("SH-QS", "", "TSVM", "", False),
    ]
    assert [len(report.communes), len(report.other_committees)] == [2, 1]
    assert sum(one.cells.total.count for one in report.committees) == report.all_cells.total.count


def test_types_stand_in_the_order_of_the_form_not_of_the_alphabet(report):
    assert [type.label for type in report.types] == [
        "Xã",
        "Cơ quan nhà nước",
        "Đơn vị sự nghiệp công lập",
        "Quân đội",
    ]


def test_the_weak_are_named_with_whether_they_were_weak_last_year_too(report):
    weak = {group.code: [(one.row.code, one.again) for one in group.rows] for group in report.weak}
    assert weak == {"grassroots": [("SH-TP", True)], "cells": [("SH-TP-1", True)]}


def test_changes_are_given_in_numbers_and_in_points_of_the_shares_shown(report):
    lines = {line.label: line for line in report.groups[1].lines}
    top = lines["Trong sạch, vững mạnh"]
    assert (top.now.count, top.before.count, top.change) == (3, 3, 0)
    assert [str(top.share), str(top.share_before), str(top.points)] == ["50.0", "37.5", "12.5"]
    assert lines["Chi bộ trực thuộc"].points is None
    assert [line.label for line in report.groups[0].lines] == [
        "Tổ chức cơ sở đảng",
        "Được đánh giá",
        "Trong sạch, vững mạnh",
        "trong đó tiêu biểu",
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành nhiệm vụ",
        "Yếu kém",
        "Chưa đánh giá",
        "Mới thành lập",
        "Lý do khác",
        "Chưa có quyết định",
    ]


@pytest.mark.parametrize(
    ("on", "evaluated", "undecided", "total"),
    [
        (dt.date(2009, 12, 15), 0, 8, 8),
        (dt.date(2009, 12, 16), 6, 1, 8),
        (dt.date(2009, 2, 28), 0, 7, 7),
        (dt.date(2009, 1, 20), 0, 8, 8),
        (dt.date(2010, 6, 1), 6, 1, 8),
    ],
)
def test_decisions_and_organisations_count_as_of_the_day(staff, orgs, on, evaluated, undecided, total):
    cells = report_of(staff, orgs["SH"], year=2009, on=on).all_cells
    assert (cells.evaluated.count, cells.undecided.count, cells.total.count) == (evaluated, undecided, total)


def test_a_decision_late_in_the_evening_counts_on_its_local_day(staff, orgs):
    cell = make.cell("bản Nậm Tăm 5", parent=orgs["SH-NT"], code="SH-NT-5")
    campaign, late = orgs["SH"].campaign_set.get(year=2009), year.at(dt.date(2009, 12, 17), hour=23)
    by = year.hand("quyet.dinh")
    year.sheet(campaign, cell, SheetState.DECIDED, decided_level="good", decided_at=late, decided_by=by)
    before, after = (report_of(staff, orgs["SH"], on=dt.date(2009, 12, day)) for day in (16, 17))
    assert (before.figure("cells.level.good").count, after.figure("cells.level.good").count) == (1, 2)


def test_last_year_is_compared_as_it_was_decided_by_the_day(staff, orgs):
    report = report_of(staff, orgs["SH"], year=2009, on=dt.date(2009, 1, 11))
    assert counts(report, "cells.previous")["undecided"] == 8


def test_an_organisation_counts_where_it_stood_on_the_counted_day(staff, orgs):
    state = make.state_of(orgs["SH-NT-3"])
    state.valid = make.period(make.LONG_AGO, dt.date(2009, 6, 30))
    state.save()
    state.pk, state.parent, state.valid = None, orgs["SH-TP"], make.period(dt.date(2009, 7, 1))
    state.save()
    report = report_of(staff, orgs["SH"])
    assert report.figure("cells.commune.SH-NT.total").count == 3
    assert report.figure("cells.commune.SH-TP.level.good").count == 1
    assert report.figure("cells.previous.total").count == 8
    before = report_of(staff, orgs["SH"], year=2008)
    assert before.figure("cells.commune.SH-NT.level.good").count == 2


def test_section_committees_are_a_group_of_their_own_and_their_cells_belong_to_the_grassroots_committee(staff, orgs):
    section = make.organization("Đảng bộ bộ phận bản xa", OrganizationKind.SECTION_COMMITTEE, parent=orgs["SH-NT"])
    make.cell("bản xa", parent=section)
    report = report_of(staff, orgs["SH"])
    assert [group.code for group in report.groups] == ["grassroots", "sections", "cells"]
    assert counts(report, "sections") == tally(1, 0, 0, 0, 0, 0, 0, 0, 1) | {
        "up": 0,
        "down": 0,
        "top_twice": 0,
        "lowest_twice": 0,
    }
    assert report.figure("cells.commune.SH-NT.total").count == 5


def test_a_commune_reports_on_itself_and_its_cells(staff, orgs):
    report = report_of(staff, orgs["SH-NT"])
    assert counts(report, "grassroots")["total"] == 1
    assert counts(report, "cells")["total"] == 4
    assert (report.own_grade, report.own_grade_before) == ("Trong sạch, vững mạnh tiêu biểu", "Hoàn thành tốt nhiệm vụ")
    assert "cells.commune.SH-TP.total" not in report.figures


def test_a_person_sees_only_what_he_reaches(orgs):
    secretary = people.user("bithu", Role.COMMUNE_SECRETARY, orgs["SH-NT"])
    report = report_of(secretary, orgs["SH"])
    assert counts(report, "cells")["total"] == 4
    assert {row.code for row in report.this.rows} == {"SH-NT", "SH-NT-1", "SH-NT-2", "SH-NT-3", "SH-NT-4"}


def test_without_a_campaign_of_last_year_nothing_is_compared(db):
    orgs = made.organizations()
    made.grades_of_2009(orgs)
    staff = people.user("bantochuc", Role.DISTRICT_STAFF, orgs["SH"])
    report = report_of(staff, orgs["SH"])
    assert report.last is None and report.moves == ()
    assert not [key for key in report.figures if "previous" in key]
    assert {line.change for group in report.groups for line in group.lines} == {None}
    assert report.columns == ("Hình thức", "Thuộc đảng bộ", "Năm 2009")


def test_the_last_year_with_a_campaign_is_asked_for_by_itself(staff, orgs):
    assert report_of(staff, orgs["SH-NT"], on=dt.date(2010, 2, 1)).year == 2009
    assert list(KIND.years(orgs["SH-NT-1"].pk)) == [2008, 2009]


def test_the_nearest_campaign_counts(staff, orgs):
    own = year.campaign(orgs["SH-NT"], 2009)
    year.decided(own, orgs["SH-NT-2"], "weak", on=made.DECIDED_2009)
    assert [row.level for row in report_of(staff, orgs["SH-NT"]).this.rows if row.level] == ["weak"]
    assert report_of(staff, orgs["SH"]).figure("cells.commune.SH-NT.level.weak").count == 0


def test_a_year_without_a_campaign_says_what_to_do(staff, orgs):
    with pytest.raises(NothingToReport) as nothing:
        report_of(staff, orgs["SH"], year=2007)
    assert nothing.value.reasons == ["Chưa có đợt đánh giá năm 2007."]
    assert nothing.value.url_name == "assessments:years"


@pytest.mark.parametrize(
    ("code", "asked", "part"),
    [
        ("SH", {"year": 2001}, "không tồn tại vào ngày 31/12/2001"),
        ("SH-TP-9", {"year": 2009}, "không tồn tại vào ngày 18/12/2009"),
        ("SH", {"year": 2009, "on": dt.date(2008, 12, 31)}, "chưa sang năm 2009"),
    ],
)
def test_what_cannot_be_reported_is_refused_with_a_sentence(staff, orgs, code, asked, part):
    with pytest.raises(Refused) as refused:
        report_of(staff, orgs[code], **asked)
    assert part in refused.value.reasons[0]


def test_a_grade_that_the_scheme_of_its_year_does_not_know_is_named(no_triggers, staff, orgs):
    orgs["SH-TC"].sheets.filter(campaign__year=2009).update(decided_level="excellent")
    with pytest.raises(Refused) as refused:
        report_of(staff, orgs["SH"])
    assert "Chi bộ Phòng Tài chính" in refused.value.reasons[0]


def test_the_number_of_queries_does_not_grow_with_the_rows(staff, orgs):
    def queries() -> int:
        scope = people.scope(staff)
        question = asked_for(KIND, organization_id=orgs["SH"].pk, today=TODAY, year=2009)
        with CaptureQueriesContext(connection) as caught:
            build(scope, question).as_json()
        return len(caught)

    few = queries()
    for n in range(30):
        make.cell(f"thêm {n}", parent=orgs["SH-TP"])
    assert queries() == few <= 13
