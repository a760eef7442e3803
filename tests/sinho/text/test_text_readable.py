"""What nobody can read is refused with its place; what people paste is not."""

import pytest
from django import forms

from sinho.text.readable import why_unreadable


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x1f", "\x7f", "\x85", "\ufffd", "\uffff"])
def test_a_sign_that_cannot_be_read_is_refused_with_its_place(sign):
    assert why_unreadable(f"Đảng ủy xã{sign} Nậm Tăm") == (
        "Có ký tự không đọc được ngay sau “Đảng ủy xã”; đồng chí xóa rồi gõ lại."
    )
    assert "ở đầu ô" in why_unreadable(sign)
    with pytest.raises(forms.ValidationError, match="ngay sau “xã”"):
        forms.CharField().clean(f"xã{sign} Nậm Tăm")


@pytest.mark.parametrize(
    "text", ["", "Dòng một\nDòng hai\r\n\tthụt vào", "Đảng ủy xã", "“Ðảng” – 1\u00a0%", "👍", "a\u200bb"]
)
def test_what_is_pasted_from_a_paper_is_kept(text):
    assert why_unreadable(text) == "" and forms.CharField(strip=False, required=False).clean(text) == text
