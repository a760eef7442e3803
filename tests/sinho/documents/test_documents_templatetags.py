"""Figures in pages and numbers on papers."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from sinho.documents.reports import Asked, Figure, Listed
from sinho.documents.templatetags.papers import change_words, dash, roman, two_digits

CONTEXT = {"kind": SimpleNamespace(code="cell-quality"), "asked": Asked(7, dt.date(2009, 12, 18), year=2009)}
ADDRESS = "/bao-cao/cell-quality/danh-sach/?nam=2009&amp;ngay=18%2F12%2F2009&amp;don_vi=7&amp;so=cells.level.weak"


def figure(count: int, label: str = "Chi bộ yếu kém") -> Figure:
    return Figure("cells.level.weak", label, tuple(Listed(n, "", ()) for n in range(count)))


def shown(tag: str, one: Figure | None) -> str:
    return Template("{% load figures %}" + tag).render(Context({**CONTEXT, "one": one}))


def test_a_figure_is_a_link_to_its_list():
    assert shown("{% figure_link one %}", figure(3)) == f'<a class="fig" href="{ADDRESS}" title="Chi bộ yếu kém">3</a>'


def test_thousands_have_a_dot_and_words_may_stand_in_place_of_the_number():
    assert ">1.250</a>" in shown("{% figure_link one %}", figure(1250))
    assert ">4 xã</a>" in shown('{% figure_link one "4 xã" %}', figure(4))


@pytest.mark.parametrize(("one", "text"), [(figure(0), "0"), (None, "")])
def test_zero_and_unknown_have_no_list(one, text):
    assert shown("{% figure_link one %}", one) == text


def test_what_a_label_says_is_escaped():
    assert "&lt;b&gt;" in shown("{% figure_link one %}", figure(1, "<b>"))


def test_a_cell_says_what_it_counts_and_zero_is_quiet():
    cell = shown('{% figure_cell one "TSVM" "rule" %}', figure(2))
    assert cell.startswith('<td class="num rule" data-l="TSVM"><a class="fig"')
    assert shown("{% figure_cell one %}", figure(0)) == '<td class="num nil">0</td>'
    assert shown("{% figure_cell one %}", None) == '<td class="num nil"></td>'


@pytest.mark.parametrize(("count", "text"), [(0, "00"), (7, "07"), (10, "10"), (1250, "1.250")])
def test_two_digits(count, text):
    assert two_digits(count) == text


@pytest.mark.parametrize(("count", "text"), [(None, ""), (0, "-"), (7, "7"), (1250, "1.250")])
def test_dash(count, text):
    assert dash(count) == text


@pytest.mark.parametrize(("change", "text"), [(3, "tăng 03"), (-12, "giảm 12"), (0, "không thay đổi")])
def test_change_words(change, text):
    assert change_words(change) == text


def test_chapters_are_counted_in_roman_numbers():
    assert [roman(number) for number in (1, 4, 9, 10, 14, 39)] == ["I", "IV", "IX", "X", "XIV", "XXXIX"]
