"""The grades of the years in the life of an organisation: each on the day it was decided, a correction on its own."""

import datetime as dt

import pytest
from django.urls import reverse

from cells.assessments.actions.correcting import CorrectionPaper, correct
from cells.assessments.actions.decision import Grade
from cells.assessments.report.story import tell
from tests.factories import assessments as year
from tests.factories import people
from tests.factories.working_year import hand_of

D = dt.date


@pytest.fixture
def graded(district, nam_tam):
    earlier, later = year.campaign(district, 2007), year.campaign(district, 2008)
    year.decided(earlier, nam_tam, "weak", on=D(2007, 12, 20), decision_number="9-QĐ/HU", decision_date=D(2007, 12, 19))
    return year.decided(later, nam_tam, "good", on=D(2008, 12, 22))


def said(organization, person) -> list[tuple]:
    return [(one.day, one.title, one.lines) for one in tell(organization, D(2009, 12, 18), people.scope(person))]


def test_each_year_is_told_on_the_day_of_its_decision(graded, nam_tam, staff):
    assert said(nam_tam, staff) == [
        (D(2007, 12, 20), "Xếp loại năm 2007: Yếu kém", ("Quyết định 9-QĐ/HU ngày 19/12/2007",)),
        (D(2008, 12, 22), "Xếp loại năm 2008: Hoàn thành tốt nhiệm vụ", ()),
    ]


def test_the_page_tells_it_and_an_earlier_day_does_not(graded, nam_tam, log_in, staff, stranger):
    client, url = log_in(staff), reverse("organizations:history", args=[nam_tam.pk])
    assert "Xếp loại năm 2008: Hoàn thành tốt nhiệm vụ" in client.get(url).content.decode()
    before = client.get(url, {"ngay": "31/12/2007"}).content.decode()
    assert "Xếp loại năm 2007: Yếu kém" in before and "năm 2008: Hoàn thành" not in before
    assert said(nam_tam, stranger) == []


def test_a_correction_is_told_beside_the_grade_that_it_changed(graded, nam_tam, staff, leader):
    paper = CorrectionPaper("4-QĐ/HU", D(2009, 12, 1), "Kết luận kiểm tra")
    correct(sheet=graded, grade=Grade("weak"), paper=paper, hand=hand_of(leader, graded), by=leader)
    assert [(day, title) for day, title, _ in said(nam_tam, staff)][1:] == [
        (D(2008, 12, 22), "Xếp loại năm 2008: Hoàn thành tốt nhiệm vụ"),
        (D(2009, 12, 18), "Sửa xếp loại năm 2008 thành: Yếu kém"),
    ]
