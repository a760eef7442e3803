"""The rules of reviews: scales by year, votes by the rule of their day, terms for answers."""

import datetime as dt
from decimal import Decimal

import pytest

from cadres.reviews import answer_terms, scales, vote_rules
from cadres.reviews.rules import hands, opinions, rating, voting
from cadres.reviews.rules.voting import Count, Slips
from sinho.accounts.roles import Role
from sinho.accounts.scope import Reach, Scope

D = dt.date
TODAY = D(2009, 12, 18)


@pytest.mark.parametrize(
    ("year", "code", "levels", "lowest"),
    [
        (2000, "1998", 4, "Kém"),
        (2009, "1998", 4, "Kém"),
        (2010, "2008", 4, "Không hoàn thành nhiệm vụ"),
        (2019, "2008", 4, "Không hoàn thành nhiệm vụ"),
        (2020, "2020", 4, "Không hoàn thành nhiệm vụ"),
        (2026, "2025", 4, "Không hoàn thành nhiệm vụ"),
    ],
)
def test_each_year_has_its_scale(year, code, levels, lowest):
    scale = scales.of_year(year)
    assert (scale.code, len(scale.levels), scale.lowest.name) == (code, levels, lowest)
    assert scale.source in scales.source_words(year) and "chưa đối chiếu" in scales.source_words(year)


@pytest.mark.parametrize(
    ("year", "level", "points", "said"),
    [
        (2008, "good", None, ""),
        (2008, "done", None, "không có mức ấy"),
        (2008, "", None, "không có mức ấy"),
        (2008, "good", "80", "không chấm điểm"),
        (2026, "excellent", "90", ""),
        (2026, "excellent", "89.99", "là mức “Hoàn thành tốt nhiệm vụ”"),
        (2026, "good", "89.999", "hai chữ số lẻ"),
        (2026, "good", "70", ""),
        (2026, "done", "50", ""),
        (2026, "done", "49.5", "là mức “Không hoàn thành nhiệm vụ”"),
        (2026, "failed", "95", ""),
        (2026, "good", None, "ghi điểm từ 0 đến 100"),
        (2026, "good", "101", "ghi điểm từ 0 đến 100"),
        (2026, "failed", "-1", "ghi điểm từ 0 đến 100"),
    ],
)
def test_a_level_fits_its_scale_and_its_points(year, level, points, said):
    reasons = rating.why_no_level(scales.of_year(year), level, points and Decimal(points))
    assert (said in " ".join(reasons)) and bool(reasons) == bool(said)


@pytest.mark.parametrize(
    ("number", "day", "said"),
    [
        ("1/QĐ", D(2008, 12, 20), ""),
        ("1/QĐ", D(2009, 2, 1), ""),
        (" ", D(2008, 12, 20), "Ghi số quyết định"),
        ("1/QĐ", None, "Ghi ngày quyết định"),
        ("1/QĐ", D(2007, 12, 31), "trước năm được đánh giá"),
        ("1/QĐ", D(2009, 12, 19), "chưa đến"),
    ],
)
def test_a_decision_on_a_year(number, day, said):
    reasons = rating.why_no_decision(2008, number, day, TODAY)
    assert (said in " ".join(reasons)) and bool(reasons) == bool(said)


@pytest.mark.parametrize(("year", "right"), [(1999, False), (2000, True), (2009, True), (2010, False)])
def test_a_year_that_can_be_rated(year, right):
    assert (rating.why_no_year(year, TODAY) == []) is right


@pytest.mark.parametrize(
    ("levels", "year", "twice"),
    [
        ({2007: "poor", 2008: "poor"}, 2008, True),
        ({2007: "poor", 2008: "average"}, 2008, False),
        ({2007: "average", 2008: "poor"}, 2008, False),
        ({2006: "poor", 2008: "poor"}, 2008, False),
        ({2009: "poor", 2010: "failed"}, 2010, True),
        ({}, 2008, False),
    ],
)
def test_two_years_running_at_the_lowest_level(levels, year, twice):
    assert rating.lowest_twice(levels, year, scales.scales()) is twice


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (D(2008, 4, 16), None),
        (D(2008, 4, 17), "2008"),
        (D(2013, 1, 31), "2008"),
        (D(2013, 2, 1), "2012"),
        (D(2023, 2, 2), "2023"),
    ],
)
def test_each_day_has_its_rule(day, code):
    rule = vote_rules.of_day(day)
    assert (rule and rule.code) == code


@pytest.mark.parametrize(
    ("code", "count", "before", "outcome"),
    [
        # 2008: trust on the 40 valid slips.
        ("2008", Count(None, 20, 20), False, None),
        ("2008", Count(None, 19, 21), False, "dismissal_vote"),
        # 2012: low on the 60 invited.
        ("2012", Count(5, 5, 30), False, None),
        ("2012", Count(5, 4, 31), False, "may_resign"),
        ("2012", Count(5, 4, 31), True, "confidence_vote"),
        ("2012", Count(0, 0, 40), False, "confidence_vote"),
        ("2012", Count(0, 1, 39), False, "may_resign"),
        # 2023: low on the 40 valid slips.
        ("2023", Count(10, 10, 20), False, None),
        ("2023", Count(10, 9, 21), False, "out_of_planning"),
        ("2023", Count(7, 7, 26), True, "out_of_planning"),
        ("2023", Count(7, 6, 27), False, "dismissal"),
    ],
)
def test_what_follows_from_a_vote(code, count, before, outcome):
    found = voting.outcome_of(vote_rules.of_code(code), Slips(60, 45, 40), count, before)
    assert (found and found.code) == outcome


def test_shares_are_of_what_the_rule_says():
    slips, count = Slips(60, 45, 40), Count(10, 10, 20)
    shares = [voting.share_of(vote_rules.of_code(code), slips, count, "low") for code in ("2012", "2023")]
    assert [str(one) for one in shares] == ["33.3", "50.0"]


@pytest.mark.parametrize(
    ("code", "slips", "said"),
    [
        ("2008", Slips(50, 50, 50), ""),
        ("2008", Slips(50, 10, 10), ""),
        ("2023", Slips(60, 40, 40), ""),
        ("2023", Slips(60, 39, 39), "ít nhất 2/3"),
        ("2008", Slips(0, 0, 0), "được mời phải từ 1"),
        ("2008", Slips(5001, 1, 1), "được mời phải từ 1"),
        ("2008", Slips(50, 51, 50), "nhiều hơn số được mời"),
        ("2008", Slips(50, 40, 41), "Số phiếu hợp lệ"),
        ("2008", Slips(50, 40, 0), "Số phiếu hợp lệ"),
    ],
)
def test_the_numbers_of_a_round(code, slips, said):
    reasons = voting.why_no_round(vote_rules.of_code(code), slips)
    assert (said in " ".join(reasons)) and bool(reasons) == bool(said)


@pytest.mark.parametrize(
    ("code", "count", "said"),
    [
        ("2008", Count(None, 30, 10), ""),
        ("2012", Count(10, 20, 10), ""),
        ("2008", Count(None, 30, 9), "cộng các mức được 39"),
        ("2008", Count(None, 45, -5), "nhỏ hơn 0"),
        ("2008", Count(1, 30, 9), "chỉ có các mức: tín nhiệm, không tín nhiệm"),
        ("2012", Count(None, 30, 10), "chỉ có các mức: tín nhiệm cao"),
    ],
)
def test_the_slips_of_a_person_add_up(code, count, said):
    reasons = voting.why_no_count(vote_rules.of_code(code), Slips(50, 45, 40), count)
    assert (said in " ".join(reasons)) and bool(reasons) == bool(said)


@pytest.mark.parametrize(
    ("code", "title", "held", "said"),
    [
        ("2008", "council_chair", True, ""),
        ("2008", "party_secretary", True, "không thuộc diện"),
        ("2023", "party_secretary", True, ""),
        ("2008", "council_chair", False, "không giữ chức danh"),
    ],
)
def test_who_is_voted_on(code, title, held, said):
    reasons = voting.why_not_covered(vote_rules.of_code(code), title, held)
    assert (said in " ".join(reasons)) and bool(reasons) == bool(said)


@pytest.mark.parametrize(
    ("answered", "day", "state"),
    [
        (None, D(2009, 10, 31), "waiting"),
        (None, D(2009, 11, 1), "late"),
        (D(2009, 12, 1), D(2009, 11, 30), "late"),
        (D(2009, 12, 1), D(2009, 12, 1), "answered"),
    ],
)
def test_where_an_opinion_stands(answered, day, state):
    due = answer_terms.due(D(2009, 10, 1))
    assert due == D(2009, 10, 31) and opinions.state_on(due, answered, day) == state
    assert "đặt tạm, chưa đối chiếu" in answer_terms.words_on(day)


def test_an_answer_comes_after_the_opinion_and_not_in_the_future():
    asked = [opinions.why_not_answered(D(2009, 10, 1), day, TODAY) for day in (D(2009, 9, 30), D(2009, 12, 19), TODAY)]
    assert ["trước ngày nhận" in str(asked[0]), "chưa đến" in str(asked[1]), asked[2]] == [True, True, []]


def test_the_staff_of_a_commune_is_reviewed_from_above():
    above = Reach(Role.CADRE_OFFICER, 1, frozenset({1, 2, 3}))
    own, reader = Reach(Role.CADRE_OFFICER, 2, frozenset({2})), Reach(Role.DISTRICT_LEADER, 1, frozenset({1, 2}))
    asked = [(above,), (own,), (reader,), (own, above)]
    assert [hands.writes_from_above(Scope(1, reaches), 2) for reaches in asked] == [True, False, False, True]


def test_nobody_writes_about_his_own_name():
    assert "Lò Văn An" in hands.why_not_by("lò văn AN", ["Vàng A Sếnh", "Lò Văn An"])[0]
    assert hands.why_not_by("Tao Thị Mỷ", ["Lò Văn An"]) == []


@pytest.mark.parametrize(
    ("levels", "years", "low"),
    [
        ({}, 2, False),
        ({2007: "failed", 2008: "failed"}, 2, True),
        ({2007: "failed", 2008: "failed"}, 3, False),
        ({2006: "failed", 2008: "failed"}, 2, False),
        ({2007: "failed", 2008: "failed", 2009: "completed"}, 2, False),
        ({2008: "failed"}, 1, True),
    ],
)
def test_who_is_at_the_lowest_level_for_so_many_years_running(levels, years, low):
    named = {year: scales.of_year(year).levels[-1 if level == "failed" else 0].code for year, level in levels.items()}
    assert rating.lowest_running(named, years, scales.scales()) is low
