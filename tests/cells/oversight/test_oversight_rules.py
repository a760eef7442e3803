"""Rules of people in charge, difficulties, weak organisations and opinions, without a database."""

import datetime as dt

import pytest

from cells.oversight import terms, weak_rules
from cells.oversight.enums.difficulty import DifficultyStanding as S
from cells.oversight.rules import difficulty, in_charge, opinion, weak
from cells.oversight.rules.difficulty import Taken
from cells.oversight.rules.in_charge import Gap
from cells.oversight.rules.weak import WeakRule, YearGrade

D = dt.date
DAY = D(2009, 12, 18)


@pytest.mark.parametrize(
    ("periods", "found"),
    [
        ([], [Gap(None)]),
        ([(D(2010, 1, 1), None)], [Gap(None)]),
        ([(D(2008, 1, 7), None)], []),
        ([(D(2008, 1, 7), DAY)], []),
        ([(D(2008, 1, 7), D(2009, 12, 17))], [Gap(DAY)]),
        ([(D(2008, 1, 7), D(2008, 6, 30)), (D(2008, 7, 1), None)], []),
        ([(D(2008, 1, 7), D(2008, 6, 30)), (D(2008, 9, 1), None)], [Gap(D(2008, 7, 1), D(2008, 8, 31))]),
        ([(D(2008, 1, 7), D(2009, 6, 30)), (D(2008, 2, 1), D(2008, 3, 1))], [Gap(D(2009, 7, 1))]),
    ],
)
def test_days_without_anybody(periods, found):
    assert in_charge.gaps(periods, DAY) == found


def test_words_of_a_gap():
    assert Gap(D(2009, 7, 1)).words == "chưa có huyện ủy viên phụ trách từ 01/07/2009"
    assert Gap(None).words == "chưa ghi huyện ủy viên phụ trách lần nào"
    assert "từ 01/07/2008 đến 31/08/2008" in Gap(D(2008, 7, 1), D(2008, 8, 31)).words


def test_an_account_without_an_assignment_is_named():
    assert in_charge.differs(["Sùng A Páo"], ["sung a pao", "Lò Văn Lạ"]) == ["Lò Văn Lạ"]


RAISED, DUE = D(2009, 10, 1), D(2009, 11, 30)


@pytest.mark.parametrize(
    ("steps", "day", "standing", "due", "where"),
    [
        ([], D(2009, 11, 30), S.OPEN, DUE, "UBND xã"),
        ([], DAY, S.LATE, DUE, "UBND xã"),
        ([Taken("answered", D(2009, 10, 9))], DAY, S.LATE, DUE, "UBND xã"),
        ([Taken("passed", D(2009, 10, 9), "UBND huyện", D(2009, 12, 31))], DAY, S.OPEN, D(2009, 12, 31), "UBND huyện"),
        ([Taken("passed", D(2009, 10, 9), "UBND huyện")], DAY, S.LATE, DUE, "UBND huyện"),
        ([Taken("solved", D(2009, 12, 1))], DAY, S.SOLVED, DUE, "UBND xã"),
        ([Taken("solved", D(2009, 12, 1))], D(2009, 11, 30), S.OPEN, DUE, "UBND xã"),
        (
            [Taken("solved", D(2009, 11, 1)), Taken("reopened", D(2009, 12, 1), "", D(2010, 1, 15))],
            DAY,
            S.OPEN,
            D(2010, 1, 15),
            "UBND xã",
        ),
        ([Taken("withdrawn", D(2009, 10, 2))], DAY, S.WITHDRAWN, DUE, "UBND xã"),
    ],
)
def test_where_a_difficulty_stands(steps, day, standing, due, where):
    now = difficulty.stand(RAISED, DUE, "UBND xã", steps, day)
    assert (now.standing, now.due_on, now.passed_to) == (standing, due, where)


@pytest.mark.parametrize(
    ("before", "step", "said"),
    [
        ([], Taken("reopened", DAY, "", DAY), "chưa giải quyết xong"),
        ([Taken("solved", D(2009, 11, 1))], Taken("answered", DAY), "mở lại"),
        ([Taken("withdrawn", D(2009, 11, 1))], Taken("solved", DAY), "rút lại"),
        ([], Taken("answered", D(2009, 12, 19)), "chưa đến"),
        ([], Taken("answered", D(2009, 9, 30)), "trước lần ghi gần nhất"),
        ([], Taken("passed", DAY), "chuyển đến đâu"),
        ([Taken("solved", D(2009, 11, 1))], Taken("reopened", DAY), "hạn giải quyết mới"),
        ([], Taken("passed", DAY, "UBND huyện", D(2009, 12, 1)), "trước ngày ghi"),
        ([], Taken("passed", DAY, "UBND huyện", DAY), ""),
        ([], Taken("solved", DAY), ""),
    ],
)
def test_what_may_be_written_under_a_difficulty(before, step, said):
    reasons = difficulty.why_not(difficulty.stand(RAISED, DUE, "UBND xã", before, DAY), step, DAY)
    assert bool(reasons) == bool(said) and said in " ".join(reasons)


RULE = WeakRule(D(2004, 1, 1), 2, {}, "thử", False)


def year(year: int, grade: str) -> YearGrade:
    labels = {"w": "Yếu kém", "g": "Khá", "-": ""}
    return YearGrade(year, D(year, 12, 20), labels[grade], grade == "w")


@pytest.mark.parametrize(
    ("grades", "found"),
    [
        ("gwg", []),
        ("ww", [((2006, 2007), D(2007, 12, 20), None)]),
        ("www", [((2006, 2007, 2008), D(2007, 12, 20), None)]),
        ("wwg", [((2006, 2007), D(2007, 12, 20), 2008)]),
        ("wwgww", [((2006, 2007), D(2007, 12, 20), 2008), ((2009, 2010), D(2010, 12, 20), None)]),
        ("w-w", []),
        ("w-ww", [((2008, 2009), D(2009, 12, 20), None)]),
        ("ww-", [((2006, 2007), D(2007, 12, 20), None)]),
        ("ww-g", [((2006, 2007), D(2007, 12, 20), 2009)]),
        ("ww-w", [((2006, 2007, 2009), D(2007, 12, 20), None)]),
        ("", []),
    ],
)
def test_times_on_the_list(grades, found):
    times = weak.spells([year(2006 + n, one) for n, one in enumerate(grades)], RULE)
    assert [(one.years, one.since, one.risen.year if one.risen else None) for one in times] == found


def test_a_time_on_the_list_begins_and_ends_with_a_decision():
    (time,) = weak.spells([year(2006, "w"), year(2007, "w"), year(2008, "g")], RULE)
    days = [D(2007, 12, 19), D(2007, 12, 20), D(2008, 12, 19), D(2008, 12, 20)]
    assert [time.on_list(day) for day in days] == [False, True, True, False]
    assert time.reason == "2 năm liền, năm 2006: Yếu kém; năm 2007: Yếu kém" and time.left_words == "Năm 2008: Khá"


def test_quarters_that_have_ended():
    assert weak.quarters_between(D(2009, 2, 2), D(2009, 12, 18)) == [(2009, 1), (2009, 2), (2009, 3)]
    assert weak.quarters_between(D(2008, 11, 1), D(2009, 3, 31)) == [(2008, 4), (2009, 1)]
    assert weak.quarters_between(D(2009, 12, 1), D(2009, 12, 18)) == []


def test_rules_are_data_with_their_source():
    rule = weak_rules.on(DAY)
    assert (rule.years, rule.verified) == (2, False) and "chưa đối chiếu văn bản" in rule.words
    term = terms.on(D(2000, 1, 1))
    assert (term.difficulty_days, term.opinion_days) == (60, 30) and "chưa đối chiếu" in term.source_words


def test_where_an_opinion_stands():
    days = [D(2009, 10, 5), D(2009, 11, 5), D(2009, 11, 12), D(2009, 11, 20)]
    found = [opinion.standing(D(2009, 11, 1), D(2009, 11, 10), D(2009, 11, 15), day) for day in days]
    assert found == ["waiting", "late", "answered", "published"]
