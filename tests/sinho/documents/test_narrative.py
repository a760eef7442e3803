"""Words that follow the figures, and sentences that carry them."""

import datetime as dt
from decimal import Decimal

import pytest

from sinho.documents import comparing, narrative
from sinho.documents.narrative import LIMITS, RESULTS, SITUATION, TASKS, Chapter, say, story_of
from sinho.documents.reports import Figure, Listed
from sinho.documents.tables import Table, numbers_under

THREE = Figure("weak", "Chi bộ yếu", tuple(Listed(n, f"Chi bộ {n}", ()) for n in range(3)))


@pytest.mark.parametrize(
    ("now", "before", "good", "words"),
    [
        (203, 200, False, "tăng 03 so với năm 2008"),
        (200, 201, False, "giảm 01 so với năm 2008"),
        (4, 4, False, "không thay đổi so với năm 2008"),
        (4, 4, True, "giữ vững như năm 2008"),
        (5, 4, True, "tăng 01 so với năm 2008"),
        (0, 1250, False, "giảm 1.250 so với năm 2008"),
    ],
)
def test_the_word_follows_the_figures(now, before, good, words):
    assert comparing.compared(now, before, "năm 2008", good) == words


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ((298, 400), (174, 391), "tăng 30,0 điểm phần trăm (tương đối tăng 67,4\u00a0%)"),
        ((1, 4), (1, 2), "giảm 25,0 điểm phần trăm (tương đối giảm 50,0\u00a0%)"),
        ((1, 2), (0, 7), "tăng 50,0 điểm phần trăm"),
        ((128, 400), (74, 391), "tăng 13,1 điểm phần trăm (tương đối tăng 69,1\u00a0%)"),
        ((2, 4), (1, 2), "không thay đổi"),
        ((5001, 10000), (1, 2), "không thay đổi đáng kể"),
        ((2, 4), (0, 0), ""),
        ((0, 0), (1, 2), ""),
    ],
)
def test_a_share_changes_in_points_and_relative_to_what_it_was(now, before, words):
    assert comparing.share_change(now, before) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (197, "gần 200"),
        (209, "hơn 200"),
        (200, "200"),
        (191, "gần 200"),
        (246, "gần 250"),
        (225, "225"),
        (1250, "1.250"),
        (1990, "gần 2.000"),
        (7, "7"),
        (0, "0"),
        (Decimal("197.3"), "gần 200"),
        (Decimal("4.5"), "4,5"),
        (19, "19"),
        (20, "20"),
    ],
)
def test_a_number_near_a_round_one_is_said_as_people_say_it(number, words):
    assert comparing.about(number) == words


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ([222_250_000, 246_500_000], "từ 200 đến 300 triệu đồng"),
        ([200_000_000, 300_000_000], "từ 200 đến 300 triệu đồng"),
        ([90_000_000, 10_000_000], "dưới 100 triệu đồng"),
        ([300_000_000], "300 triệu đồng"),
        ([990_000_000, 1_250_000_000], "từ 900 đến 1.300 triệu đồng"),
        ([], ""),
    ],
)
def test_amounts_lie_between_hundreds_of_millions(amounts, words):
    assert comparing.between_hundreds(amounts) == words


def test_millions_keep_what_is_behind_the_comma():
    assert comparing.millions(222_250_000) == "222,25 triệu đồng"


def test_a_sentence_says_a_figure_with_two_digits_and_keeps_its_rows():
    sentence = say("Có {weak} chi bộ yếu trên {all}, {words}.", weak=THREE, all=12, words="như năm trước")
    assert sentence.plain == "Có 03 chi bộ yếu trên 12, như năm trước."
    assert sentence.figures == [THREE]


def test_a_share_never_stands_without_its_numbers():
    assert narrative.share(THREE, 12).plain == "03/12 (25,0\u00a0%)"
    assert narrative.share(THREE, 0).plain == "03/00"


def test_a_share_is_short_where_the_whole_was_named():
    assert narrative.with_percent(THREE, 12).plain == "03 (25,0\u00a0%)"
    assert narrative.with_percent(THREE, 0).plain == "03"
    assert narrative.share_in_brackets(THREE, THREE).plain == "(03/03, bằng 100,0\u00a0%)"


def test_limits_and_tasks_name_their_subject_where_there_are_many():
    chapter = Chapter("a", "Kết nạp đảng viên", {LIMITS: ((say("Còn {n} hồ sơ.", n=THREE),),)}, lead="Kết nạp")
    [told] = story_of([chapter], {}).limits.chapters
    assert told.paragraphs[0][0].plain == "-\u00a0Kết nạp: còn 03 hồ sơ."


def test_pieces_are_joined_with_their_figures():
    sentence = narrative.joined([say("{n} một", n=THREE), "hai", THREE], ", ")
    assert sentence.plain == "03 một, hai, 03" and sentence.figures == [THREE, THREE]


def test_the_four_parts_number_the_chapters_that_say_something():
    table = Table("Bảng", "Mục", numbers_under("Số"), ())
    chapters = [
        Chapter("a", "Một", {SITUATION: ((say("Tình hình."),),), RESULTS: ((say("Được."),),)}),
        Chapter("b", "Hai", {RESULTS: ((),), LIMITS: ((say("Còn thiếu."),),)}),
        Chapter("c", "Ba", {}, tables=(table,)),
    ]
    story = story_of(chapters, {TASKS: "đoạn"})
    assert [(one.number, one.title) for one in story.results.chapters] == [(1, "Một"), (2, "Ba")]
    assert [one.title for one in story.limits.chapters] == [""]
    assert [part.name for part in story.parts] == [
        "I. Tình hình",
        "II. Kết quả",
        "III. Hạn chế, nguyên nhân",
        "IV. Nhiệm vụ, kiến nghị",
    ]
    assert story.part(TASKS).passage == "đoạn" and not story.tasks.chapters
    assert [part.said for part in story_of([], {}).parts] == [False] * 4


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Một\r\nhai\r\n\r\nBa", ["Một hai", "Ba"]),
        ("Một\n \t\n\n\nHai  ba", ["Một", "Hai ba"]),
        ("  \n\n ", []),
        ("", []),
        ("<b>&", ["<b>&"]),
    ],
)
def test_a_blank_line_begins_a_paragraph(text, paragraphs):
    assert narrative.paragraphs_of(text) == paragraphs


def test_nothing_of_the_clock_is_asked():
    """The words are the same on any day: dates come in as words."""
    assert say("Đến {day}.", day=f"ngày {dt.date(2009, 12, 18):%d/%m/%Y}").plain == "Đến ngày 18/12/2009."
