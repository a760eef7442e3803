"""The rules of retirement, recruitment and movements, on plain values."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from cadres.movements.enums import Direction
from cadres.movements.rulebook import all_criteria, criteria_on, path_of, path_on, paths, regimes, regimes_on
from cadres.movements.rules.moving import due_state, why_not_sent
from cadres.movements.rules.recruiting import Applicant, RoundRequirements, mean_age, unmet
from cadres.movements.rules.retiring import Older, insurance_words, months_by, next_step, open_steps, why_candidate
from cadres.staff.enums import PostExit
from cadres.staff.rules import Known
from members.roll.rules import BirthDate

D = dt.date
RULE = criteria_on(D(2009, 12, 18))
LITTLE = Known({"general": ["primary"]}, (), ("front_chair",))
ENOUGH = Known({"general": ["lower_secondary"]}, ("front_chair",), ("front_chair",))
SCHOOLED = Known({"general": ["upper_secondary"]}, (), ())
PATH = path_of("article")


@pytest.mark.parametrize(
    ("one", "reasons"),
    [
        (Older("male", 50, LITTLE), ["50 tuổi", "dưới trung học cơ sở", "chưa được đào tạo", "không cử đi"]),
        (Older("male", 49, LITTLE), []),
        (Older("male", 60, LITTLE), []),
        (Older("female", 45, LITTLE), ["45 tuổi", "dưới trung học cơ sở", "chưa được đào tạo", "không cử đi"]),
        (Older("female", 55, LITTLE), []),
        (Older("male", 55, ENOUGH), []),
        (Older("male", 55, ENOUGH, low_rated=True), ["55 tuổi", "2 năm liền", "không cử đi"]),
        (Older("male", 55, SCHOOLED), ["55 tuổi", "chưa được đào tạo", "không cử đi"]),
    ],
)
def test_whom_the_rule_finds(one, reasons):
    found = why_candidate(RULE, one)
    assert len(found) == len(reasons) and all(part in said for part, said in zip(reasons, found, strict=True))


def test_who_may_still_be_trained_is_not_found():
    later = replace(RULE, untrainable_from={"male": 56, "female": 50})
    assert why_candidate(later, Older("male", 55, LITTLE)) == []


def test_what_counts_as_weak_is_data():
    assert why_candidate(replace(RULE, weak=("ratings",)), Older("male", 55, LITTLE)) == []


@pytest.mark.parametrize(
    ("months", "said", "enough"),
    [(None, "chưa ghi", False), (240, "20 năm", True), (239, "19 năm 11 tháng, chưa đủ 20 năm", False)],
)
def test_the_time_of_insurance(months, said, enough):
    words, known = insurance_words(RULE, months)
    assert said in words and known is enough


@pytest.mark.parametrize(
    ("day", "months"), [(D(2009, 6, 30), 100), (D(2009, 7, 29), 100), (D(2009, 7, 30), 101), (D(2010, 6, 30), 112)]
)
def test_months_go_on(day, months):
    assert months_by(100, D(2009, 6, 30), day) == months


@pytest.mark.parametrize(
    ("done", "ready", "waits"),
    [
        ((), ["persuasion", "application"], "application"),
        (("application",), ["persuasion", "assessment", "decision"], "decision"),
        (("application", "assessment"), ["persuasion", "assessment", "support", "decision"], "decision"),
        (("application", "decision"), ["persuasion", "assessment", "leaving"], "leaving"),
        (("application", "decision", "leaving"), [], None),
    ],
)
def test_the_order_of_the_steps(done, ready, waits):
    assert [one.code for one in open_steps(PATH, done)] == ready
    found = next_step(PATH, done)
    assert (found and found.code) == waits


def test_the_data_hold_together():
    for _, path in paths().values():
        codes = [one.code for one in path.steps]
        assert len(set(codes)) == len(codes) and sum(one.leaves for one in path.steps) == 1
        assert all(set(one.after) <= set(codes) and set(one.needs) <= {"number", *one.asks} for one in path.steps)
    assert all(one.exit in PostExit.values and one.source for one in regimes().values())
    assert [one.since for one in all_criteria()] == sorted(one.since for one in all_criteria())
    assert path_on(D(1999, 1, 1)) == PATH and criteria_on(D(1999, 1, 1)) == all_criteria()[0]
    assert criteria_on(D(2022, 1, 1)).insurance_least == 180


def test_regimes_have_their_time():
    assert "nd132" in {one.code for one in regimes_on(D(2009, 12, 18))}
    assert "nd132" not in {one.code for one in regimes_on(D(2016, 1, 1))}


ASKED = RoundRequirements("district", True, "upper_secondary", "intermediate", 30)
GOOD = Applicant(BirthDate(1987), "eth_mong", "upper_secondary", "intermediate", "commune")


@pytest.mark.parametrize(
    ("asked", "change", "said"),
    [
        (ASKED, {}, None),
        (RoundRequirements(), {"home": "", "ethnicity": "eth_kinh", "schooling": "literate", "professional": ""}, None),
        (ASKED, {"birth": BirthDate(1992)}, "chưa đủ 18"),
        (ASKED, {"birth": BirthDate(1978, 1, 1)}, "quá 30"),
        (ASKED, {"home": ""}, "trong huyện"),
        (RoundRequirements("commune"), {"home": "district"}, "của xã tuyển"),
        (ASKED, {"ethnicity": "eth_kinh"}, "dân tộc thiểu số"),
        (ASKED, {"schooling": "lower_secondary"}, "học vấn chưa đạt trung học phổ thông"),
        (ASKED, {"professional": "elementary"}, "chuyên môn chưa đạt trung cấp"),
        (ASKED, {"professional": ""}, "chuyên môn chưa đạt"),
    ],
)
def test_requirements(asked, change, said):
    found = unmet(asked, replace(GOOD, **change), D(2009, 3, 20))
    assert (found == []) if said is None else (len(found) == 1 and said in found[0])


def test_mean_age():
    assert mean_age([20, 21, 21]) == Decimal("20.7") and mean_age([]) is None


@pytest.mark.parametrize(
    ("planned", "state"),
    [(None, ""), (D(2009, 12, 17), "late"), (D(2009, 12, 18), "soon"), (D(2010, 2, 16), "soon"), (D(2010, 2, 17), "")],
)
def test_when_a_return_is_due(planned, state):
    assert due_state(planned, D(2009, 12, 18)) == state


@pytest.mark.parametrize(
    ("direction", "planned", "title", "added", "count"),
    [
        (Direction.DOWN, D(2010, 1, 1), "committee_chair", True, 0),
        (Direction.DOWN, D(2009, 1, 1), "", False, 2),
        (Direction.UP, None, "", True, 1),
        (Direction.UP, None, "", False, 0),
    ],
)
def test_movements_that_make_no_sense(direction, planned, title, added, count):
    assert len(why_not_sent(direction, D(2009, 1, 1), planned, title, added)) == count
