"""Periods: what a line of a file does to the life of a thing, as a table of cases without a database."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from sinho.imports.dated import DatedUnit, beginning, lay_state
from sinho.imports.findings import WrongColumn


class Period:
    """Stands for a state row."""

    def __init__(self, name="", since=None, until=None):
        self.name = name
        self.valid = DateRange(day(since), day(until), "[)") if since else None


@dataclass
class Said:
    name: str
    since: dt.date
    until: dt.date | None = None


class Unit(DatedUnit):
    state_model = Period


class Register:
    """The simplest register: one column, the name."""

    def said(self, state, name):
        return getattr(state, name)

    def new_state(self, unit):
        return Period()

    def put(self, state, line):
        state.name = line.name


def day(text):
    return dt.date.fromisoformat(text) if text else None


def told(unit):
    """Name, first day, day after the last."""
    return [
        (s.name, s.valid.lower.isoformat(), s.valid.upper.isoformat() if s.valid.upper else "") for s in unit.states
    ]


def laid(periods, name, since, until=None):
    unit = Unit("X", None, rows=[Period(*period) for period in periods])
    changed, state = lay_state(unit, Said(name, day(since), day(until)), ("name",), Register())
    return changed, told(unit), state


OPEN = [("A", "2004-01-01", "")]
TWO = [("A", "2004-01-01", "2008-01-01"), ("B", "2008-01-01", "")]


@pytest.mark.parametrize(
    ("periods", "line", "changed", "after"),
    [
        ([], ("A", "2004-01-01"), {"name", "since"}, OPEN),
        ([], ("A", "2004-01-01", "2008-12-31"), {"name", "since", "until"}, [("A", "2004-01-01", "2009-01-01")]),
        (OPEN, ("A", "2004-01-01"), set(), OPEN),
        (OPEN, ("A", "2008-01-01"), set(), OPEN),
        (OPEN, ("B", "2004-01-01"), {"name"}, [("B", "2004-01-01", "")]),
        (OPEN, ("B", "2008-01-01"), {"name", "since"}, TWO),
        (OPEN, ("A", "2004-01-01", "2007-12-31"), {"until"}, [("A", "2004-01-01", "2008-01-01")]),
        (OPEN, ("A", "2006-01-01", "2007-12-31"), {"until"}, [("A", "2004-01-01", "2008-01-01")]),
        (
            OPEN,
            ("B", "2008-01-01", "2008-12-31"),
            {"name", "since", "until"},
            [("A", "2004-01-01", "2008-01-01"), ("B", "2008-01-01", "2009-01-01")],
        ),
        (TWO, ("C", "2004-01-01", "2007-12-31"), {"name"}, [("C", "2004-01-01", "2008-01-01"), TWO[1]]),
        (
            TWO,
            ("C", "2006-01-01", "2007-12-31"),
            {"name", "since"},
            [("A", "2004-01-01", "2006-01-01"), ("C", "2006-01-01", "2008-01-01"), TWO[1]],
        ),
        (OPEN, ("B", "2003-01-01"), {"name", "since"}, [("B", "2003-01-01", "2004-01-01"), *OPEN]),
        (
            [("A", "2004-01-01", "2006-01-01")],
            ("B", "2008-01-01"),
            {"name", "since"},
            [("A", "2004-01-01", "2006-01-01"), ("B", "2008-01-01", "")],
        ),
    ],
)
def test_a_line_on_the_life_of_a_thing(periods, line, changed, after):
    assert laid(periods, *line)[:2] == (changed, after)


@pytest.mark.parametrize("until", ["2008-01-01", "2009-06-30"])
def test_a_line_may_not_reach_into_the_next_period(until):
    with pytest.raises(WrongColumn, match="Từ 01/01/2008 đã có giai đoạn khác") as wrong:
        laid(TWO, "C", "2006-01-01", until)
    assert wrong.value.column == "until"


def test_the_period_that_was_made_or_changed_is_given_back():
    assert laid(OPEN, "B", "2008-01-01")[2].name == "B"
    assert laid(OPEN, "A", "2004-01-01")[2] is None


def test_beginning_finds_own_holding_and_next():
    rows = [Period(*period) for period in TWO]
    assert beginning(rows, day("2004-01-01")) == (rows[0], None, day("2008-01-01"))
    assert beginning(rows, day("2006-01-01")) == (None, rows[0], day("2008-01-01"))
    assert beginning(rows, day("2009-01-01")) == (None, rows[1], None)


def test_the_state_of_a_day_is_the_one_that_holds_else_the_last_before_else_the_first():
    unit = Unit("X", None, rows=[Period("A", "2004-01-01", "2005-01-01"), Period("B", "2006-01-01", "2007-01-01")])
    names = [unit.state_at(day(d)).name for d in ("2003-01-01", "2004-06-01", "2005-06-01", "2006-06-01", "2009-01-01")]
    assert names == ["A", "A", "A", "B", "B"]
    assert (unit.name, unit.ends) == ("B", day("2007-01-01"))
