"""Sort keys in Vietnamese order, for text columns with COLLATE "C" (the server needs no Vietnamese collation).

Order: digits before letters; a ă â b c d đ e ê … ư v x y; tones none, huyền, hỏi, ngã, sắc, nặng. Syllable by
syllable as in a Vietnamese dictionary, so all “Nam …” stand before all “Nậm …”. Capital letters, punctuation and the
place of the tone mark (hoà, hòa) make no difference.
"""

import re
import unicodedata
from functools import lru_cache

import vn_collate
import vn_text

_TONES = re.compile("[" + "".join(vn_collate.TONE_MARKS) + "]")
_PIECES = re.compile(r"[0-9]+|[^\W0-9_]+")
# Beside letters: also the tone marks of text that is not composed yet.
_IN_NAMES = " '’-.\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
# Below every hexadecimal digit in byte order: a shorter name stands before the longer one that begins with it.
_BETWEEN = " "


def name_sort_key(text: str | None) -> str:
    """Key of a name of an organisation, village or thing; numbers by value: “Bản 2” before “Bản 10”."""
    return _BETWEEN.join(_piece_key(piece) for piece in _PIECES.findall(_tidy(text)))


def person_sort_key(full_name: str | None) -> str:
    """Key of a person: given name (the last word) first, then surname, then middle names."""
    words = ["".join(_PIECES.findall(word)) for word in _tidy(full_name).split()]
    words = [word for word in words if word]
    return _BETWEEN.join(_piece_key(word) for word in words[-1:] + words[:-1])


def why_no_name(text: str) -> str:
    """Why the text cannot be the name of a person; "" when it can. Letters of Latin script, as identity papers have."""
    odd = next((sign for sign in text if not (_is_letter(sign) or sign in _IN_NAMES)), "")
    if odd and not odd.isprintable():
        return "Họ và tên có ký tự không đọc được; đồng chí gõ lại."
    if odd:
        return f"Họ và tên không có ký tự “{odd}”; chỉ gồm chữ cái, dấu cách, gạch nối. Điều khác thì ghi ở ô khác."
    if sum(map(_is_letter, text)) < 2:
        return "Họ và tên phải có ít nhất hai chữ cái."
    return ""


def _is_letter(sign: str) -> bool:
    return sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN")


def _tidy(text: str | None) -> str:
    return unicodedata.normalize("NFC", vn_text.repair_mojibake(text or "")).lower()


@lru_cache(maxsize=8192)
def _piece_key(piece: str) -> str:
    """Key of one syllable or one number. A syllable has one tone, so where it is written must not matter."""
    if piece.isdecimal():
        digits = piece.lstrip("0") or "0"
        return f"01{len(digits):03d}{digits}"
    letters = unicodedata.normalize("NFD", piece)
    tones = "".join(_TONES.findall(letters))
    return vn_collate.collate_key(_TONES.sub("", letters) + tones)
