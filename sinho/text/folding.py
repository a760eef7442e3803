"""Folding for search: what a user types without marks finds the name written with them."""

import vn_text


def fold(text: str | None) -> str:
    """Search key of a text: small letters without marks, đ as d, only letters and digits, single spaces.

    “Đảng ủy xã Nậm Tăm”, “đảng uỷ xã nậm tăm” and “DANG UY  XA NAM TAM” give the same key, in composed or decomposed
    Unicode. The letter Ð (U+00D0), which old fonts put in place of Đ, counts as đ. Nothing gives "".
    """
    return vn_text.fold(vn_text.repair_mojibake(text or ""))
