"""Protects what may be told of a meeting, how its points become a level, and how months are counted."""

import datetime as dt
from decimal import Decimal

import pytest

from cells.meetings import frames, limits
from cells.meetings.rules import months
from cells.meetings.rules.meeting import Agreed, why_not_agreed, why_not_held, why_not_reported
from cells.meetings.rules.quality import attendance, why_not_scored
from tests.factories.meetings import HELD, told

TODAY = dt.date(2009, 12, 18)
FULL = {"1": 10, "2": 18, "3": 16, "4": 20, "5": 20}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, ""),
        ({"held_on": dt.date(2009, 12, 19)}, "19/12/2009 chưa đến"),
        ({"held_on": dt.date(1999, 12, 31)}, "phải từ 01/01/2000"),
        ({"kind": "thematic"}, "phải ghi tên chuyên đề"),
        ({"topic": "Xóa đói"}, "Chỉ sinh hoạt chuyên đề"),
        ({"minutes": 4}, "Thời lượng từ 5"),
        ({"present": 0, "excused": 10}, "Phải có người dự họp"),
        ({"excused": 2}, "cộng 11, khác tổng số đảng viên 10"),
        ({"unexcused": -1}, "không được âm"),
    ],
)
def test_a_meeting_must_fit(more, words):
    reasons = why_not_held(told(**more), TODAY)
    assert words in " ".join(reasons)
    assert bool(reasons) == bool(words)


@pytest.mark.parametrize(
    ("points", "score", "words"),
    [
        ({}, None, ""),
        ({}, 100, ""),
        (FULL, None, ""),
        (FULL, 84, ""),
        (FULL, 85, "khác tổng các tiêu chí (84)"),
        ({"1": 10}, None, "Chấm đủ mọi tiêu chí"),
        (FULL | {"1": 11}, None, "Tiêu chí 1: ghi điểm từ 0 đến 10"),
        (FULL | {"9": 1}, None, "không có tiêu chí “9”"),
        ({}, 101, "từ 0 đến 100"),
    ],
)
def test_points_must_fit_the_frame(points, score, words):
    assert words in " ".join(why_not_scored(frames.on(HELD), points, score))


@pytest.mark.parametrize(
    ("day", "score", "name"),
    [
        (dt.date(2009, 1, 1), 90, "Tốt"),
        (dt.date(2009, 1, 1), 89, "Khá"),
        (dt.date(2009, 1, 1), 50, "Trung bình"),
        (dt.date(2009, 1, 1), 49, "Yếu"),
        (dt.date(2025, 10, 27), 0, "Yếu"),
        (dt.date(2025, 10, 28), 49, "Kém"),
    ],
)
def test_the_level_is_that_of_the_frame_of_the_day(day, score, name):
    frame = frames.on(day)
    assert frame.name(frame.level_of(score)) == name


def test_every_frame_adds_up_to_100_says_its_source_and_that_nobody_compared_it():
    for frame in frames.frames():
        assert sum(one.max for one in frame.criteria) == 100
        assert frame.said.endswith("chưa đối chiếu văn bản")
        assert [band.at_least for band in frame.bands] == sorted((b.at_least for b in frame.bands), reverse=True)
    assert len(frames.on(dt.date(2026, 1, 1)).criteria) == 10


@pytest.mark.parametrize(
    ("day", "share", "low"),
    [
        (dt.date(2009, 1, 1), "79.9", True),
        (dt.date(2009, 1, 1), "80", False),
        (dt.date(2018, 7, 6), "85", True),
        (dt.date(2018, 7, 6), "85.1", False),
        (dt.date(2026, 1, 1), "89.9", True),
        (dt.date(2026, 1, 1), "90", False),
    ],
)
def test_low_attendance_is_that_of_its_era(day, share, low):
    assert limits.on(day).is_low(Decimal(share)) is low


def test_the_exempted_are_not_counted_in_attendance():
    assert attendance(8, 12, 2) == Decimal("80.0")
    assert attendance(0, 2, 2) is None


def test_a_conclusion_has_an_owner_and_a_day_after_the_meeting():
    assert why_not_agreed(Agreed("Làm đường", "Pao", dt.date(2009, 12, 1)), HELD) == []
    assert "người phụ trách" in why_not_agreed(Agreed("Làm đường", " ", dt.date(2009, 12, 1)), HELD)[0]
    assert "trước ngày họp" in why_not_agreed(Agreed("Làm đường", "Pao", dt.date(2009, 11, 4)), HELD)[0]
    assert "quá 3 năm" in why_not_agreed(Agreed("Làm đường", "Pao", dt.date(2013, 1, 1)), HELD)[0]
    assert why_not_reported(dt.date(2009, 12, 19), HELD, TODAY) == ["Ngày 19/12/2009 chưa đến."]
    assert "trước ngày có kết luận" in why_not_reported(dt.date(2009, 11, 4), HELD, TODAY)[0]


@pytest.mark.parametrize("typed", ["11", "13/2009", "0/2009", "11/1899", "tháng mười", "11/20090"])
def test_what_is_no_month_is_told_so(typed):
    with pytest.raises(ValueError, match="tháng/năm"):
        months.read_month(typed)


def test_months_are_counted_whole():
    assert months.read_month("Tháng 2/2009") == dt.date(2009, 2, 1)
    assert months.last_of(dt.date(2008, 2, 1)) == dt.date(2008, 2, 29)
    assert months.before(dt.date(2009, 1, 20)) == dt.date(2008, 12, 1)
    assert months.quarter_of(dt.date(2009, 11, 1)) == (dt.date(2009, 10, 1), dt.date(2009, 12, 31))
    found = months.months_between(dt.date(2009, 1, 2), dt.date(2009, 12, 30))
    assert (found[0], found[-1], len(found)) == (dt.date(2009, 2, 1), dt.date(2009, 11, 1), 10)
