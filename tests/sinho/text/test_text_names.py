"""Contract with vn_collate: keys compared as bytes give the Vietnamese order."""

import random
import unicodedata

import pytest

from sinho.text.names import name_sort_key, person_sort_key, why_no_name

NAMES_IN_ORDER = [
    "2A",
    "Ba",
    "Bà",
    "Bả",
    "Bã",
    "Bá",
    "Bạ",
    "Bản 1",
    "Bản 2",
    "Bản 2A",
    "Bản 02B",
    "Bản 10",
    "Bản 10 Nậm Hăn",
    "Bản 100",
    "Căn Co",
    "Dao",
    "Đao",
    "Êban",
    "Lê Lợi",
    "Nam Tăm",
    "Nam Tâm",
    "Nậm Ban",
    "Nậm Cha",
    "Nậm Cuổi",
    "Ong",
    "Ông",
    "Ơng",
    "Pa Tần",
    "Phăng Sô Lin",
    "Pú Đao",
    "Tả Phìn",
    "Tủa Sín Chải",
    "Xà Dề Phìn",
]
PEOPLE_IN_ORDER = [
    "Lò An",
    "Lò Thị An",
    "Nguyễn An",
    "Lê Văn Ân",
    "Giàng A Chu",
    "Vàng A Chu",
    "Đèo Văn Dũng",
    "Lý Thị Đào",
    "Sùng A Sà",
    "Vàng A Sếnh",
    "Tao Thị Ún",
    "Tẩn Y",
]


@pytest.mark.parametrize(
    ("in_order", "key"), [(NAMES_IN_ORDER, name_sort_key), (PEOPLE_IN_ORDER, person_sort_key)], ids=["names", "people"]
)
def test_bytes_of_the_keys_give_the_vietnamese_order(in_order, key):
    mixed = in_order.copy()
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=lambda text: key(text).encode("ascii")) == in_order
    assert len({key(text) for text in in_order}) == len(in_order)


@pytest.mark.parametrize("key", [name_sort_key, person_sort_key])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Thuý", "Hòa Thúy"),
        ("Đảng uỷ", "ĐẢNG ỦY"),
        ("  Vàng  A Sếnh", "Vàng A Sếnh "),
        ("Ðặng", "Đặng"),
        ("Vàng A Sếnh", unicodedata.normalize("NFD", "Vàng A Sếnh")),
    ],
)
def test_ways_of_writing_the_same_name_share_a_key(key, one, other):
    assert key(one) == key(other)


def test_a_name_of_one_piece_with_an_apostrophe_is_one_given_name():
    assert person_sort_key("Giàng H'Rin") < person_sort_key("Giàng A Páo")


@pytest.mark.parametrize("key", [name_sort_key, person_sort_key])
@pytest.mark.parametrize("nothing", ["", None, "   ", "-"])
def test_nothing_has_an_empty_key(key, nothing):
    assert key(nothing) == ""


@pytest.mark.parametrize(
    "name", ["Lò Văn Ánh", "Giàng H'Rin", "Bru-Vân Kiều", "Lò V. A", "Hồ Thị Ca-lum", "Nguye\u0302n"]
)
def test_names_of_people(name):
    assert why_no_name(name) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lò Văn 7", "“7”"),
        ("a@b", "“@”"),
        ("Иван", "“И”"),
        ("李", "“李”"),
        ("<b>", "“<”"),
        ("A\x00B", "không đọc được"),
        ("- .", "hai"),
    ],
)
def test_texts_that_are_no_name_of_a_person(text, words):
    assert words in why_no_name(text)
