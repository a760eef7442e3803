"""Rows of one shape: every word is escaped, a word that the row does not have fails."""

from typing import NamedTuple

import pytest
from django.template import Context, Template

from members.roll.models.lines import Line
from sinho.web.templatetags.lines import BETWEEN, lines, options, shape_of

SHAPE = "members/roll/_line.html"


class Sign(NamedTuple):
    """A row of two words."""

    share: str
    pk: str


def line(**facts) -> Line:
    return Line(**dict.fromkeys(Line._fields, "") | facts)


def test_every_word_of_a_row_is_escaped():
    row = line(**dict.fromkeys(Line._fields, "<b>\"'&{pk}"))
    drawn = lines([row], SHAPE, list="/dang-vien/", day_query="?a=1&b=2")
    assert "<b>" not in drawn and "&lt;b&gt;&quot;&#x27;&amp;{pk}" in drawn and "?a=1&amp;b=2" in drawn
    assert drawn.count("&lt;b&gt;") == len(Line._fields) and "{#" not in drawn


def test_a_word_with_the_mark_between_words_stays_in_its_place():
    rows = [line(**dict.fromkeys(Line._fields, word)) for word in ("<a>", f"<b>{BETWEEN}<c>")]
    drawn = lines(rows, SHAPE, list="/", day_query="")
    assert drawn.count("&lt;a&gt;") == drawn.count(f"&lt;b&gt;{BETWEEN}&lt;c&gt;") == len(Line._fields)


def test_rows_stand_in_their_order_and_none_give_nothing():
    drawn = lines([line(full_name="An"), line(full_name="Ban")], SHAPE, list="/", day_query="")
    assert 0 < drawn.index("An") < drawn.index("Ban") and drawn.count("<tr>") == 2
    assert lines([], SHAPE, list="/", day_query="") == ""


def test_a_word_that_is_missing_fails():
    with pytest.raises(ValueError, match="not in tuple"):
        lines([Sign(share="1", pk="1")], SHAPE, list="/", day_query="")


def test_what_all_share_goes_before_the_word_of_the_row():
    text = '{% load lines %}{% lines rows "members/roll/_line.html" list="/x/" day_query="" committee="" %}'
    drawn = Template(text).render(Context({"rows": [line(pk="7", committee="Đảng bộ xã")]}))
    assert 'href="/x/7/"' in drawn and "Đảng bộ xã" not in drawn


def test_signs_of_the_filling_are_words_like_others(tmp_path, settings):
    settings.DEBUG = True
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    (tmp_path / "shape.html").write_text("{# a share #}\n<td width='5%'>{share}%{pk}</td>{day}")
    rows = [Sign(share="%(pk)s {day}", pk="100%")]
    assert lines(rows, "shape.html", day="%(pk)s {share} 5%") == (
        "<td width='5%'>%(pk)s {day}%100%</td>%(pk)s {share} 5%"
    )


def test_a_shape_has_no_tags():
    assert "{%" not in shape_of(SHAPE) and "{{" not in shape_of(SHAPE)


def test_the_choices_of_a_filter_are_escaped_and_one_is_chosen():
    drawn = options([(1, "<b>"), ("2", "Xã B"), ("", "Không")], 2)
    assert drawn == (
        '<option value="1">&lt;b&gt;</option><option value="2" selected>Xã B</option><option value="">Không</option>'
    )
    assert "selected" not in options([("a", "A")], None) and options([], "a") == ""
