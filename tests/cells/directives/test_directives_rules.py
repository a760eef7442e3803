"""Where a unit stands with a document, a task with its day, an organisation with its regulations."""

import datetime as dt

import pytest

from cells.directives.enums import Coverage, Reached, TaskState, Timing
from cells.directives.rules.documents import why_not_dated, why_not_due, why_number_not_fits
from cells.directives.rules.regulations import coverage_on, why_not_issued
from cells.directives.rules.standing import Order, Share, standing_on, why_not_counted, why_not_held
from cells.directives.rules.tasks import Told, task_on, why_not_told

D = dt.date
TODAY = D(2009, 12, 18)
LABELS = {"member": "Đảng viên khác"}


@pytest.mark.parametrize(
    ("number", "type", "refused"),
    [
        ("22-NQ/TW", "resolution", ""),
        ("22-nq/tw", "resolution", ""),
        ("22-NQ/TW", "directive", "Ký hiệu NQ là của Nghị quyết, loại đã chọn là Chỉ thị."),
        ("03-CTr/HU", "programme", ""),
        ("03-CTr/HU", "directive", "Ký hiệu CTr là của Chương trình, loại đã chọn là Chỉ thị."),
        ("-KH/HU", "resolution", "Ký hiệu KH là của Kế hoạch, loại đã chọn là Nghị quyết."),
        ("12/QĐ-UBND", "directive", ""),
        ("12-XX/HU", "plan", ""),
    ],
)
def test_a_number_says_its_type(number, type, refused):
    assert why_number_not_fits(number, type) == ([refused] if refused else [])


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        (("incoming", D(2008, 2, 2), D(2008, 2, 12), None), []),
        (("own", D(2008, 2, 2), None, D(2008, 2, 2)), []),
        (("incoming", D(2008, 2, 2), None, None), ["Văn bản đến phải có ngày nhận."]),
        (("own", D(2008, 2, 2), D(2008, 2, 2), None), ["Văn bản đi thì để trống ngày nhận."]),
        (("own", D(2009, 12, 19), None, None), ["Ngày ban hành 19/12/2009 chưa đến."]),
        (("incoming", D(2008, 2, 2), D(2009, 12, 19), None), ["Ngày nhận 19/12/2009 chưa đến."]),
        (
            ("incoming", D(2008, 2, 2), D(2008, 2, 1), None),
            ["Ngày nhận 01/02/2008 trước ngày ban hành 02/02/2008."],
        ),
        (
            ("own", D(2008, 2, 2), None, D(2008, 2, 3)),
            ["Văn bản ban hành trước văn bản mà nó thực hiện (03/02/2008)."],
        ),
    ],
)
def test_the_days_of_a_document_follow_each_other(days, refused):
    assert why_not_dated(*days, TODAY) == refused


def test_the_days_of_an_order_follow_each_other():
    known = D(2008, 2, 12)
    assert why_not_due(known, known, D(2008, 5, 31), D(2008, 6, 30), TODAY) == []
    assert why_not_due(known, D(2008, 2, 1), D(2008, 1, 31), D(2008, 1, 1), TODAY) == [
        "Ngày giao trước ngày có văn bản, 12/02/2008.",
        "Hạn quán triệt 31/01/2008 trước ngày giao 01/02/2008.",
        "Hạn ban hành chương trình phải từ hạn quán triệt trở đi.",
    ]
    assert why_not_due(known, D(2009, 12, 19), D(2010, 1, 1), None, TODAY) == ["Ngày giao 19/12/2009 chưa đến."]


BRIEF, BOTH = Order(D(2008, 5, 31)), Order(D(2008, 5, 31), D(2008, 6, 30))


@pytest.mark.parametrize(
    ("order", "briefed", "programme", "day", "state", "timing"),
    [
        (BRIEF, None, None, D(2008, 5, 31), Reached.NOT_YET, Timing.WAITING),
        (BRIEF, None, None, D(2008, 6, 1), Reached.NOT_YET, Timing.OVERDUE),
        (BRIEF, D(2008, 5, 31), None, D(2008, 6, 1), Reached.BRIEFED, Timing.ON_TIME),
        (BRIEF, D(2008, 6, 1), None, D(2008, 6, 1), Reached.BRIEFED, Timing.LATE),
        (BRIEF, D(2008, 6, 2), None, D(2008, 6, 1), Reached.NOT_YET, Timing.OVERDUE),
        (BOTH, D(2008, 5, 1), None, D(2008, 6, 30), Reached.BRIEFED, Timing.ON_TIME),
        (BOTH, D(2008, 5, 1), None, D(2008, 7, 1), Reached.BRIEFED, Timing.OVERDUE),
        (BOTH, D(2008, 5, 1), D(2008, 6, 30), D(2008, 7, 1), Reached.PROGRAMME, Timing.ON_TIME),
        (BOTH, D(2008, 5, 1), D(2008, 7, 1), D(2008, 7, 1), Reached.PROGRAMME, Timing.LATE),
        (BOTH, D(2008, 6, 9), D(2008, 6, 20), D(2008, 7, 1), Reached.PROGRAMME, Timing.LATE),
        (BOTH, None, D(2008, 6, 20), D(2008, 6, 20), Reached.PROGRAMME, Timing.OVERDUE),
    ],
)
def test_where_a_unit_stands(order, briefed, programme, day, state, timing):
    found = standing_on(order, briefed, programme, day)
    assert (found.state, found.timing) == (state, timing)


def test_nobody_is_reached_more_than_once():
    assert (Share(18, 24).reached, Share(18, 24).percent) == (18, 75)
    assert (Share(30, 24).reached, Share(30, 24).percent) == (24, 100)
    assert Share(0, 0).percent is None


def test_a_session_is_held_after_the_document_and_by_somebody():
    assert why_not_held(D(2008, 4, 1), [D(2008, 2, 2)], TODAY) == []
    assert why_not_held(D(2008, 2, 1), [D(2008, 2, 2), D(2007, 1, 1)], TODAY) == [
        "Ngày quán triệt trước ngày ban hành văn bản, 02/02/2008."
    ]
    assert why_not_held(D(2009, 12, 19), [], TODAY) == ["Ngày quán triệt 19/12/2009 chưa đến."]
    assert why_not_counted({"member": (20, 18)}, LABELS, None) == []
    assert why_not_counted({"member": (18, 20)}, LABELS, 0) == [
        "Đảng viên khác: có mặt 20 nhiều hơn số mời 18.",
        "Số đảng viên của tổ chức phải từ 1 trở lên, hoặc để trống.",
    ]
    assert why_not_counted({}, LABELS, None) == ["Ghi số có mặt của ít nhất một loại người dự."]


DUE = D(2008, 12, 31)
HALF, MORE_TIME = Told(D(2008, 9, 1), 50), Told(D(2008, 12, 1), 60, D(2009, 3, 31))


@pytest.mark.parametrize(
    ("reports", "day", "state", "percent", "due", "late"),
    [
        ([], D(2008, 12, 31), TaskState.DOING, 0, DUE, 0),
        ([HALF], D(2009, 1, 5), TaskState.OVERDUE, 50, DUE, 5),
        ([HALF, MORE_TIME], D(2009, 1, 5), TaskState.DOING, 60, D(2009, 3, 31), 0),
        ([HALF, MORE_TIME], D(2008, 11, 30), TaskState.DOING, 50, DUE, 0),
        ([HALF, Told(D(2009, 1, 10), 100)], D(2009, 2, 1), TaskState.DONE, 100, DUE, 10),
        ([HALF, Told(D(2009, 1, 10), 50, None, True)], D(2009, 2, 1), TaskState.DROPPED, 50, DUE, 0),
    ],
)
def test_where_a_task_stands(reports, day, state, percent, due, late):
    found = task_on(DUE, reports, day)
    assert (found.state, found.percent, found.due_on, found.late_by) == (state, percent, due, late)


@pytest.mark.parametrize(
    ("reports", "told", "refused"),
    [
        ([], Told(D(2008, 7, 1), 10), ""),
        ([], Told(D(2008, 6, 1), 10), "Ngày báo cáo phải từ 20/06/2008"),
        ([HALF], Told(D(2008, 8, 1), 60), "Ngày báo cáo phải từ 01/09/2008"),
        ([], Told(D(2009, 12, 19), 10), "Ngày báo cáo 19/12/2009 chưa đến."),
        ([], Told(D(2008, 7, 1), 10, DUE), "Hạn mới phải sau hạn đang có, 31/12/2008."),
        ([], Told(D(2008, 7, 1), 100, D(2009, 1, 1)), "không gia hạn"),
        ([], Told(D(2008, 7, 1), 100, None, True), "Đã hoàn thành thì không ghi thôi thực hiện."),
        ([Told(D(2008, 7, 1), 100)], Told(D(2008, 8, 1), 90), "đã hoàn thành hoặc đã thôi"),
    ],
)
def test_what_may_be_reported(reports, told, refused):
    assert refused in " ".join(why_not_told(D(2008, 6, 20), reports, told, DUE, TODAY)) if refused else True
    assert bool(why_not_told(D(2008, 6, 20), reports, told, DUE, TODAY)) == bool(refused)


@pytest.mark.parametrize(
    ("has", "review", "term", "state"),
    [
        (False, None, None, Coverage.NONE),
        (True, None, None, Coverage.IN_FORCE),
        (True, D(2009, 12, 18), D(2010, 6, 30), Coverage.IN_FORCE),
        (True, D(2009, 12, 17), D(2010, 6, 30), Coverage.REVIEW_PASSED),
        (True, D(2009, 12, 17), D(2009, 12, 17), Coverage.TERM_ENDED),
    ],
)
def test_whose_regulations_are_out_of_date(has, review, term, state):
    assert coverage_on(has, review, term, TODAY) == state


def test_regulations_belong_to_their_term():
    term = (D(2005, 9, 1), D(2010, 9, 1))
    assert why_not_issued(D(2006, 1, 1), D(2008, 1, 1), term, TODAY) == []
    assert why_not_issued(D(2005, 1, 1), D(2005, 1, 1), term, TODAY) == [
        "Ngày rà soát tiếp theo phải sau ngày ban hành.",
        "Ngày ban hành không thuộc nhiệm kỳ 01/09/2005 – 01/09/2010.",
    ]
    assert why_not_issued(D(2009, 12, 19), None, None, TODAY) == ["Ngày ban hành 19/12/2009 chưa đến."]
