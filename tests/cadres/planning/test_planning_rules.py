"""What the rules of plans remind of: numbers, ages, shares, standards. No database."""

import datetime as dt

import pytest

from cadres.planning import catalogue
from cadres.planning.enums import Standing
from cadres.planning.rules import (
    Face,
    age_warning,
    in_force,
    person_warning,
    post_warning,
    shares,
    standing_of,
)
from cadres.staff import titles
from members.roll.rules import BirthDate

LIMITS = catalogue.limits_on(dt.date(2009, 12, 18))
POSTS = catalogue.posts()


def face(sex="male", year=1975, ethnicity="eth_thai"):
    return Face(sex, BirthDate(year), ethnicity)


@pytest.mark.parametrize(
    ("sex", "year", "holds_it", "said"),
    [
        ("male", 1960, False, ""),
        ("male", 1959, False, "51 tuổi khi bắt đầu nhiệm kỳ, lần đầu chỉ làm được một nhiệm kỳ (mức 50)"),
        ("male", 1955, True, ""),
        ("male", 1954, True, "56 tuổi khi bắt đầu nhiệm kỳ, không làm trọn một nhiệm kỳ (mức 55)"),
        ("female", 1965, False, ""),
        ("female", 1964, False, "46 tuổi khi bắt đầu nhiệm kỳ, lần đầu chỉ làm được một nhiệm kỳ (mức 45)"),
        ("female", 1959, True, "51 tuổi khi bắt đầu nhiệm kỳ, không làm trọn một nhiệm kỳ (mức 50)"),
    ],
)
def test_who_is_planned_should_serve_two_terms_or_at_least_one(sex, year, holds_it, said):
    assert age_warning(LIMITS, face(sex, year), 2010, holds_it=holds_it) == said


@pytest.mark.parametrize(
    ("code", "seats", "people", "said"),
    [
        ("committee_chair", 1, 0, "chưa có người kế cận"),
        ("committee_chair", 1, 1, "chỉ 1 người, mức 2–3 người một chức danh"),
        ("committee_chair", 1, 3, ""),
        ("committee_chair", 1, 4, "4 người, quá mức 2–3 người một chức danh"),
        ("front_deputy", 1, 0, ""),
        ("front_deputy", 1, 1, ""),
        ("committee_member", 15, 22, "22 người cho 15 chức danh, ít hơn mức 1,5–2 lần"),
        ("committee_member", 15, 23, ""),
        ("committee_member", 15, 30, ""),
        ("committee_member", 15, 31, "31 người cho 15 chức danh, nhiều hơn mức 1,5–2 lần"),
        ("committee_member", 15, 0, "chưa có người kế cận"),
    ],
)
def test_so_many_people_for_a_post(code, seats, people, said):
    assert post_warning(LIMITS, POSTS[code], seats, people) == said


def test_more_posts_than_usual():
    assert [person_warning(LIMITS, number) for number in (3, 4)] == ["", "quy hoạch 4 chức danh, nhiều hơn 3"]


@pytest.mark.parametrize(
    ("women", "young", "others", "warnings"),
    [(3, 7, 10, ["", "", ""]), (2, 3, 15, ["thấp hơn mức", "thấp hơn mức", ""]), (3, 10, 7, ["", "cao hơn mức", ""])],
)
def test_shares_are_held_against_their_targets(women, young, others, warnings):
    faces = (
        [face("female", 1965)] * women + [face(year=1975)] * young + [face(year=1965, ethnicity="eth_kinh")] * others
    )
    found = shares(LIMITS, faces, 2010)
    assert [one.warning for one in found] == warnings
    assert [one.part for one in found] == [women, young, women + young] and {one.whole for one in found} == {20}


def test_shares_of_nobody_are_empty():
    assert [(one.said, one.warning) for one in shares(LIMITS, [], 2010)] == [("", ""), ("", ""), ("", "")]


@pytest.mark.parametrize(
    ("lacking", "needs", "standing"),
    [
        (None, ["theory"], Standing.UNKNOWN),
        ([], [], Standing.MEETS),
        ([{"theory"}], ["theory"], Standing.WILL_MEET),
        ([{"professional", "title_training"}], ["title_training"], Standing.WILL_MEET),
        ([{"theory"}, {"general"}], ["theory"], Standing.LACKS),
        ([{"theory"}], [], Standing.LACKS),
        ([set(), {"theory"}], ["theory"], Standing.NEVER),
    ],
)
def test_where_somebody_stands_to_a_standard(lacking, needs, standing):
    assert standing_of(lacking, needs) == standing


def test_the_era_of_the_day_or_the_first_one():
    assert in_force(catalogue.limits(), dt.date(1999, 1, 1)) == catalogue.limits()[0]
    assert not any(one.verified for one in (*catalogue.limits(), *catalogue.eras_of_steps())), "none was compared"


def test_every_post_has_a_column_and_bodies_are_no_titles():
    columns = [one["key"] for one in catalogue.columns()]
    assert list(dict.fromkeys(one.column for one in POSTS.values())) == columns
    assert not {one.code for one in catalogue.bodies()} & titles.known_titles().keys()
    assert catalogue.named("committee_chair", dt.date(2009, 12, 1)) == "Chủ tịch Ủy ban nhân dân"
