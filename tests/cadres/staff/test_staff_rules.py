"""Rules of the staff: titles by era, who may hold one, the indicators, growth; no database."""

import datetime as dt
from decimal import Decimal

import pytest

from cadres.staff import titles
from cadres.staff.enums import Measure, PostEntry, StaffSubject
from cadres.staff.rules import LEVELS, STAFF, Known, Title, growth, meets, why_not_appointed
from members.roll.enums import LEVELS as MEMBER_LEVELS
from members.roll.rules import BirthDate

D = dt.date
CHAIR = Title("committee_chair", "Chủ tịch Ủy ban nhân dân", "elected", holders=1)
CLERK = Title("justice_registry", "Tư pháp - hộ tịch", "civil_servant")


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("land_construction", D(2007, 12, 31), "Địa chính - xây dựng"),
        ("land_construction", D(2009, 10, 21), "Địa chính - xây dựng"),
        ("land_construction", D(2009, 10, 22), "Địa chính - nông nghiệp - xây dựng và môi trường"),
        ("police_chief", D(2009, 12, 18), "Trưởng Công an"),
        ("police_chief", D(2023, 8, 1), None),
        ("party_standing", D(2008, 1, 1), "Thường trực Đảng ủy"),
        ("party_standing", D(2009, 12, 18), None),
        ("party_secretary", D(1999, 1, 1), "Bí thư Đảng ủy"),
        ("x", D(2009, 1, 1), None),
    ],
)
def test_a_title_is_that_of_the_list_of_the_day(code, day, name):
    title = titles.title_on(code, day)
    assert (title.name if title else None) == name


def test_a_title_that_is_gone_keeps_its_last_name():
    assert titles.named("police_chief", D(2024, 1, 1)) == "Trưởng Công an"
    assert titles.named("x", D(2024, 1, 1)) == "x"


def test_what_was_not_compared_with_the_text_says_so():
    assert titles.source_on(D(2007, 1, 1)) == "Nghị định 114/2003/NĐ-CP, chưa đối chiếu văn bản"
    assert [title.verified for title in titles.eras()[1].titles if title.group == "elected"] == [True] * 11


def test_codes_are_written_once_and_groups_are_known():
    for era in titles.eras():
        codes = [one.code for one in era.titles]
        assert len(codes) == len(set(codes)) and {one.group for one in era.titles} >= set(STAFF)


def test_levels_are_those_of_the_member_sheet():
    assert {code: LEVELS[code] for code in MEMBER_LEVELS} == MEMBER_LEVELS


@pytest.mark.parametrize(
    ("birth", "title", "entry", "said"),
    [
        ("1970", CHAIR, PostEntry.ELECTED, []),
        ("01/06/1991", CHAIR, PostEntry.ELECTED, []),
        ("02/06/1991", CHAIR, PostEntry.ELECTED, ["chưa đủ 18 tuổi"]),
        ("1970", CHAIR, PostEntry.EXAM, ["là cán bộ chuyên trách"]),
        ("1970", CLERK, PostEntry.EXAM, []),
        ("1970", CLERK, PostEntry.ELECTED, ["là công chức"]),
        ("1970", CLERK, PostEntry.OPENING, []),
        ("1995", CLERK, PostEntry.ELECTED, ["chưa đủ 18 tuổi", "là công chức"]),
        ("1970", None, PostEntry.ELECTED, ["không có chức danh này"]),
    ],
)
def test_who_may_hold_a_title(birth, title, entry, said):
    reasons = why_not_appointed(BirthDate.read(birth), title, entry, D(2009, 6, 1))
    assert len(reasons) == len(said) and all(part in one for part, one in zip(said, reasons, strict=True))


def known(levels=None, trained=(), held=("committee_chair",)):
    return Known(levels or {}, trained, held)


@pytest.mark.parametrize(
    ("measure", "who", "counts"),
    [
        (Measure.GENERAL, known(), False),
        (Measure.GENERAL, known({"general": {"primary"}}), False),
        (Measure.GENERAL, known({"general": {"lower_secondary"}}), True),
        (Measure.GENERAL, known({"general": {"primary", "upper_secondary"}}), True),
        (Measure.THEORY, known({"general": {"upper_secondary"}}), False),
        (Measure.THEORY, known({"theory": {"elementary"}}), True),
        (Measure.THEORY, known({"theory": {"bachelor"}}), True),
        (Measure.TRAINED, known(), False),
        (Measure.TRAINED, known({"professional": {"elementary"}}), True),
        (Measure.TRAINED, known(trained={"committee_chair"}), True),
        (Measure.TRAINED, known(trained={"front_chair"}), False),
        (Measure.INTERMEDIATE, known({"professional": {"elementary"}}), False),
        (Measure.INTERMEDIATE, known({"professional": {"intermediate"}}), True),
        (Measure.INTERMEDIATE, known({"professional": {"university"}}), True),
        (Measure.INTERMEDIATE, known(trained={"committee_chair"}), False),
    ],
)
def test_who_counts_for_an_indicator(measure, who, counts):
    assert meets(measure, who) is counts


@pytest.mark.parametrize(
    ("now", "before", "points", "relative"),
    [
        ((298, 400), (174, 391), "30.0", "67.4"),
        ((13, 20), (10, 20), "15.0", "30.0"),
        ((1, 4), (1, 2), "-25.0", "-50.0"),
        ((1, 2), (0, 2), "50.0", None),
        ((0, 0), (1, 2), None, None),
        ((1, 2), (0, 0), None, None),
    ],
)
def test_growth_in_points_and_relative(now, before, points, relative):
    found = growth(now, before)
    expected = [None if one is None else Decimal(one) for one in (points, relative)]
    assert [found.points, found.relative] == expected


def test_training_for_a_title_has_no_levels():
    assert LEVELS[StaffSubject.TITLE_TRAINING] == ()
