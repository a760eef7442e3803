"""The machinery takes a scheme of another time as it comes: other levels, no points, other bodies (A10, A11)."""

import datetime as dt

import pytest
from django.urls import reverse

from cells.assessments import schemes
from cells.assessments.actions import decision, submission
from cells.assessments.actions.decision import DecisionPaper, Grade
from cells.assessments.models import Sheet
from tests.factories import assessments as year
from tests.factories import organizations as make
from tests.factories.working_year import hand_of, proposed

LEVELS = [
    ("excellent", "Hoàn thành xuất sắc nhiệm vụ", "HTXSNV"),
    ("good", "Hoàn thành tốt nhiệm vụ", "HTTNV"),
    ("completed", "Hoàn thành nhiệm vụ", "HTNV"),
    ("not_completed", "Không hoàn thành nhiệm vụ", "KHTNV"),
]


@pytest.fixture
def later(district, nam_tam):
    """A sheet under a scheme that differs in everything that a scheme may say."""
    data = schemes.as_json(year.SCHEME) | {
        "code": "later",
        "title": "Quy định của năm sau",
        "levels": [
            {"code": code, "label": label, "short": short, "verified": False, "lowest": code == "not_completed"}
            for code, label, short in LEVELS
        ],
        "exemplary": None,
        "not_evaluated_reasons": [{"code": "under_six_months", "label": "Thành lập chưa đủ 6 tháng"}],
        "procedure": {
            "grassroots": {
                "proposes": "mass_mobilization",
                "opinions": ["organization_board", "inspection"],
                "verified": False,
            },
            "cell": {"proposes": "commune_committee", "opinions": [], "verified": False},
        },
    }
    return Sheet.objects.create(campaign=year.campaign(district, 2009, data), organization=nam_tam)


def test_a_year_under_other_rules_runs_from_the_sheet_to_the_decision(later, secretary, staff, leader, log_in):
    sheet = proposed(later, secretary, staff, level="excellent")
    hand = hand_of(staff, sheet)
    assert hand.opinions == ("organization_board",)
    submission.give_opinion(
        sheet=sheet, body="organization_board", level="good", exemplary=False, comment="", hand=hand, by=staff
    )
    page = log_in(staff).get(reverse("assessments:campaign", args=[2009]))
    assert page.context["bodies"] == ["Tự xếp", "Dân vận"]
    [(_, [row])] = page.context["groups"]
    assert row["grades"] == ["HTXSNV", "HTXSNV", ""]
    paper = DecisionPaper("9-QĐ/HU", dt.date(2009, 12, 18))
    decision.decide(sheet=sheet, grade=Grade("good"), paper=paper, hand=hand_of(leader, sheet), by=leader)
    [(_, [row])] = log_in(staff).get(reverse("assessments:campaign", args=[2009])).context["groups"]
    assert row["grades"] == ["HTXSNV", "HTXSNV", "HTTNV"]
    form = log_in(leader).get(reverse("assessments:review", args=[sheet.pk])).content.decode()
    assert "Hoàn thành xuất sắc nhiệm vụ" in form and "vững mạnh" not in form


def test_the_inspection_writes_its_opinion_where_the_scheme_asks_for_it(later, inspector):
    assert hand_of(inspector, later).opinions == ("inspection",)


def test_the_pages_of_the_secretary_show_the_levels_of_the_scheme(later, secretary, log_in):
    text = log_in(secretary).get(reverse("assessments:part", args=[later.pk, "xep-loai"]), follow=True)
    assert text.status_code == 200 and "Không hoàn thành nhiệm vụ" in text.content.decode()


def test_the_page_of_the_cells_asks_for_no_words_where_the_scheme_asks_for_none(later, nam_tam, secretary, log_in):
    make.cell("bản Nậm Tăm 1", parent=nam_tam)
    text = log_in(secretary).get(reverse("assessments:record", args=[2009])).content.decode()
    assert "Thành lập chưa đủ 6 tháng".lower() in text.lower() and "Phải ghi khi chọn" not in text
