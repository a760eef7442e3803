"""What follows from a discipline on a day, until when things are due, who may praise whom."""

import datetime as dt

import pytest

from cells.oversight import conduct_lists
from cells.oversight.conduct_rules import (
    Followed,
    check_state,
    himself,
    in_a_row,
    months_after,
    quarter_end,
    recommendation_state,
    standing_on,
    why_not_followed,
    why_not_outcome,
)

D = dt.date
FORMS, PRAISE = conduct_lists.forms(), conduct_lists.praise()
FILED = Followed("complaint", D(2009, 4, 1))
KEPT = Followed("decision", D(2009, 5, 1), "kept")
REDUCED = Followed("decision", D(2009, 5, 1), "reduced", "reprimand")
LIFTED = Followed("decision", D(2009, 5, 1), "lifted")


@pytest.mark.parametrize(
    ("form", "followed", "day", "expected"),
    [
        ("warning", [], D(2009, 2, 28), ("warning", "coming", False)),
        ("warning", [], D(2009, 3, 1), ("warning", "in_force", False)),
        ("warning", [], D(2010, 2, 28), ("warning", "in_force", False)),
        ("warning", [], D(2010, 3, 1), ("warning", "ended", False)),
        ("expulsion", [], D(2030, 1, 1), ("expulsion", "in_force", False)),
        ("warning", [FILED], D(2009, 3, 31), ("warning", "in_force", False)),
        ("warning", [FILED], D(2009, 4, 1), ("warning", "in_force", True)),
        ("warning", [FILED, KEPT], D(2009, 5, 1), ("warning", "in_force", False)),
        ("warning", [FILED, REDUCED], D(2009, 4, 30), ("warning", "in_force", True)),
        ("warning", [FILED, REDUCED], D(2009, 5, 1), ("reprimand", "in_force", False)),
        ("warning", [FILED, LIFTED], D(2009, 5, 1), ("warning", "lifted", False)),
        ("expulsion", [FILED, LIFTED], D(2030, 1, 1), ("expulsion", "lifted", False)),
    ],
)
def test_what_holds_on_a_day(form, followed, day, expected):
    standing = standing_on(FORMS, form, D(2009, 3, 1), followed, day)
    assert (standing.form, standing.state, standing.waits) == expected


@pytest.mark.parametrize(
    ("kind", "on", "last", "said"),
    [
        ("complaint", D(2009, 3, 1), None, ""),
        ("complaint", D(2009, 2, 1), None, "trước ngày 01/03/2009"),
        ("complaint", D(2009, 12, 19), None, "chưa đến"),
        ("complaint", D(2009, 6, 1), FILED, "chưa giải quyết"),
        ("complaint", D(2009, 6, 1), KEPT, ""),
        ("decision", D(2009, 6, 1), None, "Không có khiếu nại"),
        ("decision", D(2009, 6, 1), KEPT, "Không có khiếu nại"),
        ("decision", D(2009, 6, 1), FILED, ""),
        ("decision", D(2009, 3, 15), FILED, "trước ngày 01/04/2009"),
    ],
)
def test_complaints_come_in_order(kind, on, last, said):
    reasons = why_not_followed(kind, on, D(2009, 3, 1), last, D(2009, 12, 18))
    assert (said in " ".join(reasons), bool(reasons)) == (True, bool(said))


@pytest.mark.parametrize(
    ("outcome", "new_form", "allowed"),
    [
        ("kept", "", True),
        ("kept", "reprimand", False),
        ("reduced", "reprimand", True),
        ("reduced", "warning", False),
        ("reduced", "removal", False),
        ("reduced", "state_reprimand", False),
        ("reduced", "", False),
        ("lifted", "", True),
    ],
)
def test_a_reduction_leads_to_a_lighter_form(outcome, new_form, allowed):
    assert (why_not_outcome(FORMS, "official", "warning", outcome, new_form) == []) is allowed


def test_probationers_are_reprimanded_or_warned_and_organisations_dissolved():
    found = {
        subject: [one.label for one in FORMS.of(subject)] for subject in ("organization", "official", "probationary")
    }
    assert found == {
        "organization": ["Khiển trách", "Cảnh cáo", "Giải tán"],
        "official": ["Khiển trách", "Cảnh cáo", "Cách chức", "Khai trừ"],
        "probationary": ["Khiển trách", "Cảnh cáo"],
    }
    assert "chưa đối chiếu văn bản" in FORMS.validity_on(D(2009, 1, 1)).words


def test_due_days_and_states():
    assert [quarter_end(2009, n) for n in (1, 2, 3, 4)] == [
        D(2009, 3, 31),
        D(2009, 6, 30),
        D(2009, 9, 30),
        D(2009, 12, 31),
    ]
    assert months_after(D(2009, 8, 31), 6) == D(2010, 2, 28)
    assert check_state(D(2009, 3, 31), None, D(2009, 3, 31)) == "planned"
    assert check_state(D(2009, 3, 31), None, D(2009, 4, 1)) == "late"
    assert check_state(D(2009, 3, 31), D(2009, 4, 2), D(2009, 4, 1)) == "late"
    assert check_state(D(2009, 3, 31), D(2009, 4, 2), D(2009, 4, 2)) == "done"
    assert recommendation_state(D(2009, 3, 31), D(2009, 4, 2), D(2009, 3, 1)) == "open"
    assert recommendation_state(D(2009, 3, 31), None, D(2009, 4, 1)) == "late"


def test_who_gives_what():
    assert PRAISE.why_not("organization", "flag", "province") == []
    assert PRAISE.why_not("member", "flag", "province") == ["Tỉnh ủy khen bằng bằng khen, không bằng cờ."]
    assert "không bằng giấy khen" in PRAISE.why_not("member", "certificate", "cell")[0]


def test_years_running():
    best = {2007: {1, 3}, 2008: {1, 2}, 2009: {1, 2, 3}}
    assert in_a_row(best, 2009, 2) == {1: 3, 2: 2}
    assert in_a_row(best, 2009, 1) == {1: 3, 2: 2, 3: 1}
    assert in_a_row(best, 2010, 1) == {}


def test_names_are_one_whatever_the_marks():
    assert himself("Giàng  A Sử", "giang a su") and not himself("Giàng A Sử", "Giàng A Sử B")
