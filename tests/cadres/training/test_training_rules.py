"""What a class may be, how it may end, which months are supported: tables, no database."""

import datetime as dt
from dataclasses import replace

import pytest

from cadres.training.rules import (
    Outcome,
    levels_of,
    months_between,
    subject_of,
    why_not_attended,
    why_not_awarded,
    why_not_class,
    why_not_enrolled,
    why_not_outcome,
)
from tests.factories.training import FACTS

D = dt.date
TODAY, SINCE = D(2009, 12, 18), D(2009, 1, 5)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, None),
        ({"field": "theory", "level": "advanced"}, None),
        ({"field": "theory", "level": "master"}, "Chọn trình độ"),
        ({"field": "party_work", "level": ""}, "Lớp đào tạo có nội dung"),
        ({"kind": "fostering", "field": "defence", "level": "object_4"}, None),
        ({"kind": "fostering", "field": "defence", "level": ""}, "Chọn trình độ"),
        ({"kind": "fostering", "field": "general", "level": "primary"}, "có nội dung"),
        ({"kind": "fostering", "field": "title_training", "level": "", "title": "front_chair"}, None),
        ({"kind": "fostering", "field": "title_training", "level": ""}, "Chọn chức danh"),
        ({"kind": "committee", "field": "party_work", "level": ""}, None),
        ({"ends_on": D(2009, 1, 5)}, None),
        ({"ends_on": D(2009, 1, 4)}, "Ngày kết thúc"),
        ({"decision_date": D(2009, 1, 6)}, "Ngày quyết định"),
    ],
)
def test_what_a_class_may_be(more, words):
    reasons = why_not_class(replace(FACTS, **more))
    assert reasons == [] if words is None else words in reasons[0]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome("attending"), None),
        (Outcome("attending", TODAY), "đang học thì để trống"),
        (Outcome("finished"), "Đã xong thì ghi ngày"),
        (Outcome("finished", SINCE), None),
        (Outcome("finished", D(2009, 1, 4)), "từ ngày vào học"),
        (Outcome("finished", TODAY, "good", "1", TODAY), None),
        (Outcome("finished", TODAY, "good", "1", D(2009, 12, 17)), "Ngày cấp phải từ"),
        (Outcome("finished", SINCE, "", "1"), "cả số và ngày cấp"),
        (Outcome("finished", SINCE, "", " ", SINCE), "cả số và ngày cấp"),
        (Outcome("failed", SINCE, "", "1", SINCE), "Chỉ cấp chứng chỉ"),
        (Outcome("left", SINCE, "good"), "Chỉ xếp loại"),
        (Outcome("finished", D(2009, 12, 19)), "chưa đến"),
        (Outcome("finished", SINCE, "", "1", D(2009, 12, 19)), "chưa đến"),
    ],
)
def test_how_it_may_end(outcome, words):
    reasons = why_not_outcome(outcome, SINCE, TODAY)
    assert reasons == [] if words is None else words in reasons[0]


def test_one_enters_while_the_class_runs_and_after_the_decision():
    days = (D(2009, 1, 5), D(2009, 12, 31))
    assert why_not_enrolled(D(2009, 1, 5), *days, D(2009, 1, 5)) == []
    assert why_not_enrolled(D(2009, 12, 31), *days, None) == []
    assert "trong thời gian của lớp" in why_not_enrolled(D(2009, 1, 4), *days, None)[0]
    assert "Ngày quyết định" in why_not_enrolled(D(2009, 2, 1), *days, D(2009, 2, 2))[0]


def test_nobody_was_there_more_often_than_the_class_met():
    assert why_not_attended(20, [20, None, 0]) == []
    assert why_not_attended(None, [None]) == []
    assert "nhiều hơn" in why_not_attended(20, [21])[0]
    assert "Ghi số buổi" in why_not_attended(None, [0])[0]


def test_support_is_for_months_of_study():
    first, last = D(2009, 1, 1), D(2009, 3, 1)
    assert why_not_awarded(first, last, SINCE, None) == []
    assert why_not_awarded(first, last, SINCE, D(2009, 3, 2)) == []
    assert "sau tháng kết thúc học" in why_not_awarded(first, last, SINCE, D(2009, 2, 27))[0]
    assert "trước tháng vào học" in why_not_awarded(D(2008, 12, 1), last, SINCE, None)[0]
    assert "từ tháng đầu trở đi" in why_not_awarded(last, first, SINCE, None)[0]
    assert months_between(D(2008, 12, 1), D(2009, 2, 1)) == [D(2008, 12, 1), D(2009, 1, 1), D(2009, 2, 1)]


def test_levels_and_subjects_of_fields():
    assert levels_of("party_work") == () and subject_of("party_work") == ""
    assert subject_of("theory") == "theory" and ("object_4", "Đối tượng 4") in levels_of("defence")
