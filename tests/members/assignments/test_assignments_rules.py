"""When work may be given, ended and judged, as tables (S3 IV.2)."""

import datetime as dt

import pytest

from members.assignments.catalogue import deadline_note, deadline_of, fields, ratings, ratings_note
from members.assignments.rules import Given, day_within, why_not_ended, why_not_given, why_not_judged, why_not_on

D = dt.date
TODAY = D(2009, 12, 18)
RIGHT = {"name": "Lò Văn An", "year": 2009, "on": D(2009, 1, 12), "due_on": D(2009, 12, 1)}


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({}, ""),
        ({"due_on": D(2009, 1, 12)}, ""),
        ({"due_on": D(2010, 12, 31)}, ""),
        ({"due_on": D(2009, 1, 11)}, "trước ngày phân công 12/01/2009"),
        ({"due_on": D(2011, 1, 1)}, "muộn nhất là hết năm 2010"),
        ({"in_cell": False}, "không sinh hoạt ở chi bộ này ngày 12/01/2009"),
        ({"pause": "Miễn sinh hoạt"}, "miễn sinh hoạt ngày 12/01/2009, không phải phân công"),
        ({"field_known": False}, "chọn lĩnh vực"),
        ({"supervised": False}, "ghi người theo dõi"),
        ({"supervisor_is_himself": True}, "không tự theo dõi mình"),
        ({"supervisor_in_cell": False}, "người theo dõi không sinh hoạt ở chi bộ này"),
    ],
)
def test_why_work_cannot_be_given(change, part):
    reasons = why_not_given(Given(**RIGHT | change))
    assert bool(reasons) == bool(part) and all(part in one and "Lò Văn An" in one for one in reasons)


@pytest.mark.parametrize(
    ("year", "on", "part"),
    [
        (2009, D(2009, 1, 1), ""),
        (2009, TODAY, ""),
        (2009, D(2009, 12, 19), "chưa đến"),
        (2009, D(2008, 12, 31), "trong năm 2009"),
        (2008, D(2009, 1, 1), "trong năm 2008"),
    ],
)
def test_what_is_decided_about_a_year_is_decided_in_it(year, on, part):
    reasons = why_not_on(year, on, TODAY)
    assert len(reasons) == bool(part) and all(part in one for one in reasons)


@pytest.mark.parametrize(
    ("on", "right"), [(D(2009, 1, 12), False), (D(2009, 1, 13), True), (TODAY, True), (D(2009, 12, 19), False)]
)
def test_work_ends_after_it_began(on, right):
    assert (why_not_ended(2009, D(2009, 1, 12), on, TODAY) == []) is right


@pytest.mark.parametrize(
    ("on", "today", "right"),
    [
        (D(2009, 1, 11), TODAY, False),
        (D(2009, 1, 12), TODAY, True),
        (TODAY, TODAY, True),
        (D(2009, 12, 19), TODAY, False),
        (D(2010, 1, 5), D(2010, 1, 6), True),
    ],
)
def test_work_is_judged_between_its_day_and_today(on, today, right):
    assert (why_not_judged(D(2009, 1, 12), on, today) == []) is right


def test_a_year_looks_at_the_roll_of_its_own_days():
    assert day_within(2009, TODAY) == TODAY
    assert day_within(2008, TODAY) == D(2008, 12, 31)


def test_the_lists_are_those_of_the_guidance_and_say_what_nobody_compared():
    assert list(fields())[:6] == ["crops", "household", "clean_village", "order", "poor_households", "mentoring"]
    assert list(ratings()) == ["excellent", "good", "done", "not_done"]
    assert deadline_of(2009) == D(2009, 1, 31)
    assert ratings_note() == deadline_note() == "chưa đối chiếu văn bản"
