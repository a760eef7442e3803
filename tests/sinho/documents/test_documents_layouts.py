"""A paper keeps the layout that was in force on its own date."""

import datetime as dt

import pytest

from sinho.documents.layouts import HD05_2026, HD11_2004, HD36_2018, LAYOUTS, layout_on


@pytest.mark.parametrize(
    ("day", "layout"),
    [
        (dt.date(1999, 1, 1), HD11_2004),
        (dt.date(2010, 1, 18), HD11_2004),
        (dt.date(2018, 4, 2), HD11_2004),
        (dt.date(2018, 4, 3), HD36_2018),
        (dt.date(2026, 5, 26), HD36_2018),
        (dt.date(2026, 5, 27), HD05_2026),
        (dt.date(2030, 1, 1), HD05_2026),
    ],
)
def test_layout_in_force(day, layout):
    assert layout_on(day) is layout


def test_layouts_stand_in_order_and_have_their_own_codes():
    assert [layout.since for layout in LAYOUTS] == sorted(layout.since for layout in LAYOUTS)
    assert len({layout.code for layout in LAYOUTS}) == len(LAYOUTS)
    assert all(layout.source for layout in LAYOUTS)


def test_only_the_oldest_layout_is_not_compared_with_its_source():
    assert [layout.code for layout in LAYOUTS if not layout.verified] == ["hd11_2004"]


def test_small_numbers_get_a_zero_since_2026():
    assert HD36_2018.numbered("7") == "7"
    assert HD05_2026.numbered("7") == "07"
    assert HD05_2026.numbered("214") == "214"
    assert HD05_2026.numbered("") == ""


def test_the_boxes_of_the_heading_fill_the_width_of_the_text():
    assert all(layout.organization_box + layout.party_box == 210 - 30 - 15 for layout in LAYOUTS)
