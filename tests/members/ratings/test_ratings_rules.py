"""Ballots, caps, fields, what is missing: no database."""

import copy
import datetime as dt

import pytest

from cells.assessments import schemes
from cells.assessments.rules.member_scheme import read_members
from cells.assessments.rules.scheme import BadScheme
from members.ratings.rules import cap, fields
from members.ratings.rules.ballot import Ballot, Slips, ballot_problem, may_second, outcome, slips_problem
from members.ratings.rules.hands import Hand, hand, why_not_decide, why_not_fill
from members.ratings.rules.missing import RatedFacts, missing
from sinho.accounts.scope import Reach, Scope

DATA = schemes.files()["hd20_2008"]
RULES = read_members(DATA)
SLIPS = Slips(20, 20, 20, 20, 20, 20)


@pytest.mark.parametrize("code", sorted(schemes.files()))
def test_every_scheme_with_a_part_on_members_can_be_read(code):
    rules = read_members(schemes.files()[code])
    assert rules is None or rules.levels[-1].lowest


def test_a_scheme_without_the_part_says_nothing_of_members():
    assert read_members({"code": "old"}) is None


def test_levels_of_2008_stand_beside_each_other():
    assert RULES.codes == ("excellent", "good", "completed", "breach")
    assert [level.code for level in RULES.first_levels] == ["good", "completed", "breach"]
    assert RULES.reason_of_fact("exempted").code == "exempted"
    assert RULES.may_have("breach", "disciplined_in_year")
    assert not RULES.may_have("completed", "disciplined_in_year")
    assert any("15%" in said for said in RULES.unverified())


def broken(**changes) -> dict:
    data = copy.deepcopy({"code": "x", "members": DATA["members"]})
    data["members"] |= changes
    return data


@pytest.mark.parametrize(
    "changes",
    [
        {"levels": DATA["members"]["levels"][:1]},
        {"levels": DATA["members"]["levels"][:2] * 2},
        {"sub_reasons": {"unknown": []}},
        {"not_evaluated_reasons": [{"code": "a", "label": "A", "verified": True, "fact": "tall"}]},
        {"caps": [{**DATA["members"]["caps"][0], "of": ["best"]}]},
        {"caps": [{**DATA["members"]["caps"][0], "rounding": "up"}]},
        {"procedure": {**DATA["members"]["procedure"], "opinions": ["neighbours"]}},
    ],
)
def test_a_part_that_contradicts_itself_is_refused(changes):
    with pytest.raises(BadScheme):
        read_members(broken(**changes))


@pytest.mark.parametrize(
    ("ballot", "suggested"),
    [
        (Ballot(), ""),
        (Ballot((None, 11, 9, 0)), "good"),
        (Ballot((None, 10, 10, 0)), "completed"),
        (Ballot((None, 2, 8, 10)), "breach"),
        (Ballot((None, 5, 3, 0)), ""),
        (Ballot((None, 15, 5, 0), 11, 9), "excellent"),
        (Ballot((None, 15, 5, 0), 10, 10), "good"),
        (Ballot((None, 4, 16, 0), 20, 0), "completed"),
    ],
)
def test_the_level_that_more_than_half_reach_is_suggested(ballot, suggested):
    assert outcome(ballot, SLIPS, RULES) == suggested


def test_only_who_is_rated_good_is_voted_on_again():
    assert may_second(Ballot((None, 15, 5, 0)), SLIPS, RULES)
    assert not may_second(Ballot((None, 5, 15, 0)), SLIPS, RULES)


@pytest.mark.parametrize(
    ("slips", "said"),
    [
        (Slips(20, 19, 19, 18), ""),
        (Slips(20, 21), "Số có mặt (21)"),
        (Slips(20, 19, 20), "Số phiếu phát ra (20)"),
        (Slips(20, 19, 19, 20), "Số phiếu hợp lệ (20)"),
        (Slips(20, 19, None, 20), "Số phiếu hợp lệ (20)"),
        (Slips(20, 19, 19, 19, 18, 19), "Số phiếu hợp lệ lần hai (19)"),
    ],
)
def test_numbers_of_a_meeting_do_not_contradict_each_other(slips, said):
    assert slips_problem(slips).startswith(said)
    assert bool(slips_problem(slips)) == bool(said)


def test_more_votes_than_valid_slips_are_refused():
    assert "21" in ballot_problem(Ballot((None, 20, 1, 0)), SLIPS)
    assert "lần hai" in ballot_problem(Ballot((None, 20, 0, 0), 20, 1), SLIPS)
    assert not ballot_problem(Ballot((None, 20, 1, 0)), Slips())


@pytest.mark.parametrize(
    ("good", "excellent", "allowed", "left"),
    [(20, 3, 3, 0), (19, 2, 2, 0), (13, 2, 1, -1), (6, 1, 0, -1), (0, 0, 0, 0)],
)
def test_the_cap_is_a_share_of_the_good_rounded_down(good, excellent, allowed, left):
    state = cap.cap_state(RULES.caps[0], RULES, {"good": good, "excellent": excellent})
    assert (state.allowed, state.left, state.over) == (allowed, left, left < 0)


def test_both_readings_of_the_cap_are_told():
    state = cap.cap_state(RULES.caps[0], RULES, {"good": 20, "excellent": 5})
    assert (str(state.percent), str(state.other_percent)) == ("25.0", "20.0")
    assert state.allowed_by_other == 3


def test_the_scheme_says_which_reading_counts_and_how_it_is_rounded():
    part = {**DATA["members"]["caps"][0], "by": "or", "rounding": "half_up", "max_percent": 15}
    rules = read_members(broken(caps=[part]))
    state = cap.cap_state(rules.caps[0], rules, {"good": 17, "excellent": 5})
    assert (state.of, state.either, state.allowed, state.allowed_by_other) == (22, 17, 3, 3)
    assert "HTTNV và HTXSNV, làm tròn)" in state.sentence


def test_an_exception_lifts_the_cap():
    assert cap.cap_state(RULES.caps[0], RULES, {"good": 20, "excellent": 4}, exception=4).left == 0


def test_a_scheme_without_a_figure_refuses_nobody():
    part = {**DATA["members"]["caps"][0], "max_percent": None}
    rules = read_members(broken(caps=[part]))
    state = cap.cap_state(rules.caps[0], rules, {"good": 1, "excellent": 9})
    assert (state.allowed, state.over) == (None, False)


def read(name: str, typed: str):
    field = fields.field_named(name)
    return fields.value_typed(field, typed, scheme=RULES, year=2009, today=dt.date(2009, 12, 18))


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("rating:7:vote_2", " 18 ", 18),
        ("rating:7:vote_2", "", None),
        ("rating:7:proposal", "not:exempted", "not:exempted"),
        ("rating:7:tasks", "a\x00b\r\nc", "a b\nc"),
        ("cell::meeting_on", "10/12/2009", dt.date(2009, 12, 10)),
        ("opinion:7-residence:level", "good", "good"),
    ],
)
def test_what_is_typed_becomes_a_value(name, typed, value):
    assert read(name, typed) == value


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("rating:7:vote_2", "-1", "số nguyên"),
        ("rating:7:vote_2", "mười", "số nguyên"),
        ("rating:7:vote_2", "1,5", "số nguyên"),
        ("rating:7:vote_2", "٣", "số nguyên"),
        ("rating:7:vote_2", "1000", "999"),
        ("rating:7:vote_2", "9" * 40, "số nguyên"),
        ("rating:7:vote_1", "3", "Không có ô này"),
        ("rating:7:self_level", "best", "không có trong bộ quy tắc"),
        ("rating:7:proposal", "not:tired", "không có trong bộ quy tắc"),
        ("rating:7:sub_reason", "late", "danh mục"),
        ("rating:7:tasks", "x" * 1001, "tối đa 1000"),
        ("rating:7:words", "x" * 301, "tối đa 300"),
        ("cell::meeting_on", "32/12/2009", "32/12/2009"),
        ("cell::meeting_on", "19/12/2009", "chưa đến"),
        ("cell::meeting_on", "10/12/2008", "ngoài đợt"),
        ("opinion:7-neighbours:level", "good", "Không có ô này"),
    ],
)
def test_bad_values_are_named(name, typed, said):
    with pytest.raises(ValueError, match=said):
        read(name, typed)


@pytest.mark.parametrize(
    "name",
    ["", "rating:7", "rating:x:tasks", "rating::tasks", "cell:7:valid", "rating:7:pk", "score:1:points", "a:b:c:d"],
)
def test_names_of_no_field_are_refused(name):
    with pytest.raises(ValueError, match="Không có ô này"):
        fields.field_named(name)


GOOD = RatedFacts("Lò Văn A", ballot=Ballot((None, 18, 2, 0)), level="good")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (GOOD, ""),
        (RatedFacts("A", fact="exempted"), ""),
        (RatedFacts("A", reason="suspended"), ""),
        (RatedFacts("A"), "chọn mức đề nghị"),
        (RatedFacts("A", level="good"), "ghi số phiếu"),
        (RatedFacts("A", reason="not_yet"), "bằng lời"),
        (RatedFacts("A", ballot=Ballot((None, 18, 2, 0)), level="excellent"), "phiếu lần hai"),
        (RatedFacts("A", ballot=Ballot((None, 2, 18, 0), 3, 1), level="completed"), "chỉ bỏ phiếu lần hai"),
        (RatedFacts("A", ballot=Ballot((None, 2, 1, 17)), level="breach"), "chọn dòng chi tiết"),
        (RatedFacts("A", ballot=Ballot((None, 20, 9, 0)), level="good"), "lớn hơn số phiếu hợp lệ"),
    ],
)
def test_what_a_cell_lacks_is_told_by_name(facts, said):
    found = missing([facts], SLIPS, True, RULES)
    assert (found == []) if not said else said in found[0]


def test_a_meeting_without_day_or_slips_is_missing():
    assert missing([GOOD], Slips(), False, RULES) == ["Ghi ngày họp chi bộ.", "Ghi số phiếu hợp lệ."]
    assert missing([], SLIPS, True, RULES) == ["Chi bộ không có đảng viên nào để đánh giá."]
    many = missing([RatedFacts(f"Người {n}") for n in range(8)], SLIPS, True, RULES)
    assert "và 3 đồng chí khác" in many[0]


@pytest.mark.parametrize(
    ("role", "on", "kind", "expected"),
    [
        ("cell_secretary", 5, "subordinate_cell", Hand(fills=True)),
        ("commune_secretary", 3, "subordinate_cell", Hand(fills=True, on_behalf=True, decides=True)),
        ("commune_secretary", 5, "grassroots_cell", Hand(fills=True)),
        ("district_leader", 1, "subordinate_cell", Hand()),
        ("district_leader", 1, "grassroots_cell", Hand(decides=True)),
        ("inspector", 1, "subordinate_cell", Hand()),
    ],
)
def test_the_cell_proposes_and_the_committee_above_decides(role, on, kind, expected):
    scope = Scope(1, (Reach(role, on, frozenset({on, 5})),))
    assert hand(scope, 5, kind) == expected


def test_states_say_why_not():
    assert why_not_fill("draft", closed=False) == why_not_fill("sent_back", closed=False) == []
    assert why_not_fill("submitted", closed=False) and why_not_fill("decided", closed=False)
    assert why_not_decide("submitted", closed=False) == []
    assert why_not_decide("draft", closed=False) and why_not_decide("decided", closed=False)
    assert "khóa" in why_not_fill("draft", closed=True)[0]
