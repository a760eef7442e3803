"""Who comes and who leaves (form 8C), who manages a title, which columns are chosen: no database."""

import datetime as dt

import pytest

from cadres.staff import titles
from cadres.staff.enums import PostEntry, PostExit
from cadres.statistics.rules.facts import Managed, Managers, highest
from cadres.statistics.rules.movement import Held, moves, spells
from cadres.statistics.rules.table import chosen_columns, read_column_set
from cadres.statistics.sets import column_sets, managers, sets
from members.statistics.rules.rows import read_form

D = dt.date
SINCE, UNTIL = D(2009, 1, 1), D(2009, 12, 31)
OLD = D(2004, 1, 2)


def held(group, since, until=None, entry="elected", exit=""):
    return Held(group, since, until, entry, exit or ("retired" if until else ""))


CASES = {
    "there all the time": ([held("elected", OLD)], ["opening elected", "closing elected"]),
    "came": (
        [held("civil_servant", D(2009, 3, 1), entry="exam")],
        ["in civil_servant exam", "closing civil_servant"],
    ),
    "came on the first day": ([held("elected", SINCE)], ["in elected elected", "closing elected"]),
    "left": ([held("elected", OLD, D(2009, 5, 1))], ["opening elected", "out elected retired"]),
    "left with the last day of the period": (
        [held("elected", OLD, D(2010, 1, 1))],
        ["opening elected", "closing elected"],
    ),
    "left on the first day": ([held("elected", OLD, SINCE)], ["opening elected", "out elected retired"]),
    "left before": ([held("elected", OLD, D(2008, 12, 31))], []),
    "comes later": ([held("elected", D(2010, 1, 1))], []),
    "came and left": (
        [held("elected", D(2009, 2, 1), D(2009, 8, 1), exit="moved")],
        ["in elected elected", "out elected moved"],
    ),
    "written down with the opening of the list": (
        [held("elected", D(2009, 2, 1), entry="opening")],
        ["opening elected", "closing elected"],
    ),
    "another post the next day": (
        [held("elected", OLD, D(2009, 6, 1), exit="other_post"), held("elected", D(2009, 6, 1))],
        ["opening elected", "closing elected"],
    ),
    "another post after some days": (
        [held("elected", OLD, D(2009, 6, 1), exit="other_post"), held("elected", D(2009, 6, 20))],
        ["opening elected", "closing elected"],
    ),
    "retired and came back": (
        [held("elected", OLD, D(2009, 6, 1)), held("elected", D(2009, 6, 20))],
        ["opening elected", "out elected retired", "in elected elected", "closing elected"],
    ),
    "another post that he has not taken yet": (
        [held("elected", OLD, D(2009, 12, 20), exit="other_post"), held("elected", D(2010, 1, 4))],
        ["opening elected", "out elected other_post"],
    ),
    "two posts, one of them left": (
        [held("elected", OLD), held("elected", OLD, D(2009, 6, 1))],
        ["opening elected", "closing elected"],
    ),
    "two posts left one after the other": (
        [held("elected", OLD, D(2009, 5, 1), exit="not_reelected"), held("elected", OLD, D(2009, 6, 1))],
        ["opening elected", "out elected retired"],
    ),
    "from part-time work to a title": (
        [
            held("part_time", OLD, D(2009, 6, 1), exit="other_post"),
            held("civil_servant", D(2009, 6, 1), entry="by_file"),
        ],
        [
            "opening part_time",
            "out part_time regrouped within",
            "in civil_servant regrouped within",
            "closing civil_servant",
        ],
    ),
    "part-time work beside a title counts as the title": (
        [held("part_time", OLD), held("elected", OLD)],
        ["opening elected", "closing elected"],
    ),
    "left the title and kept the part-time work": (
        [held("part_time", OLD), held("elected", OLD, D(2009, 6, 1))],
        ["opening elected", "out elected regrouped within", "in part_time regrouped within", "closing part_time"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_form_8c_counts_of_somebody(case):
    posts, wanted = CASES[case]
    found = [one for spell in spells(posts, SINCE, UNTIL) for one in moves(spell, SINCE, UNTIL)]
    said = [" ".join(filter(None, (one.kind, one.group, one.reason, "within" * one.within))) for one in found]
    assert said == wanted


@pytest.mark.parametrize("case", CASES)
def test_the_check_holds_in_every_column_of_groups(case):
    posts, _ = CASES[case]
    found = [one for spell in spells(posts, SINCE, UNTIL) for one in moves(spell, SINCE, UNTIL)]
    for group in (None, "elected", "civil_servant", "part_time"):
        count = dict.fromkeys(("opening", "in", "out", "closing"), 0)
        for one in found:
            count[one.kind] += one.group == group if group else not one.within
        assert count["opening"] + count["in"] - count["out"] == count["closing"], group


def test_every_reason_has_one_row_of_form_8c():
    rows = [row for row in sets()[0].forms["form-8c"].rows if row.fits and row.level == 1]
    for kind, reasons in (("in", set(PostEntry.values) - {"opening"}), ("out", set(PostExit.values))):
        said = [row.fits["reason"] for row in rows if row.fits["kind"] == kind]
        flat = [one for reason in said for one in ([reason] if isinstance(reason, str) else reason)]
        assert sorted(flat) == sorted(reasons | {"regrouped"})


def test_titles_named_in_the_data_are_in_a_list():
    known = set(titles.known_titles())
    assert set(managers().by_title) <= known
    for column in sets()[0].forms["form-9c"].columns:
        said = column.fits.get("title", [])
        assert {said} <= known if isinstance(said, str) else set(said) <= known


def test_a_title_is_managed_as_said_of_it_or_of_its_group():
    given = Managers("x", False, {"district": Managed(titles=["chair"]), "grassroots": Managed(groups=["elected"])})
    assert given.of("chair", "elected") == "district"
    assert (given.of("clerk", "elected"), given.of("clerk", "part_time")) == ("grassroots", "")


def test_the_highest_level_counts():
    assert highest("general", {"primary", "upper_secondary", "lower_secondary"}) == "upper_secondary"
    assert highest("theory", ()) == ""


def test_chosen_columns_are_numbered_after_the_total():
    columns = chosen_columns(column_sets(), ["computing", "people"])
    assert [(one.number, one.key) for one in columns] == [
        ("2", "total"), ("3", "women"), ("4", "minority"), ("5", "religious"), ("6", "computing.learned"),
    ]  # fmt: skip


def test_a_column_that_asks_for_what_nobody_knows_is_named():
    column = {"key": "tall", "label": "Cao", "if": {"height": 170}}
    with pytest.raises(ValueError, match="height"):
        read_column_set({"code": "x", "label": "X", "columns": [column]})
    with pytest.raises(ValueError, match=r"form-x, tall"):
        read_form("form-x", {"code": "X", "title": ["X"], "columns": [column]})
