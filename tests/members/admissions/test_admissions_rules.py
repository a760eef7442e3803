"""The way into the Party as rules on plain values: order, eligibility, votes, limits (A4)."""

import datetime as dt

import pytest

from members.admissions.paths import as_json, code_on, eras
from members.admissions.rules.eligibility import why_not_eligible
from members.admissions.rules.limits import deadlines, valid_until
from members.admissions.rules.path import CaseFacts, Done, Votes, read
from members.admissions.rules.steps import Attempt, checklist, open_steps, stage_of, why_not
from members.roll.rules import BirthDate
from tests.factories.admissions import CODES, WAY

D = dt.date
PATH = read(as_json("hd03_2006"))
TODAY = D(2009, 12, 18)
BORN = BirthDate(1986, 5, 14)
OUTSTANDING = Done("outstanding", D(2007, 2, 12))


def facts(to: str = "", **more) -> CaseFacts:
    """A case that came as far as this step (nothing: only chosen)."""
    way = WAY[: CODES.index(to) + 1] if to else ()
    done = (OUTSTANDING, *(Done(one.step, one.on, True, one.votes) for one in way))
    return CaseFacts(**{"birth": BORN, "schooling": "lower_secondary", "mountain": True, "done": done, **more})


def codes(steps) -> list[str]:
    return [step.code for step in steps]


def test_each_era_has_its_own_guidance():
    assert [code_on(day) for day in (D(1990, 1, 1), D(2009, 1, 1), D(2012, 5, 17), D(2026, 1, 1))] == [
        "hd03_2006",
        "hd03_2006",
        "hd12_2012",
        "hd38_2025",
    ]
    verified = {code: read(data).verified for code, data in eras().items()}
    assert verified == {code: code == "hd38_2025" for code in verified}


@pytest.mark.parametrize(
    ("to", "possible"),
    [
        ("", ["awareness_class"]),
        ("awareness_class", ["permission"]),
        ("permission", ["application", "record", "referrals", "union", "opinions"]),
        ("record", ["verification", "referrals", "union", "opinions"]),
        ("opinions", ["union", "cell_vote"]),
        ("cell_vote", ["section", "committee_vote"]),
        ("committee_vote", ["decision"]),
        ("decision", ["ceremony"]),
        ("ceremony", ["new_member_class", "self_review", "mentor_remarks", "final_opinions"]),
        ("final_opinions", ["cell_recognition"]),
        ("recognition", []),
    ],
)
def test_what_can_be_done_next(to, possible):
    assert codes(open_steps(PATH, facts(to), D(2008, 6, 1))) == possible


@pytest.mark.parametrize(
    ("to", "day", "stage"),
    [
        ("", TODAY, "prepare"),
        ("permission", TODAY, "file"),
        ("opinions", TODAY, "votes"),
        ("committee_vote", TODAY, "decision"),
        ("ceremony", D(2008, 9, 1), "probation"),
        ("new_member_class", D(2009, 8, 3), "probation"),
        ("new_member_class", D(2009, 8, 4), "recognition"),
        ("recognition", TODAY, ""),
    ],
)
def test_where_a_case_stands(to, day, stage):
    assert stage_of(PATH, facts(to), day) == stage


def test_a_vote_that_was_not_carried_leaves_the_step_open():
    failed = Done("cell_vote", D(2008, 6, 2), False, Votes(8, 5))
    case = facts("opinions")
    case = CaseFacts(case.birth, case.schooling, case.mountain, (*case.done, failed))
    assert "cell_vote" in codes(open_steps(PATH, case, D(2008, 6, 3)))
    assert stage_of(PATH, case, TODAY) == "votes"


@pytest.mark.parametrize(
    ("counted", "agreed", "carried"),
    [
        (9, 6, True),
        (9, 5, False),
        (8, 6, True),
        (8, 5, False),
        (10, 7, True),
        (10, 6, False),
        (3, 2, True),
        (1, 1, True),
        (1, 0, False),
    ],
)
def test_two_thirds_of_those_who_count(counted, agreed, carried):
    assert Votes(counted, agreed).carried((2, 3)) is carried


@pytest.mark.parametrize(
    ("more", "day", "said"),
    [
        ({"birth": BirthDate(1991, 12, 19)}, TODAY, "Đến 19/12/2009 mới đủ 18 tuổi"),
        ({"birth": BirthDate(1991, 12, 18)}, TODAY, ""),
        ({"birth": BirthDate(1991)}, TODAY, "Đến 31/12/2009 mới đủ 18 tuổi"),
        ({"birth": BirthDate(1991, 11)}, TODAY, ""),
        ({"birth": BirthDate(1949, 12, 17)}, TODAY, "Đã quá 60 tuổi"),
        ({"birth": BirthDate(1949, 12, 18)}, TODAY, ""),
        ({"schooling": "primary"}, TODAY, ""),
        ({"schooling": "literate"}, TODAY, "Học vấn tối thiểu ở xã vùng cao, vùng dân tộc thiểu số là tiểu học"),
        ({"schooling": "literate", "elder": True}, TODAY, "phải có văn bản đồng ý của Ban Thường vụ Tỉnh ủy"),
        ({"schooling": "illiterate", "elder": True}, TODAY, "là biết đọc, biết viết"),
        ({"schooling": "primary", "mountain": False}, TODAY, "Học vấn tối thiểu là trung học cơ sở"),
        ({"schooling": "literate", "mountain": False, "elder": True}, TODAY, "trung học cơ sở"),
        ({"left_party_on": D(2006, 12, 19)}, TODAY, "sớm nhất 36 tháng sau khi ra: 19/12/2009"),
        ({"left_party_on": D(2006, 12, 18)}, TODAY, ""),
    ],
)
def test_who_may_be_considered(more, day, said):
    reasons = why_not_eligible(PATH, facts(**more), day)
    assert (said in reasons[0]) if said else reasons == []


@pytest.mark.parametrize(
    ("to", "attempt", "said"),
    [
        ("", Attempt("cell_vote", TODAY), "còn thiếu: Đơn xin vào Đảng; Lý lịch"),
        ("", Attempt("outstanding", TODAY), "đã ghi ngày 12/02/2007"),
        ("", Attempt("awareness_class", D(2009, 12, 19), "1"), "chưa đến"),
        ("", Attempt("awareness_class", D(2007, 2, 11), "1"), "trước bước trước đó, 12/02/2007"),
        ("", Attempt("awareness_class", TODAY), "Ghi số của giấy chứng nhận"),
        ("permission", Attempt("referrals", TODAY), "Ghi người giới thiệu"),
        ("cell_vote", Attempt("union", TODAY), "đã bỏ qua"),
        ("opinions", Attempt("cell_vote", D(2008, 6, 2)), "Ghi số người được tính"),
        ("opinions", Attempt("cell_vote", D(2008, 6, 2), votes=Votes(8, 9)), "từ 0 đến 8"),
        ("opinions", Attempt("cell_vote", D(2009, 4, 3), votes=Votes(8, 8)), "Lý lịch chỉ có giá trị đến 02/04/2009"),
        ("committee_vote", Attempt("decision", D(2008, 7, 15)), "Ghi số của quyết định"),
        ("decision", Attempt("ceremony", D(2008, 8, 4)), "được phân công giúp đỡ"),
        ("ceremony", Attempt("self_review", D(2009, 8, 3)), "Sớm nhất là 12 tháng sau “Lễ kết nạp”: 04/08/2009"),
    ],
)
def test_what_cannot_be_written_down(to, attempt, said):
    assert said in why_not(PATH, facts(to), attempt, TODAY)[0]


def test_the_certificate_of_the_class_holds_sixty_months():
    case = facts("opinions")
    late = Attempt("cell_vote", D(2012, 9, 21), votes=Votes(8, 8))
    reasons = why_not(PATH, case, late, D(2012, 9, 30))
    assert "Giấy chứng nhận chỉ có giá trị đến 20/09/2012." in reasons
    done = case.passed("awareness_class")
    assert valid_until(PATH, PATH.step("awareness_class"), done) == D(2012, 9, 20)
    assert valid_until(PATH, PATH.step("ceremony"), facts("ceremony").passed("ceremony")) is None


def test_an_expired_paper_is_written_again():
    """The record of 02/04/2008 holds a year: the cell cannot vote on it later, but a new one may be written."""
    late = D(2009, 6, 2)
    case = facts("opinions")
    assert "record" in codes(open_steps(PATH, case, late))
    assert "record" not in codes(open_steps(PATH, case, D(2009, 4, 2)))
    assert why_not(PATH, case, Attempt("record", D(2009, 5, 20)), late) == []
    case = CaseFacts(case.birth, case.schooling, True, (*case.done, Done("record", D(2009, 5, 20))))
    assert why_not(PATH, case, Attempt("cell_vote", late, votes=Votes(8, 8)), late) == []


def test_a_step_does_not_lie_before_what_stands_before_it():
    failed = Done("cell_vote", D(2008, 6, 2), False, Votes(8, 5))
    union = Done("union", D(2008, 7, 1))
    for more, day in ((failed, D(2008, 6, 1)), (union, D(2008, 6, 30))):
        case = facts("opinions")
        case = CaseFacts(case.birth, case.schooling, True, (*case.done, more))
        assert "trước bước trước đó" in why_not(PATH, case, Attempt("cell_vote", day, votes=Votes(8, 8)), TODAY)[0]


def test_a_grassroots_cell_has_no_committee_between():
    path = read(as_json("hd03_2006", grassroots_cell=True))
    assert [step.code for step in path.steps if step.actor == "committee"] == []
    assert path.step("application").after == ("awareness_class",)
    assert path.step("decision").after == ("cell_vote",)
    assert path.step("recognition").after == ("cell_recognition",)


def test_the_whole_way_is_possible_step_by_step():
    done = [OUTSTANDING]
    for taken in WAY:
        case = CaseFacts(BORN, "lower_secondary", True, tuple(done))
        attempt = Attempt(taken.step, taken.on, taken.number, taken.people, taken.people, taken.votes)
        assert why_not(PATH, case, attempt, TODAY) == []
        done.append(Done(taken.step, taken.on, True, taken.votes))


@pytest.mark.parametrize(
    ("to", "today", "due"),
    [
        ("cell_vote", D(2008, 6, 3), [("decision", D(2008, 8, 4))]),  # 45 working days after 2 June 2008
        ("decision", D(2008, 7, 16), [("ceremony", D(2008, 8, 26))]),  # 30 working days
        ("ceremony", D(2008, 9, 1), [("new_member_class", D(2009, 8, 4)), ("cell_recognition", D(2009, 9, 16))]),
        ("cell_recognition", D(2009, 8, 11), [("recognition", D(2009, 9, 22))]),  # 2 September is a holiday
        ("", TODAY, []),
        ("record", D(2009, 1, 2), [("cell_vote", D(2009, 4, 2))]),
        ("record", D(2009, 1, 1), []),
    ],
)
def test_until_when(to, today, due):
    assert [(one.step.code, one.due) for one in deadlines(PATH, facts(to), today)] == due


def test_what_is_late_and_what_is_soon():
    [late] = deadlines(PATH, facts("decision"), D(2008, 8, 27))
    assert (late.late, late.css, late.days_left) == (True, "late", -1)
    [soon] = deadlines(PATH, facts("decision"), D(2008, 8, 20))
    assert (soon.late, soon.css) == (False, "soon")


def test_the_dossier_says_what_is_missing():
    rows = checklist(PATH, facts("record"))
    assert [step.code for step, done in rows if done] == [
        "outstanding",
        "awareness_class",
        "permission",
        "application",
        "record",
    ]
    assert "section" not in [step.code for step, _ in rows] and "cell_vote" in [step.code for step, _ in rows]
