"""Rows of the forms and changes of the roll, on plain values."""

import datetime as dt
from itertools import pairwise
from types import SimpleNamespace

import pytest

from members.roll.enums import LEVELS, Ethnicity, Occupation, Religion, Sex, Subject
from members.statistics.rules.movement import Stay, changes
from members.statistics.rules.rows import fitting, read_form, set_on, unnumbered
from members.statistics.sets import sets

D = dt.date
FIRST, LAST = D(2009, 1, 1), D(2009, 12, 31)
HERE, THERE, OUTSIDE = 1, 2, 9
SETS = sets()
FORMS = [(one.code, name) for one in SETS for name in one.forms]


def stay(since, until=None, entry="opening", exit="", cell=HERE):
    return Stay(cell, since, until, entry, exit)


def told(*stays, inside=(HERE, THERE), turns=()):
    """Changes of 2009 as (day, in or out, kind)."""
    places = inside if callable(inside) else (lambda cell, day: cell in inside)
    return [(one.on, "in" if one.inward else "out", one.kind) for one in changes(stays, places, turns, FIRST, LAST)]


LONG_HERE = stay(D(2005, 1, 1))
CASES = {
    "who was there all the time did not change": ((LONG_HERE,), []),
    "admitted on the first day": ((stay(FIRST, entry="admitted"),), [(FIRST, "in", "admitted")]),
    "admitted on the last day": ((stay(LAST, entry="admitted"),), [(LAST, "in", "admitted")]),
    "admitted the day before the period": ((stay(D(2008, 12, 31), entry="admitted"),), []),
    "gone from the first day on": ((stay(D(2005, 1, 1), FIRST, exit="died"),), [(FIRST, "out", "died")]),
    "gone the day after the period": ((stay(D(2005, 1, 1), D(2010, 1, 1), exit="died"),), []),
    "gone before the period": ((stay(D(2005, 1, 1), D(2008, 12, 31), exit="died"),), []),
    "a move inside": (
        (stay(D(2005, 1, 1), D(2009, 5, 1), exit="within"), stay(D(2009, 5, 1), entry="within", cell=THERE)),
        [],
    ),
    "a move out of the organisation": (
        (stay(D(2005, 1, 1), D(2009, 5, 1), exit="within"), stay(D(2009, 5, 1), entry="within", cell=OUTSIDE)),
        [(D(2009, 5, 1), "out", "within")],
    ),
    "a move into the organisation": (
        (stay(D(2005, 1, 1), D(2009, 5, 1), exit="within", cell=OUTSIDE), stay(D(2009, 5, 1), entry="within")),
        [(D(2009, 5, 1), "in", "within")],
    ),
    "out and back again": (
        (
            stay(D(2005, 1, 1), D(2009, 3, 1), exit="within"),
            stay(D(2009, 3, 1), D(2009, 6, 1), entry="within", exit="within", cell=OUTSIDE),
            stay(D(2009, 6, 1), entry="within", cell=THERE),
        ),
        [(D(2009, 3, 1), "out", "within"), (D(2009, 6, 1), "in", "within")],
    ),
    "removed and restored on one day are two changes": (
        (stay(D(2005, 1, 1), D(2009, 5, 1), exit="removed"), stay(D(2009, 5, 1), entry="restored")),
        [(D(2009, 5, 1), "out", "removed"), (D(2009, 5, 1), "in", "restored")],
    ),
    "admitted and annulled in the period was no member": (
        (stay(D(2009, 2, 3), D(2009, 7, 1), entry="admitted", exit="annulled"),),
        [],
    ),
    "also after a move inside": (
        (
            stay(D(2009, 2, 3), D(2009, 4, 1), entry="admitted", exit="within"),
            stay(D(2009, 4, 1), D(2009, 7, 1), entry="within", exit="annulled", cell=THERE),
        ),
        [],
    ),
    "admitted before and annulled in the period": (
        (stay(D(2008, 5, 1), D(2009, 2, 1), entry="admitted", exit="annulled"),),
        [(D(2009, 2, 1), "out", "annulled")],
    ),
}


@pytest.mark.parametrize(("stays", "expected"), CASES.values(), ids=CASES)
def test_what_changes_the_roll_of_a_period(stays, expected):
    assert told(*stays) == expected


def test_who_goes_with_his_cell_moves_inside_the_district():
    moved_on = D(2009, 8, 1)

    def inside(cell, day):
        return day >= moved_on

    [change] = changes([LONG_HERE], inside, [moved_on], FIRST, LAST)
    assert (change.on, change.inward, change.kind, change.with_cell) == (moved_on, True, "within", True)
    [change] = changes([LONG_HERE], lambda cell, day: not inside(cell, day), [moved_on], FIRST, LAST)
    assert (change.on, change.inward, change.kind, change.with_cell) == (moved_on, False, "within", True)


def test_every_row_of_every_set_asks_for_codes_that_exist():
    known = {
        "sex": set(Sex.values),
        "ethnicity": set(Ethnicity.values),
        "religion": set(Religion.values),
        "occupation": set(Occupation.values),
        **{
            name: {code for code, _ in LEVELS[subject]}
            for name, subject in (
                ("general", Subject.GENERAL),
                ("professional", Subject.PROFESSIONAL),
                ("theory", Subject.THEORY),
            )
        },
    }
    for one in SETS:
        for form in one.forms.values():
            for row in form.rows:
                for fact, wanted in (row.fits or {}).items():
                    codes = list(wanted.values()) if isinstance(wanted, dict) else wanted
                    codes = codes if isinstance(codes, list) else [codes]
                    assert fact not in known or set(codes) <= known[fact], (form.code, row.key)


@pytest.mark.parametrize(
    ("bounds", "age", "expected"),
    [
        ({"from": 18, "to": 30}, 17, False),
        ({"from": 18, "to": 30}, 18, True),
        ({"from": 18, "to": 30}, 30, True),
        ({"from": 18, "to": 30}, 31, False),
        ({"from": 61}, 61, True),
        ({"from": 61}, None, False),
        ({"to": 17}, 17, True),
        ([1, 2], 2, True),
        ([1, 2], 3, False),
        (5, 5, True),
        ({"not": 5}, 5, False),
        ({"not": 5}, 6, True),
    ],
)
def test_who_fits_a_row(bounds, age, expected):
    assert fitting({"age": bounds})(SimpleNamespace(age=age)) is expected


def test_all_conditions_of_a_row_must_be_true():
    person = SimpleNamespace(occupation="retired", exempted=False)
    assert fitting({})(person) and fitting({"occupation": "retired"})(person)
    assert not fitting({"occupation": "retired", "exempted": True})(person)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (D(1999, 12, 31), "tctw"),
        (D(2009, 12, 31), "tctw"),
        (D(2021, 12, 12), "tctw"),
        (D(2021, 12, 13), "btctw"),
        (D(2025, 10, 9), "btctw"),
        (D(2025, 10, 10), "hd40_2025"),
    ],
)
def test_a_set_holds_from_its_day_on(day, code):
    assert set_on(SETS, day).code == code


@pytest.mark.parametrize(("code", "name"), FORMS)
def test_bands_of_age_leave_no_gap_from_eighteen_on(code, name):
    form = next(one for one in SETS if one.code == code).forms[name]
    bands = [row.fits["age"] for row in form.rows if row.part == "age"]
    for before, band in pairwise(bands):
        assert band["from"] == before["to"] + 1
    assert not bands or (bands[0]["from"] == 18 and "to" not in bands[-1])


def form(*lines, **more):
    return {"code": "Biểu thử", "title": ["THỬ"], "lines": list(lines), **more}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (form({"key": "a", "label": "A", "level": 0, "if": {"shoes": 42}}), "shoes"),
        (form({"key": "a", "label": "A", "level": 5}), "no level 5"),
        (form({"key": "a", "label": "A", "level": 1, "of": "x", "blank": True}), "two things"),
        (form({"key": "a", "label": "A", "level": 1, "mean": "sex"}), "no mean of sex"),
        (form({"key": "a", "label": "A", "level": 1}, {"key": "a", "label": "B", "level": 1}), "stand twice"),
        (form({"key": "a", "label": "A", "level": 1, "if": {}, "part": "age"}), "parts"),
    ],
)
def test_a_row_without_sense_is_named_when_the_file_is_read(data, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_form("thử", data)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("A. Đảng viên kỳ trước chuyển sang", "Đảng viên kỳ trước chuyển sang"),
        ("B. Đảng viên tăng trong kỳ (1+2+3)", "Đảng viên tăng trong kỳ"),
        ("VII. Học hàm (giáo sư, phó giáo sư)", "Học hàm (giáo sư, phó giáo sư)"),
        ("a) Từ tỉnh khác", "Từ tỉnh khác"),
        ("Trong đó: cán bộ quản lý", "cán bộ quản lý"),
        ("18 – 30 tuổi", "18 – 30 tuổi"),
    ],
)
def test_rows_are_named_without_their_numbers(label, words):
    assert unnumbered(label) == words
