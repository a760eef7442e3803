"""The rules of the yearly evaluation as tables of cases, without a database (A10, A11)."""

import copy
import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from cells.assessments import schemes
from cells.assessments.enums import Direction, Outcome, RegistrationState, SheetState
from cells.assessments.rules.dates import timing
from cells.assessments.rules.scheme import BadScheme, read
from cells.assessments.rules.sheet import (
    ResultFacts,
    ScoreFacts,
    SheetFacts,
    TaskFacts,
    achieved_percent,
    missing_before_registration,
    missing_before_submission,
    needs_reason,
    outcome,
    parts_of,
    points_problem,
)
from cells.organizations.enums import OrganizationKind, OrganizationType

TODAY = dt.date(2009, 12, 18)
SCHEME = read(schemes.as_json("hd20_2008"))
COMMUNE = SCHEME.frame_for(OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationType.COMMUNE)


def changed(path: tuple, value) -> dict:
    """The file of the scheme with one value changed."""
    data = copy.deepcopy(schemes.as_json("hd20_2008"))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


@pytest.mark.parametrize("code", sorted(schemes.files()))
def test_every_scheme_file_gives_a_hundred_points_for_every_kind_of_organisation(code):
    scheme = read(schemes.as_json(code))
    scored = [frame for frame in scheme.frames if not all(one.scale for one in frame.criteria.values())]
    assert [frame.max for frame in scored] == [Decimal(100)] * len(scored)
    assert len(scored) == (0 if code in ("qd132_2018", "qd124_2023") else len(scheme.frames))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("levels", 1, "code"), "clean_strong"),
        (("levels", 1, "min_points"), 95),
        (("exemplary", "level"), "unknown"),
        (("frames", 0, "groups", 0, "criteria", 1, "code"), "2.1"),
        (("frames", 0, "groups", 0, "criteria", 0, "step"), 0.4),
        (("procedure",), {"cell": {"proposes": "x", "opinions": [], "verified": False}}),
        (("procedure", "cell", "proposes"), "somebody"),
        (("procedure", "grassroots", "opinions"), ["inspection", "somebody"]),
        (("frames", 1, "types"), ["state_agency"]),
        (("frames", 2, "kinds"), ["subordinate_cell"]),
    ],
)
def test_a_scheme_that_contradicts_itself_is_not_read(path, value):
    with pytest.raises(BadScheme):
        read(changed(path, value))


def test_the_scheme_in_force_is_found_by_the_year():
    assert schemes.in_force_for(2009) == ["hd20_2008"]
    assert schemes.in_force_for(2007) == ["before_2008"]
    assert schemes.in_force_for(2008) == ["hd20_2008", "before_2008"]
    assert schemes.in_force_for(2002) == []


@pytest.mark.parametrize(
    ("kind", "type", "frame"),
    [
        (OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationType.TOWNSHIP, "commune"),
        (OrganizationKind.GRASSROOTS_CELL, OrganizationType.STATE_AGENCY, "agency"),
        (OrganizationKind.SUBORDINATE_CELL, "", "cell"),
        (OrganizationKind.SECTION_COMMITTEE, "", "cell"),
    ],
)
def test_the_criteria_fit_the_kind_and_type_of_the_organisation(kind, type, frame):
    assert SCHEME.frame_for(kind, type).code == frame


@pytest.mark.parametrize(
    ("points", "level"),
    [
        ("100", "clean_strong"),
        ("90", "clean_strong"),
        ("89.5", "good"),
        ("70", "good"),
        ("50", "completed"),
        ("0", "weak"),
    ],
)
def test_points_suggest_a_level(points, level):
    assert SCHEME.level_for_points(Decimal(points)).code == level


@pytest.mark.parametrize(
    ("planned", "actual", "direction", "turned_out", "percent"),
    [
        ("1450", "1512", Direction.UP, Outcome.EXCEEDED, "104.3"),
        ("86", "86", Direction.UP, Outcome.MET, "100.0"),
        ("5", "4.2", Direction.UP, Outcome.MISSED, "84.0"),
        ("6", "4", Direction.DOWN, Outcome.EXCEEDED, "150.0"),
        ("6", "8", Direction.DOWN, Outcome.MISSED, "75.0"),
        ("0", "0", Direction.UP, Outcome.MET, None),
        ("0", "3", Direction.UP, Outcome.EXCEEDED, None),
        ("6", "0", Direction.DOWN, Outcome.EXCEEDED, None),
        ("6", None, Direction.UP, Outcome.OPEN, None),
    ],
)
def test_a_task_is_compared_with_what_was_registered(planned, actual, direction, turned_out, percent):
    task = TaskFacts(
        1, "political_tasks", planned=Decimal(planned), actual=actual and Decimal(actual), direction=direction
    )
    assert outcome(task) == turned_out
    assert achieved_percent(task) == (percent and Decimal(percent))


@pytest.mark.parametrize(
    ("points", "fine"), [("0", True), ("13.5", True), ("15", True), ("15.5", False), ("-1", False), ("1.2", False)]
)
def test_points_stay_within_the_criterion_and_its_steps(points, fine):
    assert (points_problem(COMMUNE.criteria["2.1"], Decimal(points)) == "") is fine


def complete() -> SheetFacts:
    """A sheet that lacks nothing."""
    task = TaskFacts(7, "political_tasks", "Trồng rừng", unit="ha", planned=Decimal(25), actual=Decimal(25))
    return SheetFacts(
        frame=COMMUNE,
        scheme=SCHEME,
        tasks=(task,),
        scores={code: ScoreFacts(c.max, "Báo cáo 38-BC/UBND") for code, c in COMMUNE.criteria.items()},
        results={i.code: ResultFacts(Decimal(1), "Thống kê", TODAY) for i in COMMUNE.indicators},
        registration_state=RegistrationState.ACCEPTED,
        aimed_level="clean_strong",
        self_level="clean_strong",
        meeting_on=TODAY,
    )


def test_a_complete_sheet_lacks_nothing():
    assert missing_before_submission(complete()) == []
    assert missing_before_registration(complete()) == []


@pytest.mark.parametrize(
    ("change", "text", "part", "field"),
    [
        ({"meeting_on": None}, "Ghi ngày họp thông qua", "chung", "sheet::meeting_on"),
        ({"self_level": ""}, "Chọn mức tự xếp loại", "xep-loai", "sheet::self_level"),
        ({"registration_state": RegistrationState.DRAFT}, "Gửi bản đăng ký đầu năm", "dang-ky", ""),
        ({"scores": complete().scores | {"2.4": ScoreFacts()}}, "Chấm tiêu chí 2.4", "2", "score:2.4:points"),
        (
            {"scores": complete().scores | {"2.1": ScoreFacts(Decimal(15), "")}},
            "Ghi minh chứng tiêu chí 2.1",
            "2",
            "score:2.1:evidence",
        ),
        ({"tasks": (replace(complete().tasks[0], actual=None),)}, "Nhập kết quả “Trồng rừng”", "2", "task:7:actual"),
        (
            {"tasks": (replace(complete().tasks[0], actual=Decimal(20)),)},
            "Ghi lý do chưa đạt “Trồng rừng”",
            "2",
            "task:7:why_missed",
        ),
        (
            {"results": complete().results | {"poor_households": ResultFacts(Decimal(1), "", TODAY)}},
            "Ghi nguồn số liệu “Tỷ lệ hộ nghèo”",
            "ket-qua",
            "result:poor_households:source",
        ),
    ],
)
def test_what_is_missing_is_named_with_its_place(change, text, part, field):
    (item,) = missing_before_submission(replace(complete(), **change))
    assert (item.text, item.part, item.field) == (text, part, field)


def test_a_result_of_zero_is_a_result():
    results = complete().results | {"security_cases": ResultFacts(Decimal(0), "Công an", TODAY)}
    assert missing_before_submission(replace(complete(), results=results)) == []


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"aimed_level": ""}, "Chọn mức phấn đấu"),
        ({"tasks": ()}, "Ghi ít nhất một nhiệm vụ"),
        ({"tasks": (TaskFacts(1, "political_tasks"),)}, "Ghi ít nhất một nhiệm vụ"),
        ({"tasks": (replace(complete().tasks[0], planned=None),)}, "Ghi mức đăng ký của “Trồng rừng”"),
        ({"tasks": (replace(complete().tasks[0], unit=""),)}, "Ghi đơn vị tính của “Trồng rừng”"),
        ({"tasks": (replace(complete().tasks[0], content=""),)}, "Ghi tên nhiệm vụ"),
    ],
)
def test_a_registration_says_what_it_lacks(change, text):
    assert text in [item.text for item in missing_before_registration(replace(complete(), **change))]


def test_every_part_has_an_address_of_its_own_and_a_number():
    parts = parts_of(COMMUNE)
    assert [part.key for part in parts] == ["chung", "2", "3", "4", "5", "6", "ket-qua", "xep-loai", "nop"]
    assert [part.number for part in parts] == list(range(1, 10))


@pytest.mark.parametrize(
    ("level", "points", "complete_points", "asks"),
    [
        ("clean_strong", "95", True, False),
        ("good", "95", True, True),
        ("clean_strong", "80", True, True),
        ("good", "95", False, False),
    ],
)
def test_a_level_other_than_the_points_suggest_must_be_explained(level, points, complete_points, asks):
    assert bool(needs_reason(SCHEME, level, Decimal(points), complete=complete_points)) is asks


DUE = dt.date(2009, 12, 15)


@pytest.mark.parametrize(
    ("state", "today", "submitted", "mend_by", "late_days", "words"),
    [
        (SheetState.NOT_STARTED, "2009-12-01", None, None, 0, "còn 14 ngày"),
        (SheetState.DRAFT, "2009-12-15", None, None, 0, "hôm nay"),
        (SheetState.DRAFT, "2009-12-18", None, None, 3, "trễ 3 ngày"),
        (SheetState.SUBMITTED, "2009-12-18", "2009-12-15", None, 0, "đúng hạn"),
        (SheetState.DECIDED, "2010-01-18", "2009-12-17", None, 2, "nộp trễ 2 ngày"),
        (SheetState.SENT_BACK, "2009-12-18", "2009-12-11", "2009-12-21", 0, "sửa còn 3 ngày"),
        (SheetState.SUBMITTED, "2009-12-19", "2009-12-18", "2009-12-21", 0, "nộp lại đúng hạn"),
        (SheetState.SUBMITTED, "2009-12-25", "2009-12-23", "2009-12-21", 2, "nộp trễ 2 ngày"),
        (SheetState.SENT_BACK, "2009-12-23", "2009-12-11", "2009-12-21", 2, "sửa trễ 2 ngày"),
        (SheetState.DECIDED, "2009-12-18", None, None, 0, ""),
    ],
)
def test_dates_say_on_time_or_late(state, today, submitted, mend_by, late_days, words):
    day = dt.date.fromisoformat
    found = timing(
        state,
        submit_by=DUE,
        mend_by=mend_by and day(mend_by),
        submitted_on=submitted and day(submitted),
        today=day(today),
    )
    assert (found.late_days, found.words) == (late_days, words)
