"""Texts of the time before Unicode: found for a workbook as a whole, read cell by cell."""

import pytest

from sinho.imports.encodings import Converted, Encoding, Texts, encoding_of, is_syllable

NAMES = ("Nguyễn Văn Nam", "Lò Thị Hương", "Giàng A Tủa", "Lừ Văn Hặc", "Tẩn Chỉn Lụa", "Đèo Văn Ún")
TCVN3 = ("NguyÔn V¨n Nam", "Lß ThÞ H\u00ad¬ng", "Giµng A Tña", "Lõ V¨n HÆc", "TÈn ChØn Lôa", "§Ìo V¨n ón")
VNI = ("Nguyeãn Vaên Nam", "Loø Thò Höông", "Giaøng A Tuûa", "Löø Vaên Haëc", "Taån Chæn Luïa", "Ñeøo Vaên UÙn")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (TCVN3, Encoding.TCVN3),
        (VNI, Encoding.VNI),
        (NAMES, Encoding.UNICODE),
        (TCVN3[:1], Encoding.TCVN3),
        (("Lß",), Encoding.UNICODE),  # one word says too little
        (("naïve café über", "Größe straße"), Encoding.UNICODE),
        ((), Encoding.UNICODE),
    ],
)
def test_the_encoding_of_a_workbook(texts, expected):
    assert encoding_of(set(texts)) == expected


@pytest.mark.parametrize(("encoding", "typed"), [(Encoding.TCVN3, TCVN3), (Encoding.VNI, VNI)])
def test_names_come_out_in_unicode(encoding, typed):
    texts = Texts.of([[list(typed)]])
    assert (texts.encoding, texts.found) == (encoding, True)
    read = [texts.read(cell) for cell in typed]
    assert [one.lower() for one in read] == [name.lower() for name in NAMES]
    assert all(isinstance(one, Converted) for one in read)
    assert (typed[0], NAMES[0]) in texts.samples


def test_what_is_unicode_already_stays():
    texts = Texts.of([[list(TCVN3)]])
    for cell in ("Nguyễn Thị Ánh", "Nam", 12.0, None, "Nga\u0323n"):
        assert texts.read(cell) == cell
    assert texts.read("Thái").typed == "Thái"  # cannot be told apart: what was typed stays beside it


def test_one_text_of_an_old_font_leaves_the_others_alone():
    """“Thôn Bông” has no letter of Unicode alone; among Unicode names it stays, among TCVN3 names it does not."""
    names = Texts.of([[["Tên", name] for name in (*NAMES, "Thôn Bông")] + [[TCVN3[0], ""]]])
    assert names.encoding == Encoding.TCVN3
    assert (names.read("Thôn Bông"), names.read(TCVN3[0])) == ("Thôn Bông", NAMES[0])
    assert ("Thôn Bông", "Thôn Bông") in names.samples and names.samples[0] == (TCVN3[0], NAMES[0])
    old = Texts.of([[["Họ và tên"], *[[name] for name in (*TCVN3, "Thôn Bông")]]])
    assert old.read("Thôn Bông") == "Thụn Bụng"
    assert old.samples[0] == ("Thôn Bông", "Thụn Bụng")  # what could be either is shown first
    assert Texts.of([[list(NAMES)]], Encoding.TCVN3).read("Thôn Bông") == "Thụn Bụng"


@pytest.mark.parametrize(
    ("others", "read"), [(("Nam",), "Thụn Bụng"), (("Xã Nậm Tăm", "Xã Tả Phìn"), "Thôn Bông"), ((), "Thụn Bụng")]
)
def test_a_column_that_says_nothing_follows_the_workbook(others, read):
    grid = [[name, "", ""] for name in TCVN3[:2]] + [["", "Thôn Bông", ""]] + [["", "", other] for other in others * 2]
    assert Texts.of([grid]).read("Thôn Bông") == read


def test_what_a_person_says_goes_before_what_is_found():
    assert Texts.of([[list(TCVN3)]], Encoding.UNICODE).read(TCVN3[0]) == TCVN3[0]
    assert Texts.of([[list(NAMES)]], Encoding.VNI).found is False


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("Nguyễn", True), ("Nghiêng", True), ("quyết", True), ("A", True), ("Nguyeãn", False), ("straße", False)],
)
def test_syllables(word, is_one):
    assert is_syllable(word) is is_one
