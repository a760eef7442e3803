"""Two years under different schemes stand side by side by rank, each with its own words."""

import datetime as dt

import pytest

from cells.assessments import schemes
from cells.assessments.report import KIND, build
from cells.assessments.report.compared import DOWN, UP, movement
from cells.assessments.report.graded import Graded, Year
from cells.assessments.rules.scheme import read
from sinho.accounts.roles import Role
from sinho.documents.reports import asked_for
from tests.conftest import TODAY
from tests.factories import assessments as year
from tests.factories import graded_district as made
from tests.factories import people

LATER_LEVELS = [
    ("excellent", "Hoàn thành xuất sắc nhiệm vụ", "HTXSNV"),
    ("good", "Hoàn thành tốt nhiệm vụ", "HTTNV"),
    ("not_completed", "Không hoàn thành nhiệm vụ", "KHTNV"),
]


def scheme_data(levels=LATER_LEVELS, exemplary=None, reasons=(("newcomer", "Chưa đủ sáu tháng"),), **more) -> dict:
    """The scheme of another time: other levels, other reasons, perhaps no flag."""
    data = schemes.as_json(year.SCHEME)
    return data | {
        "code": "later",
        "title": "Quy định của năm sau",
        "levels": [
            {"code": code, "label": label, "short": short, "verified": False, "lowest": code == levels[-1][0]}
            for code, label, short in levels
        ],
        "exemplary": exemplary,
        "not_evaluated_reasons": [{"code": code, "label": label} for code, label in reasons],
        **more,
    }


@pytest.fixture
def orgs(db):
    """2008 under the scheme of 2008, 2009 under another with three levels and no flag."""
    orgs = made.organizations()
    made.grades_of_2008(orgs)
    later = year.campaign(orgs["SH"], 2009, scheme_data())
    for code, level in {
        "SH-NT": "excellent",  # good (1) → 0: up
        "SH-TP": "not_completed",  # weak (3) → 2: up by rank
        "SH-TC": "not_completed",  # clean_strong (0) → 2: down
        "SH-QS": "excellent",  # clean_strong (0) → 0: same
    }.items():
        year.decided(later, orgs[code], level, on=made.DECIDED_2009)
    year.not_evaluated(later, orgs["SH-TH"], "newcomer", on=made.DECIDED_2009)
    return orgs


@pytest.fixture
def report(orgs):
    person = people.user("bantochuc", Role.DISTRICT_STAFF, orgs["SH"])
    return build(people.scope(person), asked_for(KIND, organization_id=orgs["SH"].pk, today=TODAY))


def test_levels_meet_by_rank_and_both_words_are_shown(report):
    lines = [line for line in report.groups[0].lines if line.of and line.label != "Được đánh giá"]
    assert [(line.label, line.other, line.count, line.count_before) for line in lines] == [
        ("Hoàn thành xuất sắc nhiệm vụ", "Trong sạch, vững mạnh", 2, 2),
        ("Hoàn thành tốt nhiệm vụ", "", 0, 1),
        ("Không hoàn thành nhiệm vụ", "Hoàn thành nhiệm vụ", 2, 0),
        ("", "Yếu kém", None, 1),
    ]


def test_reasons_of_both_schemes_are_lines(report):
    lines = [
        (line.label, line.count, line.count_before)
        for line in report.groups[0].lines
        if line.css == "in2" and not line.of
    ]
    assert lines == [("Chưa đủ sáu tháng", 1, None), ("Mới thành lập", None, 0), ("Lý do khác", None, 0)]


def test_the_lowest_level_is_the_one_that_the_scheme_says(report):
    assert report.this.lowest.code == "not_completed"
    assert [(one.row.code, one.again) for one in report.weak[0].rows] == [("SH-TP", True), ("SH-TC", False)]
    assert "grassroots.level.not_completed" in report.figures
    assert "grassroots.previous.level.weak" in report.figures


def test_moves_go_by_rank(report, orgs):
    up, down = ([row.organization_id for row in report.figure(f"grassroots.{way}").rows] for way in ("up", "down"))
    assert (up, down) == ([orgs["SH-NT"].pk, orgs["SH-TP"].pk], [orgs["SH-TC"].pk])


def test_a_scheme_without_a_flag_has_no_exemplary_figure(report):
    assert "grassroots.exemplary" not in report.figures
    assert "grassroots.previous.exemplary" in report.figures


def test_the_chart_names_both_levels_in_full_words_in_its_legend(report):
    chart = report.charts[0]
    assert chart.labels == ("2008", "2009")
    assert [(one.label, one.values) for one in chart.series] == [
        ("Hoàn thành xuất sắc nhiệm vụ (2008: Trong sạch, vững mạnh)", (50, 50)),
        ("Hoàn thành tốt nhiệm vụ", (25, 0)),
        ("Không hoàn thành nhiệm vụ (2008: Hoàn thành nhiệm vụ)", (0, 50)),
        ("2008: Yếu kém", (25, None)),
    ]
    assert all(figure is None or report.figure(figure.key) is figure for one in chart.series for figure in one.figures)


def test_every_sheet_and_page_of_files_can_be_made(report):
    assert KIND.workbook(report)
    assert report.as_json()["previous"] == {"year": 2008, "scheme": "hd20_2008"}


OLD, NEW = read(schemes.as_json(year.SCHEME)), read(scheme_data())


def graded(level: str) -> Graded:
    return Graded(1, "A", "A", "A", "grassroots_cell", "other", None, "", level=level)


@pytest.mark.parametrize(
    ("now", "then", "way"),
    [
        ("excellent", "good", UP),
        ("good", "clean_strong", DOWN),
        ("good", "good", ""),
        ("not_completed", "weak", UP),
        ("", "weak", ""),
        ("good", "", ""),
        ("good", None, ""),
    ],
)
def test_movement(now, then, way):
    this, last = (Year(number, scheme, dt.date(number, 12, 31), ()) for number, scheme in ((2009, NEW), (2008, OLD)))
    assert movement(this, last, graded(now), None if then is None else graded(then)) == way


def test_no_movement_without_last_year():
    assert movement(Year(2009, NEW, dt.date(2009, 12, 31), ()), None, graded("good"), None) == ""
