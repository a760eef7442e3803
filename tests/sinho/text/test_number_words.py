"""Numbers in words, as lists of payments write them."""

import pytest

from sinho.text.number_words import dong_words, number_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (1005, "một nghìn không trăm linh năm"),
        (1_000_000, "một triệu"),
        (205_000_000, "hai trăm linh năm triệu"),
        (1_020_300, "một triệu không trăm hai mươi nghìn ba trăm"),
        (2_000_000_001, "hai tỷ không trăm linh một"),
        (1_000_000_000_000, "một nghìn tỷ"),
        (-300_000, "âm ba trăm nghìn"),
    ],
)
def test_a_number_in_words(number, words):
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0, "Không đồng"), (205_000_000, "Hai trăm linh năm triệu đồng chẵn"), (1_500, "Một nghìn năm trăm đồng")],
)
def test_an_amount_in_words(amount, words):
    assert dong_words(amount) == words
