"""Contract with vn_text: a search without marks finds the name written with them."""

import unicodedata

import pytest

from sinho.text.folding import fold


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đảng ủy xã Nậm Tăm", "dang uy xa nam tam"),
        ("ĐẢNG UỶ XÃ NẬM TĂM", "dang uy xa nam tam"),
        ("Hoà Bình", "hoa binh"),
        ("Hòa Bình", "hoa binh"),
        ("  Vàng \t A\u00a0\n Sếnh ", "vang a senh"),
        ("Ðặng Thị Mỷ", "dang thi my"),
        ("Giàng A Páo (1)", "giang a pao 1"),
        ("H'Mông, Lự", "h mong lu"),
        ("214-BC/HU", "214 bc hu"),
        ("%_", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_folds_to_the_key(text, key):
    assert fold(text) == key


def test_composed_and_decomposed_letters_give_the_same_key():
    name = "Nguyễn Thị Ngọc Ưởng"
    assert (
        fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name)) == "nguyen thi ngoc uong"
    )


def test_folding_twice_changes_nothing():
    assert fold(fold("Đảng bộ xã Pu Sam Cáp")) == fold("Đảng bộ xã Pu Sam Cáp")


def test_every_vietnamese_letter_becomes_a_plain_one():
    letters = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
    assert set(fold(letters + letters.upper())) <= set("abcdefghijklmnopqrstuvwxyz")
