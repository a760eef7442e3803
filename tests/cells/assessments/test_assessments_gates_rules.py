"""Gates, caps and criteria of the schemes as tables of cases, without a database (A11)."""

import copy
import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from cells.assessments import schemes
from cells.assessments.rules.caps import standing, why_over
from cells.assessments.rules.criteria import BadScheme
from cells.assessments.rules.findings import FACTS, Condition, Discipline, Known, LevelTally, MeetingTally, TaskTally
from cells.assessments.rules.gates import needed_for, questions, weigh, why_not_level
from cells.assessments.rules.scheme import read
from cells.assessments.rules.sheet import ScoreFacts, TaskFacts, points_given, points_problem, tally, total

SCHEMES = {code: read(schemes.as_json(code)) for code in schemes.files()}
CELL, COMMITTEE = "subordinate_cell", "grassroots_committee"
D = Decimal
ALL_DONE = TaskTally(10, 10, 3, 0)


def weighed(code, kind=CELL, answers=(), **known):
    scheme = SCHEMES[code]
    frame = scheme.frame_for(kind, "commune" if kind == COMMITTEE else "")
    facts = Known(frame=frame, levels=tuple(level.code for level in scheme.levels), **known)
    return weigh(scheme.gates, facts, dict(answers), kind)


def why(code, level, **more):
    return " ".join(why_not_level(weighed(code, **more), level, SCHEMES[code].label))


FINE_2025 = {"no_discipline": True, "remedied_100": True, "other_cases": False}


@pytest.mark.parametrize(
    ("level", "known", "answers", "said"),
    [
        ("excellent", {"points": D(92), "tasks": ALL_DONE}, FINE_2025, ""),
        ("excellent", {"points": D(92), "tasks": ALL_DONE}, {}, "Trả lời ở mục"),
        ("excellent", {"points": D("89.5"), "tasks": ALL_DONE}, FINE_2025, "89,5 điểm"),
        ("excellent", {"points": D(92), "tasks": TaskTally(10, 10, 2, 0)}, FINE_2025, "vượt 2/10 (20 %)"),
        ("excellent", {"points": D(92), "tasks": TaskTally(10, 9, 3, None)}, FINE_2025, "hoàn thành 9/10 (90 %)"),
        ("excellent", {"points": D(92), "tasks": TaskTally(10, 10, 3, None)}, FINE_2025, "Trả lời ở mục"),
        ("excellent", {"points": D(92), "tasks": ALL_DONE}, FINE_2025 | {"remedied_100": False}, "khắc phục"),
        ("good", {"points": D(70), "tasks": ALL_DONE}, {"other_cases": False}, ""),
        ("good", {"points": D(70), "tasks": TaskTally(10, 10, 0, 1)}, {"other_cases": False}, "đúng hạn 9/10"),
        ("completed", {"points": D(50), "tasks": TaskTally(10, 10, 0, 2)}, {"other_cases": False}, ""),
        ("completed", {"points": D(50), "tasks": TaskTally(10, 10, 0, 3)}, {"other_cases": False}, "chậm 3/10 (30 %)"),
        ("completed", {"points": D(49), "tasks": ALL_DONE}, {"other_cases": False}, "Phải xếp"),
        ("good", {"points": D(95), "tasks": ALL_DONE}, {"other_cases": True}, "chưa đối chiếu văn bản"),
        ("not_completed", {}, {}, ""),
        ("not_completed", {"points": D(95), "tasks": ALL_DONE}, {}, ""),
    ],
)
def test_the_levels_of_2025_open_and_close(level, known, answers, said):
    found = why("qd366_2025", level, answers=answers, **known)
    assert (said in found) if said else found == ""


def grades(code, kind, grade, **others):
    frame = SCHEMES[code].frame_for(kind, "commune")
    given = {one.code: D(grade) for one in frame.criteria.values()}
    return given | {name.replace("c", "").replace("_", "."): D(value) for name, value in others.items()}


@pytest.mark.parametrize(
    ("known", "answers", "said"),
    [
        ({"grades": grades("qd132_2018", COMMITTEE, 3), "below": LevelTally((1, 7, 2, 0))}, True, ""),
        ({"grades": grades("qd132_2018", COMMITTEE, 3), "below": LevelTally((1, 6, 3, 0))}, True, "7/10 (70 %)"),
        ({"grades": grades("qd132_2018", COMMITTEE, 3), "below": LevelTally((5, 4, 0, 1))}, True, "đạt 9/10 (90 %)"),
        ({"grades": grades("qd132_2018", COMMITTEE, 3), "below": LevelTally((8, 0, 0, 0), 2)}, True, "Trả lời"),
        ({"grades": grades("qd132_2018", COMMITTEE, 3, c2_1=2), "below": LevelTally((10, 0, 0, 0))}, True, "2.1 “Tốt”"),
        ({"grades": grades("qd132_2018", COMMITTEE, 3, c4_1=2), "below": LevelTally((10, 0, 0, 0))}, True, ""),
        (
            {"grades": grades("qd132_2018", COMMITTEE, 3, c4_1=1), "below": LevelTally((10, 0, 0, 0))},
            True,
            "Trung bình",
        ),
        ({"grades": {}, "below": LevelTally((10, 0, 0, 0))}, True, "Trả lời"),
        ({"grades": grades("qd132_2018", COMMITTEE, 3), "below": LevelTally((10, 0, 0, 0))}, False, "mô hình"),
    ],
)
def test_excellent_of_2019_asks_for_grades_and_what_stands_below(known, answers, said):
    said_yes = {"outstanding_model": answers, "state_front_good": True}
    found = why("qd132_2018", "excellent", kind=COMMITTEE, answers=said_yes, **known)
    assert (said in found) if said else found == ""


def test_what_concerns_members_is_asked_of_cells_alone():
    codes = {one.condition.code for gate in weighed("qd132_2018") for one in gate.verdicts}
    assert "members_good" in codes and "sub_good" not in codes and "state_front_good" not in codes


@pytest.mark.parametrize(
    ("known", "answers", "level", "said"),
    [
        ({"points": D(49)}, {}, "good", "Phải xếp “Yếu kém” vì dưới 50 điểm – 49 điểm"),
        ({"points": D(80), "below": LevelTally((0, 4, 2, 3))}, {}, "good", "Trả lời"),
        ({"points": D(80), "below": LevelTally((0, 4, 1, 3))}, {}, "good", "3/8 (37,5 %)"),
        ({"points": D(80), "below": LevelTally((0, 4, 1, 3))}, {}, "weak", ""),
        ({"points": D(80)}, {"committee_disunity": True}, "completed", "mất đoàn kết"),
    ],
)
def test_weak_of_2014_is_forced(known, answers, level, said):
    found = why("hd27_2014", level, kind=COMMITTEE, answers=answers, **known)
    assert (said in found) if said else found == ""


def test_an_exception_is_asked_when_the_figures_force_the_lowest_level():
    few, all_good = TaskTally(10, 4, 0, None), grades("qd124_2023", CELL, 2)
    answered = dict.fromkeys(("sub_unit_corruption", "collective_disciplined", "disunity_or_degraded_member"), False)
    assert "dưới 50 %" in why("qd124_2023", "good", tasks=few, grades=all_good, answers=answered)
    assert why("qd124_2023", "good", tasks=few, grades=all_good, answers=answered | {"tasks_below_50": False}) == ""
    forced = why("qd124_2023", "good", tasks=few, grades=all_good, answers=answered | {"tasks_below_50": True})
    assert forced.startswith("Phải xếp “Không hoàn thành nhiệm vụ”") and "4/10 (40 %)" in forced
    worst = grades("qd124_2023", CELL, 2, c2_1=0)
    assert "tiêu chí 2.1" in why("qd124_2023", "good", tasks=ALL_DONE, grades=worst, answers=answered)


def test_answers_of_people_never_stand_against_what_the_system_knows():
    lies = FINE_2025 | {"tasks_100": True, "points_90": True}
    assert "60 điểm" in why("qd366_2025", "excellent", points=D(60), tasks=ALL_DONE, answers=lies)
    found = weighed("qd366_2025", points=D(60), tasks=ALL_DONE)
    assert [one.condition.code for one in questions(found)] == ["no_discipline", "remedied_100", "other_cases"]


def test_what_a_committee_must_find_before_a_level_is_named_with_its_answer():
    found = weighed("qd366_2025")
    needed = {condition.code: holds for condition, holds in needed_for(found, "good")}
    assert needed == {"points_70": True, "tasks_100": True, "points_below_50": False, "other_cases": False}
    assert why("qd366_2025", "good", answers=needed) == ""
    assert needed_for(found, "not_completed") == []


def test_a_year_of_2008_knows_no_gate_and_no_cap():
    assert SCHEMES["hd20_2008"].gates == () and SCHEMES["hd20_2008"].caps == ()


@pytest.mark.parametrize(
    ("good", "excellent", "granted", "allowed", "over"),
    [
        (10, 2, None, 2, False),
        (9, 2, None, 1, True),
        (9, 2, 2, 2, False),
        (9, 3, 2, 2, True),
        (4, 0, None, 0, False),
        (0, 1, None, 0, True),
        (25, 4, 3, 5, False),
    ],
)
def test_the_cap_is_a_share_of_the_good_ones_rounded_down(good, excellent, granted, allowed, over):
    [cap] = SCHEMES["qd366_2025"].caps
    rows = [("good", False, True)] * good + [("excellent", False, True)] * excellent + [("completed", False, True)]
    one = standing(cap, rows, granted)
    assert (one.allowed, one.left, bool(why_over(one, "Xuất sắc"))) == (allowed, allowed - excellent, over)


def test_both_ratios_are_told_and_who_is_not_decided_counts_below_the_line():
    [cap] = SCHEMES["qd366_2025"].caps
    one = standing(cap, [("excellent", False, True), ("good", False, True), ("good", False, False)], None)
    assert one.ratios == ("1/2 (50 %)", "1/3 (33,3 %)") and one.used == 1
    assert "được 0, ghi thành 1" in why_over(one, "Hoàn thành xuất sắc nhiệm vụ")


def test_what_stands_on_top_and_what_is_taken_off():
    frame = SCHEMES["qd366_2025"].frame_for(CELL, "")
    scores = {one.code: ScoreFacts(one.max) for one in frame.criteria.values() if not one.optional}
    criteria = list(frame.criteria.values())
    assert total(scores, criteria) == 100 and points_given(scores, criteria)
    assert total(scores | {"3.8": ScoreFacts(D(5)), "3.9": ScoreFacts(D("1.5"))}, criteria) == D("103.5")
    assert [frame.criteria[code].max_words for code in ("3.1", "3.8", "3.9")] == ["40", "+5", "−5"]
    commune = SCHEMES["qd366_2025"].frame_for(COMMITTEE, "commune")
    assert commune.criteria["3.1b"].under == "Kinh tế, xã hội, quốc phòng, an ninh"


def test_a_scale_is_a_word_and_no_point():
    criterion = SCHEMES["qd132_2018"].frame_for(CELL, "").criteria["2.1"]
    assert [word for _, word in criterion.choices] == ["Xuất sắc", "Tốt", "Trung bình", "Kém"]
    assert (criterion.words(D(3)), criterion.words(D(0)), criterion.words(None)) == ("Xuất sắc", "Kém", "")
    assert points_problem(criterion, D(3)) == ""
    for wrong in (D(4), D(-1), D("0.5")):
        assert "Xuất sắc, Tốt, Trung bình, Kém" in points_problem(criterion, wrong)


def test_tasks_are_tallied_with_the_day_on_which_they_were_done():
    due, late = dt.date(2009, 6, 30), dt.date(2009, 7, 2)
    first = TaskFacts(1, "x", "a", planned=D(10), actual=D(12), deadline=due, done_on=late)
    second = TaskFacts(2, "x", "b", planned=D(10), actual=D(10), deadline=due, done_on=due)
    missed = TaskFacts(3, "x", "c", planned=D(10), actual=D(9), deadline=due)
    assert tally([first, second, missed, TaskFacts(4, "x")]) == TaskTally(3, 2, 1, 1)
    assert tally([TaskFacts(1, "x", "a", planned=D(1), actual=D(1), deadline=due)]).late is None
    assert tally([TaskFacts(1, "x", "a", planned=D(1))]) is None and tally([]) is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("gates", 0, "level"), "best"),
        (("gates", 0, "forces"), "good"),
        (("gates", 0, "conditions"), []),
        (("gates", 0, "conditions", 0, "fact"), "weather"),
        (("gates", 0, "conditions", 0, "threshold"), None),
        (("gates", 1, "conditions", 1, "label"), "khác"),
        (("caps", 0, "level"), "best"),
        (("caps", 0, "rounding"), "up"),
        (("caps", 0, "of"), ["best"]),
    ],
)
def test_gates_and_caps_without_sense_are_not_read(path, value):
    data = copy.deepcopy(schemes.as_json("qd366_2025"))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(BadScheme):
        read(data)


@pytest.mark.parametrize("code", sorted(SCHEMES))
def test_every_scheme_says_what_of_members_is_kept(code):
    data = schemes.as_json(code)
    if code == "hd20_2008":
        return
    members = data["members"]
    assert members.keys() >= {"levels", "sub_reasons", "not_evaluated_reasons", "caps", "procedure", "gates"}
    levels = {level["code"] for level in members["levels"]}
    assert [level.get("lowest", False) for level in members["levels"]] == [False, False, False, True]
    assert all({cap["level"], *cap["of"], *cap["or"]} <= levels for cap in members["caps"])
    assert all({gate.get("level"), gate.get("forces")} & levels for gate in members["gates"])


WARNED = Discipline(own=1)


@pytest.mark.parametrize(
    ("fact", "known", "holds", "said"),
    [
        ("disciplined", {}, None, ""),
        ("disciplined", {"discipline": Discipline()}, False, "không ghi"),
        ("disciplined", {"discipline": WARNED}, True, "sổ kỷ luật ghi 1 quyết định"),
        ("collective_disciplined", {"discipline": Discipline(below=2, units=10)}, False, "2/10 (20 %)"),
        ("collective_disciplined", {"discipline": Discipline(below=3, units=10)}, True, "3/10 (30 %)"),
        ("collective_disciplined", {"discipline": Discipline(own=2, units=10)}, True, "ghi 2 quyết định"),
        ("collective_disciplined", {"discipline": Discipline()}, False, "không ghi"),
        ("nobody_disciplined", {}, None, ""),
        ("nobody_disciplined", {"discipline": Discipline(units=4)}, True, "không ghi"),
        ("nobody_disciplined", {"discipline": Discipline(below=1, units=4)}, False, "1 tổ chức đảng trực thuộc"),
        ("nobody_disciplined", {"discipline": Discipline(leaders=1)}, False, "1 đồng chí trong cấp ủy"),
        ("meetings_held_at_least", {}, None, "chưa có sổ sinh hoạt"),
        ("meetings_held_at_least", {"meetings": MeetingTally(0, 0)}, None, "chưa có sổ sinh hoạt"),
        ("meetings_held_at_least", {"meetings": MeetingTally(12, 11)}, True, "họp 11/12 (91,7 %) tháng"),
        ("meetings_held_at_least", {"meetings": MeetingTally(12, 2)}, False, "họp 2/12"),
    ],
)
def test_what_the_registers_say_is_a_fact_of_the_gates(fact, known, holds, said):
    facts = Known(frame=SCHEMES["qd366_2025"].frame_for(CELL, ""), levels=(), **known)
    found = FACTS[fact](facts, Condition("thu", "điều kiện", fact, threshold=Fraction(1, 5)))
    assert (found.holds, said in found.words) == (holds, True)
