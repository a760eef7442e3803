"""The chart is drawn from the figures: bars without gaps, numbers where they fit, patterns in place of colours."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest

from cells.assessments import schemes
from cells.assessments.report import chart
from cells.assessments.report.compared import Group
from cells.assessments.report.graded import Graded, Year, tally
from cells.assessments.rules.scheme import read
from sinho.documents.reports import Listed

SCHEME = read(schemes.as_json("hd20_2008"))
CODES = [level.code for level in SCHEME.levels]


def year(number: int, counts) -> Year:
    """A year in which so many organisations have each level, from the best down."""
    levels = [code for code, count in zip(CODES, counts, strict=True) for _ in range(count)]
    rows = [
        Graded(n, f"A{n}", "A", "A", "subordinate_cell", "", None, "", level=level) for n, level in enumerate(levels)
    ]
    return Year(number, SCHEME, dt.date(number, 12, 31), tuple(rows))


def drawn(now, then=None):
    years = [year(2009, now), *([year(2008, then)] if then else [])]
    tallies = [
        tally("cells", "Chi bộ", one, one.rows, lambda row: Listed(row.organization_id, "", ())) for one in years
    ]
    before = tallies[1] if then else None
    group = Group("cells", "Chi bộ trực thuộc", tallies[0], before, ())
    return chart.draw(years[0], years[1] if then else None, [group])


@pytest.mark.parametrize("counts", [(171, 68, 19, 4), (1, 1, 1, 0), (0, 0, 0, 1), (1, 0, 0, 999)])
def test_parts_fill_the_bar_without_gaps(counts):
    parts = drawn(counts).rows[0].bars[0].parts
    assert parts[0].x == chart.LEFT
    assert parts[-1].x + parts[-1].width == chart.LEFT + chart.BAR
    assert all(left.x + left.width == right.x for left, right in pairwise(parts))
    assert [part.count for part in parts] == [count for count in counts if count]


def test_a_number_without_room_stands_beside_the_bar():
    bar = drawn((171, 68, 19, 4)).rows[0].bars[0]
    assert [(part.short, part.has_room) for part in bar.parts] == [
        ("TSVM", True),
        ("HTTNV", True),
        ("HTNV", False),
        ("Yếu kém", False),
    ]
    assert [part.count for part in bar.beside] == [19, 4]


def test_both_years_have_a_bar_and_levels_keep_their_pattern():
    bars = drawn((3, 0, 1, 1), (1, 1, 1, 1)).rows[0].bars
    assert [(bar.year, bar.whole) for bar in bars] == [(2009, 5), (2008, 4)]
    assert [part.fill for part in bars[0].parts] == ["solid", "dots", "open"]
    assert [part.fill for part in bars[1].parts] == ["solid", "lines", "dots", "open"]


def test_nothing_is_drawn_when_nothing_is_decided():
    assert drawn((0, 0, 0, 0)) is None
    assert [bar.year for bar in drawn((0, 0, 0, 0), (1, 0, 0, 0)).rows[0].bars] == [2008]


def test_coordinates_are_whole_numbers_so_that_no_decimal_comma_gets_into_the_drawing():
    drawing = drawn((3, 2, 1, 1), (1, 1, 1, 1))
    numbers = [drawing.height, *(value for key in drawing.keys for value in (key.x, key.y, key.text_x, key.text_y))]
    for bar in drawing.rows[0].bars:
        numbers += [bar.y, bar.text_y, bar.plate_y]
        numbers += [value for part in bar.parts for value in (part.x, part.width, part.middle, part.plate_x)]
    assert all(type(number) is int for number in numbers)


def test_a_long_legend_takes_another_line():
    data = schemes.as_json("hd20_2008")
    words = read({**data, "levels": [{**level, "short": level["label"] * 2} for level in data["levels"]]})
    one = year(2009, (1, 1, 1, 1))
    short, long = (list(chart.legend(replace(one, scheme=scheme), None, 0)) for scheme in (SCHEME, words))
    assert {key.y for key in short} == {0}
    assert len({key.y for key in long}) > 1
    assert all(key.x == chart.LEFT or key.text_x + chart.LETTER * len(key.words) <= chart.WIDTH for key in long)
